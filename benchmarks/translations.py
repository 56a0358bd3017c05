"""Translations of news in ten languages (NTREX): blocks of fourteen sentences, each a paper in every language.

The sentences of a language follow each other as in the others, with a few left out; a block begins in each where its
share of the sentences does, so that its ends differ by a sentence or two. Blocks after each other are not compared.
"""

from collections import defaultdict
from itertools import combinations

from sets import BENCH, asked, chosen, emit, percent

from ledgerstone.evidence.incidents.copying.skeletons import Skeleton, skeleton
from ledgerstone.evidence.incidents.copying.translations import compare_skeletons
from ledgerstone.evidence.incidents.model import Paper

SENTENCES = 14
ENDS = (".", "!", "?", "։", "…", "»", "”", '"')


def main() -> None:
    """Print the figures."""
    options = asked(__doc__, "languages-dev")
    made = blocks(options.fraction)
    same = other = found = apart = 0
    for (language, number, one), (of_language, of_number, of) in combinations(made, 2):
        if language == of_language or abs(number - of_number) == 1:
            continue
        proposed = one is not None and of is not None and compare_skeletons(one, of) is not None
        if number == of_number:
            same, found = same + 1, found + proposed
        else:
            other, apart = other + 1, apart + (not proposed)
    emit("translations found", percent(found, same), as_json=options.json)
    emit("other news told apart", percent(apart, other), as_json=options.json)


def blocks(fraction: float) -> list[tuple[str, int, Skeleton | None]]:
    """Return language, number and skeleton of the blocks of a part of the set."""
    sentences: dict[str, list[str]] = defaultdict(list)
    for line in (BENCH / "languages-dev" / "sentences.tsv").read_text(encoding="utf-8").splitlines():
        language, sentence = line.split("\t", 1)
        sentences[language].append(sentence if sentence.endswith(ENDS) else f"{sentence}.")
    count = min(map(len, sentences.values())) // SENTENCES
    numbers = [number for number in range(count) if chosen(f"block {number}", fraction)]
    return [
        (
            language,
            number,
            skeleton(Paper(id=f"{language} {number}", text=block(lines, number, count), language=language)),
        )
        for language, lines in sorted(sentences.items())
        for number in numbers
    ]


def block(lines: list[str], number: int, count: int) -> str:
    """Return a block's text."""
    return " ".join(lines[round(number * len(lines) / count) : round((number + 1) * len(lines) / count)])


if __name__ == "__main__":
    main()
