"""The sorts of codes that candidates share, how many of them, and between which papers."""

from typing import Final

from ledgerstone.evidence.incidents.copying.kept import Trait
from ledgerstone.evidence.incidents.copying.sketches import FIRST_FEW, LONG_POSTING
from ledgerstone.evidence.incidents.copying.translations import COMMON, SHARED_TO_COMPARE
from ledgerstone.evidence.incidents.copying.triples import MOST_PAPERS, ONE_IN, most_papers

PRINTS: Final = "prints"
TRIPLES: Final = "triples"
ITEMS: Final = "items"
TRAITS: Final = (PRINTS, TRIPLES, ITEMS)
RARE: Final = 4
"""Bit of pairs that share rare triples."""
TRANSLATED: Final = 8
"""Bit of pairs that share figures and names in two languages."""

SHARED_PRINTS = 3
"""Hashes outside quotations and furniture that a pair must share to be looked at."""

SHARED_RARE = 4
"""Rare triples that a pair printed within DAYS_OF_NEWS must share to be looked at sentence by sentence."""

COUNTED: Final = MOST_PAPERS * ONE_IN
"""Papers of a pile up to which their number decides what is rare."""


def traits(papers: int) -> tuple[Trait, ...]:
    """Return the traits of a pile of so many papers."""
    return (
        Trait(name=PRINTS, bit=2, long=LONG_POSTING, first=FIRST_FEW, least=SHARED_PRINTS),
        Trait(name=TRIPLES, bit=RARE, long=most_papers(papers), first=0, least=SHARED_RARE),
        Trait(name=ITEMS, bit=TRANSLATED, long=COMMON, first=0, least=SHARED_TO_COMPARE),
    )


def compared_by(bits: int) -> tuple[bool, bool, bool]:
    """Return of a pair that shares so much whether words are compared, other words too, and translations."""
    return bool(bits & ~TRANSLATED), bool(bits & RARE), bool(bits & TRANSLATED)
