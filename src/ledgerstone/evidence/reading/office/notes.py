"""Footnotes, endnotes and the comments of reviewers, as they stand after a document's text."""

from collections.abc import Iterable

from msgspec import Struct, structs

from ledgerstone.evidence.reading.assets import moved
from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.office.blocks import Block, merged
from ledgerstone.evidence.reading.parts.citations import find_citations


class Told(Struct, kw_only=True):
    """What a person should be told of a document, in counts."""

    deletions: int = 0
    hidden: int = 0
    symbols: int = 0


class Aside(Struct, kw_only=True, eq=False):
    """A note or a comment of a reviewer."""

    blocks: list[Block]
    author: str | None = None
    date: str | None = None
    key: str | None = None
    answers: str | None = None


def notes_block(notes: Iterable[tuple[str | None, list[Block]]]) -> list[Block]:
    """Return notes as one block, each from a line of its own on, after its mark; nothing where there are none.

    Args:
        notes: The mark that the text gives each, or None, and its paragraphs.
    """
    lines: list[Block] = []
    for mark, blocks in notes:
        note = merged((block for block in blocks if block.words.strip()), Role.REFERENCE_LIST)
        before = f"{mark} " if mark else ""
        shown = structs.replace(note, words=before + note.words, assets=moved(note.assets, len(before)))
        lines += [shown] if note.words else []
    return [merged(lines, Role.REFERENCE_LIST)] if lines else []


def alike(blocks: Iterable[Block], notes: int) -> list[str]:
    """Return a warning where the text itself cites by numbers in brackets, which look like the marks of its notes.

    Args:
        blocks: The text without its notes.
        notes: How many marks it has got.
    """
    cited = sum(1 for block in blocks for _ in find_citations(block.words))
    return [BOTH] if notes and cited > notes else []


BOTH = "the text also cites by numbers in brackets, which look like the marks of its notes"


def comment_words(blocks: list[Block], *, author: str | None, date: str | None) -> str:
    """Return a comment as it stands in a text: who wrote it and when, then its words; "" where it has none.

    Args:
        blocks: Its paragraphs.
        author: Who wrote it.
        date: When, in ISO 8601; only the day and the minute are shown.
    """
    words = "\n".join(block.words for block in blocks if block.words.strip())
    head = ", ".join(each for each in (author, (date or "")[:MINUTE].replace("T", " ")) if each)
    return f"{head}:\n{words}" if head and words else words


MINUTE = len("1994-03-12T10:00")


def told_of(told: Told) -> list[str]:
    """Return a sentence for each thing that a person should be told of a document."""
    found: list[str] = []
    if told.deletions:
        found.append(f"tracked changes: {told.deletions} deletions are left out of the text")
    if told.hidden:
        found.append(f"{told.hidden} signs of the text are hidden in the document")
    if told.symbols:
        found.append(f"{told.symbols} signs of a symbol font stand as U+FFFD in the text")
    return found
