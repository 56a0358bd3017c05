"""Slovnet's names of a text, sentence by sentence, on the tokens that the rules walk over.

Slovnet's own tokeniser is left aside: ours has its offsets in the text and bounds a sentence. What it would write as
one token (words about a hyphen) is set together. On the development set of factRuEval both give the same names within
a point. Source: A. Kukushkin, slovnet 0.6.0 (a convolutional network with a chain of tags).
"""

from collections.abc import Iterator, Sequence
from importlib import metadata
from operator import attrgetter
from pathlib import Path
from typing import Final

from navec import Navec
from slovnet import NER

from ledgerstone.evidence.claims.clauses import Sentence
from ledgerstone.evidence.claims.finders.model import FoundName
from ledgerstone.evidence.claims.finders.written import written_words
from ledgerstone.values.names import NameType

TYPES: Final = {"PER": NameType.PERSON, "LOC": NameType.PLACE, "ORG": NameType.BODY}
OUTSIDE = "O"
BEGINS = "B"
LONGEST_WORD = 60
"""Code points; no word of a language is longer, and what is cut is none that the model knows."""


class SlovnetFinder:
    """Finds Russian names.

    Args:
        model: The file of the model.
        vectors: The file of the words' vectors.
    """

    def __init__(self, model: Path, vectors: Path) -> None:
        self._infer = NER.load(str(model)).navec(Navec.load(str(vectors))).infer
        self.method = f"names/slovnet {metadata.version('slovnet')} {model.stem}"

    def find(self, text: str, cut: Sequence[Sentence]) -> tuple[FoundName, ...]:
        """Return the names of a text in its order; arguments as in the protocol."""
        named = [written_words(sentence) for sentence in cut if any(token.capital for token in sentence.tokens)]
        # Some are worked on at once, all as long as the longest of them: those of a length together, for speed.
        named.sort(key=len)
        written = ([text[start : min(end, start + LONGEST_WORD)] for start, end in words] for words in named)
        tags = self._infer.decoder(self._infer.process(self._infer.encoder(written)))
        found = (name for words, of_words in zip(named, tags, strict=True) for name in _names(words, of_words))
        return tuple(sorted(found, key=attrgetter("start")))


def _names(words: Sequence[tuple[int, int]], tags: Sequence[str]) -> Iterator[FoundName]:
    """Yield the names of a sentence: each opens with a tag of its own, and goes on while the type stays the same."""
    name: tuple[int, int, str] | None = None
    for (start, end), tag in zip(words, tags, strict=True):
        place, _, kind = tag.partition("-")
        if name is not None and place not in (OUTSIDE, BEGINS) and kind == name[2]:
            name = (name[0], end, kind)
            continue
        if name is not None:
            yield FoundName(start=name[0], end=name[1], type=TYPES[name[2]])
        name = None if place == OUTSIDE else (start, end, kind)
    if name is not None:
        yield FoundName(start=name[0], end=name[1], type=TYPES[name[2]])
