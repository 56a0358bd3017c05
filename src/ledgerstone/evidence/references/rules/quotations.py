"""The rule on quotations: words left out or put in, which a reader cannot check without the source."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from ledgerstone.evidence.claims.region_index import RegionIndex
from ledgerstone.evidence.references.model import Citation, Finding
from ledgerstone.evidence.references.rules.entries import ADDRESS
from ledgerstone.evidence.references.statement import SPOKEN, Statement

QUOTED = re.compile(r"“[^“”]{1,1000}”|«[^«»]{1,1000}»|„[^„“”]{1,1000}[“”]|\"[^\"\n]{1,1000}\"")
LEFT_OUT = re.compile(r"…|\.\s?\.\s?\.|\[\s?[.…]{1,3}\s?\]|<\s?[.…]{1,3}\s?>")
PUT_IN = re.compile(r"\[[^\[\]\d.…]{2,40}\]")
PERHAPS_PUT_IN = re.compile(r"\([^()\d.…]{2,40}\)")
"""Round brackets may be the words' own."""
FEWEST_WORDS = 4
PARAGRAPH = "\n\n"
CITED_WITHIN = 8
"""Code points between a closing mark and the citation of what it closes."""


def quotation_altered(statement: Statement) -> Iterator[Finding]:
    """Find quotations in which words are left out or put in, and say what stands in the way of a check."""
    text = statement.reading.text
    regions = RegionIndex(statement.reading.regions)
    for found in QUOTED.finditer(text):
        how = _how(found.group()[1:-1]) if PARAGRAPH not in found.group() else None
        if how and all(region.role in SPOKEN for region in regions.around(found.start())):
            yield Finding(
                rule="quotation-altered",
                message=f"the quotation has words {how}; {_check(statement, found.end())}",
                passage=statement.passage(found.start(), found.end()),
            )


def _how(words: str) -> str | None:
    """What was done to a quotation; an ellipsis at its ends leaves out what the quotation never had."""
    if len(words.split()) < FEWEST_WORDS:
        return None
    forms = ((LEFT_OUT, "left out"), (PUT_IN, "put in"), (PERHAPS_PUT_IN, "perhaps put in"))
    return " and ".join(how for form, how in forms if form.search(words.strip(" .…"))) or None


def _check(statement: Statement, end: int) -> str:
    citation = _citation_after(statement, end)
    if citation is None:
        return "no citation follows it, so it cannot be checked"
    entry = statement.entry(citation.number)
    if entry is None:
        return f"it cites [{citation.number}], which has no entry, so it cannot be checked"
    if not ADDRESS.search(entry.text):
        return f"entry {entry.number} gives no address, so it cannot be checked without a search"
    return f"it can be checked against entry {entry.number} alone"


def _citation_after(statement: Statement, end: int) -> Citation | None:
    index = bisect_left(statement.citations, end, key=lambda citation: citation.start)
    if index == len(statement.citations):
        return None
    between = statement.reading.text[end : statement.citations[index].start]
    near = len(between) <= CITED_WITHIN and not any(sign.isalnum() or sign == "\n" for sign in between)
    return statement.citations[index] if near else None
