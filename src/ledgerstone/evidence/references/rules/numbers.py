"""Rules on numbers: citations against entries, and what stands behind a citation's number."""

import re
from collections.abc import Iterator

from ledgerstone.evidence.references.model import Citation, Finding
from ledgerstone.evidence.references.statement import Statement

TAIL = re.compile(r"\d\s{0,3}[,;]\s{0,3}(?P<tail>\d{1,3})$")
CHAPTER = re.compile(r"\b(?:chapters?|ch\.|глав[аыеу]|гл\.|fəsil|chapitres?|chap\.)|գլուխ|գլխ", re.IGNORECASE)
PAGES = re.compile(
    r"(?:\bpp?\.|\bpages?\b|\bстр\.|(?<!\w)с\.|\bsəh\.|\bэջ|էջ)\s{0,3}\d{1,5}(?:\s{0,3}[–—-]\s{0,3}\d{1,5})?",
    re.IGNORECASE,
)


def citation_without_entry(statement: Statement) -> Iterator[Finding]:
    """Find citations whose number the list does not have."""
    for citation in statement.citations:
        if statement.entry(citation.number) is None:
            yield Finding(
                rule="citation-without-entry",
                message=f"[{citation.number}] is cited, but the reference list has no entry {citation.number}",
                passage=statement.passage(citation.start, citation.end),
            )


def entry_never_cited(statement: Statement) -> Iterator[Finding]:
    """Find entries that no citation names, and say where only the tail of a locator may mean them."""
    cited = {citation.number for citation in statement.citations}
    for entry in statement.entries:
        if entry.number in cited:
            continue
        tails = [c for c in statement.citations if tail_of(c) == entry.number]
        perhaps = f", unless the ambiguous tail of {_brackets(statement, tails[0])} means it" if tails else ""
        yield Finding(
            rule="entry-never-cited",
            message=f"entry {entry.number} is never cited{perhaps}",
            passage=statement.passage(entry.start, entry.end),
        )


def ambiguous_locator(statement: Statement) -> Iterator[Finding]:
    """Find locators that end in a number which may be a part of the work or another entry."""
    for citation in statement.citations:
        tail = tail_of(citation)
        if tail is None or statement.entry(tail) is None:
            continue
        yield Finding(
            rule="ambiguous-locator",
            message=f"the tail {tail} of {_brackets(statement, citation)} is ambiguous: "
            f"it may be a part of entry {citation.number} or entry {tail} itself",
            passage=statement.passage(citation.start, citation.end),
        )


def locator_against_entry(statement: Statement) -> Iterator[Finding]:
    """Find entries that give pages while they are cited by chapter."""
    for entry in statement.entries:
        pages = PAGES.search(entry.text)
        by_chapter = [c for c in statement.citations if c.number == entry.number and CHAPTER.search(c.locator or "")]
        if pages and by_chapter and not CHAPTER.search(entry.text):
            named = ", ".join(dict.fromkeys(_brackets(statement, citation) for citation in by_chapter))
            yield Finding(
                rule="locator-against-entry",
                message=f"entry {entry.number} gives pages ({pages.group()}), but is cited by chapter: {named}",
                passage=statement.passage(entry.start, entry.end),
            )


def tail_of(citation: Citation) -> int | None:
    """Return the number that a locator ends in after another number ("chapter 5, 3" is 3); None for none."""
    found = TAIL.search(citation.locator or "")
    return int(found["tail"]) if found else None


def _brackets(statement: Statement, citation: Citation) -> str:
    return statement.reading.text[citation.start : citation.end]
