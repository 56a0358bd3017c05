"""A passage held against another text: where it stands, what is the same, what differs."""

from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.incidents.cases.wording import LEAST_PHRASE, PHRASE, PHRASES, held_against, phrases_of

OWN = "Notice.\n\nOver 240 men were killed in the town of Velmar on 3 May, the mayor said. It rained."
OTHER = "NORVIK (Orsin) – At least 34 men were killed in the town of Velmar on 3 May, the mayor said. Trains ran late."


def held(passage: str, own: str = OWN, other: str = OTHER):
    start = own.index(passage)
    return held_against(own, (start, start + len(passage)), other, (0, len(other)))


def test_the_beginning_of_a_sentence_stands_against_its_beginning():
    found = held("Over 240 men were killed in the town of Velmar")
    assert OTHER[found.start : found.end] == "At least 34 men were killed in the town of Velmar"
    assert [(one.exact, one.of_exact) for one in found.differs] == [("Over 240", "At least 34")]


def test_what_is_the_same_differs_nowhere():
    found = held("men were killed in the town of Velmar on 3 May")
    assert (found.differs, found.words, found.share) == ((), 11, 1.0)
    assert len(found.aligned) == 1


def test_words_left_out_and_put_in_are_told_with_both_places():
    other = "men were killed in the small town of Velmar, the mayor said"
    found = held("men were killed in the town of Velmar on 3 May, the mayor said", other=other)
    assert [(one.exact, one.of_exact) for one in found.differs] == [("", "small"), ("on 3 May", "")]
    for one in found.differs:
        assert OWN[one.start : one.end] == one.exact
        assert other[one.of_start : one.of_end] == one.of_exact


def test_another_text_has_nothing_of_it():
    assert held("men were killed in the town", other="The ferry leaves at nine from the lower bridge.") is None
    assert held("men were killed in the town", other="") is None


def test_in_a_reordered_text_it_is_found_where_most_of_its_words_stand():
    other = "The town of Velmar burned. In Velmar it rained.\n\nAt least 34 men were killed in the town of Velmar."
    found = held("Over 240 men were killed in the town of Velmar", other=other)
    assert other[found.start : found.end] == "At least 34 men were killed in the town of Velmar"


@given(st.lists(st.sampled_from("abcdefgh"), min_size=2, max_size=40), st.integers(0, 30))
def test_a_text_has_its_own_words_wherever_they_stand(words, before):
    own, other = " ".join(words), " ".join(["x"] * before + words + ["y"])
    found = held_against(own, (0, len(own)), other, (0, len(other)))
    assert found is not None
    assert found.share == 1.0
    assert all(own[p.start : p.end] == other[p.of_start : p.of_end] for p in found.aligned)


def test_phrases_are_few_and_short_and_spread_over_the_passage():
    words = ["".join(chr(97 + int(digit)) for digit in f"{number:04}") for number in range(1000)]
    phrases = phrases_of(" ".join(words))
    assert len(phrases) <= PHRASES
    assert all(LEAST_PHRASE <= len(phrase.split()) <= PHRASE for phrase in phrases)
    assert phrases_of("the men were") == ()
