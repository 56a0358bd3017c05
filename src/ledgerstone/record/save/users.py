"""The people who decide."""

from datetime import datetime

from ledgerstone.record.models import User


def add_user(name: str, *, added: datetime) -> bool:
    """Add a user, unless there is one of this name.

    Returns:
        Whether one was added.
    """
    _, created = User.objects.get_or_create(name=name, defaults={"added": added})
    return created
