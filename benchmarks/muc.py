"""Victims, dates and places of attacks in dispatches of MUC-3/4, by document, against the answer keys.

How answers are scored stands in `muc_keys`, with its sources; how they are taken from claims in `muc_answers`.
number: slot 21 (human target: number); effect: death and injury of slot 23; date: slot 2; place: slot 3.

    muc.py [--fraction 0.1] [--json] [--folds]
"""

from collections.abc import Iterable

from muc_answers import answers
from muc_dispatch import dispatches, read_dispatch
from muc_keys import Tally, keys, mark
from sets import FOLDS, asked, chosen, emit, emit_folds, f_score, fold, percent

SLOTS = ("number", "effect", "date", "place")


def main() -> None:
    """Print the figures."""
    options = asked(__doc__, "muc-dev")
    wanted = keys()
    tallies = {slot: [Tally() for _ in range(FOLDS)] for slot in SLOTS}
    for identifier, text in dispatches():
        if chosen(identifier, options.fraction):
            given = answers(read_dispatch(text))
            for slot in SLOTS:
                mark(tallies[slot][fold(identifier)], slot, wanted[identifier], given[slot])
    for slot, by_fold in tallies.items():
        emit(f"{slot} F", score(by_fold), as_json=options.json)
        if options.folds:
            emit_folds(f"{slot} F", [score([tally]) for tally in by_fold])


def score(tallies: Iterable[Tally]) -> float:
    """Return the F of right, given and wanted, summed."""
    tallies = tuple(tallies)
    right = sum(tally.right for tally in tallies)
    given, wanted = sum(tally.given for tally in tallies), sum(tally.wanted for tally in tallies)
    return f_score(percent(right, given), percent(right, wanted))


if __name__ == "__main__":
    main()
