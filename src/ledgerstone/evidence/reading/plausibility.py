"""How much decoded text looks like a language: by which encoding bytes of no declared encoding are read.

A wrong table gives letters that are rare, words in which capitals follow small letters or scripts mix, and signs
where letters should be. The score is the mean over the signs beyond ASCII, 1 for text in common letters of one
script. It ranks the decodings of one and the same stretch of bytes; nothing else is read from it.
"""

import re
import unicodedata
from itertools import pairwise

COMMON = frozenset("оеаинтсрвлкмдпуяызьбгчйхжաենիրոկտսդմուհլվպքշցգյբթéèàçêôûîâùöäüğşıİçñáíó")
TYPOGRAPHY = frozenset("«»“”„‘’—–…№\xa0֊։՝՛՞՜©°§•")
WORD = re.compile(r"[^\W\d_]{1,64}")
LONGEST_ACCENTED_RUN = re.compile("[\xc0-\u024f]{3,}")


def plausibility(text: str) -> float:
    """Return how much the signs beyond ASCII look like a language's, about -2 to 1; 0 where there are none.

    Args:
        text: Some thousand signs.
    """
    beyond = [sign for sign in text if sign > "\x7f"]
    if not beyond:
        return 0.0
    return (sum(map(_worth, beyond)) - sum(_oddities(word) for word in WORD.findall(text))) / len(beyond)


def _worth(sign: str) -> float:
    if sign.lower() in COMMON:
        return 1.0
    if sign.isalpha() and _script(sign) in SCRIPTS:
        return 0.4
    return 0.5 if sign in TYPOGRAPHY else -1.0


SCRIPTS = ("LATIN", "CYRILLIC", "ARMENIAN")


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


def _oddities(word: str) -> float:
    """Places within a word at which a capital follows a small letter or another script begins."""
    if word.isascii():
        return 0.0
    pairs = list(pairwise(word))
    bends = sum(a.islower() and b.isupper() for a, b in pairs)
    mixed = sum(_script(a) != _script(b) for a, b in pairs)
    accented = sum(len(run) for run in LONGEST_ACCENTED_RUN.findall(word))
    return bends + mixed + accented
