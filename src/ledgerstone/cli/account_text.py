"""An account as a person reads it in a terminal: who says what, in how many independent lines, what is not known.

No sentence here states what happened: a value stands between quotation marks, in its source's words, below the
question that the source answers.
"""

from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from ledgerstone.evidence.claims.model import Question, Scope
from ledgerstone.evidence.incidents.model import Account, Answer, Change, Copy, Direction, Line, QuestionAnswers
from ledgerstone.record.rows import AccountDetail, SourceRow
from ledgerstone.values.answers import Value
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue
from ledgerstone.values.names import NameValue
from ledgerstone.values.places import PlaceValue

HEADINGS = {
    Question.WHEN: "When",
    Question.WHERE: "Where",
    Question.KILLED: "Killed",
    Question.INJURED: "Injured",
    Question.MISSING: "Missing",
    Question.DISPLACED: "Displaced",
    Question.DETAINED: "Detained",
    Question.SEXUAL_VIOLENCE: "Sexual violence",
    Question.PROPERTY_LOST: "Property lost",
    Question.TARGETED: "Whom sources name as targeted",
    Question.SAID_TO_HAVE_DONE: "Whom sources say to have done it",
    Question.CHARACTERISED_AS: "What sources call it",
    Question.WORDS_SAID: "Words said",
    Question.OTHER: "Other",
}

NAMED_SOURCES = 6
"""How many sources of one line are named; the rest is a number."""

NAMED_REASONS = 2

NOTHING_SAID = "no value that can be held"


class TextLine(Struct, frozen=True, kw_only=True):
    """A line of the account; headings are bold on a terminal."""

    text: str = ""
    bold: bool = False


def account_lines(detail: AccountDetail) -> Iterator[TextLine]:
    """Yield the account of one incident, line by line."""
    account = detail.account
    names = {source.id: source_name(source) for source in detail.sources}
    yield from _head(detail)
    for question in account.questions:
        if not question.not_known:
            yield from _question(question, names)
    yield from _copies(account.copies, names)
    yield from _not_known(account)
    if account.comments:
        yield TextLine()
        yield TextLine(text="Readers' comments", bold=True)
        yield TextLine(text=f"  {_counted(len(account.comments), 'claim')} in readers' comments; none counts as a line")


def source_name(source: SourceRow) -> str:
    """Return how a source is named in running text: publisher or title, date, id."""
    parts = (source.publisher or source.title or "publisher not known", source.published or "undated")
    return f"{', '.join(parts)} ({source.id})"


def value_words(value: Value | None, scope: Scope) -> str:
    """Return a value in its source's words, with what it covers."""
    covers = _scope_words(scope)
    return _value(value) + (f" ({covers})" if covers else "")


def lines_words(least: int, most: int) -> str:
    """Return in how many independent lines."""
    number = str(least) if least == most else f"{least} to {most}"
    return f"{number} independent line{'' if (least, most) == (1, 1) else 's'}"


def change_words(change: Change) -> str:
    """Return what differs between two copies, both wordings quoted."""
    return f"“{change.exact}” where the other has “{change.of_exact}”"


def _head(detail: AccountDetail) -> Iterator[TextLine]:
    incident = detail.account.incident
    lines = incident.lines
    yield TextLine(text=f"{incident.title}  ({incident.id})", bold=True)
    reason = f" ({lines.reason})" if lines.reason else ""
    counted = _counted(len(incident.sources), "source")
    yield TextLine(text=f"{counted}, {lines_words(lines.min, lines.max)}{reason}")
    if detail.publication is None:
        yield TextLine(text="Working copy: proposals, not published. What stands below is what sources say.")
    else:
        published = detail.publication
        yield TextLine(text=f"Version {published.version} was published by {published.by}, {published.at:%Y-%m-%d}.")
    for spoken in incident.evidence:
        yield TextLine(text=f"  {'grouped because' if spoken.supports else 'against it'}: {spoken.text}")


