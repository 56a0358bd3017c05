"""How incidents stand to each other: from days and places alone, bounded, whatever the order, never as cause."""

import random
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.incidents.model import Incident, Lines, RelationKind
from ledgerstone.evidence.incidents.naming import place_keys
from ledgerstone.evidence.incidents.relations import NEAR, SOON, relations
from ledgerstone.values.dates import DateValue
from ledgerstone.values.places import PlaceValue

START = date(1991, 3, 1)
MOST = 2 + 3 * NEAR


def incident(key: str, first: int | None, last: int | None = None, place: str = "x", around: tuple[str, ...] = ()):
    when = None
    if first is not None:
        days = START + timedelta(days=first), START + timedelta(days=first if last is None else last)
        when = DateValue(earliest=days[0], latest=days[1], wording="w")
    return Incident(
        id=key,
        title=key,
        kind="violence",
        when=when,
        where=(),
        claims=(),
        sources=(),
        lines=Lines(min=1, max=1),
        places=(place,) if place else (),
        around=around,
    )


def told(*incidents: Incident) -> dict[str, list[tuple[str, str]]]:
    return {key: [(one.kind.value, one.other) for one in those] for key, those in relations(incidents).items()}


def test_days_within_days_in_one_place_are_a_part_and_the_other_holds_it():
    found = told(incident("day", 12), incident("week", 10, 16))
    assert found == {"day": [("part of", "week")], "week": [("holds", "day")]}


def test_a_place_within_a_place_on_the_same_days_is_a_part():
    found = told(incident("street", 12, 13, "street", ("town",)), incident("town", 12, 13, "town"))
    assert found == {"street": [("part of", "town")], "town": [("holds", "street")]}


def test_days_that_only_overlap_are_no_part():
    found = told(incident("a", 10, 13), incident("b", 12, 16))
    assert found == {"a": [("in the same place as", "b")], "b": [("in the same place as", "a")]}


def test_the_next_in_a_place_follows_with_the_days_between_and_the_one_after_it_does_not():
    found = relations([incident("a", 10, 13), incident("b", 26), incident("c", 28)])
    first, second = found["a"]
    assert (first.kind, first.other, first.days_apart) == (RelationKind.FOLLOWED_BY, "b", 13)
    assert (second.kind, second.other) == (RelationKind.SAME_PLACE, "c")
    assert {(one.kind, one.other) for one in found["b"]} == {
        (RelationKind.FOLLOWS, "a"),
        (RelationKind.FOLLOWED_BY, "c"),
    }


def test_what_is_long_after_is_only_in_the_same_place():
    assert told(incident("a", 0), incident("b", SOON.days + 1))["a"] == [("in the same place as", "b")]


def test_other_places_and_no_places_have_no_relation():
    assert told(incident("a", 3), incident("b", 3, place="y"), incident("c", 4, place="")) == {
        "a": [],
        "b": [],
        "c": [],
    }


def test_without_a_date_it_is_in_the_same_place_and_no_days_are_said():
    found = relations([incident("a", None), incident("b", 3)])
    assert [(one.kind, one.days_apart) for one in found["a"]] == [(RelationKind.SAME_PLACE, None)]


def test_no_reason_speaks_of_a_cause():
    found = relations([incident("a", 10, 13), incident("b", 26), incident("c", 12), incident("d", None)])
    words = " ".join(one.reason for those in found.values() for one in those)
    assert not any(word in words for word in ("because", "cause", "led to", "reveng", "retaliat", "result"))


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9), st.sampled_from("xyz")), max_size=30), st.randoms())
def test_the_order_of_incidents_changes_nothing_and_parts_are_held(spans, chance: random.Random):
    made = [incident(f"i{n:02}", first, first + length, place) for n, (first, length, place) in enumerate(spans)]
    found = relations(made)
    chance.shuffle(made)
    assert relations(made) == found
    pairs = {(one.incident, one.other) for those in found.values() for one in those if one.kind is RelationKind.PART_OF}
    held = {(one.other, one.incident) for those in found.values() for one in those if one.kind is RelationKind.HOLDS}
    assert pairs == held
    assert all(one.incident != one.other for those in found.values() for one in those)


def test_a_busy_town_gives_each_of_its_incidents_a_bounded_number():
    made = [incident(f"i{number:05}", number // 3) for number in range(10_000)]
    found = relations(made)
    assert max(map(len, found.values())) <= MOST


def test_one_place_meets_in_two_scripts_and_by_the_gazetteer():
    latin, cyrillic = (PlaceValue(name=name, wording=name) for name in ("Lorveno", "Лорвено"))
    assert place_keys([latin]) == place_keys([cyrillic])
    known = PlaceValue(name="Velmar", wording="Velmar", gazetteer_id="geonames:1")
    assert place_keys([known]) == ("geonames:1",)
    assert len(place_keys([PlaceValue(name="w" * 500, wording="w")])[0]) <= 100
