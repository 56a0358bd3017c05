"""Authors, order, parents, times, numbers and words of comments on pages in the styles of the common comment systems.

The pages are ours (`tests/golden/comments`): invented threads of up to six levels in five languages, each in the
markup that one system gives. The set is small: it is read whole whatever fraction is asked for.
"""

import json
from pathlib import Path

from sets import command_line, emit, percent

from ledgerstone.evidence.reading.model import Reading, Region, Role
from ledgerstone.evidence.reading.plain_text import read_plain_text
from ledgerstone.evidence.reading.web_page import read_web_page

GOLDEN = Path(__file__).resolve().parents[1] / "tests" / "golden" / "comments"
FIGURES = ("author", "order", "parent", "time", "number", "words")


def main() -> None:
    """Print the figures."""
    options = command_line(__doc__).parse_args()
    pages = json.loads((GOLDEN / "gold.json").read_text(encoding="utf-8"))
    right, total = dict.fromkeys(FIGURES, 0), 0
    for name, gold in pages.items():
        reader = read_web_page if name.endswith(".html") else read_plain_text
        reading = reader((GOLDEN / "pages" / name).read_bytes())
        found = judged(reading, gold)
        total += max(len(gold), sum(region.role is Role.COMMENT for region in reading.regions))
        for figure in FIGURES:
            right[figure] += sum(row[figure] for row in found)
        if not options.json and any(not all(row.values()) for row in found):
            print(f"{name}: {[place for place, row in enumerate(found, start=1) if not all(row.values())]} not right")
    for figure in FIGURES:
        emit(f"{figure} right", percent(right[figure], total), as_json=options.json)


def judged(reading: Reading, gold: list[dict[str, str | int | None]]) -> list[dict[str, bool]]:
    """Say of each comment of a page what of it is right: found by its first words at its place in the order."""
    comments = [region for region in reading.regions if region.role is Role.COMMENT]
    rows = []
    for order, expected in enumerate(gold, start=1):
        holding = [one for one in comments if str(expected["first"]) in words(reading, one)]
        found = next((one for one in holding if one.order == order), None)
        at_all = found or min(holding, key=lambda one: one.end - one.start, default=None)
        rows.append(
            {
                "author": at_all is not None and at_all.author == expected["author"],
                "order": found is not None,
                "parent": found is not None and found.parent == expected["parent"],
                "time": at_all is not None and time_of(reading, at_all, comments) == expected["time"],
                "number": at_all is not None and at_all.label == expected["label"],
                "words": at_all is not None and str(expected["last"]) in words(reading, at_all),
            }
        )
    return rows


def words(reading: Reading, region: Region) -> str:
    """Return the words of a region."""
    return reading.text[region.start : region.end]


def time_of(reading: Reading, comment: Region, comments: list[Region]) -> str | None:
    """Return the time printed in a comment and not in an answer within it."""
    answers = [one.start for one in comments if comment.start < one.start < comment.end]
    end = min(answers, default=comment.end)
    times = (one for one in reading.regions if one.role is Role.DATELINE and comment.start <= one.start < end)
    return next((words(reading, one) for one in times), None)


if __name__ == "__main__":
    main()
