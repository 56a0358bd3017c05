"""The characters of a pattern, as few as tell its sets apart: each stands for all that belong to the same sets."""

import re
import sys
from bisect import bisect_right
from functools import cache
from itertools import pairwise
from re import _constants as codes
from re import _parser as parser

_CATEGORIES = {
    codes.CATEGORY_DIGIT: str.isdecimal,
    codes.CATEGORY_SPACE: str.isspace,
    codes.CATEGORY_WORD: lambda sign: sign.isalnum() or sign == "_",
}
REPEATS = frozenset({codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT})
_NOT = {
    codes.CATEGORY_NOT_DIGIT: codes.CATEGORY_DIGIT,
    codes.CATEGORY_NOT_SPACE: codes.CATEGORY_SPACE,
    codes.CATEGORY_NOT_WORD: codes.CATEGORY_WORD,
}


class Alphabet:
    """One character for each combination of the sets of a pattern; characters are code points."""

    SETS = frozenset({codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.IN})

    def __init__(self, tree):
        self._flags = tree.state.flags | (re.IGNORECASE if _folds(tree) else 0)
        self._held = {}
        top = sys.maxunicode if isinstance(tree.state.str, str) else 255
        edges = {0, ord("\n"), ord("\n") + 1, ord("_"), ord("_") + 1, 128}
        for low, high in _ranges(tree):
            edges |= {each + more for point in (low, high) for each in self._points(point) for more in (0, 1)}
        ordered = sorted(edge for edge in edges if edge <= top)
        ends = [*ordered[1:], top + 1]
        self.all = frozenset(point for start, end in zip(ordered, ends, strict=True) for point in _kinds(start, end))

    def of(self, kind, value):
        """Return the characters that a piece of the pattern matches."""
        key = repr((kind, value))
        if key not in self._held:
            self._held[key] = frozenset(point for point in self.all if self.matches(kind, value, point))
        return self._held[key]

    def matches(self, kind, value, point):
        """Return whether a piece of the pattern matches a character."""
        if kind is codes.ANY:
            return bool(self._flags & re.DOTALL) or point != ord("\n")
        if kind is codes.IN:
            negated = value[0][0] is codes.NEGATE
            return negated != any(self._item(*item, point) for item in value[negated:])
        return (kind is codes.NOT_LITERAL) != self._item(codes.LITERAL, value, point)

    def _item(self, kind, value, point):
        if kind is codes.CATEGORY:
            sign = chr(point)
            told = _CATEGORIES[_NOT.get(value, value)](sign)
            return (told and (bool(self._flags & re.UNICODE) or sign.isascii())) != (value in _NOT)
        low, high = value if kind is codes.RANGE else (value, value)
        return any(low <= each <= high for each in self._points(point))

    def _points(self, point):
        """Return a character with its other cases, where case says nothing."""
        if not self._flags & re.IGNORECASE:
            return {point}
        sign = chr(point)
        cases = {sign, sign.lower(), sign.upper(), sign.upper().lower()}
        return {ord(case) for case in cases if len(case) == 1}


@cache
def _changes():
    """Return the code points at which what a category says changes."""
    kinds = map(_kind, range(sys.maxunicode + 1))
    return [point for point, (before, kind) in enumerate(pairwise(kinds), start=1) if before != kind]


def _kind(point):
    sign = chr(point)
    return sign.isdecimal(), sign.isspace(), sign.isalnum(), sign.lower() == sign, sign.upper() == sign


def _kinds(start, end):
    """Return one character of each kind between two edges."""
    changes = _changes()
    first, last = bisect_right(changes, start), bisect_right(changes, end - 1)
    return {_kind(point): point for point in (*changes[first:last], start)}.values()


def _folds(nodes):
    """Return whether case says nothing in a part of a pattern; it is then taken to say nothing anywhere."""
    return any(
        (kind is codes.SUBPATTERN and value[1] & re.IGNORECASE) or any(map(_folds, parts(kind, value)))
        for kind, value in nodes
        if kind is not codes.IN
    )


def _ranges(nodes):
    for kind, value in nodes:
        if kind in {codes.LITERAL, codes.NOT_LITERAL}:
            yield value, value
        elif kind is codes.RANGE:
            yield value
        else:
            yield from (each for part in parts(kind, value) for each in _ranges(part))


def parts(kind, value):
    """Return the pieces within a piece of a pattern; the items of a set of characters too."""
    if kind is codes.IN or kind is codes.ATOMIC_GROUP:
        return [value]
    if kind is codes.BRANCH:
        return value[1]
    held = value if isinstance(value, tuple | list) else ()
    return [each for each in held if isinstance(each, parser.SubPattern)]


def repeats(nodes, most):
    """Return whether anything in a pattern is repeated more than so many times."""
    return any(
        (kind in REPEATS and value[1] > most) or any(repeats(part, most) for part in parts(kind, value))
        for kind, value in nodes
        if kind not in Alphabet.SETS
    )
