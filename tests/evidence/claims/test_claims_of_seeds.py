"""Two real texts beside the project, read only: what their claims must be. Both are partisan, as are the claims."""

from pathlib import Path

import pytest

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Claim, Context, Question, VoiceKind
from ledgerstone.evidence.reading.read import read
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
PAGE, STATEMENT = SEEDS / "000_f3ed2794832f21e6.txt", SEEDS / "003_05390dacb33ac97b.txt"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="no ../shared/seeds beside the project")


def claims(path: Path, question: Question) -> list[Claim]:
    reading = read(path.read_bytes(), name=path.name)
    found = extract(reading, find_mentions(reading, Context()), Context())
    assert all(reading.text[c.passage.start : c.passage.end] == c.passage.exact for c in found)
    return [claim for claim in found if claim.question is question]


def test_the_statement_s_dead_have_number_group_place_and_month():
    killed = {(c.value.lower, c.value.upper): c.scope for c in claims(STATEMENT, Question.KILLED) if _counted(c)}
    baku, shushi, vague = killed[30_000, 30_000], killed[20_000, 20_000], killed[None, None]
    assert (baku.of_whom, baku.where.name, baku.when.edtf) == ("peaceful Armenians", "Baku", "1918-09")
    assert (shushi.of_whom, shushi.where.name) == ("peaceful Armenians", "Shushi")
    assert (vague.of_whom, vague.when.edtf) == ("Russians (mostly Cossacks)", "1918-01")


def test_the_statement_s_days_are_an_interval():
    dates = [c.value.edtf for c in claims(STATEMENT, Question.WHEN) if isinstance(c.value, DateValue)]
    assert "1990-01-13/1990-01-20" in dates


def test_no_number_is_made_of_thousands():
    (moved,) = claims(PAGE, Question.DISPLACED)
    assert (moved.value.lower, moved.value.upper, moved.value.wording) == (None, None, "thousands")


def test_the_slogans_are_words_said_without_a_named_source():
    said = [c for c in claims(PAGE, Question.WORDS_SAID) if c.voice.kind is VoiceKind.CROWD]
    assert len(said) == 2


def _counted(claim: Claim) -> bool:
    return isinstance(claim.value, CountValue)
