"""A case as a person reads it in a terminal: the passage, its variants, what differs, what was checked and what not.

No sentence of ours says what a difference means. The words of sources stand between quotation marks.
"""

from collections.abc import Iterator

from ledgerstone.cli.value_text import change_words
from ledgerstone.cli.wrapping import PLAIN_WIDTH, TextLine, wrapped
from ledgerstone.evidence.incidents.cases.model import Check, FirstAppearance, Variant
from ledgerstone.record.case_rows import CaseReply, WholeCase
from ledgerstone.record.rows import SourceRow

MOST_DIFFERENCES = 12
"""Of one variant; `--json` and the page have all."""


INDENT = 2


def case_lines(whole: WholeCase, width: int = PLAIN_WIDTH) -> Iterator[TextLine]:
    """Yield a case, line by line.

    Args:
        whole: The case.
        width: How many cells a line may take.
    """
    names = {source.id: _name(source) for source in whole.sources}
    yield TextLine(text=f"Case {whole.id}" if whole.id else "A look, not kept as a case", bold=True)
    for text in _head(whole, names):
        yield from wrapped(text, width, hang=INDENT)
    parts = (
        ("The same passage in other sources", _variants(whole.variants, names)),
        ("First appearance", _first(whole.first, names)),
        ("Citations of the source", _findings(whole)),
        ("Acts that others cite otherwise", _acts(whole, names)),
        ("Voices that others give with another answer", _voices(whole, names)),
        ("What was checked and what not", _checks(whole.checks)),
        ("Reply of the author", _replies(whole.replies)),
    )
    for heading, texts in parts:
        yield TextLine()
        yield TextLine(text=heading, bold=True)
        for text in tuple(texts) or ("none found",):
            yield from wrapped(text, width, indent=INDENT + len(text) - len(text.lstrip()), hang=INDENT)


def _name(source: SourceRow) -> str:
    """Return how a source is named: publisher or title, date, id."""
    parts = (source.publisher or source.title or "publisher not known", source.published or "undated")
    return f"{', '.join(parts)} ({source.id})"


def _head(whole: WholeCase, names: dict[str, str]) -> Iterator[str]:
    opened = whole.opened
    if opened is not None:
        yield f"opened {opened.at:%Y-%m-%d} by {opened.by}: “{opened.reason}”"
    yield f"passage: “{whole.passage.exact}”"
    if whole.sought not in {None, whole.passage}:
        yield f"looked for with its sentence, as it is short: “{' '.join(whole.sought.exact.split())}”"
    place = f"characters {whole.passage.start} to {whole.passage.end} of reading {whole.reading}"
    yield f"in: {names.get(whole.source, whole.source)}, {place}"
    if not whole.in_use:
        yield "the reading in use no longer has these words: no copy is held against it"
    yield "Findings for people to judge; none says what happened, or who is right."


def _variants(variants: tuple[Variant, ...], names: dict[str, str]) -> Iterator[str]:
    for variant in variants:
        by = "a reader's comment in " if variant.comment else ""
        yield f"{by}{names.get(variant.source, variant.source)}: {_how(variant)}"
        if variant.proposal:
            yield "    in other words: a proposal, no person has decided it"
        else:
            yield f"    “{' '.join(variant.passage.exact.split())}”"
        for change in variant.changed:
            yield f"    changed: {change_words(change)}"
        others = [one for one in variant.differs if variant.whole and one not in variant.changed]
        for change in others[:MOST_DIFFERENCES]:
            yield f"    differs: {_wordings(change.exact, change.of_exact)}"
        if len(others) > MOST_DIFFERENCES:
            yield f"    and {len(others) - MOST_DIFFERENCES} more differences"


def _how(variant: Variant) -> str:
    if variant.kind is None:
        what = "the passage" if variant.whole else "a row of its words"
        return f"{what}, {variant.words} words, and no copy was found between the two"
    later = "which of them is later is not known" if variant.later is None else f"{variant.later} is later"
    via = "" if variant.via is None else f", found by way of {variant.via}"
    return f"{variant.kind.value}, {later}{via}"


def _wordings(here: str, there: str) -> str:
    if not there.strip():
        return f"“{here}” is not there"
    return f"there “{there}”, not here" if not here.strip() else f"“{here}” where the other has “{there}”"


def _first(first: FirstAppearance, names: dict[str, str]) -> Iterator[str]:
    if first.known:
        yield f"{names.get(first.sources[0], first.sources[0])}: {first.reason}"
        return
    yield f"not known: {first.reason}"
    for source in first.sources:
        yield f"may be the first: {names.get(source, source)}"
    for source in first.undated:
        yield f"without a date: {names.get(source, source)}"


def _findings(whole: WholeCase) -> Iterator[str]:
    for one in whole.findings:
        where = "in the passage: " if one.in_passage else ""
        yield f"{where}{one.finding.message} ({one.reason})"


def _acts(whole: WholeCase, names: dict[str, str]) -> Iterator[str]:
    for one in whole.cited_otherwise:
        where = "in the passage, " if one.in_passage else ""
        yield f"{where}“{' '.join(one.passage.exact.split())}”, and “{' '.join(one.of.exact.split())}” in"
        yield f"    {names.get(one.other, one.other)}: {one.what}; a person must say whether it is one act"


def _voices(whole: WholeCase, names: dict[str, str]) -> Iterator[str]:
    rows = {row.id: row for row in whole.claims}
    for one in whole.said_otherwise:
        yield f"“{one.voice}” on {one.question.value}, in incident {one.incident}"
        for heading, claims in (("here", one.claims), ("elsewhere", one.others)):
            for claim in claims:
                row = rows.get(claim)
                if row is not None:
                    yield f"    {heading}: “{row.passage.exact}” ({names.get(row.source, row.source)}, claim {claim})"


def _checks(checks: tuple[Check, ...]) -> Iterator[str]:
    for one in checks:
        found = "" if one.found is None or not one.done else f", {one.found} found"
        yield f"{'checked' if one.done else 'not checked'}: {one.check.value}{found}: {one.reason}"


def _replies(replies: tuple[CaseReply, ...]) -> Iterator[str]:
    for one in replies:
        yield f"{one.author or 'author not named'}, {one.published or 'undated'} ({one.source}), put here by {one.by}"
        yield f"    “{' '.join(one.text.split())}”" + (" …" if one.cut else "")
    if not replies:
        yield "none is held; `case reply ID` puts one here"
