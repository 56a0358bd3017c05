"""Add a person who decides."""

from django.db import transaction
from django.utils import timezone

from ledgerstone.errors import UsageError
from ledgerstone.record import save

LONGEST = 150


def add_user(name: str) -> bool:
    """Add a user, unless there is one of this name.

    Returns:
        Whether one was added.

    Raises:
        UsageError: The name is empty, too long, or holds what is not printed.
    """
    plain = " ".join(name.split())
    if not plain or len(plain) > LONGEST or not plain.isprintable():
        raise UsageError(f"a user's name has 1 to {LONGEST} printable characters; give another than {name!r}")
    with transaction.atomic():
        return save.add_user(plain, added=timezone.now())
