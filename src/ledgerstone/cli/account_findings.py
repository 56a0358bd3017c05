"""What an account finds beside its answers, for a terminal: change over time, one source against itself, copies.

Findings for people, never verdicts: both wordings stand there, each with its source.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from ledgerstone.cli.value_text import HEADINGS, change_words, counted, quoted_value, short, stances_words
from ledgerstone.cli.wrapping import TextLine, wrapped
from ledgerstone.evidence.incidents.model import (
    Account,
    Answer,
    Copy,
    Direction,
    Printed,
    QuestionAnswers,
    Revision,
    Saying,
)
from ledgerstone.record.rows import AccountDetail
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue

SHOWN_PASSAGE = 200
"""Characters of a passage that are shown; `claims` prints the whole."""

NAMED_CLAIMS = 8
"""How many of the claims that are against each other are shown; the JSON names all."""


def over_time_text(question: QuestionAnswers, names: Mapping[str, str], width: int) -> Iterator[TextLine]:
    """Yield which line printed which count or day first and last, where there is more than one answer."""
    told = any(isinstance(answer.value, CountValue | DateValue) for answer in question.answers)
    if told and len(question.answers) > 1:
        values = {answer.id: _plain(answer) for answer in question.answers}
        yield from wrapped("By date of publication", width, indent=2)
        for saying in question.over_time:
            yield from wrapped(_saying(saying, values), width, indent=4, hang=4)
        for revision in question.revised:
            yield from wrapped(_revision(revision, values, names), width, indent=4, hang=4)


def _plain(answer: Answer) -> str:
    """Return an answer as short as it can be told from others."""
    part = f" of {answer.scope.part}" if answer.scope.part else ""
    return quoted_value(answer.value) + part + stances_words(answer)


def _saying(saying: Saying, values: Mapping[str, str]) -> str:
    said = f"{values[saying.answer]}, {short(saying.origin or 'origin not known')}"
    if saying.first is None or saying.last is None:
        return f"undated: {said}"
    until = f", last {_day(saying.last)}" if saying.last.published != saying.first.published else ""
    return f"{_day(saying.first)}: {said}{until}"


def _revision(revision: Revision, values: Mapping[str, str], names: Mapping[str, str]) -> str:
    first, later = (names.get(one.source, one.source) for one in (revision.first, revision.later))
    return (
        f"{short(revision.origin or 'One origin')} first gave {values[revision.answer]} in {first}, "
        f"later {values[revision.later_answer]} in {later}"
    )


def _day(printed: Printed) -> str:
    return printed.published.edtf or printed.published.wording


def against_itself_text(detail: AccountDetail, names: Mapping[str, str], width: int) -> Iterator[TextLine]:
    """Yield what single sources say against themselves, each claim in its words."""
    found = detail.account.against_itself
    if not found:
        return
    words = {claim.id: claim.passage.exact for claim in detail.claims}
    yield TextLine()
    yield from wrapped("What single sources say against themselves", width, bold=True)
    for one in found:
        head = f"{names.get(one.source, one.source)}, {HEADINGS[one.question].lower()}: {one.reason}"
        yield from wrapped(head, width, indent=2, hang=4)
        told = [passage.exact for passage in one.passages] or [words[claim] for claim in one.claims if claim in words]
        passages = tuple(dict.fromkeys(told))
        for passage in passages[:NAMED_CLAIMS]:
            cut = f"{passage[:SHOWN_PASSAGE]}…" if len(passage) > SHOWN_PASSAGE else passage
            yield from wrapped(f"“{cut}”", width, indent=6, hang=2)
        if len(passages) > NAMED_CLAIMS:
            yield from wrapped("and more; --json names all", width, indent=6)


def copies_text(account: Account, names: Mapping[str, str], width: int) -> Iterator[TextLine]:
    """Yield for each copy what it shares most words with, how many others, and every change once."""
    copies = account.copies
    if not copies and not account.patchworks:
        return
    yield TextLine()
    yield from wrapped("Copies among these sources", width, bold=True)
    by_source: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        by_source[copy.source].append(copy)
    for source, found in by_source.items():
        known = [copy for copy in found if copy.direction is Direction.KNOWN]
        nearest = max(known or found, key=lambda copy: copy.share)
        repeats = _repeats(nearest, len(found) - 1, names)
        yield from wrapped(f"{names.get(source, source)} {repeats}", width, indent=2, hang=4)
        for change in dict.fromkeys(change_words(change) for copy in found for change in copy.changed):
            yield from wrapped(f"changed: {change}", width, indent=6, hang=4)
    for one in account.patchworks:
        yield from wrapped(f"{names.get(one.source, one.source)} {one.reason}", width, indent=2, hang=4)


def _repeats(copy: Copy, others: int, names: Mapping[str, str]) -> str:
    known = copy.direction is Direction.KNOWN
    joined = "repeats" if known else "shares passages, the direction not known, with"
    more = f", and passages of {counted(others, 'other')} here" if others else ""
    return f"{joined} {names.get(copy.of, copy.of)}: {copy.kind.value}, {copy.share:.0%} of the shorter text{more}"
