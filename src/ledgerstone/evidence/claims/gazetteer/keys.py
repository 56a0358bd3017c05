"""The key by which a name is looked up: without case, diacritics, apostrophes and hyphens, in its own script.

Names are not carried over between scripts here: the gazetteer holds the forms of each script as its own names.
"""

import hashlib
import unicodedata
from typing import Final

HASH_BYTES: Final = 8
"""64 bits: among two million names the chance that a given other name meets one is below 1 in 10^12."""

_LETTERS: Final = str.maketrans(
    {"ı": "i", "ə": "e", "ё": "е", "ß": "ss", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"}
)
_SPACES: Final = "-‑–_,/"
_DROPPED: Final = frozenset("'’‘ʼʻ`ʹʺ.՛՜՞\u00ad")
"""Full stops go too, but for the last: "La." is a state, "La" is none."""
_SIGNS: Final = str.maketrans(dict.fromkeys(_SPACES, " ") | dict.fromkeys(_DROPPED))


def place_key(name: str) -> str:
    """Return the key of a name ("Saint-Étienne" is "saint etienne")."""
    stop = "." if name.endswith(".") else ""
    lowered = name.lower()
    if not lowered.isascii():
        decomposed = unicodedata.normalize("NFKD", lowered.translate(_LETTERS))
        lowered = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(lowered.translate(_SIGNS).replace("եւ", "և").split()) + stop


def key_hash(key: str) -> int:
    """Return the number under which a key is held."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=HASH_BYTES).digest(), "little")
