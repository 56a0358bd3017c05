"""Words of a text, folded so that case, marks and spelling variants of one letter do not keep them apart.

A word keeps its place in the text, so that what is found is marked in the reading as it is.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

LONGEST_WORD = 64
"""What is longer (a run of letters without a space) is cut for the index; its place covers all of it."""

MOST_WORDS_KEPT = 1 << 14
"""Words whose folded form is kept: some four megabytes. With four times as many, 600,000 words take no less time."""

# Letters and digits (modifier apostrophes and the Arabic stretch are among them), joined by marks that stand inside a
# word: Armenian emphasis, question and exclamation marks and apostrophe, modifier and combining marks, soft hyphen,
# joiners. The two classes are disjoint.
_WORD = re.compile(
    r"[^\W_]+(?:[\u055a-\u055e\u02c2-\u02c5\u02d2-\u02df\u02e5-\u02eb\u02ed\u02ef-\u02ff\u0300-\u036f\u064b-\u065f\u0670"
    r"\u00ad\u200c\u200d]+[^\W_]+)*"
)
_SAME_LETTER = str.maketrans(
    {
        "ı": "i",
        "ə": "e",
        "ә": "e",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "ة": "ه",
    }
)


class Word(Struct, frozen=True, kw_only=True):
    """A word of a text: its place in code points, end exclusive, and its folded form."""

    start: int
    end: int
    exact: str
    folded: str


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text in their order."""
    for found in _WORD.finditer(text):
        folded = fold(found.group()[:LONGEST_WORD])
        if folded:
            yield Word(start=found.start(), end=found.end(), exact=found.group(), folded=folded)


@lru_cache(maxsize=MOST_WORDS_KEPT)
def fold(word: str) -> str:
    """Return the word without case, marks and variants of one letter.

    Dotted and dotless i are one letter, ё is е, the Armenian ligature և is եվ as in the reformed spelling, and
    ə is e, as people write it where the keyboard lacks it.
    """
    # Compatibility letters (𝔍) get their case only when they are decomposed, and fold into marks again (Unicode D146).
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    letters = "".join(char for char in bare if char.isalnum())
    return letters.translate(_SAME_LETTER).replace("եւ", "եվ")
