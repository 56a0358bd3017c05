"""The reader of web pages: what a browser would show, in reading order, with regions.

Parsing is lxml's, without network, entities of others or huge trees; a page that is nested deeper than lxml reads
says so in a warning. What a page says of itself in hidden places becomes title, date and publisher, never text, but for
comments that stand nowhere else.
"""

import codecs
import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from msgspec import structs

from ledgerstone.evidence.reading.encodings import Decoded, decode, detect
from ledgerstone.evidence.reading.model import CandidateDate, Reading, Role
from ledgerstone.evidence.reading.pages.assets import base_of, find_assets
from ledgerstone.evidence.reading.pages.attributes import without_many_attributes
from ledgerstone.evidence.reading.pages.extracted import extracted
from ledgerstone.evidence.reading.pages.layout import find_page_layout
from ledgerstone.evidence.reading.pages.linked_comments import thread_of
from ledgerstone.evidence.reading.pages.metadata import Metadata, find_metadata, site_in_tab
from ledgerstone.evidence.reading.pages.walk import Walk, Walker
from ledgerstone.evidence.reading.regions import printed_date, trimmed

TOOL, VERSION, MEDIA_TYPE = "html", "3", "text/html"
MOST_CODE_POINTS = 16 * 1024 * 1024
"""A tree takes some twenty times the page's size; the longest pages that people publish have 5 million signs."""
DECLARED = re.compile(rb"charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w:.-]{1,40})", re.IGNORECASE)
DECLARED_WITHIN = 4096
TOO_DEEP = "ERR_RESOURCE_LIMIT"
ONE_CLASS = etree.ElementDefaultClassLookup(element=HtmlElement)
"""No form or field is filled in here, and one class for all spares asking for that of each element."""


def read_web_page(data: bytes, *, furnished: bool = True) -> Reading:
    """Return the reading of a page's bytes.

    Args:
        data: The bytes.
        furnished: Whether a site may have printed something around the text; not so in a mail.
    """
    decoded = _decode(data)
    root, warnings = _parse(decoded.text)
    if root is None:
        return Reading(
            media_type=MEDIA_TYPE, text="", warnings=(*decoded.warnings, *warnings), tool=TOOL, version=VERSION
        )
    metadata = find_metadata(root)
    walk = Walker(root).walk()
    main = extracted(root, walk.names, length=len(decoded.text), shown=len(walk.text)) if furnished else None
    layout = find_page_layout(walk, title=metadata.title, main=main)
    talked = any(region.role is Role.COMMENT for region in layout.regions)
    thread = thread_of(() if talked else metadata.comments, walk.text)
    return Reading(
        media_type=MEDIA_TYPE,
        language=metadata.language,
        text=walk.text + thread.text,
        regions=layout.regions + thread.regions,
        warnings=(*decoded.warnings, *warnings, *_rival_dates(metadata), *thread.warnings),
        title=layout.title or metadata.title,
        published=metadata.dates[0].value if metadata.dates else printed_date(walk.text, layout.regions),
        dates=_placed(metadata, walk),
        assets=find_assets(walk.text, layout.regions, walk.pointing),
        base=base_of(root),
        publisher=metadata.publisher or site_in_tab(metadata.tab, layout.title),
        tool=TOOL,
        version=VERSION,
    )


def _decode(data: bytes) -> Decoded:
    """The page's text: as UTF-8 where that holds, else as the page declares, else as its letters say."""
    encoding = detect(data)
    declared = DECLARED.search(data[:DECLARED_WITHIN]) if encoding and not encoding.startswith("utf") else None
    if declared:
        encoding = _known(declared[1].decode("ascii", "ignore")) or encoding
    return decode(data, limit=MOST_CODE_POINTS, encoding=encoding)


def _known(name: str) -> str | None:
    try:
        found = codecs.lookup(name)
    except LookupError:
        return None
    return found.name if getattr(found, "_is_text_encoding", False) else None


def _parse(text: str) -> tuple[HtmlElement | None, tuple[str, ...]]:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False, no_network=True)
    parser.set_element_class_lookup(ONE_CLASS)
    source, warnings = without_many_attributes(text.replace("\0", "\ufffd"))
    try:
        root = document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None, (("the page holds no elements: kept, not read",) if text else ())
    deep = any(TOO_DEEP in entry.type_name or "depth" in entry.message for entry in parser.error_log)
    return root, (*warnings, "nested too deeply: what lies beyond is not read") if deep else warnings


def _placed(metadata: Metadata, walk: Walk) -> tuple[CandidateDate, ...]:
    """The dates that the page names, with the place of the element that gives one of them."""
    frame = next((frame for frame in walk.frames if frame.element is metadata.dated), None)
    start, end = trimmed(walk.text, frame.start, frame.end) if frame else (0, 0)
    if start >= end:
        return metadata.dates
    return tuple(
        structs.replace(each, start=start, end=end) if each.where.endswith(" element") else each
        for each in metadata.dates
    )


def _rival_dates(metadata: Metadata) -> tuple[str, ...]:
    days = tuple(dict.fromkeys(each.value.edtf for each in metadata.dates if each.value.edtf))
    if len(days) < len(("one", "other")):
        return ()
    return (f"the page gives several dates of itself: {', '.join(days)}; the first is taken",)
