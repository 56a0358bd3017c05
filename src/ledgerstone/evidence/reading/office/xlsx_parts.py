"""The parts of an XLSX file: the book, its shared strings and styles, a sheet, the comments on one.

ISO/IEC 29500-1, part 18. Each takes one part in one pass.
"""

from msgspec import Struct

from ledgerstone.evidence.reading.office.blocks import one_line
from ledgerstone.evidence.reading.office.docx_styles import whole_number
from ledgerstone.evidence.reading.office.markup import Attributes
from ledgerstone.evidence.reading.office.number_formats import BUILT_IN, Shows, shown, shown_by
from ledgerstone.evidence.reading.office.quota import Quota
from ledgerstone.evidence.reading.office.sheets import Remark, Sheet, column_number, row_line

ON = frozenset({"1", "true", "on"})
TRUTH = {"0": "FALSE", "1": "TRUE"}


class SheetName(Struct, frozen=True, kw_only=True):
    """A sheet as the book names it: its relationship, whether it is shown."""

    name: str
    key: str
    hidden: bool


class Book:
    """Takes `workbook.xml`: the sheets in their order, and from when days are counted."""

    def __init__(self) -> None:
        self.sheets: list[SheetName] = []
        self.from_1904 = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""
        if name == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append(SheetName(name=attributes.get("name", ""), key=attributes.get("id", ""), hidden=hidden))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904", "0") in ON

    def end(self, name: str) -> None:
        """Nothing ends that matters."""

    def data(self, words: str) -> None:
        """The part has no text that is shown."""


class Strings:
    """Takes `sharedStrings.xml`; what is written above words to say how they sound is left out."""

    def __init__(self, quota: Quota) -> None:
        self.strings: list[str] = []
        self._quota = quota
        self._pieces: list[str] = []
        self._in_text = False
        self._sound = False

    def start(self, name: str, _: Attributes) -> None:
        """Take the beginning of an element."""
        if name == "si":
            self._quota.thing()
            self._pieces = []
        elif name == "rPh":
            self._sound = True
        elif name == "t":
            self._in_text = not self._sound

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == "t":
            self._in_text = False
        elif name == "rPh":
            self._sound = False
        elif name == "si":
            self.strings.append("".join(self._pieces))

    def data(self, words: str) -> None:
        """Take a piece of text."""
        if self._in_text:
            self._pieces.append(self._quota.words(words))


class Formats:
    """Takes `styles.xml`: what the number of a cell with a style shows."""

    def __init__(self) -> None:
        self._codes: dict[int, str] = dict(BUILT_IN)
        self._styles: list[int] = []
        self._in_cells = False
        self._known: dict[int, Shows] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""
        if name == "numFmt":
            key = whole_number(attributes.get("numFmtId", ""))
            self._codes[key if key is not None else -1] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            self._styles.append(whole_number(attributes.get("numFmtId", "")) or 0)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == "cellXfs":
            self._in_cells = False

    def data(self, words: str) -> None:
        """The part has no text."""

    def shows(self, style: str) -> Shows:
        """Return what cells of a style show."""
        place = whole_number(style)
        if place is None or place >= len(self._styles):
            return Shows.NUMBER
        key = self._styles[place]
        if key not in self._known:
            self._known[key] = shown_by(self._codes.get(key, ""))
        return self._known[key]


class Reference(Struct, frozen=True, kw_only=True, eq=False):
    """What the sheets of one book share."""

    strings: list[str]
    formats: Formats
    quota: Quota
    from_1904: bool


class Cells:
    """Takes a sheet's part and fills the sheet."""

    def __init__(self, sheet: Sheet, shared: Reference) -> None:
        self._sheet = sheet
        self._shared = shared
        self._row: list[str] = []
        self._column = 0
        self._cell: Attributes = {}
        self._pieces: list[str] = []
        self._in_value = self._formula = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""
        odd = self._sheet.odd
        match name:
            case "row":
                self._row = []
                odd.hidden_rows += attributes.get("hidden") in ON
            case "c":
                self._start_cell(attributes)
            case "f":
                self._formula = True
            case "v" | "t":
                self._in_value = True
            case "mergeCell":
                odd.merged += 1
            case "col" if attributes.get("hidden") in ON:
                first, last = (whole_number(attributes.get(key, "")) or 0 for key in ("min", "max"))
                odd.hidden_columns += max(0, last - first + 1)

    def _start_cell(self, attributes: Attributes) -> None:
        place = column_number(attributes.get("r", ""))
        self._column = place if place is not None and place >= len(self._row) else len(self._row)
        self._cell, self._pieces, self._formula = attributes, [], False

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name in ("v", "t"):
            self._in_value = False
        elif name == "c":
            self._end_cell()
        elif name == "row":
            line = row_line(self._row, self._shared.quota)
            if line:
                self._sheet.rows.append(line)

    def _end_cell(self) -> None:
        self._shared.quota.thing()
        words = self._shared.quota.words(one_line(self._words()))
        self._sheet.odd.uncalculated += self._formula and not words
        if words:
            self._row += [""] * (self._column - len(self._row))
            self._row.append(words)

    def _words(self) -> str:
        value = "".join(self._pieces)
        match self._cell.get("t", "n"):
            case "s":
                place = whole_number(value.strip())
                strings = self._shared.strings
                return strings[place] if place is not None and place < len(strings) else ""
            case "b":
                return TRUTH.get(value.strip(), value)
            case "n" if value:
                shows = self._shared.formats.shows(self._cell.get("s", "0"))
                return shown(value.strip(), shows, from_1904=self._shared.from_1904)
            case "d":
                return value.strip().replace("T00:00:00", "").replace("T", " ")
            case _:
                return value

    def data(self, words: str) -> None:
        """Take a piece of text."""
        if self._in_value:
            self._pieces.append(words)


class Remarks:
    """Takes the comments on a sheet: `comments1.xml`, or `threadedComment1.xml` ([MS-XLSX] 2.6.205)."""

    def __init__(self, quota: Quota, persons: dict[str, str]) -> None:
        self.found: list[Remark] = []
        self._quota = quota
        self._persons = persons
        self._authors: list[str] = []
        self._of: Attributes = {}
        self._pieces: list[str] = []
        self._in_text = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""
        if name in ("comment", "threadedComment"):
            self._of, self._pieces = attributes, []
        elif name == "author":
            self._pieces, self._in_text = [], True
        elif name in ("t", "text"):
            self._in_text = True

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name in ("t", "text", "author"):
            self._in_text = False
        if name == "author":
            self._authors.append("".join(self._pieces).strip())
        elif name in ("comment", "threadedComment"):
            self._end_comment()

    def _end_comment(self) -> None:
        self._quota.thing()
        place = whole_number(self._of.get("authorId", ""))
        named = self._authors[place] if place is not None and place < len(self._authors) else None
        author = self._persons.get(self._of.get("personId", ""), named or "")
        words = "".join(self._pieces).strip()
        self.found.append(
            Remark(
                cell=self._of.get("ref", ""),
                words=words,
                author=author or None,
                date=self._of.get("dT"),
                key=self._of.get("id"),
                answers=self._of.get("parentId"),
            )
        )

    def data(self, words: str) -> None:
        """Take a piece of text."""
        if self._in_text:
            self._pieces.append(self._quota.words(words))


class Persons:
    """Takes `persons/person.xml`: who threaded comments are by."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""
        if name == "person":
            self.names[attributes.get("id", "")] = attributes.get("displayName", "")

    def end(self, name: str) -> None:
        """Nothing ends that matters."""

    def data(self, words: str) -> None:
        """The part has no text."""
