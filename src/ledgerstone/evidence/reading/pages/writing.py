"""The text of a page as it is written down: white space as a browser shows it, blocks apart by a blank line."""

import re

SPACES = " \t\n\r\f"
RUN = re.compile(rf"[\t\n\r\f][{SPACES}]*| [{SPACES}]+")
"""White space that is shown as one blank and is not one already."""
IN_RUNS = ("\n", "  ", "\t", "\r", "\f")
BREAK_LINE, BREAK_BLOCK = 1, 2


class Writer:
    """Takes the pieces of a page in their order and joins them to one text.

    Breaks are written only when words follow, so that no region begins or ends with them.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.length = 0
        """Code points written so far; the next word begins here or after the breaks that are due."""
        self._breaks = 0
        self._space = False

    def text(self) -> str:
        """Return what was written."""
        return "".join(self._pieces)

    def since(self, start: int) -> str:
        """Return what was written from a place on, without white space at its ends; cheap where it is short."""
        pieces, place = [], self.length
        for piece in reversed(self._pieces):
            if place <= start:
                break
            pieces.append(piece)
            place -= len(piece)
        return "".join(reversed(pieces))[start - place :].strip()

    def line(self, count: int) -> None:
        """Ask for at least so many line breaks before the next word."""
        self._breaks = max(self._breaks, count)
        self._space = False

    def words(self, words: str | None, *, preformatted: bool = False) -> int:
        """Write words and return how many code points of them were put down.

        Args:
            words: The words as they stand in the page.
            preformatted: Whether their white space counts.
        """
        if not words:
            return 0
        body = words if preformatted else words.strip(SPACES)
        if not body:
            self._space = self._space or (self.length > 0 and not self._breaks)
            return 0
        if not preformatted:
            self._space = self._space or words[0] in SPACES
            body = _shown(body)
        before = "\n" * self._breaks or (" " if self._space else "")
        self._put(before + body if self.length else body)
        self._breaks = 0
        self._space = not preformatted and words[-1] in SPACES
        return len(body)

    def break_now(self) -> None:
        """Ask for one more line break before the next word, two at most: what `br` does."""
        self._breaks = min(BREAK_BLOCK, self._breaks + 1)
        self._space = False

    def tab(self) -> None:
        """Write the stop between two cells of a table, where a cell stands before it in the line."""
        if self.length and not self._breaks:
            self._put("\t")
            self._space = False

    def _put(self, piece: str) -> None:
        self._pieces.append(piece)
        self.length += len(piece)


def _shown(words: str) -> str:
    """The words with single blanks; most are printed so already, which is seen faster than put right."""
    for run in IN_RUNS:
        if run in words:
            return RUN.sub(" ", words)
    return words
