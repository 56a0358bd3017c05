"""Seeds: precision and recall of what is read in two real texts beside the project, labelled by hand.

The labels lie in `tests/golden/seeds`, as offsets and values without a word of the texts. A label and a mention match
where they overlap, each once; `with value` counts a match only where the value is the same too: EDTF of a date, bounds
of a count, number of a citation, and of an attribution its manner and source. An attribution matches where its words
overlap the label's, cue or content. Those of the manners that `attributions.md` beside the labels names are counted;
how somebody stands to a thing, and what he wants or plans, is none of them.

    seeds.py [--json] [--misses]      a fraction is not taken: the set is two texts
"""

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypedDict

from sets import command_line, emit, f_score, percent

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import (
    Attribution,
    Claim,
    Context,
    Manner,
    Mention,
    MentionKind,
    Question,
    Reference,
)
from ledgerstone.evidence.claims.quotations import find_quotations
from ledgerstone.evidence.reading.read import read
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"
LABELS = ROOT / "tests" / "golden" / "seeds" / "labels.json"
ABSENT = "no ../shared/seeds beside the project: skipped"
SAYINGS = frozenset(Manner) - {Manner.WANTED, Manner.JUDGED, Manner.SUPPOSED}
Value = tuple[int | str | None, ...]
Entries = list[dict[str, int | str | None]]


class Told(TypedDict):
    """A labelled attribution."""

    source: list[int] | None
    manner: str
    cue: list[int]
    content: list[list[int]]


class Labels(TypedDict):
    """The labels of one text."""

    sha256: str
    dates: Entries
    counts: Entries
    places: Entries
    quotations: Entries
    citations: Entries
    attributions: list[Told]


class Spot(NamedTuple):
    """A stretch of a text, its value, and of an attribution the stretch that names its source."""

    start: int
    end: int
    value: Value = ()
    source: tuple[int, int] | None = None


class Tally(NamedTuple):
    """Counts of one kind over both texts."""

    labelled: int = 0
    found: int = 0
    matched: int = 0
    same: int = 0

    def __add__(self, other: object) -> "Tally":
        """Return both together."""
        if not isinstance(other, Tally):
            return NotImplemented
        return Tally(*(one + two for one, two in zip(self, other, strict=True)))


def main() -> None:
    """Print precision and recall of each kind."""
    parser = command_line(__doc__)
    parser.add_argument("--misses", action="store_true", help="also where each error stands: offsets and values alone")
    options = parser.parse_args()
    if not SEEDS.is_dir():
        print(ABSENT)
        sys.exit(0)
    for kind, tally in tallies(misses=options.misses).items():
        for name, value in figures(tally):
            emit(f"{kind} {name}", value, as_json=options.json)


def figures(tally: Tally) -> Iterator[tuple[str, float]]:
    """Yield precision, recall and F, without and with the value."""
    for matched, beside in ((tally.matched, ""), (tally.same, " with value")):
        precision, recall = percent(matched, tally.found), percent(matched, tally.labelled)
        yield f"precision{beside}", precision
        yield f"recall{beside}", recall
        yield f"F{beside}", f_score(precision, recall)


def tallies(*, misses: bool = False) -> dict[str, Tally]:
    """Return the tally of each kind over both texts."""
    total: dict[str, Tally] = {}
    for name, labels in json.loads(LABELS.read_text(encoding="utf-8")).items():
        data = (SEEDS / name).read_bytes()
        if hashlib.sha256(data).hexdigest() != labels["sha256"]:
            sys.exit(f"{name} is not the text that was labelled")
        found = _found(data, name)
        for kind, spots in _labelled(labels).items():
            pairs = _matches(spots, found[kind])
            total[kind] = total.get(kind, Tally()) + _tally(spots, found[kind], pairs)
            if misses:
                _tell(kind, name, spots, found[kind], pairs)
    return total


def _labelled(labels: Labels) -> dict[str, list[Spot]]:
    said = [entry for entry in labels["quotations"] if entry["said"]]
    return {
        "dates": _spots(labels["dates"], "value"),
        "counts": _spots(labels["counts"], "lower", "upper"),
        "places": _spots(labels["places"]),
        "citations": _spots(labels["citations"], "number"),
        "quotations": _spots(labels["quotations"]),
        "words said": _spots(said),
        "attributions": list(_told(labels["attributions"])),
    }


