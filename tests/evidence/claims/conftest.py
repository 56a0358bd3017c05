"""What the tests of claims share: a reading of invented words, and its claims."""

from collections.abc import Callable

import pytest

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Claim, Context, Question
from ledgerstone.evidence.reading.model import Reading, Region, Role
from ledgerstone.evidence.reading.parts.citations import find_citations

ClaimsOf = Callable[..., tuple[Claim, ...]]


def reading_of(text: str, language: str | None = "en", regions: tuple[Region, ...] = ()) -> Reading:
    cited = () if any(r.role is Role.CITATION for r in regions) else tuple(find_citations(text))
    ordered = tuple(sorted((*regions, *cited), key=lambda r: (r.start, -r.end)))
    return Reading(media_type="text/plain", language=language, text=text, regions=ordered, tool="test", version="1")


def _claims_of(
    text: str,
    question: Question | None = None,
    *,
    language: str | None = "en",
    regions: tuple[Region, ...] = (),
    context: Context | None = None,
) -> tuple[Claim, ...]:
    reading, known = reading_of(text, language, regions), context or Context()
    claims = extract(reading, find_mentions(reading, known), known)
    assert all(text[c.passage.start : c.passage.end] == c.passage.exact for c in claims)
    return tuple(c for c in claims if question is None or c.question is question)


@pytest.fixture(scope="session")
def claims_of() -> ClaimsOf:
    """Claims of a text, all or those of one question; that passages are exact is checked every time."""
    return _claims_of


@pytest.fixture(scope="session")
def read_words() -> Callable[..., Reading]:
    """A reading of words, with the regions given and its citations."""
    return reading_of
