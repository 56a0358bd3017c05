"""The people who decide, and what was refused: the desk's own lists."""

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.record.models import Refusal, User
from ledgerstone.record.rows import RefusalRow, UserRow


def users(*, viewer: Viewer, purpose: Purpose) -> tuple[UserRow, ...]:
    """Return the named people, by name; none of them for the public."""
    if not _inside(viewer, purpose):
        return ()
    return tuple(UserRow(name=user.name, added=user.added) for user in User.objects.all())


def refusals(*, viewer: Viewer, purpose: Purpose) -> tuple[RefusalRow, ...]:
    """Return what was refused and why, oldest first; nothing for the public."""
    if not _inside(viewer, purpose):
        return ()
    return tuple(RefusalRow(path=one.path, reason=one.reason, at=one.at) for one in Refusal.objects.all())


def _inside(viewer: Viewer, purpose: Purpose) -> bool:
    return viewer.role is Role.CUSTODIAN or (viewer.role is Role.DESK and purpose is not Purpose.CUSTODY)
