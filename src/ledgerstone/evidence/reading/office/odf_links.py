"""What an ODF document points to: its links, and what it shows and does not hold (ODF 1.3, part 2, 3.7)."""

import posixpath
import re

from ledgerstone.evidence.reading.assets import kind_by_ending, unquoted
from ledgerstone.evidence.reading.model import AssetKind
from ledgerstone.evidence.reading.office.package import Package
from ledgerstone.evidence.reading.office.pointing import Link, Pointing, Written, close
from ledgerstone.evidence.reading.pages.elements import word_set

SHOWN = word_set("section-source table-source image object object-ole plugin floating-frame")
"""What is shown in a document and may lie outside it; links are what readers follow by themselves."""
OUTSIDE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:|/|\.\./")
"""How an address begins that leads out of the package."""
LINK, BESIDE = "a", "../"
KINDS = {"image": AssetKind.IMAGE, "floating-frame": AssetKind.FRAME}


class Links:
    """Takes the links of a document, and what it shows, in the order of its text.

    Args:
        package: The document.
    """

    def __init__(self, package: Package) -> None:
        self.pointing = Pointing()
        self._package = package
        self._folders = {posixpath.dirname(name.lower()) for name in package.names}
        self._links: list[Link | None] = []

    def start(self, name: str, address: str, paragraph: Written) -> None:
        """Take the beginning of a link, or what is shown."""
        elsewhere = self._elsewhere(address)
        if name == LINK:
            kind = kind_by_ending(elsewhere or "")
            self._links.append(self.pointing.open(paragraph, kind, elsewhere) if elsewhere else None)
        elif elsewhere:
            self.pointing.add(paragraph, KINDS.get(name, AssetKind.FILE), elsewhere)

    def end(self) -> None:
        """Take the end of a link."""
        if self._links:
            close(self._links.pop())

    def _elsewhere(self, address: str) -> str | None:
        """An address that the package does not hold; None where it does.

        A file beside the document is one step up from within it: the step is left out, so that it is a file beside.
        """
        if OUTSIDE.match(address):
            return address.removeprefix(BESIDE)
        name = posixpath.normpath(unquoted(address.partition("#")[0]))
        holds = self._package.holds(name) or name.lower() in self._folders
        return None if holds or not address.partition("#")[0] else address
