r"""The reader of RTF files (Rich Text Format Specification 1.9.1): one pass over groups and control words.

striprtf (BSD) was looked at: it gives one string, without notes, comments, tables or what is hidden apart, and takes
one code page for all fonts. Bytes are read in the code page of the font that they stand in; what `\u` says goes
before its stand-in. Pictures, embedded objects and destinations that are not known are left out.
"""

import re
from collections.abc import Callable, Iterator

from msgspec import structs

from ledgerstone.evidence.reading.model import Reading, Role
from ledgerstone.evidence.reading.office.blocks import Block, Origin, as_reading, unread
from ledgerstone.evidence.reading.office.docx_body import PRIVATE
from ledgerstone.evidence.reading.office.markup import EnoughError
from ledgerstone.evidence.reading.office.notes import Told, alike, comment_words, notes_block, told_of
from ledgerstone.evidence.reading.office.numerals import numeral
from ledgerstone.evidence.reading.office.quota import LONGEST_PROSE, Quota
from ledgerstone.evidence.reading.office.rtf_flow import Flow
from ledgerstone.evidence.reading.office.rtf_groups import FLOWS, KNOWN, NAMED, SKIP, SKIPPED, TEXT, Group
from ledgerstone.evidence.reading.office.rtf_signs import (
    CHARSETS,
    DEFAULT,
    SYMBOL_CHARSET,
    SYMBOLS,
    TOKEN,
    WORDS,
    code_page,
)

ORIGIN = Origin(media_type="application/rtf", tool="rtf", version="1")
BEGINNING = b"{\\rtf"
MOST_BYTES = 100_000_000
MOST_DEPTH = 2000
"""Groups within groups; Word writes some 30."""
REPLACED = "\ufffd"
SYMBOL = re.compile(r"[^\x00-\x40]")
"""In a symbol font letters are something else; digits and blanks mostly are not."""


def read_rtf(data: bytes) -> Reading:
    """Return the reading of an RTF file's bytes."""
    if not data.lstrip().startswith(BEGINNING):
        return unread(ORIGIN, "the file does not begin as RTF does: kept, not read")
    reader = Reader()
    warnings = [f"longer than {MOST_BYTES:,} bytes: what follows is not read"] if len(data) > MOST_BYTES else []
    try:
        cut = reader.read(data[:MOST_BYTES].decode("latin-1"))
    except EnoughError as error:
        cut = str(error)
    blocks = reader.blocks()
    return as_reading(ORIGIN, blocks, [*warnings, *([cut] if cut else []), *reader.warnings()], title=reader.title)


