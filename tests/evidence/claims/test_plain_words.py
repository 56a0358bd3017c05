"""What a claim leaves open is said beside it, in the text's own words; a plain claim leaves nothing open."""

import pytest

from ledgerstone.evidence.claims.model import Note, NoteKind, Passage, Scope, Speaker, Voice, VoiceKind
from ledgerstone.evidence.claims.plain_words import chain_words, left_open, note_words
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue
from ledgerstone.values.places import Extent, PlaceCandidate, PlaceValue

WITNESS = Voice(name="Anna Orlo", kind=VoiceKind.WITNESS)
OTHER = PlaceCandidate(
    gazetteer_id="geonames:1", latitude=1.0, longitude=2.0, country="XA", division="", extent=Extent.TOWN
)


def place(**parts):
    return PlaceValue(name="Velmar", wording="Velmar", **parts)


def found(**parts):
    return place(latitude=1.0, longitude=2.0, gazetteer_id="geonames:2", **parts)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, ()),
        (CountValue(lower=32, upper=32, wording="32"), ()),
        (CountValue(lower=32, wording="at least 32"), ("“at least 32” has no greatest number",)),
        (CountValue(upper=9, wording="up to nine"), ("“up to nine” has no least number",)),
        (CountValue(wording="dozens"), ("“dozens” has neither a least nor a greatest number",)),
        (CountValue(lower=300, upper=300, approximate=True, wording="some 300"), ("“some 300” is about so many",)),
        (DateValue(edtf="1990-01-13", wording="13 January 1990"), ()),
        (DateValue(wording="Sunday", reason="no date of publication"), ("“Sunday”: no date of publication",)),
        (DateValue(wording="then"), ("“then”: no day of the calendar can be told",)),
        (found(extent=Extent.TOWN), ()),
        (found(extent=Extent.COUNTRY), ("“Velmar”: its point stands for the whole country",)),
        (found(alternatives=(OTHER,)), ("“Velmar”: 1 other place or more bears the name",)),
        (place(), ("“Velmar”: no gazetteer of ours has it",)),
        (place(alternatives=(OTHER, OTHER)), ("“Velmar”: of the places of that name, the document decides for none",)),
    ],
)
def test_what_a_value_leaves_open_is_said(value, said):
    assert left_open(value, Scope(), WITNESS) == said


@pytest.mark.parametrize(
    ("voice", "said"),
    [
        (Voice(name=None, kind=VoiceKind.UNATTRIBUTED), ("the text names no one who says it",)),
        (Voice(name="The Bell", kind=VoiceKind.UNATTRIBUTED), ("the text names no one who says it",)),
        (Voice(name=None, kind=VoiceKind.WITNESS), ("the witness has no name in the text",)),
        (Voice(name="Orlo", kind=VoiceKind.UNKNOWN), ("what kind of speaker “Orlo” is, the text does not say",)),
    ],
)
def test_a_speaker_whom_the_text_does_not_name_is_said_to_have_none(voice, said):
    assert left_open(CountValue(lower=1, upper=1, wording="one"), Scope(), voice) == said


def test_what_the_scope_leaves_open_is_said_once():
    scope = Scope(where=place(), when=DateValue(wording="Sunday", reason="no date of publication"))
    assert left_open(place(), scope, WITNESS) == (
        "“Velmar”: no gazetteer of ours has it",
        "“Sunday”: no date of publication",
    )


def test_a_chain_goes_from_who_prints_it_to_the_origin_and_a_citation_to_its_entry():
    entry = Passage(start=0, end=4, exact="Orlo")
    chain = (Speaker(name=None, kind=VoiceKind.WITNESS), Speaker(name="[3]", kind=VoiceKind.DOCUMENT, entry=entry))
    assert chain_words(Voice(name="[3]", kind=VoiceKind.DOCUMENT, chain=chain)) == "witness ← [3] (document) “Orlo”"
    assert chain_words(WITNESS) == "Anna Orlo (witness)"


def test_a_note_is_shown_with_its_reason_words_and_source():
    words = Passage(start=0, end=4, exact="Orlo")
    note = Note(kind=NoteKind.ANACHRONISM, reason="founded in 1920", words=words, source="Velmar 1921")
    assert note_words(note) == "anachronism: “Orlo”: founded in 1920 (Velmar 1921)"
    assert note_words(Note(kind=NoteKind.COLLECTIVE, reason="a whole people")) == "collective: a whole people"
