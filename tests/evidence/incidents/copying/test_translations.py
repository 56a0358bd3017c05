"""Texts of two languages with the same figures and names in the same order, and texts that have no sentence's end."""

import tracemalloc

from ledgerstone.evidence.incidents.copying import translations
from ledgerstone.evidence.incidents.copying.translations import find_translations
from ledgerstone.evidence.incidents.model import CopyKind

ENGLISH = (
    "On Tuesday the hospital of Velmar counted 32 dead, 14 of them from Norvik. In Orlan 7 houses burned. "
    "Mara Tolen saw 3 lorries near Drasno, and Anton Lind 112 people at the bridge of Sarvik."
)
FRENCH = (
    "Selon les gens de Velmar, on compte 32 morts, dont 14 de Norvik. Plus loin, dans Orlan, 7 maisons. "
    "Ici Mara Tolen a vu 3 camions vers Drasno, et Anton Lind 112 personnes sur le pont de Sarvik."
)


def test_the_same_figures_and_names_in_two_languages_are_a_translation(make):
    papers = (make.paper("s1", ENGLISH, language="en"), make.paper("s2", FRENCH, language="fr"))
    [found] = find_translations(papers, ())
    assert found.kind is CopyKind.TRANSLATED
    assert {found.source, found.of} == {"s1", "s2"}


def test_a_text_without_a_sentences_end_is_looked_at_in_pieces(make, monkeypatch):
    without = [text.replace(". ", " ") for text in (ENGLISH, FRENCH)]
    papers = (make.paper("s1", without[0], language="en"), make.paper("s2", without[1], language="fr"))
    [whole] = find_translations(papers, ())
    monkeypatch.setattr(translations, "LONGEST_SENTENCE", 60)
    [pieces] = find_translations(papers, ())
    assert pieces.passages[0].start == whole.passages[0].start
    assert pieces.kind is CopyKind.TRANSLATED


def test_a_line_of_any_length_takes_little_memory(make):
    short, long = (make.paper("s1", "mill " * count, language="en") for count in (10, 40_000))
    find_translations((short,), ())
    tracemalloc.start()
    try:
        find_translations((long,), ())
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # All its words at once take more than 70 bytes a character.
    assert most < 20 * len(long.text)
