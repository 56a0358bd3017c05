"""Attributions in news: content F (half of its characters shared) and content with source F."""

import re
from collections.abc import Iterator
from pathlib import Path

from sets import BENCH, asked, chosen, emit, f_score, percent

from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Attribution, Context
from ledgerstone.evidence.reading.read import read

Spans = tuple[tuple[int, int], ...]
Pair = tuple[Spans, Spans]
HALF = 0.5


def main() -> None:
    """Print the figures."""
    options = asked(__doc__, "polnear-dev")
    texts = sorted((BENCH / "polnear-dev" / "dev" / "text").glob("*.txt"))
    wanted = found = contents = both = 0
    for path in texts:
        if not chosen(path.stem, options.fraction):
            continue
        gold, ours = list(annotated(path)), list(attributed(path))
        wanted, found = wanted + len(gold), found + len(ours)
        free = list(ours)
        for source, content in gold:
            match = max(free, key=lambda pair: overlap(pair[1], content), default=None)
            if match is None or overlap(match[1], content) < HALF:
                continue
            free.remove(match)
            contents += 1
            both += overlap(match[0], source) >= HALF or (not match[0] and not source)
    for name, right in (("content F", contents), ("content with source F", both)):
        emit(name, f_score(percent(right, found), percent(right, wanted)), as_json=options.json)


def attributed(path: Path) -> Iterator[Pair]:
    """Yield source and content of each attribution that we find."""
    reading = read(path.read_bytes(), name=path.name, language="en")
    for mention in find_mentions(reading, Context()):
        if isinstance(mention.value, Attribution) and mention.value.content:
            yield (
                tuple((s.start, s.end) for s in mention.value.source),
                tuple((s.start, s.end) for s in mention.value.content),
            )


def annotated(path: Path) -> Iterator[Pair]:
    """Yield source and content of each attribution that people marked, from every annotator's first file."""
    files = sorted((BENCH / "polnear-dev" / "dev" / "attributions").glob(f"{path.stem}_*.ann"))
    lines = files[0].read_text(encoding="utf-8").splitlines()
    marked = (re.match(r"(T\d+)\t\w+ ([\d ;]+)\t", line) for line in lines)
    spans = {match[1]: offsets(match[2]) for match in marked if match}
    for line in lines:
        if line.startswith("E"):
            roles = [part.split(":") for part in line.split("\t")[1].split()]
            content = tuple(s for role, item in roles if role.startswith("Content") for s in spans.get(item, ()))
            source = tuple(s for role, item in roles if role.startswith("Source") for s in spans.get(item, ()))
            if content:
                yield source, content


def offsets(written: str) -> Spans:
    """Return the spans that a mark writes as "12 20;25 31"."""
    return tuple((int(start), int(end)) for start, end in (part.split() for part in written.split(";")))


def overlap(one: Spans, other: Spans) -> float:
    """Return the shared part of the longer of two sets of spans, 0 to 1."""
    ones = {i for start, end in one for i in range(start, end)}
    others = {i for start, end in other for i in range(start, end)}
    longer = max(len(ones), len(others))
    return len(ones & others) / longer if longer else 0.0


if __name__ == "__main__":
    main()
