"""Victims, dates and places of attacks in dispatches of MUC-3/4, by document, against the answer keys.

Each is scored as a set once a document. number: slot 21 (human target: number) against the counts of victims. effect:
death and injury of slot 23 against victims killed and injured. date: slot 2 against the days that claims give; for
victims without a day "on or before the day of the dispatch", as the keys have it. place: the names of slot 3,
countries and their parts included, against the places where that the gazetteer has, with their countries. Optional
templates and empty slots are left out.

    muc.py [--fraction 0.1] [--json] [--folds]
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache

from sets import BENCH, FOLDS, asked, chosen, emit, emit_folds, f_score, fold, percent
from victims import counts_victims

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.gazetteer.index import EntryKind, open_default
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Claim, Context, Question, Stance
from ledgerstone.evidence.reading.read import read
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue
from ledgerstone.values.places import PlaceValue

HEADER = re.compile(r"^(?:DEV|TST1|TST2)-MUC[34]-\d{4}", re.MULTILINE)
SLOT = re.compile(r"^(\d{1,2})\. +[^\n]{1,32}? {2,}([^\n]*(?:\n {10,}[^\n]*){0,40})", re.MULTILINE)
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
DATELINE = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)})[A-Z]* (\d{{2}})\b")
DATELINE_WITHIN = 400
CENTURY = 1900
TOLD = {Stance.ASSERTED, Stance.REPORTED}
NAMES = ("number", "effect", "date", "place")
PARTS = {"dev": ("dev-muc3-*", "key-dev-*"), "tst1": ("tst1-muc3", "key-tst1*"), "tst2": ("tst2-muc4", "key-tst2*")}
Answers = dict[str, set[frozenset[str]]]
"""To each name the answers of a document, each with its alternatives."""


def main() -> None:
    """Print the figures."""
    options = asked(__doc__, "muc-dev")
    keys = answers()
    tallies: dict[str, dict[int, list[int]]] = {name: defaultdict(lambda: [0, 0, 0]) for name in NAMES}
    for identifier, text in dispatches():
        if not chosen(identifier, options.fraction):
            continue
        found = answers_of(text)
        for name in NAMES:
            tally, gold = tallies[name][fold(identifier)], keys[identifier][name]
            tally[0] += sum(bool(answer & found[name]) for answer in gold)
            tally[1] += len(found[name])
            tally[2] += len(gold)
    for name, by_fold in tallies.items():
        emit(f"{name} F", score(list(by_fold.values())), as_json=options.json)
        if options.folds:
            emit_folds(f"{name} F", [score([by_fold[part]]) for part in range(FOLDS)])


def score(tallies: list[list[int]]) -> float:
    """Return the F of right, found and wanted, summed."""
    right, found, wanted = (sum(tally[index] for tally in tallies) for index in range(3))
    return f_score(percent(right, found), percent(right, wanted))


def dispatches() -> Iterator[tuple[str, str]]:
    """Yield each dispatch with its identifier."""
    for part, (pattern, _) in PARTS.items():
        for path in sorted((BENCH / "muc-dev" / part).glob(pattern)):
            content = path.read_text(encoding="latin-1")
            heads = list(HEADER.finditer(content))
            ends = [head.start() for head in heads[1:]] + [len(content)]
            for head, end in zip(heads, ends, strict=True):
                yield head.group(), content[content.find("\n", head.end()) : end].strip()


def answers() -> dict[str, Answers]:
    """Return the answers of each dispatch by its identifier."""
    found: dict[str, Answers] = defaultdict(lambda: {name: set() for name in NAMES})
    for part, (_, pattern) in PARTS.items():
        for path in sorted((BENCH / "muc-dev" / part).glob(pattern)):
            for template in re.split(r"\n(?=0\. )", path.read_text(encoding="latin-1")):
                slots = {int(number): value for number, value in SLOT.findall(template)}
                head = HEADER.search(slots.get(0, ""))
                if head is None or "OPTIONAL" in slots.get(1, ""):
                    continue
                held = found[head.group()]
                numbers = re.findall(r"(?m)(?:^|/ |\?) *~?(\d+)(?=:|$| *\()", slots.get(21, ""))
                held["number"] |= {frozenset({number}) for number in numbers}
                held["effect"] |= {frozenset({w}) for w in ("DEATH", "INJURY") if says(slots.get(23, ""), w)}
                dates = (re.sub(r"\b(\d) ", r"0\1 ", day) for day in filled(slots.get(2, ""), "/"))
                held["date"] |= {frozenset(dates)} - {frozenset()}
                held["place"] |= {frozenset({name}) for name in filled(slots.get(3, "").partition("/")[0], ":| - |\n")}
    return found


def says(slot: str, word: str) -> bool:
    """Tell whether an effect stands in a slot; "NO INJURY OR DEATH" is none."""
    return word in re.sub(r"NO (?:INJURY OR )?DEATH|NO INJURY", "", slot)


def filled(slot: str, between: str) -> list[str]:
    """Return what stands in a slot, without the types in brackets; nothing of one that is empty or not asked."""
    parts = (re.sub(r"\(.*?\)|[?\"()]", "", part).strip() for part in re.split(between, slot))
    return [part for part in parts if part not in {"", "*", "-"}]


def answers_of(text: str) -> dict[str, set[str]]:
    """Read a dispatch and return what its claims answer."""
    printed = dateline(text)
    context = Context(published=printed)
    reading = read(text.encode(), name="dispatch.txt", language="en")
    claims = extract(reading, find_mentions(reading, context), context)
    told = [claim for claim in claims if claim.stance in TOLD]
    victims = [claim for claim in told if counts_victims(claim)]
    found = days(told)
    if printed is not None and printed.latest and any(claim.scope.when is None for claim in victims):
        found.add(f"- {written(printed.latest)}")
    return {"number": numbers(victims), "effect": effects(victims), "date": found, "place": places(told)}


def dateline(text: str) -> DateValue | None:
    """Return the day that a dispatch's first lines give."""
    match = DATELINE.search(text[:DATELINE_WITHIN])
    if match is None:
        return None
    try:
        day = date(CENTURY + int(match[3]), MONTHS.index(match[2]) + 1, int(match[1]))
    except ValueError:
        return None
    return DateValue(edtf=day.isoformat(), earliest=day, latest=day, wording=match.group())


