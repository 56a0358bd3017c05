"""Language of the first 20, 50 and 100 characters of sentences in ten languages, and of paragraphs that mix them.

The peer is lingua with all of its languages. A mixed text has four paragraphs, each of two sentences of one language;
the text's own language is said to be that of its first. A paragraph that is told wrong does more harm than one that
is not told, so that those told have a figure of their own.
"""

from collections import defaultdict
from functools import cache

from lingua import LanguageDetector, LanguageDetectorBuilder
from sets import BENCH, asked, chosen, emit, percent

from ledgerstone.evidence.reading.model import Reading, Region, Role
from ledgerstone.evidence.reading.region_languages import with_languages
from ledgerstone.values.languages import language_of

LENGTHS = (20, 50, 100)
SENTENCES, PARAGRAPHS = 2, 4
"""In a paragraph, in a mixed text."""
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
    found = mixed(rows)
    told = [(language, right) for language, right in found if language is not None]
    right_of_all, right_of_told = (percent(sum(a == b for a, b in part), len(part)) for part in (found, told))
    emit("paragraphs of mixed texts right", right_of_all, as_json=options.json)
    emit("told paragraphs of mixed texts right", right_of_told, as_json=options.json)


def mixed(rows: list[list[str]]) -> list[tuple[str | None, str]]:
    """Return what we say of each paragraph of the mixed texts, and what it is."""
    sentences: dict[str, list[str]] = defaultdict(list)
    for language, sentence in rows:
        sentences[language].append(sentence)
    paragraphs = [
        (place, language, " ".join(each[place : place + SENTENCES]))
        for language, each in sentences.items()
        for place in range(0, len(each) - SENTENCES + 1, SENTENCES)
    ]
    ordered = [(language, text) for _, language, text in sorted(paragraphs)]
    texts = [ordered[place : place + PARAGRAPHS] for place in range(0, len(ordered), PARAGRAPHS)]
    return [pair for text in texts for pair in in_one_text(text)]


def in_one_text(paragraphs: list[tuple[str, str]]) -> list[tuple[str | None, str]]:
    """Return what we say of each paragraph of a text, and what it is."""
    text = "\n".join(words for _, words in paragraphs)
    body = Region(role=Role.BODY, start=0, end=len(text))
    language = paragraphs[0][0]
    reading = with_languages(
        Reading(media_type="text/plain", language=language, text=text, regions=(body,), tool="bench", version="1")
    )
    said, start = [], 0
    for right, words in paragraphs:
        parts = (part for part in (*reading.stretches, *reading.regions) if part.start <= start < part.end)
        said.append((next(parts).language, right))
        start += len(words) + 1
    return said


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
