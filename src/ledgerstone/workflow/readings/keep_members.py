"""Keep what came out of containers as sources of their own, each with the container that it was a part of.

A container is kept whole beside them. What a person said of it that holds for all that was in it (who published it,
where it came from, what may be done with it) is said of its members; its title, date and address are its own.
"""

from collections import Counter

from ledgerstone.evidence.reading.containers.model import Bounds, Member
from ledgerstone.record.said import Unread
from ledgerstone.workflow.archive_log import Writing
from ledgerstone.workflow.readings.read_confined import Outcome
from ledgerstone.workflow.taking_in.descriptions import Description
from ledgerstone.workflow.taking_in.keep_files import ToKeep, keep_files

DEEPEST = 8
"""Containers within containers; what lies deeper stays in the innermost of them, which is kept."""


class Unpacking:
    """Keeps the members of containers, and counts what came out of each that was handed in.

    Args:
        archive: Where to.
        bounds: How much may come out of a container that was handed in, with all that was in its members.
    """

    def __init__(self, archive: Writing, bounds: Bounds | None = None) -> None:
        self.archive, self._bounds = archive, bounds or Bounds()
        self._bytes: Counter[str] = Counter()
        self._members: Counter[str] = Counter()

    def opens(self, source: Unread) -> bool:
        """Tell whether a container may still be opened."""
        return len(source.containers) < DEEPEST and self.bounds(source).bytes > 0 and self.bounds(source).members > 0

    def bounds(self, source: Unread) -> Bounds:
        """Return how much may come out of a container, after what came out of the one that it lay in."""
        outermost = _outermost(source)
        return Bounds(
            members=max(0, self._bounds.members - self._members[outermost]),
            bytes=max(0, self._bounds.bytes - self._bytes[outermost]),
            member_bytes=self._bounds.member_bytes,
            ratio=self._bounds.ratio,
            free_bytes=self._bounds.free_bytes,
        )

    def keep(self, source: Unread, outcome: Outcome) -> None:
        """Keep the members of a container.

        Raises:
            StorageError: The medium failed.
        """
        members = [one for one in outcome.made.members if one.file is not None]
        if not members:
            return
        outermost = _outermost(source)
        self._members[outermost] += len(members)
        self._bytes[outermost] += sum(one.size for one in members)
        files = (_to_keep(source, outcome, one) for one in members)
        for _ in keep_files(files, self.archive, progress=lambda _: None):
            pass


def _outermost(source: Unread) -> str:
    return source.containers[-1] if source.containers else source.sha256


def _to_keep(source: Unread, outcome: Outcome, member: Member) -> ToKeep:
    came = source.acquired
    description = Description(
        publisher=came.publisher,
        url=member.address,
        language=came.language,
        origin=came.origin,
        fonds=came.fonds,
        shelfmark=came.shelfmark,
        rights=came.rights,
    )
    path = outcome.folder / (member.file or "")
    return ToKeep(path=path, name=member.path, description=description, part_of=source.sha256, captured=member.captured)