def numbers(victims: list[Claim]) -> set[str]:
    """Return the numbers of victims."""
    counts = (claim.value for claim in victims if isinstance(claim.value, CountValue))
    return {str(count.lower) for count in counts if count.lower}


def effects(victims: list[Claim]) -> set[str]:
    """Return whether anyone is told to be killed or injured."""
    counted = ((c.question, c.value) for c in victims if isinstance(c.value, CountValue))
    told = {question for question, value in counted if value.upper != 0}
    return {name for name, question in (("DEATH", Question.KILLED), ("INJURY", Question.INJURED)) if question in told}


def days(claims: list[Claim]) -> set[str]:
    """Return the days that claims give, as the keys write them."""
    given = (claim.value if claim.question is Question.WHEN else claim.scope.when for claim in claims)
    dates = (value for value in given if isinstance(value, DateValue))
    return {written(value.earliest) for value in dates if value.earliest and value.earliest == value.latest}


def written(day: date) -> str:
    """Return a day as the keys write it: 03 JAN 90."""
    return f"{day.day:02d} {MONTHS[day.month - 1]} {day.year % 100:02d}"


def places(claims: list[Claim]) -> set[str]:
    """Return the names of the places where, in the text's words, and of their countries."""
    given = (claim.value if claim.question is Question.WHERE else claim.scope.where for claim in claims)
    known = [value for value in given if isinstance(value, PlaceValue) and value.gazetteer_id]
    return {value.name.upper() for value in known} | set(filter(None, map(country_of, known)))


def country_of(place: PlaceValue) -> str | None:
    """Return the country of a place by the name that the keys give it."""
    entries = open_default().lookup(place.name)
    code = next((entry.country for entry in entries if entry.gazetteer_id == place.gazetteer_id), None)
    return nations().get(code or "")


@cache
def nations() -> dict[str, str]:
    """Return the names of countries that the keys may use, by ISO code."""
    lines = (BENCH / "muc-dev" / "templ-doc" / "set-list-foreign-nation.v5").read_text(encoding="latin-1").splitlines()
    found: dict[str, str] = {}
    for name in (line.strip() for line in lines if line.isupper()):
        countries = [entry.country for entry in open_default().lookup(name) if entry.kind is EntryKind.COUNTRY]
        if countries:
            found.setdefault(countries[0], name)
    return found


if __name__ == "__main__":
    main()
