"""An account as a person reads it in a terminal: who says what, in how many independent lines, what is not known.

No sentence here states what happened: a value stands between quotation marks, in its source's words, below the
question that the source answers. A number between brackets is a source in the list at the end.
"""

from collections.abc import Iterator

from msgspec import Struct

from ledgerstone.cli.account_findings import against_itself_text, copies_text, over_time_text
from ledgerstone.cli.relation_text import relation_lines
from ledgerstone.cli.value_text import (
    HEADINGS,
    counted,
    dated_names,
    lines_words,
    short,
    short_names,
    stances_words,
    value_words,
    with_names,
)
from ledgerstone.cli.wrapping import PLAIN_WIDTH, TextLine, wrapped
from ledgerstone.evidence.incidents.model import Account, Answer, Line, QuestionAnswers
from ledgerstone.record.rows import AccountDetail

DEEPEST = 3
"""Answers that stand under others are indented at most so often, to leave room for words."""


class Names(Struct, frozen=True):
    """What sources are called: within our sentences, and where they stand for themselves."""

    short: dict[str, str]
    dated: dict[str, str]


def account_lines(detail: AccountDetail, width: int = PLAIN_WIDTH) -> Iterator[TextLine]:
    """Yield the account of one incident, line by line.

    Args:
        detail: The account with its sources and claims.
        width: How many cells a line may take.
    """
    account = detail.account
    names = Names(short=short_names(detail.sources), dated=dated_names(detail.sources))
    yield from _head(detail, names, width)
    for question in account.questions:
        if not question.not_known:
            yield from _question(question, names, width)
    yield from against_itself_text(detail, names.dated, width)
    yield from copies_text(account, names.dated, width)
    yield from relation_lines(account.relations, width)
    yield from _not_known(account, width)
    yield from _comments(account, width)
    yield from _grouping(detail, names, width)
    yield from _sources(detail, names, width)


def _head(detail: AccountDetail, names: Names, width: int) -> Iterator[TextLine]:
    incident = detail.account.incident
    lines = incident.lines
    yield from wrapped(f"{incident.title}  ({incident.id})", width, bold=True)
    number = f"{counted(len(incident.sources), 'source')}, {lines_words(lines.min, lines.max)}"
    yield from wrapped(number, width)
    if lines.reason:
        yield from wrapped(f"perhaps {lines.min}: {with_names(lines.reason, names.dated)}", width, indent=2, hang=2)
    if detail.publication is None:
        said = "Working copy: proposals, not published. What stands below is what sources say."
    else:
        published = detail.publication
        said = f"Version {published.version} was published by {published.by}, {published.at:%Y-%m-%d}."
    yield from wrapped(said, width)


def _question(question: QuestionAnswers, names: Names, width: int) -> Iterator[TextLine]:
    yield TextLine()
    yield TextLine(text=HEADINGS[question.question], bold=True)
    depths: dict[str, int] = {}
    for answer in question.answers:
        above = (answer.part_of or answer.within)[:1]
        depth = min(DEEPEST, max((depths.get(one, -1) + 1 for one in above), default=0))
        depths[answer.id] = depth
        yield from _answer(answer, depth, names, width)
    yield from over_time_text(question, names.dated, width)


def _answer(answer: Answer, depth: int, names: Names, width: int) -> Iterator[TextLine]:
    indent = 2 + 2 * depth
    said = value_words(answer.value, answer.scope) + stances_words(answer)
    if depth:
        said = f"{'of these' if answer.part_of else 'within these days'}: {said}"
    yield from wrapped(said, width, indent=indent, hang=4)
    reason = f"; {with_names(answer.reason, names.dated)}" if answer.reason else ""
    number = lines_words(answer.lines_min, answer.lines_max)
    yield from wrapped(number + reason, width, indent=indent + 4, hang=2)
    for line in answer.lines:
        told = _line(line, names) if len(line.sources) == 1 else _with_papers(line, names)
        yield from wrapped(f"· {told}", width, indent=indent + 4, hang=2)


def _line(line: Line, names: Names) -> str:
    """Return a line that has one source: its origin, where that is another than who printed it, and the source."""
    origin = line.origin or "origin not known"
    (named,) = (names.dated.get(source, source) for source in line.sources)
    return named if named.startswith(f"{short(origin)},") else f"{short(origin)}, in {named}"


def _with_papers(line: Line, names: Names) -> str:
    """Return why several sources are one line, and the numbers of those that the sentence does not name."""
    unnamed = [source for source in line.sources if source not in line.explanation and source in names.short]
    others = " ".join(names.short[source].rpartition(" ")[2] for source in unnamed)
    return with_names(line.explanation, names.short) + (f" The others: {others}" if others else "")


def _not_known(account: Account, width: int) -> Iterator[TextLine]:
    open_questions = [HEADINGS[one.question] for one in account.questions if one.not_known]
    if open_questions:
        yield TextLine()
        yield TextLine(text="Not known: no source here says", bold=True)
        yield from wrapped("; ".join(open_questions), width, indent=2)


def _comments(account: Account, width: int) -> Iterator[TextLine]:
    if account.comments:
        yield TextLine()
        yield TextLine(text="Readers' comments", bold=True)
        number = counted(len(account.comments), "claim")
        yield from wrapped(f"{number} in readers' comments; none counts as a line", width, indent=2)


def _grouping(detail: AccountDetail, names: Names, width: int) -> Iterator[TextLine]:
    """Yield what speaks against the grouping and what rests on no source: a person's decision. The rest is counted."""
    incident = detail.account.incident
    if not incident.evidence:
        return
    yield TextLine()
    yield TextLine(text="Why these mentions are taken together", bold=True)
    told = [reason for reason in incident.evidence if not reason.supports or not reason.sources]
    for reason in told:
        sign = "for: " if reason.supports else "against: "
        yield from wrapped(sign + with_names(reason.text, names.dated), width, indent=2, hang=4)
    more = len(incident.evidence) - len(told)
    if more:
        reasons = counted(more, "more reason" if told else "reason")
        yield from wrapped(
            f"{reasons} for it, paper by paper: `incidents --why {incident.id}`", width, indent=2, hang=4
        )


def _sources(detail: AccountDetail, names: Names, width: int) -> Iterator[TextLine]:
    if detail.sources:
        yield TextLine()
        yield TextLine(text="Sources", bold=True)
    for source in detail.sources:
        name, _, number = names.dated[source.id].rpartition(" ")
        title = f", “{source.title}”" if source.title and source.publisher else ""
        yield from wrapped(f"{number} {name}{title}, {source.id}", width, indent=2, hang=4)
