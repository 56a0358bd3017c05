"""The text of an ODF document: paragraphs, lists, tables, notes, and the comments of reviewers.

ODF 1.3, part 3. White space is as the standard collapses it (6.1.2). What tracked changes deleted is kept by the
file apart from the text (5.5) and is left out here; hidden text stays and is counted.
"""

import re
from collections.abc import Callable

from msgspec import Struct, structs

from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.office.blocks import Block
from ledgerstone.evidence.reading.office.docx_styles import whole_number
from ledgerstone.evidence.reading.office.markup import Attributes
from ledgerstone.evidence.reading.office.notes import Aside, Told
from ledgerstone.evidence.reading.office.odf_links import LINK, OUTSIDE, SHOWN, Links
from ledgerstone.evidence.reading.office.odf_styles import OdfStyles
from ledgerstone.evidence.reading.office.pointing import Written
from ledgerstone.evidence.reading.office.quota import Quota
from ledgerstone.evidence.reading.office.sinks import Sinks
from ledgerstone.evidence.reading.office.tables import MOST_SPANNED, Cell, Table, blocks_of
from ledgerstone.evidence.reading.pages.elements import word_set

SPACES = re.compile(r"[ \t\r\n]+")
SKIPPED = word_set("tracked-changes desc ruby-text script forms binary-data image-map sender-initials")
CAPTURED = word_set("note-citation creator date creator-initials date-string")
INLINE = word_set("p h span a")
CONTENTS = word_set("index-body")
POINTING = SHOWN | {LINK}
MOST_SPACES = 1000


class Paragraph(Written, kw_only=True, eq=False):
    """A paragraph while it is read; what stands in its frames comes after it."""

    after: list[Block]
    style: str | None
    heading: int | None = None


class Listed(Struct, kw_only=True, eq=False):
    """A list that is open: its style, its counter, and the mark that its next paragraph gets."""

    style: str | None
    count: int
    mark: str | None = None
    item: bool = False


class Note(Struct, kw_only=True, eq=False):
    """A note or comment that is open: where its mark goes, and what it comes to."""

    kind: str
    aside: Aside
    mark: str | None = None
    lists: list[Listed]


