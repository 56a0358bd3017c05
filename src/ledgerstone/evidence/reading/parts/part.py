"""What a rule of this package finds: a run of lines with a role."""

import msgspec

from ledgerstone.evidence.reading.model import Role


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A run of lines of a sheet; `first` and `last` are places of lines, both included.

    The other attributes are those of a `Region`.
    """

    role: Role
    first: int
    last: int
    author: str | None = None
    order: int | None = None
    parent: int | None = None
    label: str | None = None
