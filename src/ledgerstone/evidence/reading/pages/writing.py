"""The text of a page as it is written down: white space as a browser shows it, blocks apart by a blank line."""

import re

SPACES = re.compile(r"[ \t\n\r\f]+")
BREAK_LINE, BREAK_BLOCK = 1, 2


class Writer:
    """Takes the pieces of a page in their order and joins them to one text.

    Breaks are written only when words follow, so that no region begins or ends with them.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._breaks = 0
        self._space = False

    @property
    def length(self) -> int:
        """Code points written so far; the next word begins here or after the breaks that are due."""
        return self._length

    def text(self) -> str:
        """Return what was written."""
        return "".join(self._pieces)

    def since(self, start: int) -> str:
        """Return what was written from a place on, without white space at its ends; cheap where it is short."""
        pieces, place = [], self._length
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
        shown = words if preformatted else SPACES.sub(" ", words)
        begins = self._breaks > 0 or self._length == 0
        bare = shown.lstrip(" ") if begins and not preformatted else shown
        leading = bare.startswith(" ") and not preformatted
        body = bare.strip(" ") if not preformatted else bare
        if not body:
            self._space = self._space or (leading and not begins)
            return 0
        before = "\n" * self._breaks if self._length else ""
        before = before or (" " if (self._space or leading) and self._length else "")
        self._put(before + body)
        self._breaks = 0
        self._space = not preformatted and bare.endswith(" ")
        return len(body)

    def break_now(self) -> None:
        """Ask for one more line break before the next word, two at most: what `br` does."""
        self._breaks = min(BREAK_BLOCK, self._breaks + 1)
        self._space = False

    def tab(self) -> None:
        """Write the stop between two cells of a table, where a cell stands before it in the line."""
        if self._length and not self._breaks:
            self._put("\t")
            self._space = False

    def _put(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)
