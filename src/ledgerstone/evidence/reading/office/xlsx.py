"""The reader of XLSX files (ISO/IEC 29500): each sheet in the order of the book, hidden ones too.

A formula is read by the result that the file keeps; nothing is calculated. openpyxl would read the cells, but not
within bounds, and tells in one pass either results or formulas, and no hidden rows.
"""

from msgspec import structs

from ledgerstone.evidence.reading.model import Reading
from ledgerstone.evidence.reading.office.blocks import Origin, unread
from ledgerstone.evidence.reading.office.markup import Handler, parse
from ledgerstone.evidence.reading.office.package import Package, Relationship, UnreadableError, open_package
from ledgerstone.evidence.reading.office.properties import core_properties
from ledgerstone.evidence.reading.office.quota import Quota
from ledgerstone.evidence.reading.office.sheets import Remark, Sheet, sheets_reading
from ledgerstone.evidence.reading.office.unread_parts import Counted, counted
from ledgerstone.evidence.reading.office.xlsx_parts import (
    Book,
    Cells,
    Formats,
    Persons,
    Reference,
    Remarks,
    SheetName,
    Strings,
)

ORIGIN = Origin(
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", tool="xlsx", version="1"
)
USUAL = "xl/workbook.xml"
MOST_SHEETS = 1000
SHADOW = "tc="
"""How the author of an old comment is named that only stands for a threaded one ([MS-XLSX] 2.1.17)."""
COUNTED = (
    Counted(folder="xl/media/", said="{} pictures are not read"),
    Counted(folder="xl/embeddings/", said="{} embedded files are not read"),
    Counted(folder="xl/charts/chart", said="{} charts are not read"),
    Counted(folder="xl/drawings/drawing", said="{} drawings are not read"),
    Counted(folder="xl/externallinks/externallink", said="takes values from {} other files, which are not fetched"),
    Counted(folder="xl/vbaproject.bin", said="holds macros, which are neither run nor read"),
)


def read_xlsx(data: bytes) -> Reading:
    """Return the reading of an XLSX file's bytes."""
    try:
        package = open_package(data)
    except UnreadableError as error:
        return unread(ORIGIN, str(error))
    return structs.replace(Workbook(package).reading(), dates=core_properties(package).made())


class Workbook:
    """One book while it is read."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._warnings: list[str] = []
        first = [each.target for each in package.relationships("").values() if each.kind == "officeDocument"]
        self._main = next((name for name in [*first, USUAL] if package.holds(name)), USUAL)
        self._uses = package.relationships(self._main)
        self._quota = Quota()

    def reading(self) -> Reading:
        """Return the book's reading."""
        book, strings, formats, persons = Book(), Strings(self._quota), Formats(), Persons()
        self._say(self._parse(self._main, book))
        self._take("sharedStrings", strings)
        self._take("styles", formats)
        self._take("person", persons)
        shared = Reference(strings=strings.strings, formats=formats, quota=Quota(), from_1904=book.from_1904)
        if len(book.sheets) > MOST_SHEETS:
            self._warnings.append(f"{len(book.sheets)} sheets, of which the first {MOST_SHEETS} are read")
        sheets = [self._sheet(each, shared, persons) for each in book.sheets[:MOST_SHEETS]]
        return sheets_reading(ORIGIN, sheets, [*self._warnings, *counted(self._package, COUNTED)])

    def _parse(self, name: str, handler: Handler) -> str | None:
        return parse(self._package.chunks(name), handler, catch=UnreadableError)

    def _say(self, reason: str | None) -> None:
        if reason:
            self._warnings.append(reason)

    def _take(self, kind: str, handler: Handler) -> None:
        for use in self._uses.values():
            if use.kind == kind and not use.outside:
                self._say(self._parse(use.target, handler))

    def _sheet(self, named: SheetName, shared: Reference, persons: Persons) -> Sheet:
        sheet = Sheet.named(named.name, hidden=named.hidden)
        use = self._uses.get(named.key)
        if use is None or use.outside:
            sheet.reason = "its part is missing"
        elif use.kind == "worksheet":
            sheet.reason = self._parse(use.target, Cells(sheet, shared))
            sheet.remarks = self._remarks(self._package.relationships(use.target), shared.quota, persons)
        return sheet

    def _remarks(self, uses: dict[str, Relationship], quota: Quota, persons: Persons) -> list[Remark]:
        old, threaded = Remarks(quota, persons.names), Remarks(quota, persons.names)
        for use in uses.values():
            if use.kind == "comments" and not use.outside:
                self._say(self._parse(use.target, old))
            elif use.kind == "threadedComment" and not use.outside:
                self._say(self._parse(use.target, threaded))
        plain = [each for each in old.found if not (threaded.found and (each.author or "").startswith(SHADOW))]
        return [*plain, *threaded.found]
