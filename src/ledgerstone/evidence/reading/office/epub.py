"""The reader of EPUB books (EPUB 3.3, and 2): the chapters of the spine in their order, each read as a web page is.

The navigation is left out, because it repeats the headings. The book has one title: a heading that prints what the
package says, or the only heading of the first rank; the headings of chapters are text. A page is read as XML where
it is, because a browser of HTML takes `<title/>` for an open element that never ends.
"""

import html
import posixpath
import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, XHTMLParser, document_fromstring, xhtml_to_html
from msgspec import Struct, structs

from ledgerstone.evidence.reading.assets import MOST_ASSETS, moved, once
from ledgerstone.evidence.reading.candidate_dates import stamped
from ledgerstone.evidence.reading.encodings import decode
from ledgerstone.evidence.reading.model import Asset, DateOf, Reading, Region, Role
from ledgerstone.evidence.reading.office.blocks import GAP, Origin, unread
from ledgerstone.evidence.reading.office.markup import Attributes, parse
from ledgerstone.evidence.reading.office.package import Package, UnreadableError, open_package
from ledgerstone.evidence.reading.office.properties import Properties
from ledgerstone.evidence.reading.office.quota import LONGEST_PROSE
from ledgerstone.evidence.reading.pages.assets import find_assets
from ledgerstone.evidence.reading.pages.attributes import without_many_attributes
from ledgerstone.evidence.reading.pages.layout import find_page_layout
from ledgerstone.evidence.reading.pages.walk import Walker
from ledgerstone.evidence.reading.parts.heads import same_words
from ledgerstone.evidence.reading.regions import printed_date

ORIGIN = Origin(media_type="application/epub+zip", tool="epub", version="2")
CONTAINER = "META-INF/container.xml"
PAGES = (".xhtml", ".html", ".htm", ".xml")
PAGE_TYPES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})
ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
QUOTED = re.compile(rb"%([0-9A-Fa-f]{2})")
OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
"""What XML knows by itself; the others are written out before it reads."""
DECLARATION = re.compile(r"\s{0,99}<\?xml[^>]{0,400}\?>")
MOST_PAGES = 5000
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:|//")
"""How an address begins that leads out of the book."""


class Chapter(Struct, frozen=True, kw_only=True):
    """A page of the book: its text and regions, and what it points to, in the book or outside."""

    text: str
    regions: tuple[Region, ...]
    assets: tuple[Asset, ...] = ()


def read_epub(data: bytes) -> Reading:
    """Return the reading of an EPUB book's bytes."""
    try:
        package = open_package(data)
    except UnreadableError as error:
        return unread(ORIGIN, str(error))
    book = _Book()
    warnings: list[str] = []
    names = _spine(package, book, warnings)
    chapters = list(_chapters(package, names[:MOST_PAGES], warnings))
    if len(names) > MOST_PAGES:
        warnings.append(f"{len(names)} pages, of which the first {MOST_PAGES} are read")
    pictures = sum(kind.startswith("image/") for kind in book.types.values())
    if pictures:
        warnings.append(f"{pictures} pictures are not read")
    return _joined(chapters, book.properties, warnings)


class _Book:
    """Takes the package document: properties, manifest and spine."""

    def __init__(self) -> None:
        self.properties = Properties()
        self.types: dict[str, str] = {}
        self.navigation: set[str] = set()
        self.order: list[str] = []
        self.places: dict[str, str] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        self.properties.start(name, attributes)
        key = attributes.get("id", "")
        if name == "item":
            self.places[key] = _unquoted(attributes.get("href", ""))
            self.types[key] = attributes.get("media-type", "")
            if "nav" in attributes.get("properties", "").split():
                self.navigation.add(key)
        elif name == "itemref":
            self.order.append(attributes.get("idref", ""))

    def end(self, name: str) -> None:
        self.properties.end(name)

    def data(self, words: str) -> None:
        self.properties.data(words)


class _Container:
    """Takes `container.xml`: where the package document is."""

    def __init__(self) -> None:
        self.roots: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "rootfile":
            self.roots.append(attributes.get("full-path", ""))

    def end(self, name: str) -> None:
        """Nothing ends that matters."""

    def data(self, words: str) -> None:
        """The part has no text."""


def _spine(package: Package, book: _Book, warnings: list[str]) -> list[str]:
    """The names of the pages in reading order; of all pages by name where the book does not say."""
    container = _Container()
    if package.holds(CONTAINER):
        parse(package.chunks(CONTAINER), container, catch=UnreadableError)
    listed = [name for name in package.names if name.lower().endswith(".opf")]
    root = next((name for name in [*container.roots, *listed] if package.holds(name)), None)
    reason = parse(package.chunks(root), book, catch=UnreadableError) if root else "the list of its pages is missing"
    if reason:
        warnings.append(reason)
    folder = posixpath.dirname(root or "")
    names = [
        posixpath.normpath(posixpath.join(folder, book.places[key]))
        for key in dict.fromkeys(book.order)
        if key in book.places and key not in book.navigation and book.types[key] in PAGE_TYPES
    ]
    if names:
        return names
    warnings.append("the book does not say the order of its pages: they are read in the order of their names")
    return sorted(name for name in package.names if name.lower().endswith(PAGES) and not name.startswith("META-INF"))


