"""What a finder of names gives, whatever it goes by: a model of a language, a list of names, another's library.

A finder hints. It sees the text in sentences, says where it takes words for a name, and makes no mention and no claim:
what becomes of its hints is for the rules. The same text gives the same names.
"""

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from ledgerstone.evidence.claims.clauses import Sentence
from ledgerstone.values.names import NameType


class FoundName(Struct, frozen=True, kw_only=True, gc=False):
    """Words that a finder takes for a name.

    Attributes:
        start: Offset in the text, in code points.
        end: Offset after it, the ending of case included, also one that is written behind a hyphen ("ՏԱՍՍ-ը").
        type: What it is of; a finder that cannot tell does not say it.
        base: The name without its ending of case; None where the finder takes none off.
    """

    start: int
    end: int
    type: NameType
    base: str | None = None


class NameFinder(Protocol):
    """Finds the names of texts in one language; holds no state of a text, so that threads may share it."""

    @property
    def method(self) -> str:
        """The finder's name and version, as the `method` of a mention holds it ("names/hy-armtdp 1")."""

    def find(self, text: str, cut: Sequence[Sentence]) -> tuple[FoundName, ...]:
        """Return the names of a text, in its order; no two of them overlap, and none leaves its sentence.

        Args:
            text: The reading's text.
            cut: Its sentences, as the rules have them; a finder may be handed some of them alone.
        """
