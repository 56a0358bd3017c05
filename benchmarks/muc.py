"""Victims of attacks in dispatches of MUC-3/4: numbers and effects, by document, against the answer keys.

number: the numbers of slot 21 (human target: number), each once a document, against the counts of our claims about
people. effect: death and injury of slot 23, each once a document, against killed and injured. Optional templates and
slots without a number or effect are left out.

    muc.py [--fraction 0.1] [--json]
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from sets import BENCH, asked, chosen, emit, f_score, percent

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Claim, Context, Question, Stance
from ledgerstone.evidence.reading.read import read
from ledgerstone.values.counts import CountValue

HEADER = re.compile(r"^(?:DEV|TST1|TST2)-MUC[34]-\d{4}", re.MULTILINE)
SLOT = re.compile(r"^(\d{1,2})\. +[^\n]{1,32}? {2,}([^\n]*(?:\n {10,}[^\n]*){0,40})", re.MULTILINE)
OF_PEOPLE = {Question.KILLED, Question.INJURED, Question.MISSING, Question.DETAINED, Question.DISPLACED}
TOLD = {Stance.ASSERTED, Stance.REPORTED}
PARTS = {"dev": ("dev-muc3-*", "key-dev-*"), "tst1": ("tst1-muc3", "key-tst1*"), "tst2": ("tst2-muc4", "key-tst2*")}


def main() -> None:
    """Print the figures."""
    options = asked(__doc__, "muc-dev")
    keys = answers()
    tallies = {"number": [0, 0, 0], "effect": [0, 0, 0]}
    for identifier, text in dispatches():
        if not chosen(identifier, options.fraction):
            continue
        claims = claims_of(text)
        found = {"number": numbers(claims), "effect": effects(claims)}
        for name, tally in tallies.items():
            gold = keys[identifier][name]
            tally[0] += len(gold & found[name])
            tally[1] += len(found[name])
            tally[2] += len(gold)
    for name, (right, ours, wanted) in tallies.items():
        emit(f"{name} F", f_score(percent(right, ours), percent(right, wanted)), as_json=options.json)


def dispatches() -> Iterator[tuple[str, str]]:
    """Yield each dispatch with its identifier."""
    for part, (pattern, _) in PARTS.items():
        for path in sorted((BENCH / "muc-dev" / part).glob(pattern)):
            content = path.read_text(encoding="latin-1")
            heads = list(HEADER.finditer(content))
            ends = [head.start() for head in heads[1:]] + [len(content)]
            for head, end in zip(heads, ends, strict=True):
                yield head.group(), content[content.find("\n", head.end()) : end].strip()


def answers() -> dict[str, dict[str, set[str]]]:
    """Return numbers and effects of each dispatch by its identifier."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: {"number": set(), "effect": set()})
    for part, (_, pattern) in PARTS.items():
        for path in sorted((BENCH / "muc-dev" / part).glob(pattern)):
            for template in re.split(r"\n(?=0\. )", path.read_text(encoding="latin-1")):
                slots = {int(number): value for number, value in SLOT.findall(template)}
                head = HEADER.search(slots.get(0, ""))
                if head is None or "OPTIONAL" in slots.get(1, ""):
                    continue
                held = found[head.group()]
                held["number"] |= set(re.findall(r"(?m)(?:^|/ |\?) *~?(\d+)(?=:|$| *\()", slots.get(21, "")))
                held["effect"] |= {word for word in ("DEATH", "INJURY") if says(slots.get(23, ""), word)}
    return found


def says(slot: str, word: str) -> bool:
    """Tell whether an effect stands in a slot; "NO INJURY OR DEATH" is none."""
    return word in re.sub(r"NO (?:INJURY OR )?DEATH|NO INJURY", "", slot)


def claims_of(text: str) -> tuple[Claim, ...]:
    """Read a dispatch and return its claims."""
    reading = read(text.encode(), name="dispatch.txt", language="en")
    return extract(reading, find_mentions(reading, Context()), Context())


def numbers(claims: tuple[Claim, ...]) -> set[str]:
    """Return the numbers of people that are told without denial or doubt."""
    return {
        str(claim.value.lower)
        for claim in claims
        if claim.question in OF_PEOPLE and isinstance(claim.value, CountValue) and claim.value.lower
    }


def effects(claims: tuple[Claim, ...]) -> set[str]:
    """Return whether anyone is told to be killed or injured."""
    told = {
        claim.question
        for claim in claims
        if isinstance(claim.value, CountValue) and claim.value.upper != 0 and claim.stance in TOLD
    }
    return {name for name, question in (("DEATH", Question.KILLED), ("INJURY", Question.INJURED)) if question in told}


if __name__ == "__main__":
    main()
