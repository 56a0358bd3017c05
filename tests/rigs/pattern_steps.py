"""A matcher that counts its steps and goes the way of the one in `re`: first choice first, back to the last choice.

It runs patterns over texts of the characters of their `Alphabet`. Steps of the engine itself cannot be counted, and
seconds say nothing on a machine that has other work to do.
"""

import sys
from re import _constants as codes
from re import _parser as parser
from typing import NamedTuple

from pattern_alphabet import Alphabet

MOST_COPIES = 5000
"""Repeats of more times are taken as without end."""


class Piece(NamedTuple):
    """A piece of the program: what to do, with what, and where to go on."""

    do: str
    what: object = None


class Stopped(Exception):  # noqa: N818  # no error: the count went over what was allowed
    """More steps than were allowed."""


class Program:
    """A pattern as pieces, one after the other."""

    def __init__(self, pattern, flags):
        self.tree = parser.parse(pattern, flags)
        self.alphabet = Alphabet(self.tree)
        self.pieces = self._program(self.tree)
        self.steps = 0
        self._most = 0

    def _program(self, nodes):
        return [*self._sequence(nodes), Piece("end")]

    def _sequence(self, nodes):
        return [piece for kind, value in nodes for piece in self._piece(kind, value)]

    def _piece(self, kind, value):
        if kind in Alphabet.SETS:
            return [Piece("set", self.alphabet.of(kind, value))]
        makers = {
            codes.AT: lambda at: [Piece("at", at)],
            codes.SUBPATTERN: self._group,
            codes.ATOMIC_GROUP: lambda nodes: [Piece("atomic", self._program(nodes))],
            codes.GROUPREF: lambda group: [Piece("back", group)],
            codes.GROUPREF_EXISTS: self._if_group,
            codes.BRANCH: lambda branches: self._choice([self._sequence(each) for each in branches[1]]),
            codes.ASSERT: lambda look: [Piece("look", (look[0], True, self._program(look[1]), look[1].getwidth()[0]))],
            codes.ASSERT_NOT: lambda look: [
                Piece("look", (look[0], False, self._program(look[1]), look[1].getwidth()[0]))
            ],
            codes.MAX_REPEAT: lambda repeat: self._repeat(*repeat, first=True),
            codes.MIN_REPEAT: lambda repeat: self._repeat(*repeat, first=False),
            codes.POSSESSIVE_REPEAT: self._possessive,
        }
        return makers[kind](value)

    def _group(self, value):
        held = self._sequence(value[3])
        return [Piece("opens", value[0]), *held, Piece("closes", value[0])] if value[0] else held

    def _if_group(self, value):
        yes, no = self._sequence(value[1]), self._sequence(value[2] or ())
        return [Piece("unless", (value[0], len(yes) + 2)), *yes, Piece("go", len(no) + 1), *no]

    def _choice(self, branches):
        if len(branches) == 1:
            return branches[0]
        rest = self._choice(branches[1:])
        return [Piece("try", (1, len(branches[0]) + 2)), *branches[0], Piece("go", len(rest) + 1), *rest]

    def _repeat(self, least, most, nodes, *, first):
        body = self._sequence(nodes)
        size = len(body)
        if most is codes.MAXREPEAT or most > MOST_COPIES:
            into, out = 1, size + 3
            loop = [
                Piece("try", (into, out) if first else (out, into)),
                Piece("mark"),
                *body,
                Piece("again", -size - 2),
            ]
            return body * least + loop
        pieces = []
        for _ in range(most - least):
            out = len(pieces) + size + 1
            pieces = [Piece("try", (1, out) if first else (out, 1)), *body, *pieces]
        return body * least + pieces

    def _possessive(self, value):
        least, most, nodes = value
        return [Piece("rounds", (least, most, self._program(nodes)))]

    def scan(self, text, most, *, once=False):
        """Return the steps that it takes to find all matches of a text, one after the other; or one at its beginning.

        Raises:
            Stopped: They are more than `most`.
        """
        self.steps, self._most = 0, most
        at = 0
        while at <= (0 if once else len(text)):
            end, _ = self._run(self.pieces, text, at, ())
            at = at + 1 if end is None or end == at else end
        return self.steps

    def match(self, text):
        """Return where the match at the beginning of a text ends; None where there is none."""
        self.steps, self._most = 0, sys.maxsize
        return self._run(self.pieces, text, 0, ())[0]

    def _run(self, pieces, text, at, held):
        """Return where a match that begins at a place ends, with its groups; None where there is none."""
        waiting = [(0, at, held, ())]
        while waiting:
            here, at, held, marks = waiting.pop()
            while here is not None:
                self._count()
                do, what = pieces[here]
                if do == "end":
                    return at, held
                if do == "set":
                    here, at = (here + 1 if at < len(text) and text[at] in what else None), at + 1
                elif do == "try":
                    waiting.append((here + what[1], at, held, marks))
                    here += what[0]
                elif do in {"go", "mark", "again"}:
                    here, marks = _gone(here, at, marks, do, what)
                else:
                    here, at, held = getattr(self, f"_{do}")(here, at, held, text, what)
        return None, held

    def _count(self):
        self.steps += 1
        if self.steps > self._most:
            raise Stopped

    def _opens(self, here, at, held, _text, group):
        return here + 1, at, ((group, at, None), held)

    def _closes(self, here, at, held, _text, group):
        start = next(found[1] for found in _chain(held) if found[0] == group)
        return here + 1, at, ((group, start, at), held)

    def _back(self, here, at, held, text, group):
        found = next((each for each in _chain(held) if each[0] == group and each[2] is not None), None)
        if found is None:
            return None, at, held
        end = at + found[2] - found[1]
        return (here + 1 if text[at:end] == text[found[1] : found[2]] else None), end, held

    def _unless(self, here, at, held, _text, what):
        group, otherwise = what
        matched = any(each[0] == group and each[2] is not None for each in _chain(held))
        return here + (1 if matched else otherwise), at, held

    def _at(self, here, at, held, text, what):
        return (here + 1 if _stands(what, text, at) else None), at, held

    def _atomic(self, here, at, held, text, pieces):
        end, held = self._run(pieces, text, at, held)
        return (None if end is None else here + 1), end, held

    def _look(self, here, at, held, text, what):
        direction, wanted, pieces, width = what
        start = at if direction > 0 else at - width
        end = self._run(pieces, text, start, held)[0] if start >= 0 else None
        return (here + 1 if (end is not None) == wanted else None), at, held

    def _rounds(self, here, at, held, text, what):
        least, most, pieces = what
        count = 0
        while most is codes.MAXREPEAT or count < most:
            end, found = self._run(pieces, text, at, held)
            if end is None or (end == at and count >= least):
                break
            at, held, count = end, found, count + 1
        return (here + 1 if count >= least else None), at, held


def _gone(here, at, marks, do, what):
    """Return where to go on, with the places at which the rounds of the loops around began: none is empty."""
    if do == "go":
        return here + what, marks
    if do == "mark":
        return here + 1, (at, marks)
    return (here + what if marks[0] != at else here + 1), marks[1]


def _chain(held):
    while held:
        yield held[0]
        held = held[1]


def _stands(what, text, at):
    """Return whether a place is what a piece asks for: an edge of the text, of a line or of a word."""
    before, after = text[at - 1 : at], text[at : at + 1]
    if what in {codes.AT_BEGINNING, codes.AT_BEGINNING_STRING}:
        return not before
    if what is codes.AT_BEGINNING_LINE:
        return not before or before[0] == ord("\n")
    if what is codes.AT_END_STRING:
        return not after
    if what in {codes.AT_END, codes.AT_END_LINE}:
        return not after or after[0] == ord("\n")
    edge = _in_word(before) != _in_word(after)
    return edge == (what is codes.AT_BOUNDARY)


def _in_word(signs):
    return any(chr(sign).isalnum() or sign == ord("_") for sign in signs)
