"""Each claim's passage as a W3C Web Annotation (Recommendation of 23 February 2017), one JSON-LD object a line.

The target is the reading's text of a source, named by its digest; the passage is given twice, by position and by
quotation (sections 4.2.4 and 4.2.5), so that it is found again where a text was cut or joined differently.
"""

from collections.abc import Iterator
from itertools import groupby

import msgspec

from ledgerstone.accountability.access import Purpose, Viewer
from ledgerstone.evidence.claims.model import Passage
from ledgerstone.record import find
from ledgerstone.record.rows import ClaimRow

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
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


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """A passage of a source."""

    source: str
    selector: tuple[Position, Quote]


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
            made = annotation(claim, text, sha256=detail.source.sha256)
            yield msgspec.json.encode(made).decode("utf-8") + "\n"


def annotation(claim: ClaimRow, text: str, *, sha256: str) -> Annotation:
    """Return one claim as an annotation of its source's text."""
    return Annotation(
        id=f"urn:ledgerstone:claim:{claim.id}",
        body=Body(value=msgspec.json.encode(claim).decode("utf-8")),
        target=Target(source=f"urn:sha256:{sha256}", selector=_selectors(claim.passage, text)),
    )


def _selectors(passage: Passage, text: str) -> tuple[Position, Quote]:
    quote = Quote(
        exact=passage.exact,
        prefix=text[max(0, passage.start - AROUND) : passage.start],
        suffix=text[passage.end : passage.end + AROUND],
    )
    return Position(start=passage.start, end=passage.end), quote
