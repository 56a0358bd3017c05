"""The reader of ODS files (ODF 1.3): each sheet in the order of the book, hidden ones too.

A cell is read as it is shown, but for dates, which are given as the file stores them (ISO 8601). What the file
repeats without writing it down (rows and cells "repeated") is written down as long as it has words.
"""

from ledgerstone.evidence.reading.model import Reading
from ledgerstone.evidence.reading.office.blocks import Origin, one_line, unread
from ledgerstone.evidence.reading.office.docx_styles import whole_number
from ledgerstone.evidence.reading.office.markup import Attributes, parse
from ledgerstone.evidence.reading.office.odt import CONTENT, refuse_locked
from ledgerstone.evidence.reading.office.package import UnreadableError, open_package
from ledgerstone.evidence.reading.office.quota import Quota
from ledgerstone.evidence.reading.office.sheets import MOST_COLUMNS, Remark, Sheet, row_line, sheets_reading
from ledgerstone.evidence.reading.office.unread_parts import Counted, counted
from ledgerstone.evidence.reading.pages.elements import word_set

ORIGIN = Origin(media_type="application/vnd.oasis.opendocument.spreadsheet", tool="ods", version="1")
COUNTED = (
    Counted(folder="pictures/", said="{} pictures are not read"),
    Counted(folder="basic/", said="holds macros, which are neither run nor read"),
)
SKIPPED = word_set("tracked-changes forms shapes title desc binary-data named-expressions content-validations")
HIDDEN = word_set("collapse filter")
CELLS = word_set("table-cell covered-table-cell")
LETTERS = 26


def read_ods(data: bytes) -> Reading:
    """Return the reading of an ODS file's bytes."""
    try:
        package = open_package(data)
        refuse_locked(package)
    except UnreadableError as error:
        return unread(ORIGIN, str(error))
    book = Book(Quota())
    reason = parse(package.chunks(CONTENT), book, catch=UnreadableError)
    warnings = [*([reason] if reason else []), *counted(package, COUNTED)]
    return sheets_reading(ORIGIN, book.sheets, warnings)


class Book:
    """Takes `content.xml` and fills the sheets."""

    def __init__(self, quota: Quota) -> None:
        self.sheets: list[Sheet] = []
        self._quota = quota
        self._hiding_styles: set[str] = set()
        self._style = ""
        self._depth = self._skipped = 0
        self._row: list[str] = []
        self._of_row: Attributes = {}
        self._of_cell: Attributes = {}
        self._pieces: list[str] = []
        self._rows = 0
        self._column = 0
        self._in_cell = self._in_text = False
        self._remark: dict[str, list[str]] | None = None
        self._field = ""

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""
        if self._skipped or name in SKIPPED:
            self._skipped += 1
        elif name in CELLS:
            self._start_cell(attributes)
        elif self._in_cell:
            self._start_within(name, attributes)
        elif name == "table":
            self._start_table(attributes)
        elif name == "table-row":
            self._row, self._of_row, self._column = [], attributes, 0
        else:
            self._start_aside(name, attributes)

    def _start_aside(self, name: str, attributes: Attributes) -> None:
        if name == "style":
            self._style = attributes.get("name", "")
        elif name == "table-properties" and attributes.get("display") == "false":
            self._hiding_styles.add(self._style)
        elif name == "table-column" and self.sheets and attributes.get("visibility") in HIDDEN:
            self.sheets[-1].odd.hidden_columns += _times(attributes, "number-columns-repeated", MOST_COLUMNS)

    def _start_table(self, attributes: Attributes) -> None:
        hidden = attributes.get("style-name") in self._hiding_styles
        self.sheets.append(Sheet.named(attributes.get("name", ""), hidden=hidden))
        self._rows = 0

    def _start_cell(self, attributes: Attributes) -> None:
        self._of_cell, self._pieces, self._in_cell = attributes, [], True
        if self.sheets:
            spanned = any(attributes.get(f"number-{each}-spanned", "1") != "1" for each in ("columns", "rows"))
            self.sheets[-1].odd.merged += spanned

    def _start_within(self, name: str, attributes: Attributes) -> None:
        if name == "annotation":
            self._remark = {"creator": [], "date": [], "p": []}
        elif name in ("p", "creator", "date"):
            self._field, self._in_text = name, True
            if name == "p" and (self._remark["p"] if self._remark else self._pieces):
                self._put("\n")
        elif name == "s":
            self._put(" " * _times(attributes, "c", MOST_BLANKS))
        elif name in ("tab", "line-break"):
            self._put(" ")

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if self._skipped:
            self._skipped -= 1
        elif name in CELLS:
            self._end_cell()
        elif name == "annotation":
            self._end_remark()
        elif name in ("p", "creator", "date"):
            self._in_text = False
        elif name == "table-row":
            self._end_row()

    def _end_remark(self) -> None:
        if self._remark and self.sheets:
            words, author, date = ("".join(self._remark[key]).strip() for key in ("p", "creator", "date"))
            cell = f"{_letters(self._column)}{self._rows + 1}"
            self.sheets[-1].remarks.append(Remark(cell=cell, words=words, author=author or None, date=date or None))
        self._remark = None

    def _end_cell(self) -> None:
        self._in_cell = False
        times = _times(self._of_cell, "number-columns-repeated", MOST_COLUMNS)
        words = one_line(self._words())
        if words:
            times = min(times, MOST_COLUMNS - len(self._row))
            self._quota.thing(max(0, times))
            self._quota.words(words, times)
            self._row += [""] * (min(self._column, MOST_COLUMNS) - len(self._row))
            self._row += [words] * times
        elif self.sheets:
            self.sheets[-1].odd.uncalculated += "formula" in self._of_cell
        self._column += times

    def _words(self) -> str:
        shown = "".join(self._pieces).strip()
        date = self._of_cell.get("date-value", "")
        if self._of_cell.get("value-type") == "date" and date:
            return date.removesuffix("T00:00:00").replace("T", " ")
        return shown or self._of_cell.get("string-value", "") or self._of_cell.get("value", "")

    def _end_row(self) -> None:
        times = _times(self._of_row, "number-rows-repeated", MOST_ROWS)
        self._rows += times
        if not self.sheets:
            return
        line = row_line(self._row, self._quota)
        if line:
            self._quota.thing(len(self._row) * (times - 1))
            self._quota.words(line, times - 1)
            self.sheets[-1].rows += [line] * times
            self.sheets[-1].odd.hidden_rows += times if self._of_row.get("visibility") in HIDDEN else 0

    def data(self, words: str) -> None:
        """Take a piece of text."""
        if self._in_text and not self._skipped:
            self._put(words)

    def _put(self, words: str) -> None:
        if self._remark is not None:
            self._remark[self._field or "p"].append(self._quota.words(words))
        elif self._in_cell:
            self._pieces.append(words)


MOST_ROWS = 1_048_576
MOST_BLANKS = 1000


def _times(attributes: Attributes, key: str, most: int) -> int:
    number = attributes.get(key, "1")
    found = whole_number(number)
    return min(most, max(1, found)) if found is not None else most if number.isdigit() else 1


def _letters(column: int) -> str:
    """The letters of a column, from 0 for A."""
    found, number = "", column + 1
    while number:
        number, place = divmod(number - 1, LETTERS)
        found = chr(ord("A") + place) + found
    return found
