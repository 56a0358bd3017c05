"""The title and the dates in a document's properties (Dublin Core, as OPC, ODF and EPUB all use it)."""

from ledgerstone.evidence.reading.candidate_dates import stamped
from ledgerstone.evidence.reading.model import CandidateDate, DateOf
from ledgerstone.evidence.reading.office.markup import Attributes, parse
from ledgerstone.evidence.reading.office.package import Package, UnreadableError

LONGEST = 500
DATES = frozenset({"created", "modified", "creation-date", "date"})
"""OPC (ECMA-376-2, 8.3.4), OpenDocument (part 3, 4.3.2) and EPUB (5.5.4, where `date` is of publication)."""


class Properties:
    """Takes the part with the properties; has the title, the language and the dates that it names."""

    def __init__(self) -> None:
        self.title: str | None = None
        self.language: str | None = None
        self.dates: dict[str, str] = {}
        self._pieces: list[str] = []

    def start(self, _: str, __: Attributes) -> None:
        """Take the beginning of an element."""
        self._pieces = []

    def end(self, name: str) -> None:
        """Take the end of an element."""
        words = "".join(self._pieces).strip()[:LONGEST] or None
        self._pieces = []
        if name == "title":
            self.title = self.title or words
        elif name == "language":
            self.language = self.language or words
        elif name in DATES and words:
            self.dates.setdefault(name, words)

    def data(self, words: str) -> None:
        """Take a piece of text."""
        if len(self._pieces) < LONGEST:
            self._pieces.append(words)

    def made(self) -> tuple[CandidateDate, ...]:
        """Return when the document says that it was made and changed."""
        return stamped(self.dates, of=DateOf.MADE, where="document properties")


def core_properties(package: Package) -> Properties:
    """Return the properties of a document of Office Open XML; nothing where it has none, or none that can be read."""
    properties = Properties()
    if package.holds(CORE):
        parse(package.chunks(CORE), properties, catch=UnreadableError)
    return properties


CORE = "docProps/core.xml"
