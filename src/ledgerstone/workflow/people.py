"""The right to change the record: a person who is known by name."""

from ledgerstone.errors import ForbiddenError
from ledgerstone.record.find import holdings


def require_user(name: str) -> None:
    """Let a known person through.

    Raises:
        ForbiddenError: There is no such user.
    """
    if not holdings.user_exists(name):
        raise ForbiddenError(f"no user {name!r}: decisions stand in a named person's name; add one with `user add`")
