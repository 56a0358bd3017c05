"""Whether an answer was written from a source, on the short answers of Clough and Stevenson.

Students answered five questions: some from what they knew, others by taking an article over as it was, with small
changes, or in words of their own. All answers and articles are one pile; an answer is found where it is a copy of its
own article, of whatever kind. No rule was tried on these texts.
"""

import csv
from collections import Counter

from sets import BENCH, asked, emit, percent

from ledgerstone.evidence.incidents.copying.copies import find_copies
from ledgerstone.evidence.incidents.model import Paper

LEVELS = {"3": "taken over as it is", "2": "taken over with small changes", "1": "taken over in other words"}
ALONE = "0"


def main() -> None:
    """Print the figures."""
    options = asked(__doc__, "reuse")
    path = BENCH / "reuse" / "clough-stevenson" / "plagiarism-clough&stevenson.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, fieldnames=("answer", "source", "level")))
    articles = {text: f"article {number}" for number, text in enumerate(sorted({row["source"] for row in rows}))}
    answers = {f"answer {number:02}": row for number, row in enumerate(rows)}
    texts = {**{key: row["answer"] for key, row in answers.items()}, **{key: text for text, key in articles.items()}}
    copies = find_copies(tuple(Paper(id=key, text=text, language="en") for key, text in texts.items()))
    pairs = {frozenset((copy.source, copy.of)) for copy in copies}
    found = {key: frozenset((key, articles[row["source"]])) in pairs for key, row in answers.items()}
    of, hits = Counter(row["level"] for row in rows), Counter(answers[key]["level"] for key in found if found[key])
    for level, name in LEVELS.items():
        emit(f"answers found, {name}", percent(hits[level], of[level]), as_json=options.json)
    emit("answers written alone that are taken for copies", hits[ALONE], as_json=options.json)


if __name__ == "__main__":
    main()
