"""Why one claim says what it says. Computed on demand; imported by name, as `find.references` is."""

from msgspec import structs

from ledgerstone.accountability.access import Purpose, Viewer
from ledgerstone.evidence.claims.explain import Explanation, explain
from ledgerstone.record.find import visible
from ledgerstone.record.find.attributions import attributions
from ledgerstone.record.find.claims import with_incident
from ledgerstone.record.find.identity import full_claim_id
from ledgerstone.record.rows import ClaimRow
from ledgerstone.record.shapes import claim_row, claim_value, reading_value


class ExplainedClaim(ClaimRow, frozen=True, kw_only=True):
    """A claim with why it says what it says."""

    explanation: Explanation


def explained_claim(claim: str, *, viewer: Viewer, purpose: Purpose) -> ExplainedClaim:
    """Return a claim with its explanation.

    Args:
        claim: Its id, or a beginning that only one has.
        viewer: Who looks.
        purpose: What for.

    Raises:
        NotFoundError: There is no such claim for this viewer.
    """
    key = full_claim_id(claim, viewer=viewer, purpose=purpose)
    seen = visible.claims(viewer=viewer, purpose=purpose).select_related("reading")
    record = with_incident(seen, viewer=viewer, purpose=purpose).get(pk=key)
    row = claim_row(record, incident=record.shown_incident, given=attributions(viewer=viewer))
    return ExplainedClaim(
        **structs.asdict(row), explanation=explain(claim_value(record), reading_value(record.reading))
    )
