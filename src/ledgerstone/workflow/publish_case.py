"""Make a case public as it stands, in a named person's name.

Like every publication it is a snapshot: it stays as it was, and a later state is a further version. It holds what the
public may see and nothing else: words that are withheld are masked, sources that are not public are left out.
"""

from django.db import transaction
from django.utils import timezone

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.errors import ForbiddenError, NotFoundError
from ledgerstone.record import save
from ledgerstone.record.find.case import case as find_case
from ledgerstone.record.find.cases import full_case_id, opened_case
from ledgerstone.record.rows import PublicationRow
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.archive_log import writing
from ledgerstone.workflow.people import require_user

_DESK = Viewer(role=Role.DESK)
_PUBLIC = Viewer(role=Role.PUBLIC)


def publish_case(directory: DataDirectory, case: str, *, by: str) -> PublicationRow:
    """Publish a case.

    Args:
        directory: The archive.
        case: Its id, or a beginning that only one has.
        by: The person's name.

    Raises:
        NotFoundError: There is no such case.
        ForbiddenError: There is no such user, or the source that the case is about is not public.
    """
    require_user(by)
    key = full_case_id(case, viewer=_DESK, purpose=Purpose.READING)
    source = opened_case(key, viewer=_DESK, purpose=Purpose.READING).row.source
    with writing(directory) as archive:
        try:
            whole = find_case(key, viewer=_PUBLIC, purpose=Purpose.READING)
        except NotFoundError as error:
            raise ForbiddenError(
                f"case {key} is about {source}, which is not public: `publish {source} --by USER` first"
            ) from error
        if whole.opened is None:
            raise NotFoundError(f"no case {case!r}; list what there is with `case list`")
        with transaction.atomic():
            made = save.add_publication(
                key,
                listing=whole.opened,
                snapshot=whole,
                cites=tuple(row.id for row in whole.sources),
                by=by,
                at=timezone.now(),
            )
        archive.log_rows()
    return made
