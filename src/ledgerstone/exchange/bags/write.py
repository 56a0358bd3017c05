"""Write a bag of version 1.0: payload first, then the tag files that say what it must be.

One digest is enough, SHA-256: it is the one by which the log names objects, so that a manifest's line and a log's entry
say the same. Source: RFC 8493, section 2.
"""

from collections.abc import Iterable

from ledgerstone.errors import DamagedError
from ledgerstone.exchange.bags.paths import PAYLOAD
from ledgerstone.exchange.bags.tag_files import BAG_INFO, DECLARATION, Listed, format_bag_info, format_manifest
from ledgerstone.exchange.new_folder import NewFolder

ALGORITHM = "sha256"
_DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


class BagWriter:
    """A bag that is being written.

    Args:
        folder: Where to.
    """

    def __init__(self, folder: NewFolder) -> None:
        self._folder = folder
        self._payload: list[Listed] = []
        self._tags: list[Listed] = []
        self.bytes = 0

    @property
    def files(self) -> int:
        """How many files the payload has."""
        return len(self._payload)

    def add(self, name: str, chunks: Iterable[bytes], *, sha256: str | None = None) -> str:
        """Add a file of the payload.

        Args:
            name: Its path below `data/`.
            chunks: Its bytes.
            sha256: The digest that they must have; None where nothing says so.

        Returns:
            Its path in the bag.

        Raises:
            DamagedError: They have another one.
            StorageError: The medium failed.
        """
        path = PAYLOAD + name
        digest, size = self._folder.write(path, chunks)
        if sha256 not in {None, digest}:
            raise DamagedError(
                f"the object {sha256} is damaged: nothing was exported; run `ledgerstone verify`, and restore it "
                "from a copy"
            )
        self._payload.append(Listed(digest=digest, path=path))
        self.bytes += size
        return path

    def add_tag_file(self, path: str, data: bytes) -> None:
        """Add a file that says something of the payload.

        Raises:
            StorageError: The medium failed.
        """
        digest, _ = self._folder.write(path, [data])
        self._tags.append(Listed(digest=digest, path=path))

    def close(self, said: Iterable[tuple[str, str]]) -> None:
        """Write what makes the folder a bag.

        Args:
            said: Labels of bag-info.txt with what they say; the payload's sum is added.

        Raises:
            StorageError: The medium failed.
        """
        self.add_tag_file(DECLARATION, _DECLARED)
        self.add_tag_file(BAG_INFO, format_bag_info([*said, ("Payload-Oxum", f"{self.bytes}.{self.files}")]))
        self.add_tag_file(f"manifest-{ALGORITHM}.txt", format_manifest(self._payload))
        self._folder.write(f"tagmanifest-{ALGORITHM}.txt", [format_manifest(self._tags)])
