"""Which source a custodian means: sealed ones are found too, and a claim or an incident is no source."""

from contextlib import suppress

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.errors import NotFoundError, UsageError
from ledgerstone.record import find
from ledgerstone.record.rows import SourceDetail
from ledgerstone.workflow.judge import KINDS

_CUSTODIAN = Viewer(role=Role.CUSTODIAN)


def source_asked(asked: str) -> SourceDetail:
    """Return the source that a person means.

    Args:
        asked: Its id or digest, or a beginning that only one has.

    Raises:
        NotFoundError: There is none.
        UsageError: It is the id of something else.
    """
    try:
        return find.source(asked, viewer=_CUSTODIAN, purpose=Purpose.CUSTODY)
    except NotFoundError:
        with suppress(NotFoundError):
            found = find.full_id(asked, viewer=_CUSTODIAN, purpose=Purpose.CUSTODY)
            raise UsageError(f"{found} is {KINDS[found[0]]}: name the source, as `sources` lists it") from None
        raise
