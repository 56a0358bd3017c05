"""What the styles of an ODF document say: which paragraph is a title, what stands before an item, what is hidden.

ODF 1.3, part 3, 16 (styles) and 16.31 (lists). Names stand as the file has them, a blank as "_20_".
"""

import re

from msgspec import Struct

from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.office.docx_styles import BULLET, whole_number
from ledgerstone.evidence.reading.office.markup import Attributes
from ledgerstone.evidence.reading.office.numerals import numeral

ROLES = {
    "title": Role.TITLE,
    "caption": Role.CAPTION,
    "illustration": Role.CAPTION,
    "figure": Role.CAPTION,
    "quotations": Role.QUOTATION,
}
CONTENTS = re.compile(r"contents_20_\d{1,2}|contents \d{1,2}")
MOST_BASES = 20
LEVELS = frozenset({"list-level-style-number", "list-level-style-bullet", "list-level-style-image"})


class Style(Struct, kw_only=True):
    """A style, as far as it matters for reading."""

    base: str | None = None
    listed: str | None = None
    hidden: bool = False


class Level(Struct, frozen=True, kw_only=True):
    """One level of a list: how it counts (None for a bullet) and what stands around the number."""

    form: str | None
    before: str
    after: str
    first: int
    shown: int


class OdfStyles:
    """Takes the styles of `styles.xml` and the automatic ones of `content.xml`."""

    def __init__(self) -> None:
        self._styles: dict[str, Style] = {}
        self._lists: dict[str, dict[int, Level]] = {}
        self._open = Style()
        self._levels: dict[int, Level] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""
        own = attributes.get("name", "")
        if name == "style":
            self._open = self._styles[own] = Style(
                base=attributes.get("parent-style-name"), listed=attributes.get("list-style-name")
            )
        elif name == "list-style":
            self._levels = self._lists[own] = {}
        elif name == "text-properties":
            self._open.hidden = attributes.get("display") == "none"
        elif name in LEVELS:
            self._levels[whole_number(attributes.get("level", "")) or 1] = _level(name, attributes)

    def end(self, name: str) -> None:
        """What follows belongs to no style until the next begins."""
        if name == "style":
            self._open = Style()

    def data(self, words: str) -> None:
        """Styles have no text."""

    def _line(self, key: str | None) -> list[tuple[str, Style]]:
        found: list[tuple[str, Style]] = []
        while key is not None and key in self._styles and len(found) < MOST_BASES:
            found.append((key, self._styles[key]))
            key = found[-1][1].base
        return found if key is None or key in self._styles else [*found, (key, Style())]

    def role(self, key: str | None) -> Role | None:
        """Return what paragraphs of a style are for; None where the style leaves it open."""
        for name, _ in self._line(key):
            if CONTENTS.fullmatch(name.lower()):
                return Role.BOILERPLATE
            if name.lower() in ROLES:
                return ROLES[name.lower()]
        return None

    def is_hidden(self, key: str | None) -> bool:
        """Say whether a style hides its text."""
        return any(style.hidden for _, style in self._line(key))

    def mark(self, key: str | None, counts: list[int]) -> str:
        """Return what stands before an item of a list.

        Args:
            key: The list's style.
            counts: The item's number on each level, the outermost first.
        """
        levels = self._lists.get(key or "", {})
        level = levels.get(len(counts))
        if level is None or level.form is None:
            return BULLET
        if not level.form:
            return ""
        shown = range(max(1, len(counts) - level.shown + 1), len(counts) + 1)
        forms = [(counts[place - 1], levels[place].form if place in levels else "1") for place in shown]
        return level.before + ".".join(numeral(count, form or "1") for count, form in forms) + level.after

    def first(self, key: str | None, depth: int) -> int:
        """Return the number of the first item of a list on a level, from 1."""
        level = self._lists.get(key or "", {}).get(depth)
        return level.first if level else 1


def _level(name: str, attributes: Attributes) -> Level:
    first = whole_number(attributes.get("start-value", ""))
    return Level(
        form=attributes.get("num-format", "") if name == "list-level-style-number" else None,
        before=attributes.get("num-prefix", ""),
        after=attributes.get("num-suffix", ""),
        first=1 if first is None else first,
        shown=whole_number(attributes.get("display-levels", "")) or 1,
    )
