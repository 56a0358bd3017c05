"""The laws of joining, with an invented finder: what it finds is told by a table of words."""

from collections.abc import Callable, Sequence

import pytest
from msgspec import Struct

from ledgerstone.evidence.claims.clauses import Sentence
from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.finders.join import MOST_CHARACTERS, with_found
from ledgerstone.evidence.claims.finders.model import FoundName
from ledgerstone.evidence.claims.mentions import find_mentions, sentences_of
from ledgerstone.evidence.claims.model import Context, Mention, MentionKind, OtherName
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.evidence.reading.redaction import marker
from ledgerstone.values.names import NameType, NameValue

ReadWords = Callable[..., Reading]
METHOD = "names/invented 1"
TEXT = "On 3 May 1991 Mayor Anna Orlo met the Vell Rights Committee. Then, in Paris, Dov Sorn killed ten men in Velmar."


class Invented(Struct, frozen=True):
    """Finds the first of each word that it knows, where the sentences that it is handed hold it."""

    known: dict[str, NameType]
    bases: dict[str, str] = {}
    method: str = METHOD

    def find(self, text: str, cut: Sequence[Sentence]) -> tuple[FoundName, ...]:
        end = cut[-1].end if cut else 0
        found = ((text.find(words, 0, end), words, kind) for words, kind in self.known.items())
        return tuple(
            FoundName(start=at, end=at + len(words), type=kind, base=self.bases.get(words))
            for at, words, kind in sorted(found)
            if at >= 0
        )


def joined(reading: Reading, known: dict[str, NameType], bases: dict[str, str] | None = None) -> tuple[Mention, ...]:
    mentions, cut = find_mentions(reading, Context()), sentences_of(reading)
    return with_found(reading.text, mentions, Invented(known, bases or {}), cut)


def names(mentions: Sequence[Mention]) -> dict[str, tuple[NameType | None, str | None]]:
    return {m.exact: (m.value.type, m.method) for m in mentions if isinstance(m.value, NameValue)}


def test_without_a_finders_names_those_that_a_word_types_stay(read_words: ReadWords):
    assert names(joined(read_words(TEXT), {})) == {
        "Mayor Anna Orlo": (NameType.PERSON, "names/en 1"),
        "Vell Rights Committee": (NameType.BODY, "names/en 1"),
    }


def test_a_finder_adds_what_the_rules_have_not(read_words: ReadWords):
    found = names(joined(read_words("It was windy, and nobody came. Orlo was there."), {"Orlo": NameType.PERSON}))
    assert found == {"Orlo": (NameType.PERSON, METHOD)}


def test_where_both_differ_the_finders_name_stands_and_tells_what_the_rules_said(read_words: ReadWords):
    mentions = joined(read_words(TEXT), {"Anna Orlo": NameType.PERSON, "Vell Rights": NameType.GROUP})
    first, second = (m for m in mentions if m.method == METHOD)
    assert first.others == (OtherName(start=14, end=29, type=NameType.PERSON, method="names/en 1"),)
    assert second.others == (OtherName(start=38, end=59, type=NameType.BODY, method="names/en 1"),)
    assert set(names(mentions)) == {"Anna Orlo", "Vell Rights"}


def test_where_both_agree_nothing_else_is_said(read_words: ReadWords):
    mentions = joined(read_words(TEXT), {"Vell Rights Committee": NameType.BODY})
    (found,) = (m for m in mentions if m.method == METHOD)
    assert found.others == ()
    assert found.exact == "Vell Rights Committee"


def test_a_place_that_is_mentioned_is_no_name_beside_it_and_another_has_no_point(read_words: ReadWords):
    reading = read_words(TEXT)
    mentions = joined(reading, {"Paris": NameType.PLACE, "Vell": NameType.PLACE})
    before = [m for m in find_mentions(reading, Context()) if m.kind is not MentionKind.NAME]
    assert [m for m in mentions if m.kind is not MentionKind.NAME] == before
    assert names(mentions)["Vell"] == (NameType.PLACE, METHOD)
    assert "Paris" not in names(mentions)


def test_a_name_is_kept_without_its_ending_where_the_finder_takes_it_off(read_words: ReadWords):
    (found,) = (m for m in joined(read_words(TEXT), {"Sorn": NameType.PERSON}, {"Sorn": "Sor"}) if m.method == METHOD)
    assert found.value == NameValue(name="Sor", type=NameType.PERSON, wording="Sorn")


def test_no_claim_knows_a_finder(read_words: ReadWords):
    reading, context = read_words(TEXT), Context()
    mentions = find_mentions(reading, context)
    claims = extract(reading, mentions, context)
    every = dict.fromkeys(TEXT.replace(".", "").split(), NameType.BODY)
    joined(reading, every)
    assert extract(reading, mentions, context) == claims
    assert claims


def test_mentions_stay_in_the_order_of_the_text_with_exact_words(read_words: ReadWords):
    mentions = joined(read_words(TEXT), {"Dov Sorn": NameType.PERSON, "Anna": NameType.PERSON})
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    assert all(TEXT[m.start : m.end] == m.exact for m in mentions)


def test_a_marker_of_what_is_withheld_holds_no_name(read_words: ReadWords):
    text = f"He met {marker(12)} in May, and Anna Orlo."
    found = names(joined(read_words(text), {"withheld": NameType.PERSON, "Anna Orlo": NameType.PERSON}))
    assert set(found) == {"Anna Orlo"}


@pytest.mark.parametrize("beyond", [False, True])
def test_a_finder_looks_no_farther_than_its_bound_and_the_rules_go_on(read_words: ReadWords, *, beyond: bool):
    ahead = "The men were there and did nothing.\n\n" * (MOST_CHARACTERS // 37 if beyond else 1)
    reading = read_words(f"{ahead}There stood Dov Sorn.")
    found = names(joined(reading, {"Sorn": NameType.PERSON}))
    assert found == (
        {"Dov Sorn": (NameType.PERSON, "capitals/en 1")} if beyond else {"Sorn": (NameType.PERSON, METHOD)}
    )


def test_a_place_of_more_words_than_the_mentioned_one_is_a_name(read_words: ReadWords):
    mentions = joined(read_words(TEXT), {"in Paris": NameType.PLACE, "Velmar": NameType.PLACE})
    assert [m.exact for m in mentions if m.method == METHOD] == ["in Paris"]
    assert [m.exact for m in mentions if m.kind is MentionKind.PLACE] == ["Paris", "Velmar"]