def _question(question: QuestionAnswers, names: dict[str, str]) -> Iterator[TextLine]:
    yield TextLine()
    yield TextLine(text=HEADINGS[question.question], bold=True)
    for answer in question.answers:
        yield TextLine(text=f"  {value_words(answer.value, answer.scope)}{_stances(answer)}")
        yield TextLine(text=f"      {lines_words(answer.lines_min, answer.lines_max)}")
        for line in answer.lines:
            yield TextLine(text=f"      · {_line(line, names)}")


def _stances(answer: Answer) -> str:
    """Return how the voices stand to it, where that is more than plain assertion or report."""
    noted = [stance.value for stance in answer.stances if stance.value not in {"asserted", "reported"}]
    return f" [{', '.join(noted)}]" if noted else ""


def _line(line: Line, names: dict[str, str]) -> str:
    """Return one line of evidence: its origin, its documents, and why they are one line."""
    named = [names.get(source, source) for source in line.sources[:NAMED_SOURCES]]
    more = len(line.sources) - len(named)
    listed = "; ".join(named) + (f"; and {more} more" if more else "")
    origin = line.origin or "origin not known"
    if len(line.sources) == 1:
        return listed if listed.startswith(f"{origin},") else f"{origin}, in {listed}"
    return f"{origin}: {len(line.sources)} documents, one line: {listed} [{_why(line)}]"


def _why(line: Line) -> str:
    """Return the first reasons why documents are one line; the rest is a number."""
    reasons = line.why.split("; ")
    more = len(reasons) - NAMED_REASONS
    return "; ".join(reasons[:NAMED_REASONS]) + (f"; and {more} more reasons" if more > 0 else "")


def _copies(copies: tuple[Copy, ...], names: dict[str, str]) -> Iterator[TextLine]:
    """Yield for each copy what it shares most words with, how many others, and every change once."""
    if not copies:
        return
    yield TextLine()
    yield TextLine(text="Copies among these sources", bold=True)
    by_source: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        by_source[copy.source].append(copy)
    for source, found in by_source.items():
        known = [copy for copy in found if copy.direction is Direction.KNOWN]
        nearest = max(known or found, key=lambda copy: copy.share)
        yield TextLine(text=f"  {names.get(source, source)} {_repeats(nearest, len(found) - 1, names)}")
        for change in dict.fromkeys(change_words(change) for copy in found for change in copy.changed):
            yield TextLine(text=f"      changed: {change}")


def _repeats(copy: Copy, others: int, names: dict[str, str]) -> str:
    known = copy.direction is Direction.KNOWN
    joined = "repeats" if known else "shares passages, the direction not known, with"
    more = f", and passages of {_counted(others, 'other')} here" if others else ""
    return f"{joined} {names.get(copy.of, copy.of)}: {copy.kind.value}, {copy.share:.0%} of the shorter text{more}"


def _not_known(account: Account) -> Iterator[TextLine]:
    open_questions = [HEADINGS[one.question] for one in account.questions if one.not_known]
    if open_questions:
        yield TextLine()
        yield TextLine(text="Not known: no source here says", bold=True)
        yield TextLine(text=f"  {'; '.join(open_questions)}")


def _value(value: Value | None) -> str:
    if value is None:
        return NOTHING_SAID
    if isinstance(value, CountValue):
        return f"“{value.wording}”"
    if isinstance(value, DateValue):
        return f"“{value.wording}”" + (f" = {value.edtf}" if value.edtf and value.edtf != value.wording else "")
    if isinstance(value, PlaceValue | NameValue):
        return f"“{value.name}”"
    return f"“{value.text}”"


def _scope_words(scope: Scope) -> str:
    parts = (
        scope.of_whom and f"of whom: “{scope.of_whom}”",
        scope.term,
        scope.unit if scope.unit != "people" else None,
        scope.where and f"where: {scope.where.name}",
        scope.when and f"when: {scope.when.edtf or scope.when.wording}",
        scope.part and f"part of {scope.part}",
    )
    return ", ".join(part for part in parts if part)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
