"""What a package holds that no reader of ours reads: counted, so that a person knows of it."""

from collections.abc import Iterable

from msgspec import Struct

from ledgerstone.evidence.reading.office.package import Package


class Counted(Struct, frozen=True, kw_only=True):
    """A kind of part.

    Attributes:
        folder: What the names of such parts begin with, in lower case.
        said: What to say of them; `{}` stands for their number.
    """

    folder: str
    said: str


def counted(package: Package, kinds: Iterable[Counted]) -> list[str]:
    """Return a sentence for each kind of which the package holds a part."""
    found = ((kind.said, package.count(kind.folder)) for kind in kinds)
    return [said.format(count) for said, count in found if count]
