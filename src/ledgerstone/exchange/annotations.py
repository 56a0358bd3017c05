"""Each claim's passage as a W3C Web Annotation (Recommendation of 23 February 2017), one JSON-LD object a line.

The target is the reading's text of a source, named by its digest; the passage is given twice, by position and by
quotation (sections 4.2.4 and 4.2.5), so that it is found again where a text was cut or joined differently. One that
stands on a page is given a third time, by its page and the rectangle around it there (4.2.1 and 4.2.9).
"""

from collections.abc import Iterator
from itertools import groupby
from math import ceil, floor

import msgspec

from ledgerstone.accountability.access import Purpose, Viewer
from ledgerstone.evidence.reading.places import Place
from ledgerstone.record import find
from ledgerstone.record.rows import ClaimRow

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PDF = "application/pdf"
PAGES_OF_PDF = "http://tools.ietf.org/rfc/rfc3778"
MEDIA_FRAGMENTS = "http://www.w3.org/TR/media-frags/"
AROUND = 32
"""Code points of text before and after the passage."""


class Position(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="TextPositionSelector"):
    """Where the passage is, in code points of the reading's text."""

    start: int
    end: int


class Quote(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="TextQuoteSelector"):
    """The passage with what stands around it."""

    exact: str
    prefix: str
    suffix: str


class Rectangle(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="FragmentSelector"):
    """A part of a page: "xywh=" in whole points (PDF) or pixels (a scan) from its left upper corner, as it is seen."""

    value: str
    conforms_to: str = msgspec.field(default=MEDIA_FRAGMENTS, name="conformsTo")


class OnPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag="FragmentSelector"):
    """The page that the passage stands on, or begins on, and the rectangle around it there.

    `conformsTo` is left out for a scan: no standard names the pages of an image file.
    """

    value: str
    conforms_to: str | None = msgspec.field(default=None, name="conformsTo")
    refined_by: Rectangle = msgspec.field(name="refinedBy")


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """A passage of a source."""

    source: str
    selector: tuple[Position | Quote | OnPage, ...]


class Body(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="TextualBody"):
    """The claim, as JSON: a proposal of ours about what the passage says."""

    value: str
    format: str = "application/json"
    purpose: str = "classifying"


class Annotation(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="Annotation"):
    """One claim on its passage."""

    context: str = msgspec.field(default=CONTEXT, name="@context")
    id: str
    motivation: str = "classifying"
    body: Body
    target: Target


def annotations(*, viewer: Viewer, purpose: Purpose) -> Iterator[str]:
    """Yield an annotation a line for every claim that the viewer may see."""
    rows = find.claims(viewer=viewer, purpose=purpose)
    for source, claims in groupby(rows, key=lambda row: row.source):
        detail = find.source(source, viewer=viewer, purpose=purpose)
        text = "" if detail.reading is None else detail.reading.text
        for claim in claims:
            made = annotation(claim, text, sha256=detail.source.sha256, media_type=detail.source.media_type)
            yield msgspec.json.encode(made).decode("utf-8") + "\n"


def annotation(claim: ClaimRow, text: str, *, sha256: str, media_type: str) -> Annotation:
    """Return one claim as an annotation of its source's text, and of its page where it has one."""
    selectors: tuple[Position | Quote | OnPage, ...] = (*_in_text(claim, text), *_on_page(claim.places, media_type))
    return Annotation(
        id=f"urn:ledgerstone:claim:{claim.id}",
        body=Body(value=msgspec.json.encode(claim).decode("utf-8")),
        target=Target(source=f"urn:sha256:{sha256}", selector=selectors),
    )


def _in_text(claim: ClaimRow, text: str) -> tuple[Position, Quote]:
    passage = claim.passage
    quote = Quote(
        exact=passage.exact,
        prefix=text[max(0, passage.start - AROUND) : passage.start],
        suffix=text[passage.end : passage.end + AROUND],
    )
    return Position(start=passage.start, end=passage.end), quote


def _on_page(places: tuple[Place, ...], media_type: str) -> tuple[OnPage, ...]:
    """One selector, because each of several is to select all of the passage (section 4.2)."""
    if not places:
        return ()
    page = places[0].page
    here = [place for place in places if place.page == page]
    left, top = floor(min(place.left for place in here)), floor(min(place.top for place in here))
    right, bottom = ceil(max(place.right for place in here)), ceil(max(place.bottom for place in here))
    return (
        OnPage(
            value=f"page={page}",
            conforms_to=PAGES_OF_PDF if media_type == PDF else None,
            refined_by=Rectangle(value=f"xywh={left},{top},{right - left},{bottom - top}"),
        ),
    )
