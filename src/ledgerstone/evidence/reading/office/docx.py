"""The reader of DOCX files (ISO/IEC 29500): headers, the text, its notes, footers, and the comments of reviewers.

Footnotes and endnotes stand after the text under the mark that the text gives them in brackets, as a reference list.
Headers and footers stand once. The file's own properties are used for one thing: a line that prints their title is
the title. Their author is not shown, because he may be the witness.
"""

import re
from collections.abc import Iterator

from ledgerstone.evidence.reading.model import Reading, Role
from ledgerstone.evidence.reading.office.blocks import Block, Origin, as_reading, unread
from ledgerstone.evidence.reading.office.docx_body import Body, Marks, Rules
from ledgerstone.evidence.reading.office.docx_links import Links
from ledgerstone.evidence.reading.office.docx_styles import Numbering, Styles
from ledgerstone.evidence.reading.office.markup import BROKEN, Attributes, Handler, parse
from ledgerstone.evidence.reading.office.notes import Aside, Told, alike, comment_words, notes_block, told_of
from ledgerstone.evidence.reading.office.package import Package, Relationship, UnreadableError, open_package
from ledgerstone.evidence.reading.office.pointing import Pointing
from ledgerstone.evidence.reading.office.properties import core_properties
from ledgerstone.evidence.reading.office.quota import LONGEST_PROSE, Quota
from ledgerstone.evidence.reading.office.unread_parts import Counted, counted

ORIGIN = Origin(
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document", tool="docx", version="2"
)
USUAL = "word/document.xml"
FORM = re.compile(
    rb"<\w{1,9}:(footnote|endnote)Pr\b[^>]{0,200}>(?:(?!</).){0,400}?numFmt\s[^>]{0,40}val=\"(\w{1,30})\"", re.DOTALL
)
FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}
"""How Word counts where nothing says (17.11.17, 17.11.18)."""
OUTSIDE = frozenset({"attachedTemplate", "image", "oleObject", "frame", "subDocument", "aFChunk"})
KINDS_AT_END = ("footnote", "endnote")
COUNTED = (
    Counted(folder="word/media/", said="{} pictures are not read"),
    Counted(folder="word/embeddings/", said="{} embedded files are not read"),
    Counted(folder="word/diagrams/data", said="{} drawings with words in them are not read"),
    Counted(folder="word/charts/chart", said="{} charts are not read"),
    Counted(folder="word/vbaproject.bin", said="holds macros, which are neither run nor read"),
)


def read_docx(data: bytes) -> Reading:
    """Return the reading of a DOCX file's bytes."""
    try:
        package = open_package(data)
    except UnreadableError as error:
        return unread(ORIGIN, str(error))
    return Document(package).reading()


