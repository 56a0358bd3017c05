"""The number of lines in one or two plain sentences, put together by rule from the edges of the lines.

Sources are named by their ids, for pages and terminals to put their names in their place; origins stand between
quotation marks, as the texts name them. Each number is the number of sources or lines that the account lists.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ledgerstone.evidence.incidents.edge import EdgeKind
from ledgerstone.evidence.incidents.lines.given import Given
from ledgerstone.evidence.incidents.lines.origins import By, is_publisher
from ledgerstone.evidence.incidents.model import Line, Lines
from ledgerstone.evidence.incidents.naming import same_name

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
MOST_WAYS = 8
"""Clauses on how sources have an answer; the edges list them all."""
NAMED = 4
"""How many sources or origins a sentence names; the account lists them all."""

_WAYS = {
    "own": ("has it in its own name", "have it in the name of “{origin}”"),
    "passed on": ("says that “{origin}” reported it", "say that “{origin}” reported it"),
    "relayed": ("has it from “{origin}”, which passed it on", "have it from “{origin}”, which passed it on"),
    "credit": ("is credited to “{origin}”", "are credited to “{origin}”"),
    "voice": ("gives it as said by “{origin}”", "give it as said by “{origin}”"),
    "unnamed": ("gives it as said by somebody whom it does not name", "give it as said by somebody not named"),
}
"""How a source has the answer, for one source and for several."""


def line_explained(line: Line, given: Mapping[str, Given]) -> str:
    """Return why the papers of a line are one line.

    Args:
        line: With its edges.
        given: Its claims by id.
    """
    head = f"{_counted(len(line.sources), 'paper')}, one line: "
    return _capital(head + "; ".join(_ways(line, given))) + "."


def answer_explained(lines: Sequence[Line], count: Lines) -> str:
    """Return why an answer has as many lines as it has, and why perhaps fewer.

    Args:
        lines: With their explanations.
        count: Their number.
    """
    papers = len({source for line in lines for source in line.sources})
    if len(lines) == 1:
        first = lines[0].explanation
    else:
        named = [_origin(line) for line in lines]
        first = f"{_counted(papers, 'paper')}, {_counted(len(lines), 'line')}: they go back to {_listed(named)}."
    if count.reason is None:
        return _capital(first)
    return _capital(f"{first} Perhaps {_counted(count.min, 'line')}: {count.reason}.")


def _origin(line: Line) -> str:
    return f"“{line.origin}”" if line.origin else f"what {line.sources[0]} says without naming an origin"


def _ways(line: Line, given: Mapping[str, Given]) -> Iterable[str]:
    """Yield for each way in which sources have the answer a clause that names them."""
    by_way: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    copied = _copied(line)
    reported = {edge.at.source for edge in line.edges if edge.kind is EdgeKind.PASSED_ON}
    claims = {given[one].paper.id: given[one] for one in reversed(line.claims)}
    for source in line.sources:
        if source not in copied:
            way, name = _way(claims[source], line.origin)
            by_way["passed on" if source in reported else way, name].append(source)
    said = [(way, name) for way in _WAYS for kind, name in by_way if kind == way]
    for way, name in said[:MOST_WAYS]:
        those = by_way[way, name]
        yield f"{_listed(those)} {_WAYS[way][len(those) > 1].format(origin=name)}"
    if len(said) > MOST_WAYS:
        yield "the others have it in like ways"
    for of, number in Counter(copied.values()).most_common():
        those = [source for source in line.sources if copied.get(source) == of]
        yield f"{_listed(those)} {'has' if number == 1 else 'have'} the words of {of}"


def _copied(line: Line) -> dict[str, str]:
    """Return for each source that has another's words the one that most sources have them of, never in a circle."""
    place = {source: number for number, source in enumerate(line.sources)}
    pairs = {(edge.at.source, edge.of.source) for edge in line.edges if edge.kind is EdgeKind.COPY}
    pairs = {pair for pair in pairs if place.keys() >= set(pair)}
    often = Counter(of for _, of in pairs)
    found: dict[str, str] = {}
    for one, other in sorted(pairs, key=lambda pair: (-often[pair[1]], place[pair[1]], place[pair[0]])):
        if one not in found and found.get(other) != one:
            found[one] = other
    return found


def _way(one: Given, origin: str | None) -> tuple[str, str | None]:
    """Return how a source has the answer, and from whom: the line's origin, or one who only passed it on."""
    name = one.origin.name
    if is_publisher(one.origin, one.paper):
        return "own", origin
    if name and origin and one.origin.by in {By.VOICE, By.CREDIT} and not same_name(name, origin, part=True):
        return "relayed", name
    if one.origin.by is By.CREDIT:
        return "credit", origin
    if one.origin.by is By.VOICE:
        return ("voice" if name else "unnamed"), origin
    return "own", origin


def _listed(names: Sequence[str]) -> str:
    shown = list(dict.fromkeys(names))
    last = ["others"] if len(shown) > NAMED else shown[-1:]
    before = shown[:NAMED] if len(shown) > NAMED else shown[:-1]
    return " and ".join(filter(None, (", ".join(before), *last)))


def _counted(number: int, noun: str) -> str:
    word = NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"
    return f"{word} {noun}{'' if number == 1 else 's'}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
