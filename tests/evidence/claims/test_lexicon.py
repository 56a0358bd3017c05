from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.claims.packs.folding import fold
from ledgerstone.evidence.claims.packs.lexicon import Lexicon, lexicon


def test_the_longest_form_wins():
    words = ("no", "fewer", "than", "ten")
    hit = Lexicon([("no", 1), ("no fewer than", 2), ("no fewer", 3)]).at(words, 0)
    assert hit is not None
    assert (hit.first, hit.end, hit.label) == (0, 3, 2)


def test_a_star_matches_what_begins_so_and_nothing_else():
    forms = lexicon(["убит*"])
    assert forms.holds("убитых")
    assert forms.holds("убит")
    assert not forms.holds("неубит")


def test_forms_before_a_word_end_right_there():
    forms = lexicon(["at least"])
    assert forms.before(("at", "least", "ten"), 2) is not None
    assert forms.before(("at", "least", "some", "ten"), 3) is None


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=30))
def test_hits_never_overlap_and_come_in_order(words: list[str]):
    hits = lexicon(["a b", "b c", "a", "c c c"]).find(tuple(words))
    assert all(one.end <= other.first for one, other in pairwise(hits))


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(word: str):
    assert fold(fold(word)) == fold(word)


def test_marks_inside_armenian_words_and_both_apostrophes_fold_away():
    assert fold("ի՞նչ") == fold("ինչ")
    assert fold("l’an") == fold("l'an")
    assert fold("ЁЛКА") == fold("елка")
    assert fold("İKİ") == fold("iki")
