"""What is withheld is gone from the text, all else is as it was, and the words that stand for it say how much went."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Context, MentionKind
from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.read import read
from ledgerstone.evidence.reading.redaction import (
    Extent,
    PassageError,
    is_marker,
    marker,
    markers_in,
    merged,
    places_in,
    places_in_table,
    redacted,
)
from ledgerstone.values.counts import CountValue

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="["), min_size=1, max_size=60)


@st.composite
def texts_with_places(draw):
    text = draw(TEXTS)
    starts = st.integers(0, len(text) - 1)
    place = starts.flatmap(lambda start: st.builds(Extent, start=st.just(start), end=st.integers(start + 1, len(text))))
    return text, draw(st.lists(place, max_size=5))


def place(start: int, end: int) -> Extent:
    return Extent(start=start, end=end)


@given(texts_with_places())
def test_every_character_stays_or_is_counted(given_):
    text, places = given_
    done = redacted(text, places)
    gone = {at for one in places for at in range(one.start, one.end)}
    kept = "".join(char for at, char in enumerate(text) if at not in gone)
    markers = markers_in(done.text)
    bare = done.text
    for one in reversed(markers):
        bare = bare[: one.start] + bare[one.end :]
    assert (bare, done.characters, done.passages) == (kept, len(gone), len(markers))
    assert all(is_marker(done.text[one.start : one.end]) for one in markers)


def test_the_words_say_how_many_characters_went():
    text = "Anna Reyn saw it. \U0001f56f burned."
    assert redacted(text, [place(0, 9), place(18, 19)]).text == (
        "[9 characters withheld] saw it. [1 character withheld] burned."
    )


def test_passages_that_overlap_or_touch_are_one():
    assert merged([place(8, 12), place(0, 4), place(3, 6), place(6, 7)]) == (place(0, 7), place(8, 12))


@pytest.mark.parametrize(("start", "end"), [(0, 5), (4, 5), (2, 2), (3, 1), (-1, 2)])
def test_a_passage_outside_the_text_is_refused(start, end):
    with pytest.raises(PassageError):
        redacted("four", [place(start, end)])


def test_places_are_read_as_people_type_them():
    assert places_in("12-30, 44\u201351") == (place(12, 30), place(44, 51))
    assert places_in_table("\ufeffnote,start,end\nthe name,12,30\n,44,51\n") == (place(12, 30), place(44, 51))


@pytest.mark.parametrize("text", ["", "12", "12-", "-5", "a-b", "1-2-3", "12-30,", "1e3-2e3", "12-9999999999999"])
def test_what_is_no_place_is_refused(text):
    with pytest.raises(PassageError):
        places_in(text)


@pytest.mark.parametrize("text", ["start\n12\n", "from,to\n1,2\n", "start,end\n1,\n", "start,end\n1\n", ""])
def test_a_table_without_places_is_refused(text):
    with pytest.raises(PassageError):
        places_in_table(text)


@pytest.mark.parametrize("characters", [1, 12, 132, 1994, 20_000])
@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "At least {} people were killed in Velmar on 3 May 1994, the hospital said."),
        ("en", "{} were killed in Velmar on 3 May 1994, {} said."),
        ("en", "The mayor said that {} were injured and {} houses were burned in Velmar."),
        ("ru", "Сообщается, что 3 мая 1994 года в Вельмаре убиты {} человек, ранены {}."),
        ("hy", "1994 թվականի մայիսի 3-ին Վելմարում սպանվել է {} մարդ։"),
    ],
)
def test_no_rule_takes_the_number_of_withheld_characters_for_a_count_or_a_citation(language, sentence, characters):
    reading = read(sentence.replace("{}", marker(characters)).encode(), name="redacted.txt", language=language)
    mentions = find_mentions(reading, Context())
    assert not [one for one in mentions if one.kind in {MentionKind.COUNT, MentionKind.REFERENCE}]
    assert not [one for one in extract(reading, mentions, Context()) if isinstance(one.value, CountValue)]
    assert not [region for region in reading.regions if region.role is Role.CITATION]


def test_counts_and_citations_beside_withheld_words_are_still_found():
    text = f"At least 32 people were killed in Velmar, {marker(9)} said [2]."
    mentions = find_mentions(read(text.encode(), name="redacted.txt"), Context())
    found = {one.exact for one in mentions if one.kind in {MentionKind.COUNT, MentionKind.REFERENCE}}
    assert found == {"At least 32", "[2]"}
