"""Claims and sources as CSV."""

from collections.abc import Iterator

from ledgerstone.accountability.access import Purpose, Viewer
from ledgerstone.evidence.claims.plain_words import chain_words, left_open, note_words
from ledgerstone.exchange.csv_text import Cell, csv_lines
from ledgerstone.record import find
from ledgerstone.record.rows import ClaimRow, SourceRow
from ledgerstone.values.answers import Value
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue
from ledgerstone.values.names import NameValue
from ledgerstone.values.places import PlaceValue
from ledgerstone.values.texts import TextValue

SOURCE_COLUMNS = SourceRow.__struct_fields__

CLAIM_COLUMNS = (
    "id",
    "source",
    "incident",
    "question",
    "kind",
    "wording",
    "lower",
    "upper",
    "approximate",
    "edtf",
    "name",
    "latitude",
    "longitude",
    "of_whom",
    "scope_where",
    "scope_when",
    "part_of",
    "unit",
    "term",
    "voice",
    "voice_kind",
    "stance",
    "status",
    "start",
    "end",
    "exact",
    "region",
    "method",
    "earliest",
    "latest",
    "reason",
    "gazetteer_id",
    "extent",
    "alternatives",
    "chain",
    "cue",
    "unsure",
    "notes",
)
"""What came later stands last, so that a reader of columns by number is not misled."""


def sources_csv(*, viewer: Viewer, purpose: Purpose) -> Iterator[str]:
    """Yield the sources that the viewer may see, as lines of CSV."""
    rows = find.sources(viewer=viewer, purpose=purpose)
    yield from csv_lines(SOURCE_COLUMNS, (_source(row) for row in rows))


def claims_csv(*, viewer: Viewer, purpose: Purpose) -> Iterator[str]:
    """Yield the claims that the viewer may see, as lines of CSV: one column for each part of value and scope."""
    rows = find.claims(viewer=viewer, purpose=purpose)
    yield from csv_lines(CLAIM_COLUMNS, (_claim(row) for row in rows))


def _source(row: SourceRow) -> tuple[Cell, ...]:
    return (
        row.id,
        row.sha256,
        row.media_type,
        row.size,
        row.title,
        row.publisher,
        row.published,
        row.obtained.isoformat(),
        row.origin,
        row.language,
        row.status,
        row.visibility,
    )


def _claim(row: ClaimRow) -> tuple[Cell, ...]:
    scope = row.scope
    return (
        row.id,
        row.source,
        row.incident,
        row.question,
        *_value(row),
        scope.of_whom,
        None if scope.where is None else scope.where.name,
        None if scope.when is None else scope.when.edtf or scope.when.wording,
        scope.part,
        scope.unit,
        scope.term,
        row.voice.name,
        row.voice.kind.value,
        row.stance.value,
        row.status,
        row.passage.start,
        row.passage.end,
        row.passage.exact,
        row.region,
        row.method,
        *_more(row.value),
        chain_words(row.voice),
        None if row.cue is None else row.cue.exact,
        "; ".join(left_open(row.value, row.scope, row.voice)),
        "; ".join(map(note_words, row.notes)),
    )


def _more(value: Value | None) -> tuple[Cell, ...]:
    """Return earliest, latest and reason of a date; gazetteer_id, extent and alternatives of a place."""
    match value:
        case DateValue():
            days = tuple(None if day is None else day.isoformat() for day in (value.earliest, value.latest))
            return (*days, value.reason, None, None, None)
        case PlaceValue():
            others = " ".join(other.gazetteer_id for other in value.alternatives)
            return (None, None, None, value.gazetteer_id, value.extent and value.extent.value, others)
    return (None,) * 6


def _value(row: ClaimRow) -> tuple[Cell, ...]:
    """Return kind, wording, lower, upper, approximate, edtf, name, latitude and longitude."""
    value = row.value
    match value:
        case CountValue():
            approximate = "yes" if value.approximate else "no"
            return ("count", value.wording, value.lower, value.upper, approximate, None, None, None, None)
        case DateValue():
            return ("date", value.wording, None, None, None, value.edtf, None, None, None)
        case PlaceValue():
            return ("place", value.wording, None, None, None, None, value.name, value.latitude, value.longitude)
        case NameValue():
            return ("name", value.wording, None, None, None, None, value.name, None, None)
        case TextValue():
            return ("text", value.text, None, None, None, None, None, None, None)
        case None:
            return (None,) * 9
