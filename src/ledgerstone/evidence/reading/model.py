"""What a reading is: the text that a tool made of a source's bytes, and the regions in it."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct

from ledgerstone.values.dates import DateValue


class Role(StrEnum):
    """What a region is for. Words of the glossary."""

    TITLE = "title"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    CAPTION = "caption"
    QUOTATION = "quotation"
    LIST = "list"
    TABLE = "table"
    REFERENCE_LIST = "reference list"
    CITATION = "citation"
    SIGNATURES = "signatures"
    COMMENT = "comment"
    POLICY = "policy"
    CLOSING_LINE = "closing line"
    BOILERPLATE = "boilerplate"


class Region(Struct, frozen=True, kw_only=True, gc=False):
    """A part of a reading with a role. Regions of one reading nest or are disjoint.

    Attributes:
        role: What it is for.
        start: First code point of the text.
        end: Code point after the last; `text[start:end]` has no white space at its ends.
        author: Who is said to have written it (a comment, a byline); None where the text names none.
        order: Place among the comments of the reading, from 1; None for other roles.
        parent: The `order` of the comment that this one answers; None where it answers none.
        label: What the text prints for it ("1." of a comment, "2 – chapter 5, 3" of a citation); None for none.
        language: Of most of its words, as in a `Reading`; None where they are too few or do not tell it.
        tied: Whether its words leave several languages open, of which the reading's was taken.
        same_as: The `start` of the first region that prints the same words for the same purpose; None for none.
    """

    role: Role
    start: int
    end: int
    author: str | None = None
    order: int | None = None
    parent: int | None = None
    label: str | None = None
    language: str | None = None
    tied: bool = False
    same_as: int | None = None


class Stretch(Struct, frozen=True, kw_only=True):
    """A paragraph of a region whose paragraphs are in several languages.

    Attributes:
        start: First code point of the text.
        end: Code point after the last.
        language: As in a `Region`.
        tied: The same.
    """

    start: int
    end: int
    language: str | None
    tied: bool = False


def outside_comments(regions: Iterable[Region]) -> Iterator[Region]:
    """Yield the regions that are the source's own: no comment, and none within one.

    Args:
        regions: Of a reading, in their order.
    """
    end = 0
    for region in regions:
        if region.role is Role.COMMENT:
            end = max(end, region.end)
        elif region.start >= end:
            yield region


class Page(Struct, frozen=True, kw_only=True, gc=False):
    """A page that the bytes have as a picture; pages of one reading follow each other in its text.

    Attributes:
        number: From 1.
        start: First code point of its text.
        end: Code point after the last.
        width: Of the page as it is seen, in points (PDF) or pixels (a scan).
        height: The same.
    """

    number: int
    start: int
    end: int
    width: float
    height: float


class Box(Struct, frozen=True, kw_only=True, gc=False):
    """Where words stand on a page: a line or a word, never across two lines.

    Attributes:
        page: Its number.
        start: First code point of the words.
        end: Code point after the last.
        left: As the page is seen, from its left edge, in its units; `top` counts from the upper edge.
        top: The same.
        right: The same.
        bottom: The same.
        confidence: How sure the tool is of the words, 0 to 100; None where they were not recognised from a picture.
    """

    page: int
    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float
    confidence: int | None = None


class DateOf(StrEnum):
    """What a date that a source gives is the date of."""

    PUBLISHED = "published"
    MADE = "made"
    SEEN = "seen"


class CandidateDate(Struct, frozen=True, kw_only=True):
    """A date that a source gives of itself, and where.

    Attributes:
        value: The date.
        where: Where it was found ("JSON-LD datePublished", "dateline", "mail header Date").
        of: What it is the date of: of publication; of the file's making or change; of a time at which somebody or some
            server had it.
        start: First code point of the text, where it stands in the text; None where it does not.
        end: Code point after the last; None as `start`.
    """

    value: DateValue
    where: str
    of: DateOf = DateOf.PUBLISHED
    start: int | None = None
    end: int | None = None


class AssetKind(StrEnum):
    """What a text points to."""

    IMAGE = "image"
    FILE = "file"
    LINK = "link"
    FRAME = "frame"
    VIDEO = "video"
    AUDIO = "audio"


class Asset(Struct, frozen=True, kw_only=True):
    """Something outside its own text that a source points to; it is never fetched.

    Attributes:
        kind: What it is, by how it is pointed to and by the ending of its address.
        address: As written, relative ones too.
        start: Code point of the text before which it stands, or with which its words begin.
        label: The words that stand for it: of a link, in place of a picture; None for none.
    """

    kind: AssetKind
    address: str
    start: int
    label: str | None = None


class Reading(Struct, frozen=True, kw_only=True):
    """What a tool made of a source's bytes.

    Attributes:
        media_type: As found in the bytes, not in the file's name ("text/html").
        language: ISO 639-1 code of most of the body ("hy"), az-Cyrl for Azerbaijani in Cyrillic; None if unknown.
        text: The text. Offsets everywhere are its Unicode code points, end exclusive.
        regions: In the order of `start`, outer before inner.
        stretches: The paragraphs of regions that mix languages, in the order of `start`.
        warnings: What the reader had to guess or leave out, in words for a person.
        title: The title as the text prints it; None where it prints none.
        published: The date of publication that the text itself states (dateline, byline, metadata); None for none.
        dates: All dates that the bytes give of themselves; where the first is one of publication, it is `published`.
        assets: What its own text points to, each address once, in the order of `start`.
        base: The address from which relative ones count, as the bytes say it; None where they do not.
        publisher: The paper or body that the text itself names as publisher; None for none.
        pages: The pages, where the bytes have pages.
        boxes: Where the words stand on them, in the order of `start`.
        tool: Which reader ("plain text", "html", "pdf").
        version: The reader's version; a change of rules changes it.
    """

    media_type: str
    language: str | None = None
    text: str
    regions: tuple[Region, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    warnings: tuple[str, ...] = ()
    title: str | None = None
    published: DateValue | None = None
    dates: tuple[CandidateDate, ...] = ()
    assets: tuple[Asset, ...] = ()
    base: str | None = None
    publisher: str | None = None
    pages: tuple[Page, ...] = ()
    boxes: tuple[Box, ...] = ()
    tool: str
    version: str
