"""Edges between claims: why two are of one line, with the words that it rests on in both texts."""

from enum import StrEnum

from msgspec import Struct


class EdgeKind(StrEnum):
    """Why two claims are of one line, or may be."""

    COPY = "copy"
    CREDIT = "credit"
    VOICE = "voice"
    PASSED_ON = "passed on"
    PROPOSAL = "proposal"


class Stretch(Struct, frozen=True, kw_only=True):
    """Words of a source, in code points of its reading; the end exclusive."""

    source: str
    start: int
    end: int


class Edge(Struct, frozen=True, kw_only=True):
    """Two claims that are of one line; a proposal only says that they may be.

    Attributes:
        kind: What it rests on.
        a: Id of a claim.
        b: Id of another.
        at: The words that it rests on in the source of `a`: a copied passage, a credit, or the claim's own.
        of: The same in the source of `b`.
        reason: In our words for a person; names are as the texts have them.
        one_of: Whether of such proposals of `a` one alone can be so: a later text is a translation of one other.
    """

    kind: EdgeKind
    a: str
    b: str
    at: Stretch
    of: Stretch
    reason: str
    one_of: bool = False
