"""Texts in which people marked names, in the two forms in which sets come; what their kinds are to us.

A set's own kinds are more than ours. Persons are persons; countries, cities and states ("GPE") and lands and waters
("LOC") are both places, because a text's place is the one or the other by no difference that matters here; bodies are
bodies. All else has no label: buildings and streets, peoples, events, laws, works, and whatever is no name.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from ledgerstone.evidence.claims.clauses import Sentence, sentences
from ledgerstone.evidence.claims.finders.model import FoundName
from ledgerstone.evidence.claims.finders.tagger.features import page_of
from ledgerstone.evidence.claims.finders.tagger.learning import Marked
from ledgerstone.evidence.claims.rules import rules_of
from ledgerstone.values.names import NameType

OUTSIDE: Final = "O"
KINDS: Final = {
    "PER": NameType.PERSON,
    "PERSON": NameType.PERSON,
    "GPE": NameType.PLACE,
    "LOC": NameType.PLACE,
    "LOCATION": NameType.PLACE,
    "ORG": NameType.BODY,
    "ORGANIZATION": NameType.BODY,
}
LABELS: Final = (OUTSIDE, *(f"{part}-{kind.value}" for kind in dict.fromkeys(KINDS.values()) for part in "BI"))
_NO_SPACE_BEFORE: Final = frozenset([*",.:;!?)]»՝՛՞։՜`", "..."])
_NO_SPACE_AFTER: Final = frozenset("([«")


class MarkedText(Struct, frozen=True, kw_only=True):
    """A text with its names in order; `name` tells it from the others of its set."""

    name: str
    text: str
    names: tuple[FoundName, ...]


class _Line(Struct):
    """A line of ArmTDP-NER's `ArmNER-HY.json1`."""

    id: int
    text: str
    labels: list[tuple[int, int, str]]


def from_json_lines(path: Path) -> Iterator[MarkedText]:
    """Yield the texts of a file with one JSON object a line: "id", "text", and "labels" of start, end and kind."""
    for line in path.read_bytes().splitlines():
        if line.strip():
            read = msgspec.json.decode(line, type=_Line)
            found = (_name(read.text, start, end, kind) for start, end, kind in sorted(read.labels))
            yield MarkedText(name=str(read.id), text=read.text, names=tuple(name for name in found if name))


def from_columns(path: Path) -> Iterator[MarkedText]:
    """Yield the sentences of a file with a token and its label a line, and an empty line between sentences.

    The words are put together again as a text is written: the sets give no spaces.
    """
    for number, block in enumerate(path.read_text(encoding="utf-8").split("\n\n")):
        rows = [line.split() for line in block.splitlines()]
        tokens = [(row[0], row[-1]) for row in rows if len(row) > 1]
        if tokens:
            yield _joined(f"{path.name} {number}", tokens)


def marked_sentences(texts: Iterable[MarkedText], language: str) -> Iterator[Marked]:
    """Yield the sentences of texts with a label for each token; a name over the end of a sentence has none."""
    abbreviations = rules_of(language).abbreviations
    for each in texts:
        cut = sentences(each.text, (), abbreviations)
        page = page_of(cut)
        for sentence in cut:
            yield Marked(text=each.text, sentence=sentence, page=page, labels=_labels(sentence, each.names))


def _labels(sentence: Sentence, names: Iterable[FoundName]) -> tuple[str, ...]:
    labels = [OUTSIDE] * len(sentence.tokens)
    for name in names:
        if sentence.start <= name.start and name.end <= sentence.end:
            first, last = sentence.token_at(name.start), sentence.token_at(name.end - 1)
            labels[first : last + 1] = [f"B-{name.type.value}", *[f"I-{name.type.value}"] * (last - first)]
    return tuple(labels)


def _name(text: str, start: int, end: int, kind: str) -> FoundName | None:
    """Return a name without the spaces that were marked with it; None for a kind that is none of ours."""
    if kind not in KINDS:
        return None
    exact = text[start:end]
    inner = start + len(exact) - len(exact.lstrip())
    return FoundName(start=inner, end=inner + len(exact.strip()), type=KINDS[kind])


def _joined(name: str, tokens: list[tuple[str, str]]) -> MarkedText:
    text, names, start, kind = "", [], 0, ""
    for word, label in (*tokens, ("", OUTSIDE)):
        if kind and label != f"I-{kind}":
            names.append(_name(text, start, len(text), kind))
            kind = ""
        if text and word and word not in _NO_SPACE_BEFORE and text[-1] not in _NO_SPACE_AFTER:
            text += " "
        if label.startswith("B-"):
            start, kind = len(text), label[2:]
        text += word
    return MarkedText(name=name, text=text, names=tuple(each for each in names if each))
