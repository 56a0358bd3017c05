"""Main text of web pages: micro F of 4-word shingles of what the reader takes for the page's own text.

The peer is trafilatura alone on the same pages in the same run; its time is the limit of the ratio.
"""

import json
import re
import time
from collections import Counter

import trafilatura
from sets import BENCH, asked, chosen, emit, f_score, percent

from ledgerstone.evidence.reading.model import Reading, Role
from ledgerstone.evidence.reading.read import read

LEFT_OUT = {Role.BOILERPLATE, Role.COMMENT, Role.POLICY, Role.BYLINE, Role.CAPTION}
SHINGLE = 4


def main() -> None:
    """Print the figures."""
    options = asked(__doc__, "articles-dev")
    gold = json.loads((BENCH / "articles-dev" / "gold.json").read_text(encoding="utf-8"))
    ours, peer = Tally(), Tally()
    for name in sorted(gold):
        if not chosen(name, options.fraction):
            continue
        page = (BENCH / "articles-dev" / f"{name}.html").read_bytes()
        right = shingles(gold[name]["text"])
        start = time.perf_counter()
        text = main_text(read(page, name=f"{name}.html"))
        between = time.perf_counter()
        other = trafilatura.extract(page) or ""
        ours.add(right, shingles(text), between - start)
        peer.add(right, shingles(other), time.perf_counter() - between)
    emit("shingle F", ours.f(), as_json=options.json, peer=("trafilatura", peer.f()))
    emit("shingle precision", ours.precision(), as_json=options.json, peer=("trafilatura", peer.precision()))
    emit("shingle recall", ours.recall(), as_json=options.json, peer=("trafilatura", peer.recall()))
    emit("time ratio, reading to trafilatura", ours.seconds / peer.seconds, as_json=options.json)


class Tally:
    """Shingles found, wanted and right, and the time it took."""

    def __init__(self) -> None:
        self.right = self.found = self.wanted = 0
        self.seconds = 0.0

    def add(self, wanted: Counter[tuple[str, ...]], found: Counter[tuple[str, ...]], seconds: float) -> None:
        """Count one page."""
        self.right += (wanted & found).total()
        self.found += found.total()
        self.wanted += wanted.total()
        self.seconds += seconds

    def precision(self) -> float:
        """Return the percentage of what was found that is right."""
        return percent(self.right, self.found)

    def recall(self) -> float:
        """Return the percentage of what is right that was found."""
        return percent(self.right, self.wanted)

    def f(self) -> float:
        """Return the harmonic mean of both."""
        return f_score(self.precision(), self.recall())


def main_text(reading: Reading) -> str:
    """Return the words of the reading outside regions that are not the page's own text."""
    kept = list(reading.text)
    for region in reading.regions:
        if region.role in LEFT_OUT:
            kept[region.start : region.end] = " " * (region.end - region.start)
    return "".join(kept)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four words."""
    words = re.findall(r"\w+", text.lower())
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))


if __name__ == "__main__":
    main()