class Document:
    """One document while it is read."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._warnings: list[str] = []
        first = [each.target for each in package.relationships("").values() if each.kind == "officeDocument"]
        self._main = next((name for name in [*first, USUAL] if package.holds(name)), first[0] if first else USUAL)
        self._uses = tuple(package.relationships(self._main).values())
        self._pointing = Pointing()

    def reading(self) -> Reading:
        """Return the document's reading."""
        content, cut = self._content()
        styles, numbering, properties = Styles(), Numbering(), core_properties(self._package)
        self._take("styles", styles)
        self._take("numbering", numbering)
        marks = self._marks(content)
        rules = Rules(styles=styles, numbering=numbering, marks=marks, told=Told(), quota=Quota(LONGEST_PROSE))
        body = Body(rules, self._links(self._main))
        broken = parse(content, body) if content else None
        self._say(self._main, cut)
        if not (cut and broken and broken.startswith(BROKEN)):
            self._say(self._main, broken)
        heads, feet = self._furniture("header", rules), self._furniture("footer", rules)
        notes = [block for kind in KINDS_AT_END for block in self._notes(kind, rules)]
        blocks = [
            *heads,
            *body.blocks,
            *notes,
            Block(words="", assets=self._pointing.rest()),
            *feet,
            *self._comments(rules),
        ]
        self._warnings += alike(body.blocks, sum(len(each.given) for each in marks.values()))
        self._warnings += [*told_of(rules.told), *counted(self._package, COUNTED), *self._outside()]
        return as_reading(ORIGIN, blocks, self._warnings, title=properties.title, dates=properties.made())

    def _links(self, part: str) -> Links:
        return Links(self._package, part, self._pointing)

    def _content(self) -> tuple[list[bytes], str | None]:
        """The bytes of the main part, as far as they come out, and why no further."""
        pieces: list[bytes] = []
        try:
            pieces.extend(self._package.chunks(self._main))
        except UnreadableError as error:
            return pieces, str(error)
        return pieces, None

    def _marks(self, content: list[bytes]) -> dict[str, Marks]:
        """How notes are counted: as the settings or the last section say."""
        settings = b""
        for use in self._of("settings"):
            settings = self._bytes(use.target)
        found = {kind.decode(): form.decode() for kind, form in FORM.findall(settings + b"".join(content[-2:]))}
        return {kind: Marks(form=found.get(kind, form), given={}) for kind, form in FORMS.items()}

    def _bytes(self, name: str) -> bytes:
        try:
            return self._package.part(name)
        except UnreadableError:
            return b""

    def _of(self, kind: str) -> Iterator[Relationship]:
        return (use for use in self._uses if use.kind == kind and not use.outside)

    def _take(self, kind: str, handler: Handler) -> None:
        """Hand the part of a kind to what takes it."""
        for use in self._of(kind):
            self._say(use.target, parse(self._package.chunks(use.target), handler, catch=UnreadableError))

    def _say(self, name: str, reason: str | None) -> None:
        if reason:
            self._warnings.append(reason if name in reason else f"{name}: {reason}")

    def _furniture(self, kind: str, rules: Rules) -> list[Block]:
        """The headers or the footers, each wording once."""
        found: dict[str, Block] = {}
        for use in self._of(kind):
            body = Body(rules)
            self._say(use.target, parse(self._package.chunks(use.target), body, catch=UnreadableError))
            words = "\n".join(block.words for block in body.blocks if block.words.strip())
            found.setdefault(words, Block(words=words, role=Role.BOILERPLATE))
        return list(found.values())

    def _notes(self, kind: str, rules: Rules) -> list[Block]:
        part = next((use.target for use in self._of(f"{kind}s")), self._main)
        body = Body(rules, self._links(part))
        self._take(f"{kind}s", body)
        given = rules.marks[kind].given
        lost = [mark for key, mark in given.items() if key not in body.asides]
        if lost:
            self._warnings.append(f"the text of {len(lost)} {kind}s is missing")
        order = [*(key for key in given if key in body.asides), *(key for key in body.asides if key not in given)]
        return notes_block((given.get(key), body.asides[key].blocks) for key in order)

    def _comments(self, rules: Rules) -> list[Block]:
        """What reviewers wrote beside the text, with whom they answer."""
        body, answers = Body(rules), _Answers()
        self._take("comments", body)
        self._take("commentsExtended", answers)
        return [_comment(aside, answers.by_key) for aside in body.asides.values()]

    def _outside(self) -> list[str]:
        count = sum(use.outside and use.kind in OUTSIDE for use in self._uses)
        imported = sum(use.kind == "aFChunk" and not use.outside for use in self._uses)
        said = [f"points to {count} files outside, which are not fetched"] if count else []
        return [*said, *([f"{imported} documents put in whole are not read"] if imported else [])]


class _Answers:
    """Takes `commentsExtended.xml` ([MS-DOCX] 2.5.1): which comment answers which, by the id of its last paragraph."""

    def __init__(self) -> None:
        self.by_key: dict[str, str] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "commentEx" and "paraIdParent" in attributes:
            self.by_key[attributes.get("paraId", "")] = attributes["paraIdParent"]

    def end(self, name: str) -> None:
        """Nothing ends that matters."""

    def data(self, words: str) -> None:
        """The part has no text."""


def _comment(aside: Aside, answers: dict[str, str]) -> Block:
    return Block(
        words=comment_words(aside.blocks, author=aside.author, date=aside.date),
        role=Role.COMMENT,
        author=aside.author or None,
        key=aside.key,
        answers=answers.get(aside.key or ""),
    )
