"""From bytes to text: which encoding, decoded how, and what had to be guessed.

Order: a byte order mark; UTF-8 that holds; UTF-16 without a mark, which shows by control bytes; UTF-8 that is broken
in places; then the 8-bit encodings in use for Armenian, Russian, Turkish and French, of which the most plausible as
a language is taken, charset-normalizer's opinion deciding between near equals. Bytes that are none of these are no
text. Nothing but the mark is taken away from the text.
"""

import codecs
import re
from itertools import chain

from charset_normalizer import from_bytes
from msgspec import Struct

from ledgerstone.evidence.reading.armscii import NAME as ARMSCII
from ledgerstone.evidence.reading.armscii import decode_armscii
from ledgerstone.evidence.reading.plausibility import plausibility

SAMPLE = 128 * 1024
HALF = SAMPLE // 2
HINT_SAMPLE = 4096
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
EIGHT_BIT = ("cp1251", "koi8-r", ARMSCII, "cp1252", "cp1254", "cp866", "mac-cyrillic")
HINT = 0.05
PLAUSIBLE = 0.3
"""Real pages score above 0.6, random bytes below 0."""
CONTROLS = bytes([*range(0x08), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
FEW_CONTROLS, MANY_CONTROLS = 0.01, 0.3
PLAIN_UTF16 = re.compile(
    r"[\t\n\r\x20-\x7e\xa0-\u024f\u0370-\u06ff\u10a0-\u10ff\u2000-\u206f\u20a0-\u20bf\u2116\ufeff]"
)
UTF16_SHARE = 0.97
TURKISH = re.compile(rb"[\xd0\xdd\xde\xf0\xfd\xfe]")
BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
LAST_ASCII = "\x7f"
BROKEN = "\ufffd"


class Decoded(Struct, frozen=True, kw_only=True):
    """The text of some bytes and what had to be guessed."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def detect(data: bytes) -> str | None:
    """Return the encoding of some bytes by Python's name (and armscii-8); None where they are no text."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    sample = _sample(data)
    controls = (len(sample) - len(sample.translate(None, CONTROLS))) / max(1, len(sample))
    wide = _utf16(sample) if controls else None
    if wide:
        return wide
    if controls > MANY_CONTROLS:
        return None
    if _is_utf8(sample):
        return "utf-8"
    return _eight_bit(sample) if controls <= FEW_CONTROLS else None


def decode(data: bytes, *, limit: int, encoding: str | None = None) -> Decoded:
    """Return bytes as text.

    Args:
        data: Bytes of a text.
        limit: Most code points; a longer text is not read, which a warning says.
        encoding: Where it is known already; else it is detected.
    """
    encoding = encoding or detect(data) or "utf-8"
    text = _decode(_without_mark(data), encoding) if len(data) <= MOST_BYTES_A_SIGN * limit else None
    if text is None or len(text) > limit:
        reason = f"longer than {limit:,} signs: kept, not read"
        return Decoded(text="", encoding=encoding, warnings=(reason,))
    return Decoded(text=text, encoding=encoding, warnings=tuple(_warnings(text, data, encoding)))


MOST_BYTES_A_SIGN = 4


def _decode(data: bytes, encoding: str) -> str:
    return decode_armscii(data) if encoding == ARMSCII else data.decode(encoding, "replace")


def _without_mark(data: bytes) -> bytes:
    return next((data[len(mark) :] for mark, _ in MARKS if data.startswith(mark)), data)


def _warnings(text: str, data: bytes, encoding: str) -> list[str]:
    said = []
    if encoding != "utf-8":
        marked = "by its byte order mark" if any(data.startswith(mark) for mark, _ in MARKS) else "by its letters"
        said.append(f"not UTF-8: read as {encoding.upper()}, {marked}")
    broken = text.count(BROKEN)
    broken -= data.count(BROKEN.encode()) if broken and encoding == "utf-8" else 0
    if broken > 0:
        said.append(f"{broken} places are no valid {encoding.upper()} and stand as U+FFFD in the text")
    if "\0" in text:
        said.append(f"holds NUL characters ({text.count(chr(0))}), which stand in the text")
    return said


def _sample(data: bytes) -> bytes:
    """The first stretch of bytes, or, where that is all ASCII, the stretch around the first byte that is not."""
    beyond = BEYOND_ASCII.search(data, HALF) if data[:HALF].isascii() and not data.isascii() else None
    start = beyond.start() - HALF if beyond else 0
    return data[start - start % 2 : start + SAMPLE]


def _is_utf8(sample: bytes) -> bool:
    """Whether it is UTF-8, perhaps broken in places: fewer places are broken than hold."""
    if _is_valid(sample):
        return True
    text = sample.decode("utf-8", "replace")
    cut = 2  # the sample's ends may cut a sign in two
    broken = max(0, text.count(BROKEN) - sample.count(BROKEN.encode()))
    if broken == 0 or (len(sample) == SAMPLE and broken <= cut):
        return True
    return sum(sign > LAST_ASCII for sign in text) - text.count(BROKEN) >= max(1, broken)


def _is_valid(sample: bytes) -> bool:
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _utf16(sample: bytes) -> str | None:
    """UTF-16 without a mark, where nearly every sign is of a script in use and there are white spaces."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, "replace")
        share = len(PLAIN_UTF16.findall(text)) / max(1, len(text))
        if share >= UTF16_SHARE and len(text) > 1:
            return encoding
    return None


def _eight_bit(sample: bytes) -> str | None:
    """The most plausible 8-bit encoding; UTF-8 with replacements where none is and most is ASCII; None for no text."""
    around = b"\n".join(_words_beyond_ascii(sample))
    hint = _hint(around)
    scores = {name: plausibility(_decode(around, name)) + HINT * (name == hint) for name in EIGHT_BIT}
    best = max(EIGHT_BIT, key=lambda name: scores[name])
    if scores[best] >= PLAUSIBLE:
        return "cp1254" if best == "cp1252" and TURKISH.search(around) else best
    mostly_ascii = len(BEYOND_ASCII.findall(sample)) * 10 < len(sample)
    return "utf-8" if mostly_ascii or _is_mostly_utf8(sample) else None


def _is_mostly_utf8(sample: bytes) -> bool:
    return sample.decode("utf-8", "ignore").isprintable() and len(sample) <= LONGEST_FRAGMENT


LONGEST_FRAGMENT = 8
"""Bytes: a broken sign or two are no evidence of a binary."""

WORDS_BEYOND_ASCII = re.compile(rb"[^\s\x00-\x20]{0,40}[\x80-\xff][^\s\x00-\x20]{0,40}")


def _words_beyond_ascii(sample: bytes) -> list[bytes]:
    found = (match.group() for match in WORDS_BEYOND_ASCII.finditer(sample))
    return [word for word, _ in zip(found, range(MOST_WORDS), strict=False)]


MOST_WORDS = 2000


def _hint(around: bytes) -> str | None:
    best = from_bytes(around[:HINT_SAMPLE]).best()
    names = chain([best.encoding], best.encoding_aliases) if best else ()
    known = {codecs.lookup(name).name: name for name in EIGHT_BIT if name != ARMSCII}
    return next((known[name] for name in map(_canonical, names) if name in known), None)


def _canonical(name: str) -> str:
    """Return Python's name of an encoding; the name itself where Python knows none of it (HP-Roman8)."""
    try:
        return codecs.lookup(name).name
    except LookupError:
        return name
