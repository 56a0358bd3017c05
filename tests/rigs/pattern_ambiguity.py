"""A proof that a pattern cannot backtrack exponentially: no word goes round one of its loops in two ways.

A backtracking matcher takes exponential time on some text only if the automaton of the pattern has a state that one
word leads back to on two different ways (Weideman, van der Merwe, Berglund and Watson, Analyzing Matching Time Behavior
of Backtracking Regular Expression Matchers by Using Ambiguity of NFA, 2016, after Weber and Seidl, 1991). Here the
automaton has a state for each set of characters in the pattern, and an edge for each way from one to another on which
nothing is consumed.

What is left out of the model only adds ways, so that what passes is safe:

- a repeat of more than `FEW` times counts as one without end: a pattern is not excused by a bound such as {1,40};
- of lookarounds only those ahead at one character are in the model; what stands in any of them is proved by itself;
- a reference back is a second copy of its group.

What follows a possessive repeat of one set of characters begins with none of them, and the rounds of a possessive
repeat are never taken back, so that it is a loop only within another loop.
"""

from re import _constants as codes
from re import _parser as parser
from typing import NamedTuple

from pattern_alphabet import Alphabet, repeats

FEW = 8
"""Repeats of up to so many times are written out."""
MOST_WAYS = 20_000
"""Ways on which nothing is consumed, from one state."""


class Edge(NamedTuple):
    """From one state to another, on some of its characters."""

    to: int
    signs: frozenset


class Automaton:
    """The states of a pattern, joined by ways on which nothing is consumed; and the stretches of states that loop."""

    def __init__(self, pattern, flags):
        tree = parser.parse(pattern, flags)
        self.alphabet = Alphabet(tree)
        self.signs = []
        self.ways = []
        self.loops = []
        self._groups = {}
        self._depth = 0
        self._pieces = {
            codes.SUBPATTERN: self._group,
            codes.ATOMIC_GROUP: self._sequence,
            codes.GROUPREF: lambda group, at: self._sequence(self._groups.get(group, ()), at),
            codes.GROUPREF_EXISTS: lambda value, at: self._branch((None, [value[1], value[2] or ()]), at),
            codes.BRANCH: self._branch,
            codes.ASSERT: lambda value, at: self._look(value, at, wanted=True),
            codes.ASSERT_NOT: lambda value, at: self._look(value, at, wanted=False),
            codes.MAX_REPEAT: self._repeat,
            codes.MIN_REPEAT: self._repeat,
            codes.POSSESSIVE_REPEAT: self._possessive,
        }
        self._sequence(tree, self._state())

    def _state(self, signs=None):
        self.signs.append(signs)
        self.ways.append([])
        return len(self.signs) - 1

    def _join(self, one, other, guard=None):
        self.ways[one].append((other, guard))

    def _sequence(self, nodes, at):
        for kind, value in nodes:
            if kind in Alphabet.SETS:
                state = self._state(self.alphabet.of(kind, value))
                self._join(at, state)
                at = state
            elif kind in self._pieces:
                at = self._pieces[kind](value, at)
        return at

    def _group(self, value, at):
        self._groups[value[0]] = value[3]
        return self._sequence(value[3], at)

    def _branch(self, value, at):
        end = self._state()
        for branch in value[1]:
            self._join(self._sequence(branch, at), end)
        return end

    def _look(self, value, at, *, wanted):
        self._sequence(value[1], self._state())
        signs = self._only_set(value[1])
        if value[0] < 0 or signs is None:
            return at
        after = self._state()
        self._join(at, after, signs if wanted else self.alphabet.all - signs)
        return after

    def _only_set(self, nodes):
        one = len(nodes) == 1 and nodes[0][0] in Alphabet.SETS
        return self.alphabet.of(*nodes[0]) if one else None

    def _repeat(self, value, at):
        least, most, nodes = value
        if most is codes.MAXREPEAT or most > FEW:
            return self._without_end(nodes, at, optional=least == 0)
        for _ in range(least):
            at = self._sequence(nodes, at)
        end = self._state()
        self._join(at, end)
        for _ in range(most - least):
            at = self._sequence(nodes, at)
            self._join(at, end)
        return end

    def _possessive(self, value, at):
        least, most, nodes = value
        end = self._repeat(value if self._depth or most == 1 else (min(least, 1), 1, nodes), at)
        signs = self._only_set(nodes)
        if signs is None or most is not codes.MAXREPEAT:
            return end
        after = self._state()
        self._join(end, after, self.alphabet.all - signs)
        return after

    def _without_end(self, nodes, at, *, optional):
        first = self._state()
        self._join(at, first)
        self._depth += 1
        last = self._sequence(nodes, first)
        self._depth -= 1
        end = self._state()
        self._join(last, first)
        self._join(last, end)
        if optional:
            self._join(at, end)
        if not self._depth:
            self.loops.append(range(first, end))
        return end

    def edges(self, loop):
        """Return the edges between the states of a loop that consume: two where two ways lead from one to another."""
        return {state: list(self._edges(state, loop)) for state in loop if self.signs[state] is not None}

    def _edges(self, state, loop):
        waiting, steps = [(state, self.alphabet.all, ())], 0
        while waiting:
            at, allowed, passed = waiting.pop()
            for to, guard in self.ways[at]:
                steps += 1
                assert steps < MOST_WAYS, "more ways than a person could judge"
                left = allowed if guard is None else allowed & guard
                consumed = self.signs[to]
                if to not in loop or passed.count(to) > 1 or not left:
                    continue
                if consumed is None:  # twice at most: at the end of one round and in the next
                    waiting.append((to, left, (*passed, to)))
                elif left & consumed:
                    yield Edge(to, left & consumed)


def may_explode(pattern, flags):
    """Return whether a word may lead round a loop of a pattern, and back to where it began, in two ways."""
    if not repeats(parser.parse(pattern, flags), FEW):
        return False
    automaton = Automaton(pattern, flags)
    return any(_parts_and_meets(automaton.edges(loop)) for loop in automaton.loops)


def _parts_and_meets(edges):
    """Return whether two ways through a loop on one word part and meet again.

    From each state of a loop a way leads to each other: what has met can go on together to where it parted.
    """
    waiting = [(state, state) for state in edges]
    seen = set(waiting)
    while waiting:
        pair = waiting.pop()
        for one, other in _common(pair, edges):
            if one.to == other.to and (pair[0] != pair[1] or one is not other):
                return True
            if (one.to, other.to) not in seen:
                seen.add((one.to, other.to))
                waiting.append((one.to, other.to))
    return False


def _common(pair, edges):
    """Yield the edges that two states can take on the same character."""
    return ((one, other) for one in edges[pair[0]] for other in edges[pair[1]] if one.signs & other.signs)