class Reader:
    """One file while it is read."""

    def __init__(self) -> None:
        self.title: str | None = None
        self._groups = [Group()]
        self._flows = [Flow.empty()]
        self._bytes = bytearray()
        self._words: list[str] = []
        self._to_skip = 0
        self._page = DEFAULT
        self._fonts: dict[int, str] = {}
        self._first_font: int | None = None
        self._defined = self._named = 0
        self._styles: dict[int, str] = {}
        self._notes: dict[bool, list[tuple[str | None, list[Block]]]] = {False: [], True: []}
        self._at_end = False
        self._roman_ends = True
        self._around: dict[str, list[Block]] = {"header": [], "footer": []}
        self._comments: list[Block] = []
        self._author: str | None = None
        self._told = Told()
        self._pictures = self._objects = 0
        self._quota = Quota(LONGEST_PROSE)
        self._acts: dict[str, Callable[[int | None], None]] = self._known_words()

    def read(self, text: str) -> str | None:
        """Read a file and return why its end was not reached; None where it was.

        Args:
            text: Its bytes, each as one sign.

        Raises:
            EnoughError: The file is longer or deeper than is read.
        """
        place = 0
        while place < len(text):
            found = TOKEN.match(text, place)
            if found is None:
                break
            place = found.end()
            if found["word"] == "bin":
                place += max(0, int(found["number"] or 0))
            elif found["brace"]:
                self._brace(found["brace"])
                if len(self._groups) == 1:
                    return None
            elif self._groups[-1].place != SKIP:
                self._token(found)
        return "the file is cut off: what is there is read"

    def _token(self, found: re.Match[str]) -> None:
        if found["text"]:
            skipped = min(self._to_skip, len(found["text"]))
            self._to_skip -= skipped
            self._bytes += found["text"][skipped:].encode("latin-1")
        elif found["hex"]:
            if self._to_skip:
                self._to_skip -= 1
            else:
                self._bytes.append(int(found["hex"], 16))
        elif found["word"]:
            self._word(found["word"], int(found["number"]) if found["number"] else None)
        elif found["symbol"]:
            self._symbol(found["symbol"])

    def _brace(self, brace: str) -> None:
        self._flush()
        self._to_skip = 0
        if brace == "{":
            if len(self._groups) > MOST_DEPTH:
                raise EnoughError(f"groups are nested deeper than {MOST_DEPTH}: what follows is not read")
            self._groups.append(structs.replace(self._groups[-1], opened=None, starred=False))
            return
        closed = self._groups.pop() if len(self._groups) > 1 else self._groups[0]
        if closed.opened:
            self._close(closed.opened)

    def _flush(self) -> None:
        """Put down the bytes that were read so far, in the code page of their font."""
        if self._bytes:
            group = self._groups[-1]
            font = group.font if group.font is not None else self._first_font
            page = self._fonts.get(font, "") if font is not None else ""
            words = self._bytes.decode(page if page != REPLACED and page else self._page, "replace")
            if page == REPLACED and group.place == TEXT:
                words = SYMBOL.sub(REPLACED, words)
                self._told.symbols += words.count(REPLACED)
            self._put(words)
            self._bytes.clear()

    def _put(self, words: str) -> None:
        group = self._groups[-1]
        if group.place == TEXT and not group.deleted:
            self._flows[-1].pieces.append(self._quota.words(words))
            self._told.hidden += len(words) if group.hidden else 0
        elif group.place in NAMED:
            self._words.append(self._quota.words(words))

    def _symbol(self, symbol: str) -> None:
        self._flush()
        self._to_skip = 0
        if symbol == "*":
            self._groups[-1].starred = True
        elif symbol in "\r\n":
            self._end_paragraph(None)
        else:
            self._put(SYMBOLS.get(symbol, ""))

    def _word(self, word: str, number: int | None) -> None:
        self._flush()
        self._to_skip = 0
        group = self._groups[-1]
        starred, group.starred = group.starred, False
        if starred and word not in KNOWN:
            group.place = SKIP
        elif word in SKIPPED:
            self._pictures += word == "pict"
            group.place = SKIP
        elif word in FLOWS:
            self._open(word)
        elif word in NAMED:
            group.place, group.opened, self._words = word, word, []
        elif word in self._acts:
            self._acts[word](number)
        elif word in WORDS:
            self._put(WORDS[word])

    def _open(self, word: str) -> None:
        group = self._groups[-1]
        group.place, group.opened = TEXT, word
        self._flows.append(Flow.empty())

    def _close(self, opened: str) -> None:
        """Take what a destination came to."""
        if opened in FLOWS and len(self._flows) > 1:
            self._close_flow(opened, self._flows.pop().end())
            return
        words = "".join(self._words)
        if opened in ("listtext", "pntext"):
            self._flows[-1].mark = words
        elif opened == "title":
            self.title = words.strip() or None
        elif opened == "atnauthor":
            self._author = words.strip() or None
        elif opened == "style":
            self._styles[self._named] = words.strip().rstrip(";").strip().lower()
        self._words = []

    def _close_flow(self, opened: str, blocks: list[Block]) -> None:
        if opened == "footnote":
            notes = self._notes[self._at_end]
            form = "lowerRoman" if self._at_end and self._roman_ends else "decimal"
            mark = f"[{numeral(len(notes) + 1, form)}]"
            notes.append((mark, blocks))
            self._flows[-1].pieces.append(mark)
            self._at_end = False
        elif opened == "annotation":
            words = comment_words(blocks, author=self._author, date=None)
            self._comments.append(Block(words=words, role=Role.COMMENT, author=self._author))
        elif opened in ("shptxt", "dptxbxtext"):
            self._flows[-1].after += blocks
        else:
            words = "\n".join(block.words for block in blocks)
            self._around["header" if opened.startswith("header") else "footer"].append(
                Block(words=words, role=Role.BOILERPLATE)
            )

    def _known_words(self) -> dict[str, Callable[[int | None], None]]:
        return {
            "par": self._end_paragraph,
            "sect": self._end_paragraph,
            "nestcell": self._end_paragraph,
            "pard": self._plain_paragraph,
            "intbl": self._set_in_table,
            "cell": self._end_cell,
            "row": self._end_row,
            "u": self._unicode,
            "uc": self._stand_ins,
            "f": self._font,
            "deff": self._default_font,
            "fcharset": self._charset,
            "cpg": self._font_page,
            "ansicpg": self._document_page,
            "mac": lambda _: self._set_page("mac-roman"),
            "pc": lambda _: self._set_page("cp437"),
            "pca": lambda _: self._set_page("cp850"),
            "s": self._style,
            "outlinelevel": self._outline,
            "plain": lambda _: self._plain(),
            "v": lambda number: self._mark_text(hidden=number != 0),
            "deleted": lambda number: self._mark_text(deleted=number != 0),
            "ftnalt": lambda _: self._set_at_end(),
            "aftnnar": lambda _: self._set_arabic_ends(),
            "object": lambda _: self._count_object(),
            "ud": lambda _: self._unicode_destination(),
        }

    def _end_paragraph(self, _: int | None) -> None:
        if self._groups[-1].place == TEXT:
            self._quota.thing()
            self._flows[-1].end_paragraph()

    def _plain_paragraph(self, _: int | None) -> None:
        if self._groups[-1].place == TEXT:
            self._flows[-1].plain_paragraph()

    def _set_in_table(self, _: int | None) -> None:
        if self._groups[-1].place == TEXT:
            self._flows[-1].in_table = True

    def _end_cell(self, _: int | None) -> None:
        if self._groups[-1].place == TEXT:
            self._quota.thing()
            self._flows[-1].end_cell()

    def _end_row(self, _: int | None) -> None:
        if self._groups[-1].place == TEXT:
            self._flows[-1].end_row()

    def _unicode(self, number: int | None) -> None:
        code = (number or 0) % 0x10000
        symbol = code in PRIVATE
        self._told.symbols += symbol
        self._put(REPLACED if symbol else chr(code))
        self._to_skip = self._groups[-1].stand_ins

    def _stand_ins(self, number: int | None) -> None:
        self._groups[-1].stand_ins = min(MOST_STAND_INS, max(0, 1 if number is None else number))

    def _font(self, number: int | None) -> None:
        self._groups[-1].font = number or 0
        self._defined = number or 0

    def _default_font(self, number: int | None) -> None:
        self._first_font = number

    def _charset(self, number: int | None) -> None:
        if self._groups[-1].place == "fonttbl":
            page = REPLACED if number == SYMBOL_CHARSET else CHARSETS.get(number or 0, "")
            self._fonts[self._defined] = page

    def _font_page(self, number: int | None) -> None:
        if self._groups[-1].place == "fonttbl":
            self._fonts[self._defined] = code_page(number)

    def _document_page(self, number: int | None) -> None:
        self._set_page(code_page(number))

    def _set_page(self, name: str) -> None:
        self._page = name

    def _style(self, number: int | None) -> None:
        if self._groups[-1].place == "stylesheet":
            self._named, self._words = number or 0, []
            self._groups[-1].opened = "style"
        elif self._groups[-1].place == TEXT:
            self._flows[-1].style = self._styles.get(number or 0, "")

    def _outline(self, number: int | None) -> None:
        if self._groups[-1].place == TEXT and number is not None and 0 <= number < BODY_LEVEL:
            self._flows[-1].outline = number + 1

    def _plain(self) -> None:
        group = self._groups[-1]
        group.hidden = group.deleted = False
        group.font = self._first_font

    def _mark_text(self, *, hidden: bool | None = None, deleted: bool | None = None) -> None:
        group = self._groups[-1]
        group.hidden = group.hidden if hidden is None else hidden
        if deleted is not None:
            self._told.deletions += deleted and not group.deleted
            group.deleted = deleted

    def _set_at_end(self) -> None:
        self._at_end = True

    def _set_arabic_ends(self) -> None:
        self._roman_ends = False

    def _count_object(self) -> None:
        self._objects += 1

    def _unicode_destination(self) -> None:
        self._groups[-1].place = TEXT

    def blocks(self) -> list[Block]:
        """Return what the file came to, after it was read."""
        self._flush()
        while len(self._flows) > 1:
            last = self._flows.pop()
            self._flows[-1].after += last.end()
        notes = [block for at_end in (False, True) for block in notes_block(self._notes[at_end])]
        return [
            *_once(self._around["header"]),
            *self._flows[0].end(),
            *notes,
            *_once(self._around["footer"]),
            *self._comments,
        ]

    def warnings(self) -> Iterator[str]:
        """Yield what a person should be told."""
        yield from alike(self._flows[0].blocks, sum(map(len, self._notes.values())))
        yield from told_of(self._told)
        if self._pictures:
            yield f"{self._pictures} pictures are not read"
        if self._objects:
            yield f"{self._objects} embedded files are not read"


BODY_LEVEL = 9
MOST_STAND_INS = 100


def _once(blocks: list[Block]) -> list[Block]:
    return list({block.words: block for block in blocks}.values())
