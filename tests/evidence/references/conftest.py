"""What the tests of references share: a reading of an invented text whose language is given, and what it is found."""

from collections.abc import Callable
from datetime import date

import pytest

from ledgerstone.evidence.reading.model import Reading
from ledgerstone.evidence.reading.regions import find_layout
from ledgerstone.evidence.references.judge import judge_references
from ledgerstone.evidence.references.model import Finding
from ledgerstone.values.dates import DateValue


def reading_of(text: str, language: str | None = "en") -> Reading:
    layout = find_layout(text)
    return Reading(
        media_type="text/plain",
        language=language,
        text=text,
        regions=layout.regions,
        title=layout.title,
        published=layout.published,
        tool="test",
        version="1",
    )


def findings_of(
    text: str, *rules: str, language: str | None = "en", published: date | None = None
) -> tuple[Finding, ...]:
    day = DateValue(edtf=published.isoformat(), earliest=published, latest=published, wording="") if published else None
    found = judge_references(reading_of(text, language), published=day).findings
    for finding in found:
        assert finding.reason
        assert finding.passage is None or text[finding.passage.start : finding.passage.end] == finding.passage.exact
    return tuple(finding for finding in found if not rules or finding.rule in rules)


@pytest.fixture(scope="session")
def read_words() -> Callable[..., Reading]:
    """A reading of words in a language."""
    return reading_of


@pytest.fixture(scope="session")
def found_in() -> Callable[..., tuple[Finding, ...]]:
    """Findings of a text, all or those of some rules; that they lie in it is checked every time."""
    return findings_of
