"""The reader of ODT files (ODF 1.3): headers, the text, its notes, footers, and the comments of reviewers.

It gives a document the form that `docx.py` gives its own.
"""

from collections.abc import Iterable

from ledgerstone.evidence.reading.model import Reading, Role
from ledgerstone.evidence.reading.office.blocks import Block, Origin, as_reading, unread
from ledgerstone.evidence.reading.office.markup import Attributes, parse
from ledgerstone.evidence.reading.office.notes import Aside, Told, alike, comment_words, notes_block, told_of
from ledgerstone.evidence.reading.office.odf_body import OdfBody
from ledgerstone.evidence.reading.office.odf_links import Links
from ledgerstone.evidence.reading.office.odf_styles import OdfStyles
from ledgerstone.evidence.reading.office.package import Package, UnreadableError, open_package
from ledgerstone.evidence.reading.office.properties import Properties
from ledgerstone.evidence.reading.office.quota import LONGEST_PROSE, Quota
from ledgerstone.evidence.reading.office.unread_parts import Counted, counted

ORIGIN = Origin(media_type="application/vnd.oasis.opendocument.text", tool="odt", version="2")
CONTENT, STYLES, PROPERTIES, MANIFEST = "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"
LOCKED = b"encryption-data"
HEADERS = frozenset({"header", "header-left", "header-first"})
FOOTERS = frozenset({"footer", "footer-left", "footer-first"})
COUNTED = (
    Counted(folder="pictures/", said="{} pictures are not read"),
    Counted(folder="basic/", said="holds macros, which are neither run nor read"),
)


def read_odt(data: bytes) -> Reading:
    """Return the reading of an ODT file's bytes."""
    try:
        package = open_package(data)
        refuse_locked(package)
    except UnreadableError as error:
        return unread(ORIGIN, str(error))
    return _reading(package)


def refuse_locked(package: Package) -> None:
    """Look whether an ODF document is locked.

    Raises:
        UnreadableError: It is.
    """
    if package.holds(MANIFEST) and LOCKED in package.part(MANIFEST):
        raise UnreadableError("the document is locked with a password: kept, not read")


def _reading(package: Package) -> Reading:
    styles, properties, told, quota = OdfStyles(), Properties(), Told(), Quota(LONGEST_PROSE)
    pages = _Pages(styles, told, quota)
    warnings: list[str] = []
    for name, handler in ((STYLES, pages), (PROPERTIES, properties)):
        if package.holds(name):
            warnings += _said(name, parse(package.chunks(name), handler, catch=UnreadableError))
    links = Links(package)
    body = OdfBody(styles, told, quota, links)
    warnings += _said(CONTENT, parse(package.chunks(CONTENT), _Content(styles, body), catch=UnreadableError))
    notes = [block for kind in ("footnote", "endnote") for block in notes_block(body.notes[kind])]
    comments = [_comment(aside) for aside in body.comments]
    rest = Block(words="", assets=links.pointing.rest())
    blocks = [*_once(pages.headers), *body.blocks, *notes, rest, *_once(pages.footers), *comments]
    warnings += alike(body.blocks, sum(map(len, body.notes.values())))
    warnings += [*told_of(told), *counted(package, COUNTED)]
    if body.outside:
        warnings.append(f"points to {body.outside} files outside, which are not fetched")
    if body.objects:
        warnings.append(f"{body.objects} embedded files are not read")
    return as_reading(ORIGIN, blocks, warnings, title=properties.title, dates=properties.made())


def _said(name: str, reason: str | None) -> list[str]:
    return [reason if name in reason else f"{name}: {reason}"] if reason else []


def _once(furniture: Iterable[str]) -> list[Block]:
    return [Block(words=words, role=Role.BOILERPLATE) for words in dict.fromkeys(furniture)]


def _comment(aside: Aside) -> Block:
    return Block(
        words=comment_words(aside.blocks, author=aside.author, date=aside.date),
        role=Role.COMMENT,
        author=aside.author,
        key=aside.key,
        answers=aside.answers,
    )


class _Content:
    """Takes `content.xml`: the automatic styles, then the text."""

    def __init__(self, styles: OdfStyles, body: OdfBody) -> None:
        self._styles, self._body = styles, body
        self._in_body = False

    def start(self, name: str, attributes: Attributes) -> None:
        if self._in_body:
            self._body.start(name, attributes)
        elif name == "body":
            self._in_body = True
        else:
            self._styles.start(name, attributes)

    def end(self, name: str) -> None:
        if self._in_body and name == "body":
            self._in_body = False
        elif self._in_body:
            self._body.end(name)
        else:
            self._styles.end(name)

    def data(self, words: str) -> None:
        if self._in_body:
            self._body.data(words)


class _Pages:
    """Takes `styles.xml`: the styles, and the headers and footers of its master pages."""

    def __init__(self, styles: OdfStyles, told: Told, quota: Quota) -> None:
        self.headers: list[str] = []
        self.footers: list[str] = []
        self._styles, self._told, self._quota = styles, told, quota
        self._open: OdfBody | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        if self._open:
            self._open.start(name, attributes)
        elif name in HEADERS or name in FOOTERS:
            self._open = OdfBody(self._styles, self._told, self._quota)
        else:
            self._styles.start(name, attributes)

    def end(self, name: str) -> None:
        if not self._open:
            self._styles.end(name)
        elif name in HEADERS or name in FOOTERS:
            words = "\n".join(block.words for block in self._open.blocks)
            (self.headers if name in HEADERS else self.footers).append(words)
            self._open = None
        else:
            self._open.end(name)

    def data(self, words: str) -> None:
        if self._open:
            self._open.data(words)
