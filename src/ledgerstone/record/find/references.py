"""The reference list of a source against its citations, judged from its latest reading, alone or beside others."""

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.errors import NotFoundError
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.evidence.reading.spans import Spans
from ledgerstone.evidence.references.compare import Difference, acts_cited_differently
from ledgerstone.evidence.references.judge import judge_references
from ledgerstone.evidence.references.model import Finding
from ledgerstone.record.find import visible
from ledgerstone.record.find.identity import full_source_id
from ledgerstone.record.find.withheld import hidden_of
from ledgerstone.record.rows import ReferencesRow
from ledgerstone.record.shapes import date_value, reading_value
from ledgerstone.values.dates import DateValue


def references(
    id: str,  # noqa: A002 - the contract's word
    *,
    viewer: Viewer,
    purpose: Purpose,
    beside: tuple[str, ...] = (),
) -> ReferencesRow:
    """Return entries, citations and findings of one source; those in comments are kept from the public.

    Args:
        id: The source, or a beginning that only one has.
        viewer: Who asks.
        purpose: What for.
        beside: Other sources: where one cites an act otherwise than this source does is found too.

    Raises:
        NotFoundError: There is no such source for this viewer, or it has no reading.
    """
    key, reading, published = _read(id, viewer=viewer, purpose=purpose)
    hidden = hidden_of(reading, key) if viewer.role is Role.PUBLIC else Spans.of(())
    judged = judge_references(reading, published=published)
    others = [_read(other, viewer=viewer, purpose=purpose)[:2] for other in beside]
    compared = [one for pair in others for one in acts_cited_differently([(key, reading), pair])]
    return ReferencesRow(
        source=key,
        entries=tuple(one for one in judged.entries if not hidden.touch(one.start, one.end)),
        citations=tuple(one for one in judged.citations if not hidden.touch(one.start, one.end)),
        findings=tuple(
            one
            for one in (*judged.findings, *map(_as_finding, compared))
            if one.passage is None or not hidden.touch(one.passage.start, one.passage.end)
        ),
    )


def _read(text: str, *, viewer: Viewer, purpose: Purpose) -> tuple[str, Reading, DateValue | None]:
    """The id, the latest reading and the date of publication of one visible source."""
    key = full_source_id(text, viewer=viewer, purpose=purpose)
    found = visible.sources(viewer=viewer, purpose=purpose).select_related("reading").get(pk=key)
    if found.reading is None:
        raise NotFoundError(f"source {key} has no reading, so no references; `source {key}` says why")
    return key, reading_value(found.reading), date_value(found.published_value)


def _as_finding(difference: Difference) -> Finding:
    own, other = difference.cited
    return Finding(
        rule=difference.rule,
        message=f"source {other.source} cites what may be the same act as “{' '.join(other.passage.exact.split())}”: "
        f"{difference.what}; a person must say",
        passage=own.passage,
    )
