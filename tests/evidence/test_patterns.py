"""No pattern of the core can take exponential time, and none without an end takes more than its text is long.

Of every pattern that `values` and `evidence` compile, those that are made of language packs among them, it is proved
from its structure that no text makes it backtrack exponentially (`pattern_ambiguity` says how, and why the proof may be
trusted). Seconds would prove nothing: they depend on the machine, and on whether somebody thought of the hard text.

A pattern all of whose repeats have a bound looks at so many characters from each place and no more: it is linear. Those
with a repeat without a bound are run by a matcher that counts its steps, over texts that are made of the pattern itself
and grow fourfold.
"""

import ast
import json
import re
import subprocess
import sys
from functools import cache
from itertools import chain, product
from pathlib import Path
from re import _parser as parser
from typing import NamedTuple

import pytest
from pattern_alphabet import repeats
from pattern_ambiguity import may_explode
from pattern_steps import MOST_COPIES, Program, Stopped
from pattern_texts import grown

RIGS = Path(__file__).parents[1] / "rigs"
SOURCES = Path(__file__).parents[2] / "src"
ROOMS = ("ledgerstone/values", "ledgerstone/evidence")
FUNCTIONS = {"compile", "search", "match", "fullmatch", "findall", "finditer", "sub", "subn", "split"}
SHORT, LONG = 100, 400
MATCHED_AT_ONE_PLACE = {
    "ledgerstone/evidence/reading/containers/member_names.py": "the path of a member, from its beginning",
    "ledgerstone/evidence/reading/containers/wacz.py": "the path of a member, the whole of it",
}
"""Files whose patterns without a bound are never searched for, and what they are matched against."""
OF_SHORT_TEXTS = {
    "ledgerstone/evidence/preservation/log/printed.py": "what was typed off a printed page, 4,096 bytes at most",
}
"""Files whose patterns see no text that could grow, and why."""


class Pattern(NamedTuple):
    """A pattern, its flags, and the file that holds it."""

    text: str | bytes
    flags: int
    file: str


@pytest.fixture(scope="module")
def recorded():
    """What was compiled, by the file and line of the call."""
    done = subprocess.run([sys.executable, RIGS / "pattern_record.py"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = {}
    for row in map(json.loads, done.stdout.splitlines()):
        text = row["pattern"] if row["is_text"] else row["pattern"].encode("latin-1")
        found.setdefault((row["file"], row["line"]), set()).add(Pattern(text, row["flags"], row["file"]))
    return found


@pytest.fixture(scope="module")
def patterns(recorded):
    """Every pattern of the core."""
    told = {pattern for _, _, pattern in calls() if pattern is not None}
    return sorted(told.union(*recorded.values()), key=repr)


@cache
def calls():
    """Return each call of `re` in the core: the file, its lines, and the pattern where that stands there as it is."""
    return tuple(calls_found())


def calls_found():
    for path in chain.from_iterable((SOURCES / room).rglob("*.py") for room in ROOMS):
        file = str(path.relative_to(SOURCES))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and is_of_re(node.func):
                lines = range(node.lineno, (node.end_lineno or node.lineno) + 1)
                words = as_it_stands(node.args[0])
                yield file, lines, None if words is None else Pattern(words, 0, file)


def is_of_re(called):
    is_attribute = isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name)
    return is_attribute and called.value.id == "re" and called.attr in FUNCTIONS


def as_it_stands(node):
    """Return the pattern that a node is, with "x" for words that are escaped; None where it is made of other parts."""
    if isinstance(node, ast.Constant):
        return node.value
    pieces = [ast.unparse(each) for each in node.values] if isinstance(node, ast.JoinedStr) else ["?"]
    told = [
        "x" if "re.escape(" in piece else as_it_stands(each)
        for piece, each in zip(pieces, getattr(node, "values", ()), strict=False)
    ]
    return "".join(told) if told and None not in told else None


def test_no_call_of_re_is_overlooked(recorded):
    held = set(recorded)
    overlooked = [
        f"{file}:{lines[0]}"
        for file, lines, pattern in calls()
        if pattern is None and not any((file, line) in held for line in lines)
    ]
    assert not overlooked, "make the pattern when imported, or call what makes it in tests/rigs/pattern_use.py"


def test_no_pattern_can_backtrack_exponentially(patterns):
    assert [pattern for pattern in patterns if may_explode(pattern.text, pattern.flags)] == []


def test_the_work_of_a_pattern_without_a_bound_grows_as_its_text(patterns):
    assert [pattern for pattern in patterns if grows_faster(pattern)] == []


def grows_faster(pattern):
    """Return whether four times a text takes much more than four times the steps."""
    if pattern.file in OF_SHORT_TEXTS or not repeats(parser.parse(pattern.text, pattern.flags), MOST_COPIES):
        return False
    program = Program(pattern.text, pattern.flags)
    once = pattern.file in MATCHED_AT_ONE_PLACE
    try:
        for short, long in zip(grown(program, SHORT), grown(program, LONG), strict=True):
            program.scan(long, 5 * program.scan(short, 10**6, once=once) + 1000, once=once)
    except Stopped:
        return True
    return False


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a*)*b",
        r"(a|a)*b",
        r"(a|aa)+$",
        r"(?:\w+\s*)+x",
        r"(?:\w{1,40}\s{0,3}){1,30}x",
        r"(?:[a-z]|(?i:K))+1",
        r"(\w)(?:\1|\w)*x",
        r"(?=(?:a|a)*b)a",
        r"(?:a?b?)*c",
        r"(?:\d|[0-9]-?)*x",
    ],
)
def test_a_pattern_that_can_explode_is_found(pattern):
    assert may_explode(pattern, re.compile(pattern).flags)


@pytest.mark.parametrize(
    "pattern",
    [
        r"a*b",
        r"(ab|ac)+$",
        r"(?:\w+\s+)+x",
        r"(?:[\s/]*+[^\s/>]++)*>",
        r"(?:\w++\s*)+x",
        r"(?:[^-]|-(?!->))*-->",
        r"(?:\d{1,3}[.,]){1,30}x",
    ],
)
def test_a_pattern_that_goes_round_its_loops_in_one_way_passes(pattern):
    assert not may_explode(pattern, re.compile(pattern).flags)


@pytest.mark.parametrize(
    ("pattern", "faster"), [(r"a*b", True), (r"\s+$", True), (r"(?<!a)a*+b", False), ("a+", False)]
)
def test_growth_beyond_the_text_is_found(pattern, faster):
    assert grows_faster(Pattern(pattern, re.compile(pattern).flags, "")) is faster


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a|ab)(c|bcd)(d*)",
        r"(\w)(b?)\1",
        r"(?<=a)b{1,2}(?!c)",
        r"(a)?b(?(1)c|d)",
        r"(?>a+)b|a",
        r"a{2,}?b$",
        r"\bab\B",
    ],
)
def test_the_counting_matcher_finds_what_re_finds(pattern):
    program, compiled = Program(pattern, re.compile(pattern).flags), re.compile(pattern)
    signs = sorted(program.alphabet.all, key=lambda sign: chr(sign) not in "abcd")[:4]
    for text in product(signs, repeat=5):
        found = compiled.match("".join(map(chr, text)))
        assert program.match(text) == (found and found.end()), text
