"""What mentions have by which they meet others: their terms, and their places with days."""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.grouping.candidates import TELLING
from ledgerstone.evidence.incidents.grouping.kept import Held, Mention
from ledgerstone.evidence.incidents.grouping.likeness import times_of
from ledgerstone.evidence.incidents.grouping.terms import KINDS

_TELLS: Final = np.array([kind in TELLING for kind in range(KINDS)], dtype=np.bool_)
_CODES: Final = np.zeros(0, dtype=np.uint64)
_NUMBERS: Final = np.zeros(0, dtype=np.int64)
NOTHING: Final = Held(codes=_CODES, numbers=_NUMBERS, times=_NUMBERS, terms=_CODES, sentences=_CODES)


def held_by(mentions: Mapping[int, Mention]) -> Held:
    """Return what mentions have, by their numbers."""
    parts = [NOTHING, *(_held(number, mention) for number, mention in mentions.items())]
    return Held(
        codes=np.concatenate([one.codes for one in parts]),
        numbers=np.concatenate([one.numbers for one in parts]),
        times=np.concatenate([one.times for one in parts]),
        terms=np.concatenate([one.terms for one in parts]),
        sentences=np.concatenate([one.sentences for one in parts]),
    )


def _held(number: int, mention: Mention) -> Held:
    terms, sentences, keys = (_numbers(one) for one in (mention.codes, mention.sentences, mention.keys))
    order = np.lexsort((sentences, terms))
    terms, sentences = terms[order], sentences[order]
    first = np.r_[True, terms[1:] != terms[:-1]][: len(terms)]
    starts = np.flatnonzero(first)
    codes, often = terms[starts], np.diff(starts, append=len(terms))
    times = np.append(np.where(telling(codes), times_of(often), 0), np.ones(len(keys), dtype=np.int64))
    new = first | np.r_[True, sentences[1:] != sentences[:-1]][: len(terms)]
    return Held(
        codes=np.append(codes, keys),
        numbers=np.full(len(times), number, dtype=np.int64),
        times=times,
        terms=terms[new],
        sentences=sentences[new],
    )


def codes_by_which(mention: Mention) -> frozenset[int]:
    """Return the codes by which a mention meets others: of telling terms, and of places and days."""
    terms = _numbers(mention.codes)
    return frozenset((*terms[telling(terms)].tolist(), *_numbers(mention.keys).tolist()))


def telling(codes: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Tell which codes are of terms by which mentions meet."""
    tells: NDArray[np.bool_] = _TELLS[codes % np.uint64(KINDS)]
    return tells


def _numbers(content: bytes) -> NDArray[np.uint64]:
    return np.frombuffer(content, dtype="<u8").astype(np.uint64, copy=False)
