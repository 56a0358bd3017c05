"""Language of the first 20, 50 and 100 characters of sentences in ten languages.

The peer is lingua with all of its languages.
"""

from lingua import LanguageDetectorBuilder
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
    detector = LanguageDetectorBuilder.from_all_languages().build()
    sample = [row for row in rows if chosen(f"peer {row[1]}", min(1.0, PEER_PART / options.fraction))]
    for length in LENGTHS:
        right = sum(language_of(text[:length]) == language for language, text in rows)
        found = ((detector.detect_language_of(text[:length]), language) for language, text in sample)
        peer = sum(one is not None and one.iso_code_639_1.name.lower() == language for one, language in found)
        emit(
            f"right at {length} characters",
            percent(right, len(rows)),
            as_json=options.json,
            peer=("lingua, all languages", percent(peer, len(sample))),
        )


if __name__ == "__main__":
    main()
