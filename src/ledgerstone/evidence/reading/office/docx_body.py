"""The parts of a DOCX file that hold paragraphs: the document, its notes, comments, headers and footers.

ISO/IEC 29500-1, part 17. Text that a tracked change deleted or moved away is left out and counted; what one inserted
stays. Hidden text stays and is counted. Of a drawing given in two ways only the first is taken. A soft hyphen is
U+00AD and a hyphen without a break U+2011, as Word itself writes them to a plain text.
"""

from collections.abc import Callable
from functools import partial

from msgspec import Struct

from ledgerstone.evidence.reading.office.blocks import Block
from ledgerstone.evidence.reading.office.docx_links import CLOSED, LINKING, Links
from ledgerstone.evidence.reading.office.docx_styles import Numbering, Styles, is_on, whole_number
from ledgerstone.evidence.reading.office.markup import Attributes
from ledgerstone.evidence.reading.office.notes import Aside, Told
from ledgerstone.evidence.reading.office.numerals import numeral
from ledgerstone.evidence.reading.office.pointing import Written
from ledgerstone.evidence.reading.office.quota import Quota
from ledgerstone.evidence.reading.office.sinks import Sinks
from ledgerstone.evidence.reading.office.tables import Cell, Table, blocks_of
from ledgerstone.evidence.reading.pages.elements import word_set

SKIPPED = word_set(
    "Fallback rt rPrChange pPrChange tblPrChange tblGridChange trPrChange tcPrChange sectPrChange tblPrExChange "
    "numberingChange del moveFrom"
)
DELETIONS = frozenset({"del", "moveFrom"})
TEXTS = frozenset({"t", "delText"})
SIGNS = {"cr": "\n", "br": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "ptab": "\t", "tab": "\t"}
NOTES = frozenset({"footnote", "endnote", "comment"})
REFERENCES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
PRIVATE = range(0xF000, 0xF100)
"""Where symbol fonts put their signs; without the font they mean nothing."""
REPLACED = "\ufffd"


class Marks(Struct, kw_only=True):
    """The marks that notes of one kind have got so far, by the note's id, and how they are counted."""

    form: str
    given: dict[str, str]

    def mark(self, key: str) -> str:
        """Return the mark of a note, the next one where it has none yet."""
        return self.given.setdefault(key, f"[{numeral(len(self.given) + 1, self.form)}]")


class Paragraph(Written, kw_only=True, eq=False):
    """A paragraph while it is read; what stands in its text boxes comes after it."""

    after: list[Block]
    style: str | None = None
    numbering: str | None = None
    level: int | None = None
    outline: int | None = None


class Rules(Struct, kw_only=True, eq=False):
    """What the parts of one document share while they are read."""

    styles: Styles
    numbering: Numbering
    marks: dict[str, Marks]
    told: Told
    quota: Quota


