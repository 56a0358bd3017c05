"""Words that a person hands in to be found wherever they stand: names, numbers, places, one line each."""

from collections.abc import Sequence

from ledgerstone.errors import UsageError
from ledgerstone.evidence.search.occurrences import Words, WordsError, words_looked_for


def words_by_line(lines: Sequence[str]) -> dict[int, Words]:
    """Return what is looked for, by the number of its line, from 1; empty lines are left out.

    Raises:
        UsageError: A line has neither a letter nor a digit.
    """
    looked_for = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                looked_for[number] = words_looked_for(line)
            except WordsError as error:
                raise UsageError(f"line {number} of the words: {error}") from error
    return looked_for
