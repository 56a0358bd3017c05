"""Rules on quotations: words left out or put in, which a reader cannot check without the source."""

import re
from collections.abc import Iterator

from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.references.model import Finding
from ledgerstone.evidence.references.statement import Statement

QUOTED = re.compile(r"“[^“”]{1,1000}”|«[^«»]{1,1000}»")
LEFT_OUT = re.compile(r"…|\.\s?\.\s?\.")
PUT_IN = re.compile(r"[(\[][^()\[\]\d]{2,40}[)\]]")
FEWEST_WORDS = 4


def quotation_altered(statement: Statement) -> Iterator[Finding]:
    """Find quotations of a statement with references in which words are left out or put in."""
    if not statement.entries:
        return
    text = statement.reading.text
    for region in statement.reading.regions:
        if region.role not in (Role.BODY, Role.LIST):
            continue
        for found in QUOTED.finditer(text, region.start, region.end):
            how = _how(found.group()[1:-1])
            if how:
                yield Finding(
                    rule="quotation-altered",
                    message=f"the quotation has words {how}; it can be checked against its source alone",
                    passage=statement.passage(found.start(), found.end()),
                )


def _how(words: str) -> str | None:
    if len(words.split()) < FEWEST_WORDS:
        return None
    if LEFT_OUT.search(words.strip(" .…")):
        return "left out"
    return "put in" if PUT_IN.search(words) else None