def _chapters(package: Package, names: list[str], warnings: list[str]) -> Iterator[Chapter]:
    length = 0
    for name in names:
        try:
            data = package.part(name)
        except UnreadableError as error:
            warnings.append(str(error))
            continue
        chapter, warning = _chapter(data)
        if warning:
            warnings.append(f"{name}: {warning}")
        length += len(chapter.text) + len(GAP)
        if length > LONGEST_PROSE:
            warnings.append(f"longer than {LONGEST_PROSE:,} signs: what follows is not read")
            return
        if chapter.text:
            yield structs.replace(chapter, assets=_outside(package, name, chapter.assets))


def _chapter(data: bytes) -> tuple[Chapter, str | None]:
    """A page, and why it could not be read."""
    decoded = decode(data, limit=LONGEST_PROSE)
    root, many = _parsed(decoded.text)
    if root is None:
        return Chapter(text="", regions=()), "holds no elements: not read"
    tricks = "declares entities of its own, which are not used" if "<!ENTITY" in decoded.text else many
    walk = Walker(root).walk()
    layout = find_page_layout(walk, title=None, main=None)
    assets = find_assets(walk.text, layout.regions, walk.pointing)
    chapter = Chapter(text=walk.text, regions=layout.regions, assets=assets)
    return chapter, tricks or next(iter(decoded.warnings), None)


def _outside(package: Package, name: str, assets: tuple[Asset, ...]) -> tuple[Asset, ...]:
    """What of the things that a page points to the book does not hold."""
    folder = posixpath.dirname(name)

    def holds(address: str) -> bool:
        within = posixpath.normpath(posixpath.join(folder, _unquoted(address.partition("?")[0])))
        return not SCHEME.match(address) and package.holds(within)

    return tuple(asset for asset in assets if not holds(asset.address))[: MOST_ASSETS + 1]


def _parsed(text: str) -> tuple[HtmlElement | None, str | None]:
    """A page's elements, read as XML, or as HTML where that fails, and what of them was left out then."""
    bare = ENTITY.sub(_written_out, DECLARATION.sub("", text.replace("\0", "\ufffd"), count=1))
    strict = XHTMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    loose = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False, no_network=True)
    for parser in (strict, loose):
        source, left_out = (bare, ()) if parser is strict else without_many_attributes(bare)
        try:
            root = document_fromstring(source.encode("utf-8", "replace"), parser=parser)
        except (etree.LxmlError, ValueError, AssertionError):
            continue
        xhtml_to_html(root)
        return root, next(iter(left_out), None)
    return None, None


def _unquoted(address: str) -> str:
    """An address within the book as a name (RFC 3986, 2.1)."""
    octets = QUOTED.sub(lambda found: bytes([int(found[1], 16)]), address.partition("#")[0].encode())
    return octets.decode("utf-8", "replace")


def _written_out(found: re.Match[str]) -> str:
    return found.group() if found[1] in OWN else html.escape(html.unescape(found.group()), quote=False)


def _joined(chapters: list[Chapter], properties: Properties, warnings: list[str]) -> Reading:
    """The chapters as one reading."""
    text = GAP.join(chapter.text for chapter in chapters)
    regions: list[Region] = []
    assets: list[Asset] = []
    start = comments = 0
    for chapter in chapters:
        renumbered = [_moved(region, start, comments) for region in chapter.regions]
        comments += sum(region.role is Role.COMMENT for region in renumbered)
        regions += renumbered
        if len(assets) <= MOST_ASSETS:
            assets += moved(chapter.assets, start)
        start += len(chapter.text) + len(GAP)
    kept = _with_one_title(text, regions, properties.title)
    title = next((text[region.start : region.end] for region in kept if region.role is Role.TITLE), None)
    return Reading(
        media_type=ORIGIN.media_type,
        language=(properties.language or "").partition("-")[0].lower() or None,
        text=text,
        regions=kept,
        warnings=tuple(warnings if text else [*warnings, "holds no text"]),
        title=" ".join(title.split()) if title else None,
        published=printed_date(text, kept),
        dates=stamped(properties.dates, of=DateOf.PUBLISHED, where="book properties"),
        assets=once(assets),
        tool=ORIGIN.tool,
        version=ORIGIN.version,
    )


def _moved(region: Region, start: int, comments: int) -> Region:
    return structs.replace(
        region,
        start=region.start + start,
        end=region.end + start,
        order=region.order and region.order + comments,
        parent=region.parent and region.parent + comments,
    )


def _with_one_title(text: str, regions: list[Region], title: str | None) -> tuple[Region, ...]:
    titles = [region for region in regions if region.role is Role.TITLE]
    sought = same_words(title or "")
    named = [each for each in titles if sought and same_words(text[each.start : each.end]) == sought]
    chosen = next(iter([*named, *(titles if len(titles) == 1 or not sought else [])]), None)
    return tuple(
        structs.replace(region, role=Role.BODY) if region.role is Role.TITLE and region is not chosen else region
        for region in regions
    )
