"""Words of a text as arrays: where each stands, a code for what it says and a code for its stem.

Every numeral has one code whatever its digits, so that a copy with a changed figure is still seen as a copy. Codes
depend on the word alone: no pile, no order of arrival and no seed of the process changes them.

Left to others: what shared words mean (sketches, alignment, copies).
"""

import re
from array import array
from functools import cache, lru_cache
from hashlib import blake2b
from importlib import resources

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

SENTENCE_END = re.compile(r"[.!?։…\n](?:(?<=\n)|[.!?։…]{0,2}[\"”»’)\]]{0,3}(?=\s))")
"""One to three marks with what closes after them, before white space; or a line's end. It begins with one class of
signs, so that the rest of a text is passed over at once."""

WORD = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3}){1,5}(?!\d)|\d+|[^\W\d_]+(?:['’ʼ][^\W\d_]+)?")
"""A numeral with its separators of thousands, or letters with one inner apostrophe."""

STEM_LETTERS = 6
"""Suffixes change by language; the first letters carry the word in all of those that we read."""

CONTENT_LETTERS = 4
"""Words below this length are mostly function words in all of them."""


class Words(Struct, frozen=True, kw_only=True, eq=False):
    """The words of a text, one array entry a word.

    Attributes:
        starts: First code point of each word.
        ends: Code point after the last of each.
        codes: A code of the folded form; all numerals share one.
        stems: A code of the stem; 0 for words too short to carry content.
        capital: Whether each begins with a capital letter.
        digest: Of the folded words with their numerals: equal only for texts of the same words.
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    codes: NDArray[np.uint64]
    stems: NDArray[np.uint64]
    capital: NDArray[np.bool_]
    digest: bytes


def _code(form: str) -> int:
    return int.from_bytes(blake2b(form.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") | 1


NUMERAL = np.uint64(_code("0"))
"""The one code of all numerals: that two texts have a number in the same place is no evidence by itself."""


WORDS_AT_HAND = 1 << 14
"""Some 6 MB. Three times as many are no quicker: texts are made of few words, and many that come once."""


@cache
def function_words() -> frozenset[str]:
    """Return the function words of all languages together: a text's own language need not be known."""
    content = resources.files(__package__).joinpath("function_words.toml").read_bytes()
    lists = msgspec.toml.decode(content, type=dict[str, str])
    return frozenset(word for words in lists.values() for word in words.split())


@lru_cache(maxsize=WORDS_AT_HAND)
def _folded(word: str) -> tuple[str, int, int, bool]:
    """Return a word folded, its code, that of its stem and whether it begins with a capital letter."""
    form = word.casefold()
    if word[0].isdigit():
        return form, int(NUMERAL), int(NUMERAL), False
    whole = _code(form)
    if len(form) < CONTENT_LETTERS or form in function_words():
        stem = 0
    else:
        stem = whole if len(form) <= STEM_LETTERS else _code(form[:STEM_LETTERS])
    return form, whole, stem, word[0].isupper()


def words_of(text: str) -> Words:
    """Return the words of a text, in their order."""
    # Arrays, and not lists of numbers: a text may have millions of words, in a process that reads no file itself.
    starts, ends, codes, stems, capital = array("i"), array("i"), array("Q"), array("Q"), array("b")
    forms: list[str] = []
    for match in WORD.finditer(text):
        form, code, stem, large = _folded(match.group())
        forms.append(form)
        starts.append(match.start())
        ends.append(match.end())
        codes.append(code)
        stems.append(stem)
        capital.append(large)
    return Words(
        starts=np.array(starts, dtype=np.int32),
        ends=np.array(ends, dtype=np.int32),
        codes=np.array(codes, dtype=np.uint64),
        stems=np.array(stems, dtype=np.uint64),
        capital=np.array(capital, dtype=np.bool_),
        digest=blake2b(" ".join(forms).encode("utf-8", "surrogatepass"), digest_size=16).digest(),
    )


def word_mask(words: Words, spans: tuple[tuple[int, int], ...]) -> NDArray[np.bool_]:
    """Return which words begin inside one of the spans of code points."""
    inside = np.zeros(len(words.starts), dtype=np.bool_)
    for start, end in spans:
        inside[np.searchsorted(words.starts, start) : np.searchsorted(words.starts, end)] = True
    return inside
