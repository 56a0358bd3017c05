"""How much one document may give: a document made to fill the memory ends here, with what it gave before."""

from ledgerstone.evidence.reading.office.blocks import MOST_CODE_POINTS
from ledgerstone.evidence.reading.office.markup import EnoughError

MOST_THINGS = 1_000_000
"""Paragraphs and cells together; a book has some 20,000 paragraphs, a register of a country some 500,000 cells."""

LONGEST_PROSE = 8 * 1024 * 1024
"""Code points of a document of prose, some 4,000 pages: the rules for plain lines take a second for 500,000."""


class Quota:
    """Counts what a reader takes.

    Args:
        most: How many code points it may take; sheets, which no rule looks at, may have more than prose.
    """

    def __init__(self, most: int = MOST_CODE_POINTS) -> None:
        self._most = most
        self._things = 0
        self._signs = 0

    def thing(self, count: int = 1) -> None:
        """Count paragraphs or cells.

        Raises:
            EnoughError: There are more than `MOST_THINGS`.
        """
        self._things += count
        if self._things > MOST_THINGS:
            raise EnoughError(f"more than {MOST_THINGS:,} paragraphs and cells: what follows is not read")

    def words(self, words: str, times: int = 1) -> str:
        """Count words and return them.

        Raises:
            EnoughError: The document has more than it may.
        """
        self._signs += len(words) * times
        if self._signs > self._most:
            raise EnoughError(f"longer than {self._most:,} signs: what follows is not read")
        return words
