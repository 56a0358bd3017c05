"""What the styles and the numbering of a DOCX file say: which paragraph is a heading, what stands before an item.

ISO/IEC 29500-1, 17.7 (styles) and 17.9 (numbering). A style takes from the one it is based on what it does not say.
"""

import re

from msgspec import Struct

from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.office.markup import Attributes
from ledgerstone.evidence.reading.office.numerals import numeral

ROLES = {
    "title": Role.TITLE,
    "caption": Role.CAPTION,
    "quote": Role.QUOTATION,
    "intense quote": Role.QUOTATION,
    "table of figures": Role.BOILERPLATE,
}
HEADING = re.compile(r"heading (\d)")
CONTENTS = re.compile(r"toc \d")
MOST_BASES = 20
LEVELS = 9
PLACEHOLDER = re.compile(r"%([1-9])")
BULLET = "•"


class Style(Struct, kw_only=True):
    """A style of paragraphs, as far as it matters for reading."""

    name: str = ""
    base: str | None = None
    outline: int | None = None
    numbering: str | None = None
    level: int | None = None
    hidden: bool = False


class Styles:
    """Takes `styles.xml`; tells what a style is for."""

    def __init__(self) -> None:
        self._styles: dict[str, Style] = {}
        self._open = Style()

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""
        value = attributes.get("val", "")
        match name:
            case "style":
                self._open = self._styles[attributes.get("styleId", "")] = Style()
            case "name":
                self._open.name = value.lower()
            case "basedOn":
                self._open.base = value
            case "outlineLvl":
                self._open.outline = whole_number(value)
            case "numId":
                self._open.numbering = value
            case "ilvl":
                self._open.level = whole_number(value)
            case "vanish":
                self._open.hidden = is_on(attributes)

    def end(self, name: str) -> None:
        """What follows belongs to no style until the next begins."""
        if name == "style":
            self._open = Style()

    def data(self, words: str) -> None:
        """Styles have no text."""

    def _line(self, key: str | None) -> list[Style]:
        """A style and those it is based on."""
        found: list[Style] = []
        while key in self._styles and len(found) < MOST_BASES:
            found.append(self._styles[key])
            key = found[-1].base
        return found

    def role(self, key: str | None) -> Role | None:
        """Return what paragraphs of a style are for; None where the style leaves it open."""
        for style in self._line(key):
            if CONTENTS.fullmatch(style.name):
                return Role.BOILERPLATE
            if style.name in ROLES:
                return ROLES[style.name]
        return None

    def heading(self, key: str | None) -> int | None:
        """Return the rank of a style as a heading, from 1; None for none."""
        for style in self._line(key):
            named = HEADING.fullmatch(style.name)
            if named:
                return int(named[1])
            if style.outline is not None:
                return style.outline + 1 if style.outline < LEVELS else None
        return None

    def numbering(self, key: str | None) -> tuple[str | None, int | None]:
        """Return the list and the level that a style puts its paragraphs into; None where it says neither."""
        line = self._line(key)
        return (
            next((style.numbering for style in line if style.numbering is not None), None),
            next((style.level for style in line if style.level is not None), None),
        )

    def is_hidden(self, key: str | None) -> bool:
        """Say whether a style hides its text."""
        return any(style.hidden for style in self._line(key))


class Level(Struct, kw_only=True):
    """One level of a list: how it counts and what it prints ("%1.%2.")."""

    form: str = "decimal"
    text: str = ""
    first: int = 1


class Numbering:
    """Takes `numbering.xml`; counts the items of lists and tells what Word prints before each."""

    def __init__(self) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._of_list: dict[str, str] = {}
        self._levels: dict[int, Level] = {}
        self._level = Level()
        self._list = ""
        self._restarted = 0
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int | None]] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""
        value = attributes.get("val", "")
        match name:
            case "abstractNum":
                self._levels = self._abstract[attributes.get("abstractNumId", "")] = {}
            case "lvl":
                self._level = self._levels[whole_number(attributes.get("ilvl", "")) or 0] = Level()
            case "numFmt":
                self._level.form = value
            case "lvlText":
                self._level.text = value
            case "start":
                self._level.first = whole_number(value) or 0
            case _:
                self._start_list(name, attributes)

    def _start_list(self, name: str, attributes: Attributes) -> None:
        match name:
            case "num":
                self._list, self._levels = attributes.get("numId", ""), {}
            case "abstractNumId":
                self._of_list[self._list] = attributes.get("val", "")
            case "lvlOverride":
                self._restarted = whole_number(attributes.get("ilvl", "")) or 0
            case "startOverride":
                first = whole_number(attributes.get("val", ""))
                self._restarts.setdefault(self._list, {})[self._restarted] = first or 0

    def end(self, name: str) -> None:
        """Nothing ends that matters."""

    def data(self, words: str) -> None:
        """Numbering has no text."""

    def mark(self, key: str, level: int) -> str | None:
        """Count an item and return what stands before it ("2.1."); None where it is in no list.

        Args:
            key: The list's `numId`.
            level: From 0.
        """
        abstract = self._of_list.get(key)
        levels = self._abstract.get(abstract or "")
        if levels is None or abstract is None or not 0 <= level < LEVELS:
            return None
        own = levels.get(level, Level())
        if own.form in ("bullet", "none"):
            return BULLET if own.form == "bullet" else ""
        counts = self._counts.setdefault(abstract, [None] * LEVELS)
        before, again = counts[level], self._restarts.get(key, {}).pop(level, None)
        counts[level] = again if again is not None else own.first if before is None else before + 1
        counts[level + 1 :] = [None] * (LEVELS - level - 1)
        return PLACEHOLDER.sub(lambda found: self._count(levels, counts, int(found[1]) - 1), own.text)

    @staticmethod
    def _count(levels: dict[int, Level], counts: list[int | None], level: int) -> str:
        shown = levels.get(level, Level())
        count = counts[level]
        return numeral(shown.first if count is None else count, shown.form)


def is_on(attributes: Attributes) -> bool:
    """Say whether a property that is there is meant (17.17.4: on, unless its value says otherwise)."""
    return attributes.get("val", "true") not in ("0", "false", "off")


def whole_number(value: str) -> int | None:
    """Return a short whole number; None for anything else."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < MOST_DIGITS else None


MOST_DIGITS = 7
