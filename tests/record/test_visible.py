"""The rule in SQL gives the same answer as the rule in the core, over all combinations."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from ledgerstone.accountability.access import Guarded, Purpose, Role, Viewer, Visibility, may_see
from ledgerstone.record.find.visible import rule
from ledgerstone.record.models import Source

NOW = datetime(2026, 1, 2, tzinfo=UTC)
EMBARGOES = (None, NOW - timedelta(days=1), NOW, NOW + timedelta(days=1))
COMBINATIONS = tuple(itertools.product(Visibility, (False, True), EMBARGOES, (False, True)))


@pytest.fixture
def sources(record):  # noqa: ARG001 - asked for so that there is a record
    return [
        Source.objects.create(
            pk=f"s{number:012x}",
            sha256=f"{number:064x}",
            size=1,
            obtained=NOW,
            media_type="text/plain",
            status="read",
            visibility=visibility.value,
            sealed=sealed,
            embargo_until=embargo,
            consented=consented,
        )
        for number, (visibility, sealed, embargo, consented) in enumerate(COMBINATIONS)
    ]


def test_sql_and_core_let_out_the_same_rows(sources):
    for role, purpose in itertools.product(Role, Purpose):
        viewer = Viewer(role=role)
        seen = set(Source.objects.filter(rule(viewer=viewer, purpose=purpose, now=NOW)).values_list("pk", flat=True))
        allowed = {source.pk for source in sources if may_see(viewer, source.guarded(), purpose, NOW)}
        assert seen == allowed, (role, purpose)


def test_a_row_says_of_itself_what_its_columns_hold(sources):
    for source, (visibility, sealed, embargo, consented) in zip(sources, COMBINATIONS, strict=True):
        assert source.guarded() == Guarded(
            visibility=visibility, sealed=sealed, embargo_until=embargo, consented=consented
        )