def _spots(entries: Entries, *keys: str) -> list[Spot]:
    return [Spot(int(e["start"] or 0), int(e["end"] or 0), tuple(e[key] for key in keys)) for e in entries]


def _told(entries: Iterable[Told]) -> Iterator[Spot]:
    """Yield attributions, each from the first of its cue and contents to the last, with its source."""
    for entry in entries:
        spans = [entry["cue"], *entry["content"]]
        source = entry["source"]
        yield Spot(
            min(span[0] for span in spans),
            max(span[1] for span in spans),
            (entry["manner"],),
            source=(source[0], source[1]) if source else None,
        )


def _found(data: bytes, name: str) -> dict[str, list[Spot]]:
    reading = read(data, name=name)
    mentions = find_mentions(reading, Context())
    claims = extract(reading, mentions, Context())
    return {
        "dates": _of_kind(mentions, MentionKind.DATE),
        "counts": _of_kind(mentions, MentionKind.COUNT),
        "places": _of_kind(mentions, MentionKind.PLACE),
        "citations": _of_kind(mentions, MentionKind.REFERENCE),
        "quotations": [Spot(one.start, one.end) for one in find_quotations(reading.text)],
        "words said": _said(claims),
        "attributions": list(_sayings(mentions)),
    }


def _said(claims: tuple[Claim, ...]) -> list[Spot]:
    return [Spot(c.passage.start, c.passage.end) for c in claims if c.question is Question.WORDS_SAID]


def _of_kind(mentions: tuple[Mention, ...], kind: MentionKind) -> list[Spot]:
    return [Spot(m.start, m.end, _value(m)) for m in mentions if m.kind is kind]


def _value(mention: Mention) -> Value:
    match mention.value:
        case DateValue(edtf=edtf):
            return (edtf,)
        case CountValue(lower=lower, upper=upper):
            return lower, upper
        case Reference(number=number):
            return (number,)
        case _:
            return ()


def _sayings(mentions: tuple[Mention, ...]) -> Iterator[Spot]:
    values = (mention.value for mention in mentions)
    yield from (_attributed(value) for value in values if isinstance(value, Attribution) and value.manner in SAYINGS)


def _attributed(value: Attribution) -> Spot:
    spans = (*value.cue, *value.content) or value.source
    source = (value.source[0].start, value.source[-1].end) if value.source else None
    return Spot(min(span.start for span in spans), max(span.end for span in spans), (value.manner,), source=source)


def _matches(labelled: list[Spot], found: list[Spot]) -> list[tuple[Spot, Spot]]:
    """Return labels with the mentions that overlap them, each once; those that share more come first."""
    shared = [
        (min(one.end, other.end) - max(one.start, other.start), -at, -to)
        for at, one in enumerate(labelled)
        for to, other in enumerate(found)
        if one.start < other.end and other.start < one.end
    ]
    taken: set[int] = set()
    given: set[int] = set()
    pairs: list[tuple[Spot, Spot]] = []
    for _, at, to in sorted(shared, reverse=True):
        if at not in taken and to not in given:
            taken.add(at)
            given.add(to)
            pairs.append((labelled[-at], found[-to]))
    return pairs


def _tally(labelled: list[Spot], found: list[Spot], pairs: list[tuple[Spot, Spot]]) -> Tally:
    same = sum(_same(one, other) for one, other in pairs)
    return Tally(len(labelled), len(found), len(pairs), same)


def _same(one: Spot, other: Spot) -> bool:
    """Whether two spots have one value, and sources that overlap or none."""
    if one.value != other.value:
        return False
    if one.source is None or other.source is None:
        return one.source is other.source
    return one.source[0] < other.source[1] and other.source[0] < one.source[1]


def _tell(kind: str, name: str, labelled: list[Spot], found: list[Spot], pairs: list[tuple[Spot, Spot]]) -> None:
    """Print each error: offsets and values, no text."""
    hit = {one for pair in pairs for one in pair}
    for spot in labelled:
        if spot not in hit:
            print(f"{name} {kind}: missed {spot.start}-{spot.end} {spot.value}", file=sys.stderr)
    for spot in found:
        if spot not in hit:
            print(f"{name} {kind}: extra {spot.start}-{spot.end} {spot.value}", file=sys.stderr)
    for one, other in pairs:
        if not _same(one, other):
            print(f"{name} {kind}: {one.start}-{one.end} {one.value} read as {other.value}", file=sys.stderr)


if __name__ == "__main__":
    main()
