"""Language of the first 20, 50 and 100 characters of sentences in ten languages.

The peer is lingua with all of its languages.
"""

from functools import cache

from lingua import LanguageDetector, LanguageDetectorBuilder
from sets import BENCH, asked, chosen, emit, percent

from ledgerstone.values.languages import language_of

LENGTHS = (20, 50, 100)
PEER_PART = 0.1
"""The peer answers on a tenth of the set: with all of its languages it takes minutes on the whole."""


def main() -> None:
    """Print the figures."""
    options = asked(__doc__, "languages-dev")
    lines = (BENCH / "languages-dev" / "sentences.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t", 1) for line in lines if chosen(line, options.fraction)]
    sample = [row for row in rows if chosen(f"peer {row[1]}", min(1.0, PEER_PART / options.fraction))]
    for length in LENGTHS:
        right = sum(language_of(text[:length]) == language for language, text in rows)
        peer = None if options.alone else ("lingua, all languages", peer_right(sample, length))
        emit(f"right at {length} characters", percent(right, len(rows)), as_json=options.json, peer=peer)


def peer_right(rows: list[list[str]], length: int) -> float:
    """Return how many percent lingua gets right with all of its languages."""
    found = ((detector().detect_language_of(text[:length]), language) for language, text in rows)
    right = sum(one is not None and one.iso_code_639_1.name.lower() == language for one, language in found)
    return percent(right, len(rows))


@cache
def detector() -> LanguageDetector:
    """Make the peer, once."""
    return LanguageDetectorBuilder.from_all_languages().build()


if __name__ == "__main__":
    main()
