"""The text of bytes whose character set a mail declares: as declared where that can be, else by its letters.

Mail programs lie about character sets: KOI8-R sent as ISO-8859-1, UTF-8 sent as Windows-1251. What holds as UTF-8 is
UTF-8; a declared 8-bit set for our languages gives way only to one that is clearly more plausible as a language. The
names are IANA's with the WHATWG's reading of them (ISO-8859-1 is Windows-1252 in practice).
"""

import codecs
import re

from msgspec import Struct

from ledgerstone.evidence.reading.armscii import NAME as ARMSCII
from ledgerstone.evidence.reading.encodings import BROKEN, decode, detect
from ledgerstone.evidence.reading.plausibility import plausibility

READ_AS = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
"""By Python's name: the set that mail programs mean."""
SAID_AS = {
    "armscii-8": ARMSCII,
    "armscii8": ARMSCII,
    "cp-866": "cp866",
    "iso-8859-8-i": "iso8859-8",
    "koi8": "koi8-r",
    "unicode-1-1-utf-7": "utf-7",
    "win-1251": "cp1251",
    "windows1251": "cp1251",
    "x-cp1251": "cp1251",
    "x-mac-cyrillic": "mac-cyrillic",
}
"""Names in use that Python does not know."""
NO_CHARACTER_SETS = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "mbcs", "oem"})
DOUBTED = frozenset({"cp1251", "cp1252", "cp1254", "cp866", "koi8-r", "koi8-u", "iso8859-5", "mac-cyrillic", "ascii"})
"""Sets that are declared where others are meant; `plausibility` knows the languages that are written in them."""
WIDE = ("utf-7", "utf-16", "utf-32", "iso2022", "hz")
"""Beginnings of the names of sets in which bytes of ASCII are not all ASCII."""
SURROGATES = re.compile("[\ud800-\udfff]")
"""Halves of a sign, which UTF-7 can hold and no text may."""
SAMPLE = 16_384
CLEARLY = 0.3
PLAUSIBLE = 0.5
TURNED = re.compile(r"\b[а-яё][А-ЯЁ]{2,64}\b")
"""A word such as "вЕЛМАР": Windows-1251 read as KOI8-R, or the reverse, turns small letters and capitals round."""
BROKEN_SHARE = 0.02


class Words(Struct, frozen=True, kw_only=True):
    """The text of some bytes.

    Attributes:
        text: The text, white space and line ends as they were.
        problem: What had to be guessed, in words for a person; None where nothing had.
    """

    text: str
    problem: str | None = None


def text_in(data: bytes, *, declared: str | None) -> Words:
    """Return bytes of a mail as text.

    Args:
        data: The bytes, transfer encoding undone.
        declared: The character set that the mail names for them; None where it names none.
    """
    known = known_set(declared)
    if data.isascii() and not (known or "").startswith(WIDE):
        return Words(text=data.decode("ascii"))
    if known is None:
        return _by_letters(data, declared)
    text = _decoded(data, known)
    broken = text.count(BROKEN)
    if broken > BROKEN_SHARE * len(text) or (known == "ascii"):
        return _by_letters(data, declared)
    if _is_utf8(data, known):
        return Words(text=data.decode("utf-8"), problem=f"declared as {declared}, read as UTF-8, which it is")
    if known in DOUBTED and _is_a_lie(data, text, known):
        return _by_letters(data, declared)
    problem = f"{broken} places are no valid {declared} and stand as U+FFFD in the text" if broken else None
    return Words(text=text, problem=problem)


def known_set(name: str | None) -> str | None:
    """Return Python's name of a character set that a mail names; None for none and for what is no character set."""
    bare = (name or "").strip().strip("\"'").lower()
    bare = SAID_AS.get(bare, bare)
    if bare == ARMSCII:
        return bare
    try:
        found = codecs.lookup(bare)
    except (LookupError, ValueError, UnicodeError):
        return None
    if found.name in NO_CHARACTER_SETS or not getattr(found, "_is_text_encoding", False):
        return None
    return READ_AS.get(found.name, found.name)


def _decoded(data: bytes, known: str) -> str:
    if known == ARMSCII:
        return decode(data, limit=len(data) + 1, encoding=ARMSCII).text
    try:
        return SURROGATES.sub(BROKEN, data.decode(known, "replace"))
    except (UnicodeError, ValueError):
        return BROKEN * len(data)


def _is_utf8(data: bytes, known: str) -> bool:
    """Whether bytes that are declared as something else hold as UTF-8; text in an 8-bit set never does for long."""
    if known.startswith(("utf", *WIDE)) or data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_a_lie(data: bytes, text: str, known: str) -> bool:
    guess = detect(data)
    if guess is None or known_set(guess) == known:
        return False
    other = decode(data, limit=len(data) + 1, encoding=guess).text[:SAMPLE]
    here, there = plausibility(text[:SAMPLE]), plausibility(other)
    turned = TURNED.search(text[:SAMPLE]) is not None and TURNED.search(other) is None
    return there >= PLAUSIBLE and (there - here > CLEARLY or (turned and there > here))


def _by_letters(data: bytes, declared: str | None) -> Words:
    found = decode(data, limit=len(data) + 1, encoding=detect(data) or "utf-8")
    said = f"declared as {declared[:40]}" if declared else "no character set declared"
    broken = found.text.count(BROKEN)
    places = f"; {broken} places are none and stand as U+FFFD in the text" if broken else ""
    return Words(text=found.text, problem=f"{said}, read as {found.encoding.upper()} by its letters{places}")
