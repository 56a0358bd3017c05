"""Main text of web pages: micro F of 4-word shingles of what the reader takes for the page's own text.

The peer is trafilatura alone, without comments, on the same pages in the same run; its time is the limit of the
ratio. Both read each page in turn, and the best of several rounds counts, in processor time.
"""

import json
import re
import time
from collections import Counter
from collections.abc import Callable

import trafilatura
from sets import BENCH, asked, chosen, emit, f_score, percent

from ledgerstone.evidence.reading.model import Reading, Role
from ledgerstone.evidence.reading.read import read

LEFT_OUT = {
    *(Role.BOILERPLATE, Role.COMMENT, Role.POLICY, Role.BYLINE, Role.CAPTION),
    *(Role.TITLE, Role.DATELINE),
}
"""The sets give the body of an article: neither its title nor the line of its date."""
SHINGLE, ROUNDS = 4, 3


def main() -> None:
    """Print the figures."""
    options = asked(__doc__, "articles-dev")
    gold = json.loads((BENCH / "articles-dev" / "gold.json").read_text(encoding="utf-8"))
    ours, peer = Tally(), Tally()
    seconds = peer_seconds = 0.0
    for name in sorted(gold):
        if not chosen(name, options.fraction):
            continue
        page = (BENCH / "articles-dev" / f"{name}.html").read_bytes()
        right = shingles(gold[name]["text"])
        ours.add(right, shingles(main_text(own_reading(page))))
        peer.add(right, shingles(alone(page)))
        own, other = best((own_reading, alone), page)
        seconds, peer_seconds = seconds + own, peer_seconds + other
    emit("shingle F", ours.f(), as_json=options.json, peer=("trafilatura", peer.f()))
    emit("shingle precision", ours.precision(), as_json=options.json, peer=("trafilatura", peer.precision()))
    emit("shingle recall", ours.recall(), as_json=options.json, peer=("trafilatura", peer.recall()))
    emit("time ratio, reading to trafilatura", seconds / peer_seconds, as_json=options.json)


def own_reading(page: bytes) -> Reading:
    """Read a page as ours does, whole: text, regions, languages, what it says of itself."""
    return read(page, name="page.html")


def alone(page: bytes) -> str:
    """Take a page's main text with trafilatura alone, with the settings that do best on the set."""
    return trafilatura.extract(page, include_comments=False) or ""


def best(works: tuple[Callable[[bytes], object], ...], page: bytes) -> list[float]:
    """Return the seconds that each work takes for a page, in its best round."""
    rounds: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for taken, work in zip(rounds, works, strict=True):
            start = time.process_time()
            work(page)
            taken.append(time.process_time() - start)
    return [min(taken) for taken in rounds]


class Tally:
    """Shingles found, wanted and right."""

    def __init__(self) -> None:
        self.right = self.found = self.wanted = 0

    def add(self, wanted: Counter[tuple[str, ...]], found: Counter[tuple[str, ...]]) -> None:
        """Count one page."""
        self.right += (wanted & found).total()
        self.found += found.total()
        self.wanted += wanted.total()

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
