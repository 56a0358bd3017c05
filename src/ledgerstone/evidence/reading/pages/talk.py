"""The comments of a page while a walk passes them: which is open, whom it answers, who wrote it."""

from lxml.html import HtmlElement

from ledgerstone.evidence.reading.cues import is_whole
from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.pages.comments import depth_of, is_comment, keys_of, names_author, parent_key
from ledgerstone.evidence.reading.pages.frames import Frame
from ledgerstone.evidence.reading.parts.comments import LONGEST_NAME, author_of

SEVERAL_LINES = "\n"


class Talk:
    """The state of the comments in one walk."""

    def __init__(self) -> None:
        self._open: list[Frame] = []
        self._orders: dict[str, int] = {}
        self._levels: list[tuple[int, int]] = []
        self._count = 0

    @property
    def going_on(self) -> bool:
        """Whether the walk is within a comment."""
        return bool(self._open)

    @property
    def wants_author(self) -> bool:
        """Whether the walk is within a comment whose author is not known yet."""
        return bool(self._open) and self._open[-1].author is None

    def open(self, element: HtmlElement, written: int) -> Frame | None:
        """Return a frame where an element begins a comment of its own; None where it begins none.

        A wrapper within a comment that has no words yet is that comment; a named part of one that names no author
        is a part of it.
        """
        if not is_comment(element):
            return None
        if self._open:
            around = self._open[-1]
            if written <= around.start or (element.tag != "li" and not names_author(element)):
                return None
            around.first_answer = written if around.first_answer is None else around.first_answer
        self._count += 1
        frame = Frame(
            element=element, role=Role.COMMENT, start=written, order=self._count, parent=self._parent(element)
        )
        for key in keys_of(element):
            self._orders.setdefault(key, self._count)
        self._open.append(frame)
        return frame

    def _parent(self, element: HtmlElement) -> int | None:
        """The comment that is answered: as the element says, else the one around it, else by its depth."""
        key = parent_key(element)
        said = self._orders.get(key) if key else None
        depth = depth_of(element)
        by_depth = None
        if depth is not None:
            while self._levels and self._levels[-1][0] >= depth:
                self._levels.pop()
            by_depth = self._levels[-1][1] if self._levels else None
            self._levels.append((depth, self._count))
        around = self._open[-1].order if self._open else None
        return next((order for order in (said, around, by_depth) if order is not None), None)

    def close(self, frame: Frame) -> None:
        """End a comment where its element ends."""
        if self._open and self._open[-1] is frame:
            self._open.pop()

    def hear(self, words: str, written: int) -> None:
        """Note words that were written within the comment that is open."""
        if (
            self._open
            and self._open[-1].first_answer is not None
            and not is_whole("notice_line").fullmatch(words.strip())
        ):
            self._open[-1].own_after += written

    def name(self, words: str) -> None:
        """Take words as the author of the comment that is open, where they can be a name."""
        author = author_of(words.partition(SEVERAL_LINES)[0])
        if self._open and self._open[-1].author is None and author and len(author) <= LONGEST_NAME:
            self._open[-1].author = author
