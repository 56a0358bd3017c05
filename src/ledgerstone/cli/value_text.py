"""Values, scopes, counts of lines and names of sources as the commands print them.

A value stands between quotation marks, in its source's words.
"""

import re
from collections.abc import Iterable, Mapping

from ledgerstone.evidence.claims.model import Question, Scope
from ledgerstone.evidence.incidents.model import Answer, Change
from ledgerstone.record.rows import SourceRow
from ledgerstone.values.answers import Value
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue
from ledgerstone.values.names import NameValue
from ledgerstone.values.places import PlaceValue

HEADINGS = {
    Question.WHEN: "When",
    Question.WHERE: "Where",
    Question.KILLED: "Killed",
    Question.INJURED: "Injured",
    Question.MISSING: "Missing",
    Question.DISPLACED: "Displaced",
    Question.DETAINED: "Detained",
    Question.SEXUAL_VIOLENCE: "Sexual violence",
    Question.PROPERTY_LOST: "Property lost",
    Question.TARGETED: "Whom sources name as targeted",
    Question.SAID_TO_HAVE_DONE: "Whom sources say to have done it",
    Question.CHARACTERISED_AS: "What sources call it",
    Question.WORDS_SAID: "Words said",
    Question.OTHER: "Other",
}

LONGEST_NAME = 48
"""Characters of a source's name within a sentence."""

NOTHING_SAID = "no value that can be held"

_SOURCE_ID = re.compile(r"\bs[0-9a-f]+\b")


def value_words(value: Value | None, scope: Scope) -> str:
    """Return a value in its source's words, with what it covers."""
    covers = _scope_words(scope)
    return quoted_value(value) + (f" ({covers})" if covers else "")


def quoted_value(value: Value | None) -> str:
    """Return a value in its source's words alone; a date also as we read it."""
    if value is None:
        return NOTHING_SAID
    if isinstance(value, CountValue):
        return f"“{value.wording}”"
    if isinstance(value, DateValue):
        return f"“{value.wording}”" + (f" = {value.edtf}" if value.edtf and value.edtf != value.wording else "")
    if isinstance(value, PlaceValue | NameValue):
        return f"“{value.name}”"
    return f"“{value.text}”"


def _scope_words(scope: Scope) -> str:
    parts = (
        scope.of_whom and f"of whom: “{scope.of_whom}”",
        scope.term,
        scope.unit if scope.unit != "people" else None,
        scope.where and f"where: {scope.where.name}",
        scope.when and f"when: {scope.when.edtf or scope.when.wording}",
        scope.part and f"part of {scope.part}",
    )
    return ", ".join(part for part in parts if part)


def lines_words(least: int, most: int) -> str:
    """Return in how many independent lines."""
    number = str(least) if least == most else f"{least} to {most}"
    return f"{number} independent line{'' if (least, most) == (1, 1) else 's'}"


def stances_words(answer: Answer) -> str:
    """Return how the voices stand to it, where that is more than plain assertion or report."""
    noted = [stance.value for stance in answer.stances if stance.value not in {"asserted", "reported"}]
    return f" [{', '.join(noted)}]" if noted else ""


def change_words(change: Change) -> str:
    """Return what differs between two copies, both wordings quoted."""
    return f"“{change.exact}” where the other has “{change.of_exact}”"


def counted(number: int, noun: str) -> str:
    """Return a number of things."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def short_names(sources: Iterable[SourceRow]) -> dict[str, str]:
    """Return for each source who published it, else its title, with its number in the list of sources."""
    return {source.id: f"{_publisher(source)} [{at}]" for at, source in enumerate(sources, start=1)}


def dated_names(sources: Iterable[SourceRow]) -> dict[str, str]:
    """Return for each source who published it, else its title, when, and its number in the list of sources."""
    return {
        source.id: f"{_publisher(source)}, {source.published or 'undated'} [{at}]"
        for at, source in enumerate(sources, start=1)
    }


def _publisher(source: SourceRow) -> str:
    return short(source.publisher or source.title or "publisher not known")


def short(name: str) -> str:
    """Return a name as it stands within a sentence: a long title is cut, the list of sources has all of it."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def with_names(text: str, names: Mapping[str, str]) -> str:
    """Return one of our sentences with the names of sources in the place of their ids."""
    return _SOURCE_ID.sub(lambda found: names.get(found[0], found[0]), text)
