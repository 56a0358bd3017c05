"""The reference list of a source against its citations, judged from its latest reading."""

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.errors import NotFoundError
from ledgerstone.evidence.references.judge import judge_references
from ledgerstone.record.find import visible
from ledgerstone.record.find.identity import full_source_id
from ledgerstone.record.find.withheld import comments_of, inside
from ledgerstone.record.rows import ReferencesRow
from ledgerstone.record.shapes import reading_value


def references(id: str, *, viewer: Viewer, purpose: Purpose) -> ReferencesRow:  # noqa: A002 - the contract's word
    """Return entries, citations and findings of one source; those in comments are kept from the public.

    Raises:
        NotFoundError: There is no such source for this viewer, or it has no reading.
    """
    key = full_source_id(id, viewer=viewer, purpose=purpose)
    found = visible.sources(viewer=viewer, purpose=purpose).select_related("reading").get(pk=key)
    if found.reading is None:
        raise NotFoundError(f"source {key} has no reading, so no references; `source {key}` says why")
    reading = reading_value(found.reading)
    hidden = comments_of(reading.regions) if viewer.role is Role.PUBLIC else ()
    judged = judge_references(reading)
    return ReferencesRow(
        source=key,
        entries=tuple(one for one in judged.entries if not inside(one.start, one.end, hidden)),
        citations=tuple(one for one in judged.citations if not inside(one.start, one.end, hidden)),
        findings=tuple(
            one
            for one in judged.findings
            if one.passage is None or not inside(one.passage.start, one.passage.end, hidden)
        ),
    )
