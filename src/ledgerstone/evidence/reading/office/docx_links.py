"""What the parts of a DOCX file point to: links, fields that are links, and pictures and files that lie elsewhere.

ISO/IEC 29500-1, 17.16.22 (links), 17.16.5.25 (the field HYPERLINK), 20.1.8.13 (pictures). What the package holds is
no asset; what it says to hold and lacks is one. A picture that is linked and also held is there.
"""

import re

from msgspec import Struct

from ledgerstone.evidence.reading.assets import LONGEST_ADDRESS, kind_by_ending
from ledgerstone.evidence.reading.model import AssetKind
from ledgerstone.evidence.reading.office.markup import Attributes
from ledgerstone.evidence.reading.office.package import Package
from ledgerstone.evidence.reading.office.pointing import Link, Pointing, Written, close

LINKING = ("hyperlink", "fldSimple", "fldChar", "instrText", "docPr", "blip", "imagedata", "OLEObject")
CLOSED = ("hyperlink", "fldSimple", "instrText")
"""What is told of as its end comes."""
HYPERLINK = re.compile(r"\s{0,99}HYPERLINK\s{1,99}\"([^\"]{1,2000})\"", re.IGNORECASE)
DEEPEST = 50
"""Fields within fields."""


class Field(Struct, kw_only=True, eq=False):
    """A field that is open: its instruction, and the link that it is."""

    pieces: list[str]
    link: Link | None = None


class Links:
    """Takes what one part says of links and pictures, in the order of its text.

    Args:
        package: The document.
        part: The part's name.
        pointing: What the document points to.
    """

    def __init__(self, package: Package, part: str, pointing: Pointing) -> None:
        self.pointing = pointing
        self.listening = False
        self._package = package
        self._uses = package.relationships(part)
        self._links: list[Link | None] = []
        self._fields: list[Field] = []
        self._described = ""

    def start(self, name: str, attributes: Attributes, paragraph: Written) -> None:
        """Take the beginning of one of `LINKING`."""
        match name:
            case "hyperlink":
                self._links.append(self._open(self._elsewhere(attributes, "id"), paragraph))
            case "fldSimple":
                self._links.append(self._open(_address(attributes.get("instr", "")), paragraph))
            case "fldChar":
                self._field(attributes.get("fldCharType", ""), paragraph)
            case "instrText":
                self.listening = True
            case "docPr":
                self._described = attributes.get("descr", "")
            case _:
                self._shown(name, attributes, paragraph)

    def end(self, name: str) -> None:
        """Take the end of one of `CLOSED`."""
        if name == "instrText":
            self.listening = False
        elif self._links:
            close(self._links.pop())

    def data(self, words: str) -> None:
        """Take a piece of an instruction."""
        if self._fields and len(self._fields[-1].pieces) < LONGEST_ADDRESS:
            self._fields[-1].pieces.append(words[:LONGEST_ADDRESS])

    def _field(self, kind: str, paragraph: Written) -> None:
        if kind == "begin" and len(self._fields) < DEEPEST:
            self._fields.append(Field(pieces=[]))
        elif kind == "separate" and self._fields:
            field = self._fields[-1]
            field.link = self._open(_address("".join(field.pieces)), paragraph)
        elif kind == "end" and self._fields:
            close(self._fields.pop().link)

    def _open(self, address: str | None, paragraph: Written) -> Link | None:
        return self.pointing.open(paragraph, kind_by_ending(address), address) if address else None

    def _shown(self, name: str, attributes: Attributes, paragraph: Written) -> None:
        """A picture, or a file that is shown as one."""
        address = self._elsewhere(attributes, "embed", "link", "id")
        if address:
            kind = AssetKind.FILE if name == "OLEObject" else AssetKind.IMAGE
            self.pointing.add(paragraph, kind, address, self._described)
        self._described = ""

    def _elsewhere(self, attributes: Attributes, *names: str) -> str | None:
        """Where that is which an element uses; None where the package holds it, or does not say where it is."""
        uses = [self._uses[attributes[name]] for name in names if attributes.get(name) in self._uses]
        if any(not use.outside and self._package.holds(use.target) for use in uses):
            return None
        return next((use.target for use in sorted(uses, key=lambda use: not use.outside)), None)


def _address(instruction: str) -> str | None:
    """The address in the instruction of a field; None where it is no link."""
    found = HYPERLINK.match(instruction)
    return found[1] if found else None
