"""The title in a document's properties (Dublin Core, as OPC, ODF and EPUB all use it)."""

from ledgerstone.evidence.reading.office.markup import Attributes

LONGEST = 500


class Properties:
    """Takes the part with the properties; has the title and the languages that it names."""

    def __init__(self) -> None:
        self.title: str | None = None
        self.language: str | None = None
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

    def data(self, words: str) -> None:
        """Take a piece of text."""
        if len(self._pieces) < LONGEST:
            self._pieces.append(words)
