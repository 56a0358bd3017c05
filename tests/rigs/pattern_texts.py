"""Texts made of a pattern itself that are hard for it: its repeated pieces again and again, and then what breaks it."""

from re import _constants as codes

from pattern_alphabet import REPEATS, Alphabet, parts

_SIGNS = 2
"""Characters of a repeated set that are tried."""
LONGEST_UNIT = 25
LONG = 8
"""What repeats no more than so often is no piece to grow a text with."""


def grown(program, length):
    """Yield texts of a length, as tuples of characters of the program's alphabet."""
    alphabet = program.alphabet
    whole = _word(program.tree, alphabet)
    units = dict.fromkeys([*_units(program.tree, alphabet, ()), ((), whole), ((), whole[:-1])])
    breaker = min(alphabet.all)
    for lead, unit in units:
        if 0 < len(unit) <= LONGEST_UNIT:
            body = (*lead, *(unit * (length // len(unit))))
            yield body
            yield (*body, breaker)


def _units(nodes, alphabet, lead):
    """Yield for each repeat what leads to it and what it repeats."""
    for kind, value in nodes:
        if kind in REPEATS and value[1] > LONG:
            yield from ((lead, unit) for unit in _repeated(value[2], alphabet))
        if kind not in Alphabet.SETS:
            for part in parts(kind, value):
                yield from _units(part, alphabet, lead)
        lead = (*lead, *_word([(kind, value)], alphabet))


def _repeated(nodes, alphabet):
    """Yield what a repeat may repeat: some characters of a set, or a word of each branch."""
    if len(nodes) == 1 and nodes[0][0] in Alphabet.SETS:
        signs = sorted(alphabet.of(*nodes[0]), key=_commonness)
        yield from ((sign,) for sign in signs[:_SIGNS])
        return
    branches = nodes[0][1][1] if len(nodes) == 1 and nodes[0][0] is codes.BRANCH else [nodes]
    for branch in branches:
        yield _word(branch, alphabet) or _word(branch, alphabet, optional=True)


def _word(nodes, alphabet, *, optional=False):
    """Return a short word of a pattern; with its optional pieces once if asked."""
    word = ()
    for kind, value in nodes:
        if kind in Alphabet.SETS:
            word = (*word, *sorted(alphabet.of(kind, value), key=_commonness)[:1])
        elif kind in REPEATS:
            word += _word(value[2], alphabet, optional=optional) * (value[0] or (1 if optional else 0))
        elif kind is codes.BRANCH:
            word += min((_word(branch, alphabet, optional=optional) for branch in value[1]), key=len)
        elif kind in {codes.SUBPATTERN, codes.ATOMIC_GROUP}:
            word += _word(value[3] if kind is codes.SUBPATTERN else value, alphabet, optional=optional)
    return word


def _commonness(sign):
    """Letters and digits first, then what can be seen, then the rest."""
    return not chr(sign).isalnum(), not chr(sign).isprintable(), sign
