"""Names of persons, places and bodies: F of the same stretch and the same kind.

Of each set: what its finder gives, what a reading with it lists ("beside the rules"), and the rules alone. Places are
GPE and LOC, as `finders.tagger.marked_texts` says. The sets:

- ArmTDP-NER: the model that is shipped was trained on it, so each fifth is measured by one that was trained on the
  others, and on the whole set only;
- pioNER silver: machine-made marks on an encyclopedia, half of them wrong; no shipped model may be trained on it;
- factRuEval, in Russian;
- Turkish-Wiki-NER: its dev part by a model that is trained on its train part, on the whole set only.

    ner.py [--fraction 0.1] [--json] [--folds]
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice, product

from sets import BENCH, FOLDS, asked, chosen, emit, emit_folds, f_score, fold, percent

from ledgerstone.evidence.claims import packs
from ledgerstone.evidence.claims.finders import FoundName, NameFinder, finder_of
from ledgerstone.evidence.claims.finders.join import with_found
from ledgerstone.evidence.claims.finders.tagged_kind import MODELS
from ledgerstone.evidence.claims.finders.tagger.finder import TaggedFinder
from ledgerstone.evidence.claims.finders.tagger.learning import learn
from ledgerstone.evidence.claims.finders.tagger.marked_texts import (
    LABELS,
    MarkedText,
    from_columns,
    from_json_lines,
    marked_sentences,
)
from ledgerstone.evidence.claims.finders.tagger.weights import About, read_model
from ledgerstone.evidence.claims.mentions import find_mentions, sentences_of
from ledgerstone.evidence.claims.model import Context, Mention, MentionKind
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.values.names import NameType, NameValue

KINDS = (NameType.PERSON, NameType.PLACE, NameType.BODY)
WAYS = ("F", "F, beside the rules", "F, rules alone")
NER = BENCH / "ner"
TURKISH = NER / "tr-wiki" / "Turkish-Wiki-NER-Dataset"
LEAST_PARTS = 2
OBJECTS = {"Person": NameType.PERSON, "Location": NameType.PLACE, "LocOrg": NameType.PLACE, "Org": NameType.BODY}
"""Kinds of factRuEval; a "LocOrg" is a land that acts."""
Tally = Counter[tuple[str, NameType]]


def main() -> None:
    """Print the figures."""
    options = asked(__doc__, "ner")
    if options.fraction == 1:
        report("hy ArmTDP", options, list(across_folds()))
    for name, language, texts in SETS:
        finder = finder_of(language)
        picked = [each for each in texts() if chosen(each.name, options.fraction)]
        report(name, options, [(each, language, finder) for each in picked])
    if options.fraction == 1:
        turkish = trained(from_columns(TURKISH / "train.conll"), "tr")
        report("tr wiki", options, [(each, "tr", turkish) for each in from_columns(TURKISH / "dev.conll")])


def across_folds() -> Iterator[tuple[MarkedText, str, NameFinder]]:
    """Yield each text of ArmTDP with a finder that was trained on the other folds."""
    texts = armenian()
    for number in range(FOLDS):
        finder = trained((each for each in texts if fold(each.name) != number), "hy")
        yield from ((each, "hy", finder) for each in texts if fold(each.name) == number)


def trained(texts: Iterable[MarkedText], language: str) -> NameFinder:
    """Return a finder that was trained on texts, with the lists of the model that is shipped."""
    lists = read_model(MODELS / "hy.names").lists
    endings = tuple((ending, instead) for ending, instead in packs.load(language).places.endings)
    about = About(language=language, method="names/benchmark 1", labels=LABELS, endings=endings, sources=())
    return TaggedFinder(learn(tuple(marked_sentences(texts, language)), about, lists._replace(endings=endings)))


def report(name: str, options: argparse.Namespace, texts: list[tuple[MarkedText, str, NameFinder | None]]) -> None:
    """Print the figures of a set: with its finder, and of the rules alone."""
    tallies: dict[str, list[Tally]] = {which: [Counter() for _ in range(FOLDS)] for which in WAYS}
    for text, language, finder in texts:
        reading = Reading(media_type="text/plain", language=language, text=text.text, tool="benchmark", version="1")
        cut = sentences_of(reading)
        mentions = find_mentions(reading, Context(), cut)
        found = {WAYS[2]: names_of(mentions)}
        if finder:
            found[WAYS[0]] = ((each.start, each.end, each.type) for each in finder.find(text.text, cut))
            found[WAYS[1]] = names_of(with_found(text.text, mentions, finder, cut))
        for which, names in found.items():
            count(tallies[which][fold(text.name)], text, names)
    for which, kind in product(WAYS, KINDS):
        if any(tallies[which]):
            emit(f"{name} {kind.value} {which}", score(sum(tallies[which], Counter()), kind), as_json=options.json)
            if options.folds:
                emit_folds(f"{name} {kind.value} {which}", [score(each, kind) for each in tallies[which]])


def names_of(mentions: Iterable[Mention]) -> Iterator[tuple[int, int, NameType]]:
    """Yield the names and places of a text as one kind of thing."""
    for mention in mentions:
        if mention.kind is MentionKind.PLACE:
            yield mention.start, mention.end, NameType.PLACE
        elif isinstance(mention.value, NameValue) and mention.value.type in KINDS:
            yield mention.start, mention.end, mention.value.type


def count(tally: Tally, text: MarkedText, found: Iterable[tuple[int, int, NameType]]) -> None:
    """Count what was found, what was wanted, and what is both."""
    names = {(name.start, name.end, name.type) for name in text.names}
    each = set(found)
    for what, those in (("found", each), ("wanted", names), ("right", each & names)):
        tally.update((what, kind) for _, _, kind in those)


def score(tally: Tally, kind: NameType) -> float:
    """Return the F of one kind."""
    right = tally["right", kind]
    return f_score(percent(right, tally["found", kind]), percent(right, tally["wanted", kind]))


def armenian() -> list[MarkedText]:
    """Return the texts of ArmTDP."""
    return list(from_json_lines(NER / "hy-armtdp" / "ArmNER-HY.json1"))


def encyclopedia() -> Iterator[MarkedText]:
    """Yield the sentences of pioNER's silver dev part."""
    yield from from_columns(NER / "hy-pioner-silver" / "dev.conll03")


