"""What people type into the search box: words, "phrases", beginnings*, and OR. Everything else is taken as space.

All words must be in the passage, except that OR parts alternatives. No text is a wrong query, but one without a
word finds nothing, which is said.
"""

import re
from itertools import islice

from msgspec import Struct

from ledgerstone.errors import UsageError
from ledgerstone.evidence.search.fold import Word, words

MOST_TERMS = 32
LONGEST_QUERY = 1000
"""Code points; what is behind is not read. A sentence pasted from a paper stays below it."""

_PIECE = re.compile(r'"([^"]*)"?|([^\s"]+)')


class Term(Struct, frozen=True, kw_only=True):
    """One thing that must be there.

    Attributes:
        words: One word, or those of a phrase in their order.
        prefix: Whether the last word is the beginning of a word.
        phrase: Whether it was written in quotation marks: then nothing but these words will do.
    """

    words: tuple[Word, ...]
    prefix: bool = False
    phrase: bool = False


class Query(Struct, frozen=True, kw_only=True):
    """Alternatives, each a tuple of terms that must all be there."""

    alternatives: tuple[tuple[Term, ...], ...]


def parse(text: str) -> Query:
    """Return the query that a text means.

    Raises:
        UsageError: There is no word in it.
    """
    alternatives: list[list[Term]] = [[]]
    pieces = _PIECE.finditer(text[:LONGEST_QUERY])
    for piece in islice(pieces, MOST_TERMS):
        phrase, plain = piece.group(1), piece.group(2)
        if plain == "OR":
            alternatives.append([])
        elif phrase is not None:
            alternatives[-1] += _phrase(phrase)
        else:
            alternatives[-1] += _plain(plain)
    kept = tuple(tuple(terms) for terms in alternatives if terms)
    if not kept:
        raise UsageError('nothing to search for: type a word, a "phrase", or the beginning of a word with *')
    return Query(alternatives=kept)


def _phrase(text: str) -> list[Term]:
    found = tuple(words(text))
    return [Term(words=found, phrase=True)] if found else []


def _plain(text: str) -> list[Term]:
    """Return a word, or the phrase that a word with a hyphen or an apostrophe in it is."""
    found = tuple(words(text))
    return [Term(words=found, prefix=text.endswith("*"), phrase=len(found) > 1)] if found else []
