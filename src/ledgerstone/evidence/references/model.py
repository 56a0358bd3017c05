"""What `references` finds: entries, citations and findings."""

from msgspec import Struct

from ledgerstone.evidence.claims.model import Passage
from ledgerstone.evidence.references.reasons import REASONS


class Entry(Struct, frozen=True, kw_only=True):
    """An entry of the reference list; `text` is the reading's text at start, end."""

    number: int
    text: str
    start: int
    end: int


class Citation(Struct, frozen=True, kw_only=True):
    """A citation in the text: "[2 – chapter 5, 3]" is number 2 with the locator "chapter 5, 3"."""

    number: int
    locator: str | None
    start: int
    end: int


class Finding(Struct, frozen=True, kw_only=True):
    """What a rule found; every rule is told in docs/reference/statement-rules.md.

    Attributes:
        rule: The rule's id ("citation-without-entry"), a key of `REASONS`; names no group.
        message: What was found, in our words, naming the numbers concerned.
        passage: Where; None where it concerns the whole.
    """

    rule: str
    message: str
    passage: Passage | None = None

    @property
    def reason(self) -> str:
        """Why the rule matters, in words."""
        return REASONS[self.rule]


class References(Struct, frozen=True, kw_only=True):
    """The reference list of one reading held against its citations."""

    entries: tuple[Entry, ...] = ()
    citations: tuple[Citation, ...] = ()
    findings: tuple[Finding, ...] = ()