def russian() -> Iterator[MarkedText]:
    """Yield the texts of factRuEval, with the objects that consist of spans."""
    for file in sorted((NER / "ru-factrueval" / "devset").glob("*.txt")):
        spans = {}
        for line in file.with_suffix(".spans").read_text(encoding="utf-8").splitlines():
            identifier, _, start, length, *_ = line.split()
            spans[identifier] = (int(start), int(start) + int(length))
        lines = file.with_suffix(".objects").read_text(encoding="utf-8").splitlines()
        names = tuple(sorted(set(objects(lines, spans)), key=lambda name: (name.start, name.end)))
        yield MarkedText(name=file.stem, text=file.read_text(encoding="utf-8"), names=names)


def objects(lines: Iterable[str], spans: dict[str, tuple[int, int]]) -> Iterator[FoundName]:
    """Yield what the lines of a file of objects name, from the first of its spans to the last."""
    for line in lines:
        parts = line.split("#")[0].split()
        if len(parts) > LEAST_PARTS and parts[1] in OBJECTS:
            ends = [spans[each] for each in islice(parts, LEAST_PARTS, None)]
            start, end = min(start for start, _ in ends), max(end for _, end in ends)
            yield FoundName(start=start, end=end, type=OBJECTS[parts[1]])


SETS = (("hy pioNER silver", "hy", encyclopedia), ("ru factRuEval", "ru", russian))


if __name__ == "__main__":
    main()