class OdfBody:
    """Takes a part; has the blocks of its text, its notes by kind, and its comments.

    Args:
        styles: Of the document.
        told: What a person should be told of it.
        quota: How much it may give.
        links: What it points to; None where nobody asks for that.
    """

    def __init__(self, styles: OdfStyles, told: Told, quota: Quota, links: Links | None = None) -> None:
        self.blocks: list[Block] = []
        self.notes: dict[str, list[tuple[str | None, list[Block]]]] = {"footnote": [], "endnote": []}
        self.comments: list[Aside] = []
        self.objects = self.outside = 0
        self._styles, self._told, self._quota, self._links = styles, told, quota, links
        self._sinks = Sinks(self.blocks)
        self._paragraphs: list[Paragraph] = []
        self._lists: list[Listed] = []
        self._ended: dict[tuple[str | None, int], int] = {}
        self._tables: list[Table] = []
        self._notes: list[Note] = []
        self._hiding: list[bool] = []
        self._path: list[str] = []
        self._captured: list[str] | None = None
        self._skipped = self._contents = 0
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "p": self._start_paragraph,
            "h": self._start_paragraph,
            "span": self._start_span,
            "section": self._start_section,
            "s": self._spaces,
            "tab": lambda _: self._put("\t"),
            "line-break": lambda _: self._put("\n"),
            "list": self._start_list,
            "list-item": self._start_item,
            "table": self._start_table,
            "table-row": self._start_row,
            "table-cell": self._start_cell,
            "covered-table-cell": self._start_covered,
            "text-box": self._start_box,
            "note": self._start_note,
            "annotation": self._start_note,
            "object": self._count_object,
            "object-ole": self._count_object,
        }
        self._ends: dict[str, Callable[[], None]] = {
            "p": self._end_paragraph,
            "h": self._end_paragraph,
            "span": self._end_hiding,
            "section": self._end_hiding,
            "list": self._end_list,
            "table": self._end_table,
            "table-cell": self._end_cell,
            "covered-table-cell": self._end_cell,
            "text-box": self._end_box,
            "note": self._end_note,
            "annotation": self._end_note,
        }
        if links:
            self._ends[LINK] = links.end

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""
        picture_title = name == "title" and not (self._path and self._path[-1] in INLINE)
        self._path.append(name)
        self.outside += name in SHOWN and leads_outside(attributes)
        if self._skipped:
            self._skipped += 1
            self._told.deletions += name == "deletion"
        elif name in SKIPPED or picture_title:
            self._skipped = 1
        elif name in CAPTURED and self._notes:
            self._captured = []
        elif name in CONTENTS:
            self._contents += 1
        elif name in self._starts:
            self._starts[name](attributes)
        if not self._skipped and "href" in attributes:
            self._point(name, attributes["href"])

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._path.pop()
        if self._skipped:
            self._skipped -= 1
        elif name in CAPTURED and self._notes:
            self._capture(name)
        elif name in CONTENTS:
            self._contents -= 1
        elif name in self._ends:
            self._ends[name]()

    def data(self, words: str) -> None:
        """Take a piece of text."""
        if self._skipped:
            return
        if self._captured is not None:
            self._captured.append(words[:MOST_SPACES])
        elif self._paragraphs:
            pieces = self._paragraphs[-1].pieces
            bare = SPACES.sub(" ", words)
            closed = not pieces or pieces[-1].endswith((" ", "\n", "\t"))
            self._put(bare.removeprefix(" ") if closed else bare)

    def _point(self, name: str, address: str) -> None:
        if self._links and self._paragraphs and name in POINTING:
            self._links.start(name, address, self._paragraphs[-1])

    def _put(self, words: str) -> None:
        if self._paragraphs and words:
            self._paragraphs[-1].pieces.append(self._quota.words(words))
            if any(self._hiding):
                self._told.hidden += len(words)

    def _capture(self, name: str) -> None:
        words = "".join(self._captured or []).strip()
        self._captured = None
        note = self._notes[-1]
        if name == "note-citation":
            note.mark = f"[{words}]" if words else None
            self._put(note.mark or "")
        elif name == "creator":
            note.aside.author = words or None
        elif name == "date":
            note.aside.date = words or None

    def _start_paragraph(self, attributes: Attributes) -> None:
        self._quota.thing()
        level = whole_number(attributes.get("outline-level", ""))
        self._paragraphs.append(
            Paragraph(pieces=[], assets=[], after=[], style=attributes.get("style-name"), heading=level or None)
        )

    def _end_paragraph(self) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs.pop()
        whole = "".join(paragraph.pieces)
        words = whole.strip()
        block = self._block(paragraph, words) if words else None
        assets = self._links.pointing.settled(paragraph, whole, block.words if block else "") if self._links else ()
        if block:
            self._sinks.take(structs.replace(block, assets=assets) if assets else block)
        self._sinks.take(*paragraph.after)

    def _block(self, paragraph: Paragraph, words: str) -> Block:
        if self._styles.is_hidden(paragraph.style):
            self._told.hidden += len(words)
        role = Role.BOILERPLATE if self._contents else self._styles.role(paragraph.style)
        open_list = self._lists[-1] if self._lists and self._lists[-1].item else None
        mark, listed = (open_list.mark, True) if open_list else (None, False)
        if open_list:
            open_list.mark = None
        item = listed and role is None and paragraph.heading is None
        return Block(words=f"{mark} {words}" if mark else words, role=role, heading=paragraph.heading, item=item)

    def _start_span(self, attributes: Attributes) -> None:
        self._hiding.append(self._styles.is_hidden(attributes.get("style-name")))

    def _start_section(self, attributes: Attributes) -> None:
        self._hiding.append(attributes.get("display") in ("none", "condition"))

    def _end_hiding(self) -> None:
        if self._hiding:
            self._hiding.pop()

    def _spaces(self, attributes: Attributes) -> None:
        self._put(" " * min(MOST_SPACES, whole_number(attributes.get("c", "1")) or 1))

    def _start_list(self, attributes: Attributes) -> None:
        depth = len(self._lists) + 1
        style = attributes.get("style-name") or (self._lists[-1].style if self._lists else None)
        goes_on = attributes.get("continue-numbering") == "true" or "continue-list" in attributes
        first = self._styles.first(style, depth) - 1
        self._lists.append(Listed(style=style, count=self._ended.get((style, depth), first) if goes_on else first))

    def _start_item(self, attributes: Attributes) -> None:
        if not self._lists:
            return
        own = self._lists[-1]
        given = whole_number(attributes.get("start-value", ""))
        own.count = own.count + 1 if given is None else given
        own.mark = self._styles.mark(own.style, [each.count for each in self._lists])
        own.item = True

    def _end_list(self) -> None:
        if self._lists:
            ended = self._lists.pop()
            self._ended[ended.style, len(self._lists) + 1] = ended.count

    def _start_table(self, _: Attributes) -> None:
        self._tables.append(Table(rows=[]))

    def _end_table(self) -> None:
        if self._tables:
            self._sinks.take(*blocks_of(self._tables.pop()))

    def _start_row(self, _: Attributes) -> None:
        if self._tables:
            self._tables[-1].rows.append([])

    def _start_cell(self, attributes: Attributes, *, goes_on: bool = False) -> None:
        times = min(MOST_SPANNED, whole_number(attributes.get("number-columns-repeated", "")) or 1)
        self._quota.thing(times)
        cell = Cell(blocks=[], span=times, goes_on=goes_on)
        if self._tables and self._tables[-1].rows:
            self._tables[-1].rows[-1].append(cell)
        self._sinks.enter(cell.blocks)

    def _start_covered(self, attributes: Attributes) -> None:
        self._start_cell(attributes, goes_on=True)

    def _end_cell(self) -> None:
        self._sinks.leave()

    def _start_box(self, _: Attributes) -> None:
        self._sinks.enter([])

    def _end_box(self) -> None:
        self._sinks.leave_box(self._paragraphs[-1].after if self._paragraphs else None)

    def _start_note(self, attributes: Attributes) -> None:
        aside = Aside(blocks=[], key=attributes.get("name"), answers=attributes.get("parent-name"))
        self._notes.append(Note(kind=attributes.get("note-class", ""), aside=aside, lists=self._lists))
        self._lists = []
        self._sinks.enter(aside.blocks)

    def _end_note(self) -> None:
        if not self._notes:
            return
        note = self._notes.pop()
        self._lists = note.lists
        self._sinks.leave()
        if note.kind:
            self.notes.setdefault(note.kind, []).append((note.mark, note.aside.blocks))
        else:
            self.comments.append(note.aside)

    def _count_object(self, attributes: Attributes) -> None:
        self.objects += not leads_outside(attributes)


def leads_outside(attributes: Attributes) -> bool:
    """Tell whether an element's address leads out of the document."""
    return OUTSIDE.match(attributes.get("href", "")) is not None
