"""Who may see what."""

from datetime import UTC, datetime, timedelta

import pytest

from ledgerstone.accountability.access import Guarded, Purpose, Role, Viewer, Visibility, may_see

NOW = datetime(2026, 1, 2, tzinfo=UTC)
OUT = Guarded(visibility=Visibility.PUBLIC)
PUBLIC, DESK, CUSTODIAN = (Viewer(role=role) for role in (Role.PUBLIC, Role.DESK, Role.CUSTODIAN))


def test_what_comes_in_is_for_the_desk_only():
    assert may_see(DESK, Guarded(), Purpose.READING, NOW)
    assert not may_see(PUBLIC, Guarded(), Purpose.READING, NOW)


def test_what_was_published_is_for_everybody():
    assert may_see(PUBLIC, OUT, Purpose.READING, NOW)
    assert may_see(PUBLIC, OUT, Purpose.EXPORT, NOW)


@pytest.mark.parametrize(
    "guarded",
    [
        Guarded(visibility=Visibility.PUBLIC, sealed=True),
        Guarded(visibility=Visibility.PUBLIC, consented=False),
        Guarded(visibility=Visibility.PUBLIC, embargo_until=NOW + timedelta(seconds=1)),
    ],
)
def test_seal_embargo_and_missing_consent_each_keep_it_from_the_public(guarded):
    assert not may_see(PUBLIC, guarded, Purpose.READING, NOW)
    assert may_see(CUSTODIAN, guarded, Purpose.READING, NOW)


def test_an_embargo_ends_at_its_moment():
    assert may_see(PUBLIC, Guarded(visibility=Visibility.PUBLIC, embargo_until=NOW), Purpose.READING, NOW)


def test_a_seal_binds_the_desk_too():
    assert not may_see(DESK, Guarded(sealed=True), Purpose.READING, NOW)


def test_custody_is_the_custodians():
    assert [may_see(viewer, OUT, Purpose.CUSTODY, NOW) for viewer in (PUBLIC, DESK, CUSTODIAN)] == [False, False, True]
