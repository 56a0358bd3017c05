"""A dispatch of MUC-3/4 as the product reads it: its claims that are told, its sentences and places."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from muc_keys import HEADER
from sets import BENCH

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions, sentences_of
from ledgerstone.evidence.claims.model import Claim, Context, Mention, MentionKind, Span, Stance
from ledgerstone.evidence.reading.read import read
from ledgerstone.values.dates import DateValue

DISPATCHES = {"dev": "dev-muc3-*", "tst1": "tst1-muc3", "tst2": "tst2-muc4"}
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_MONTH = rf"({'|'.join(MONTHS)})[A-Z]*"
HEADER_DAY = re.compile(rf"\b(\d{{1,2}}) {_MONTH} (\d{{2}})\b|\b{_MONTH} (\d{{1,2}}) (\d{{2}})\b")
HEADER_WITHIN, CENTURY = 400, 1900
TOLD = frozenset({Stance.ASSERTED, Stance.REPORTED})


def dispatches() -> Iterator[tuple[str, str]]:
    """Yield each dispatch with its identifier."""
    for part, pattern in DISPATCHES.items():
        for path in sorted((BENCH / "muc-dev" / part).glob(pattern)):
            content = path.read_text(encoding="latin-1")
            heads = list(HEADER.finditer(content))
            ends = [head.start() for head in heads[1:]] + [len(content)]
            for head, end in zip(heads, ends, strict=True):
                yield head.group(), content[content.find("\n", head.end()) : end].strip()


class Dispatch(Struct, frozen=True, kw_only=True):
    """A dispatch as it was read: `printed` is the day of its header, the places are its mentions."""

    text: str
    printed: date | None
    claims: tuple[Claim, ...]
    sentences: tuple[Span, ...]
    places: tuple[Mention, ...]

    def sentence(self, offset: int) -> int:
        """Return the number of the sentence at an offset."""
        return max(0, bisect_right(self.sentences, offset, key=lambda span: span.start) - 1)

    def words(self, number: int) -> str:
        """Return the words of a sentence, in one line."""
        span = self.sentences[number]
        return " ".join(self.text[span.start : span.end].split())


def read_dispatch(text: str) -> Dispatch:
    """Read a dispatch."""
    printed = header_day(text)
    context = Context(published=printed)
    reading = read(text.encode(), name="dispatch.txt", language="en")
    cut = sentences_of(reading)
    mentions = find_mentions(reading, context, cut)
    return Dispatch(
        text=reading.text,
        printed=printed.latest if printed else None,
        claims=tuple(claim for claim in extract(reading, mentions, context, cut) if claim.stance in TOLD),
        sentences=tuple(Span(start=sentence.start, end=sentence.end) for sentence in cut),
        places=tuple(mention for mention in mentions if mention.kind is MentionKind.PLACE),
    )


def header_day(text: str) -> DateValue | None:
    """Return the day that a dispatch's first lines give."""
    match = HEADER_DAY.search(text[:HEADER_WITHIN])
    if match is None:
        return None
    day, month, year = match.group(1, 2, 3) if match[1] else match.group(5, 4, 6)
    try:
        found = date(CENTURY + int(year), MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None
    return DateValue(edtf=found.isoformat(), earliest=found, latest=found, wording=match.group())


def written(day: date) -> str:
    """Return a day as the keys write it: 03 JAN 90."""
    return f"{day.day:02d} {MONTHS[day.month - 1]} {day.year % 100:02d}"