class Body:
    """Takes one part; has its blocks, and its notes or comments by their id.

    Args:
        rules: What the parts of the document share.
        links: What the part points to; None where nobody asks for that.
    """

    def __init__(self, rules: Rules, links: Links | None = None) -> None:
        self.blocks: list[Block] = []
        self.asides: dict[str, Aside] = {}
        self._rules, self._links = rules, links
        self._sinks = Sinks(self.blocks)
        self._paragraphs: list[Paragraph] = []
        self._tables: list[Table] = []
        self._aside: tuple[str, Aside] | None = None
        self._skipped = 0
        self._deleted = False
        self._cut = 0
        self._in_text = self._in_run = self._in_properties = self._hidden = self._row = False
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "p": self._start_paragraph,
            "r": self._start_run,
            "pPr": self._start_properties,
            "sym": self._symbol,
            "tbl": self._start_table,
            "tr": self._start_row,
            "tc": self._start_cell,
            "trPr": self._start_row_rules,
            "txbxContent": self._start_box,
            "vanish": self._vanish,
            "gridSpan": self._span,
            "vMerge": self._merge,
        }
        self._ends: dict[str, Callable[[], None]] = {
            "p": self._end_paragraph,
            "r": self._end_run,
            "pPr": self._end_properties,
            "tbl": self._end_table,
            "tr": self._end_row,
            "tc": self._end_cell,
            "trPr": self._end_row_rules,
            "txbxContent": self._end_box,
        }
        if links:
            self._starts |= {name: partial(self._point, links, name) for name in LINKING}
            self._ends |= {name: partial(links.end, name) for name in CLOSED}

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""
        if self._skipped:
            self._skipped += 1
        elif name in SKIPPED:
            self._skip(name)
        elif name in TEXTS:
            self._in_text = True
        elif name in self._starts:
            self._starts[name](attributes)
        elif self._in_properties:
            self._property(name, attributes)
        elif name in NOTES:
            self._start_aside(attributes)
        elif name in REFERENCES or name in SIGNS:
            self._sign(name, attributes)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if self._skipped:
            self._skipped -= 1
            if not self._skipped and self._cut:
                self._rules.told.deletions += 1
        elif name in TEXTS:
            self._in_text = False
        elif name in self._ends:
            self._ends[name]()
        elif name in NOTES:
            self._end_aside()

    def data(self, words: str) -> None:
        """Take a piece of text; text outside runs is white space of the markup."""
        if self._skipped:
            self._cut += len(words.strip()) if self._deleted else 0
        elif self._in_text:
            self._put(words)
        elif self._links and self._links.listening:
            self._links.data(words)

    def _put(self, words: str) -> None:
        if self._paragraphs:
            self._paragraphs[-1].pieces.append(self._rules.quota.words(words))
            if self._hidden:
                self._rules.told.hidden += len(words)

    def _skip(self, name: str) -> None:
        self._skipped, self._deleted, self._cut = 1, name in DELETIONS, 0
        if self._row and self._deleted and self._tables:
            self._tables[-1].deleted = True

    def _start_paragraph(self, attributes: Attributes) -> None:
        self._rules.quota.thing()
        self._paragraphs.append(Paragraph(pieces=[], assets=[], after=[]))
        if self._aside:
            self._aside[1].key = attributes.get("paraId")

    def _end_paragraph(self) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs.pop()
        block = self._block(paragraph)
        self._sinks.take(*([block] if block else []), *paragraph.after)

    def _block(self, paragraph: Paragraph) -> Block | None:
        styles, whole = self._rules.styles, "".join(paragraph.pieces)
        words = whole.strip()
        listed, level = styles.numbering(paragraph.style)
        key = paragraph.numbering if paragraph.numbering is not None else listed
        place = paragraph.level if paragraph.level is not None else level
        mark = self._rules.numbering.mark(key, place or 0) if key else None
        shown = f"{mark} {words}" if mark and words else words
        assets = self._links.pointing.settled(paragraph, whole, shown) if self._links else ()
        if not words:
            return None
        if styles.is_hidden(paragraph.style):
            self._rules.told.hidden += len(words)
        role, heading = styles.role(paragraph.style), styles.heading(paragraph.style)
        if paragraph.outline is not None:
            heading = paragraph.outline + 1
        item = mark is not None and role is None and heading is None
        return Block(words=shown, role=role, heading=heading, item=item, assets=assets)

    def _point(self, links: Links, name: str, attributes: Attributes) -> None:
        if self._paragraphs:
            links.start(name, attributes, self._paragraphs[-1])

    def _start_run(self, _: Attributes) -> None:
        self._in_run, self._hidden = True, False

    def _end_run(self) -> None:
        self._in_run = self._hidden = False

    def _start_properties(self, _: Attributes) -> None:
        self._in_properties = True

    def _end_properties(self) -> None:
        self._in_properties = False

    def _property(self, name: str, attributes: Attributes) -> None:
        """A property of the paragraph that is open."""
        if not self._paragraphs:
            return
        paragraph, value = self._paragraphs[-1], attributes.get("val", "")
        match name:
            case "pStyle":
                paragraph.style = value
            case "numId":
                paragraph.numbering = value
            case "ilvl":
                paragraph.level = whole_number(value)
            case "outlineLvl":
                level = whole_number(value)
                paragraph.outline = level if level is not None and level < BODY_LEVEL else None

    def _vanish(self, attributes: Attributes) -> None:
        self._hidden = self._in_run and not self._in_properties and is_on(attributes)

    def _sign(self, name: str, attributes: Attributes) -> None:
        if name in SIGNS:
            self._put(SIGNS[name])
        elif not is_custom(attributes):
            self._put(self._rules.marks[REFERENCES[name]].mark(attributes.get("id", "")))

    def _symbol(self, attributes: Attributes) -> None:
        code = attributes.get("char", "")
        point = int(code, 16) if len(code) == CODE_DIGITS and code.isalnum() and set(code.lower()) <= HEX else 0
        known = point and point not in PRIVATE and not SURROGATES.start <= point < SURROGATES.stop
        self._put(chr(point) if known else REPLACED)
        self._rules.told.symbols += not known

    def _start_table(self, _: Attributes) -> None:
        self._tables.append(Table(rows=[]))

    def _end_table(self) -> None:
        if self._tables:
            self._sinks.take(*blocks_of(self._tables.pop()))

    def _start_row(self, _: Attributes) -> None:
        if self._tables:
            self._tables[-1].rows.append([])
            self._tables[-1].deleted = False

    def _start_row_rules(self, _: Attributes) -> None:
        self._row = True

    def _end_row_rules(self) -> None:
        self._row = False

    def _end_row(self) -> None:
        if self._tables and self._tables[-1].deleted:
            self._tables[-1].rows.pop()
            self._rules.told.deletions += 1

    def _start_cell(self, _: Attributes) -> None:
        self._rules.quota.thing()
        cell = Cell(blocks=[])
        if self._tables and self._tables[-1].rows:
            self._tables[-1].rows[-1].append(cell)
        self._sinks.enter(cell.blocks)

    def _end_cell(self) -> None:
        self._sinks.leave()

    def _cell(self) -> Cell | None:
        rows = self._tables[-1].rows if self._tables else []
        return rows[-1][-1] if rows and rows[-1] else None

    def _span(self, attributes: Attributes) -> None:
        cell = self._cell()
        if cell:
            cell.span = max(1, whole_number(attributes.get("val", "")) or 1)

    def _merge(self, attributes: Attributes) -> None:
        cell = self._cell()
        if cell:
            cell.goes_on = attributes.get("val") != "restart"

    def _start_box(self, _: Attributes) -> None:
        self._sinks.enter([])

    def _end_box(self) -> None:
        self._sinks.leave_box(self._paragraphs[-1].after if self._paragraphs else None)

    def _start_aside(self, attributes: Attributes) -> None:
        aside = Aside(blocks=[], author=attributes.get("author"), date=attributes.get("date"))
        self._aside = (attributes.get("id", ""), aside)
        self._sinks.enter(aside.blocks)
        if attributes.get("type", "normal") == "normal":
            self.asides[self._aside[0]] = aside

    def _end_aside(self) -> None:
        self._aside = None
        self._sinks.leave()


BODY_LEVEL = 9
"""The outline level that means "no heading" (17.3.1.20)."""
CODE_DIGITS = 4
HEX = frozenset("0123456789abcdef")
SURROGATES = range(0xD800, 0xE000)


def is_custom(attributes: Attributes) -> bool:
    """Say whether a note's mark is typed by hand and follows as text (17.11.6)."""
    return attributes.get("customMarkFollows", "0") not in ("0", "false", "off")
