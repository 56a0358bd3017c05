"""What a sentence says in short, whatever it is held against: its dates as they are worded, and its items.

Two sentences that say the same in short differ in no value, so that most pairs of sentences, in which an editor changed
words alone, are compared by one look.
"""

from functools import lru_cache

from ledgerstone.evidence.claims.packs.folding import fold
from ledgerstone.evidence.incidents.copying.days import dated, words_of_dates
from ledgerstone.evidence.incidents.copying.figures import Item, Sort, items_of, sentence_at
from ledgerstone.evidence.incidents.copying.told import SENTENCES_AT_HAND, dates_in

_Said = tuple[Sort, tuple[str, ...], bool, bool, bool]
_Gist = tuple[tuple[str, ...], tuple[_Said, ...]]


def say_the_same(one: tuple[str, str | None], other: tuple[str, str | None]) -> bool:
    """Tell whether two sentences certainly differ in no value; False says nothing.

    Args:
        one: A sentence as it is printed (`Told.with_spaces`), and the language of its text.
        other: Another.
    """
    gist = _gist(*one)
    return gist is not None and gist == _gist(*other)


@lru_cache(maxsize=SENTENCES_AT_HAND)
def _gist(printed: str, language: str | None) -> _Gist | None:
    """Return what a sentence says in short; None where it denies: that is compared clause by clause."""
    sentence = sentence_at(printed, 0, len(printed))
    items = items_of(sentence, language)
    if any(item.sort is Sort.DENIAL for item in items):
        return None
    dates = dated(printed, sentence, dates_in(printed, language))
    in_dates = words_of_dates(dates)
    wordings = tuple(fold(printed[date.item.start : date.item.end]) for date in dates)
    return wordings, tuple(sorted(_said(item, in_dates) for item in items))


def _said(item: Item, in_dates: set[int]) -> _Said:
    """Return an item, whether it stands at the head, and whether it is no date's, with its first word and without.

    A name at the head may lose that word, in both sentences or in neither, and a date's words are no item.
    """
    whole = in_dates.isdisjoint(range(item.first, item.last + 1))
    return item.sort, item.key, item.first == 0, whole, in_dates.isdisjoint(range(max(1, item.first), item.last + 1))
