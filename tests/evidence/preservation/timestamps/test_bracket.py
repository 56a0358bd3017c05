"""A bracket holds for every history that could have been: what is proven, and never more."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.preservation.timestamps.bracket import (
    Bracket,
    Dated,
    bracket,
    latest_before,
    written_moment,
)

START = datetime(2026, 1, 1, tzinfo=UTC)


def token(index: int, size: int, seconds: float, off: timedelta | None = None) -> Dated:
    moment = START + timedelta(seconds=seconds)
    return Dated(index=index, size=size, moment=moment, accuracy=off, authority="CN=Example")


def test_without_a_token_nothing_is_proven():
    assert bracket(3, []) == Bracket()


def test_the_first_token_over_a_place_and_the_last_before_it_count():
    tokens = [token(4, 3, 100), token(8, 7, 200), token(12, 11, 300), token(16, 15, 400)]
    found = bracket(9, tokens)
    assert (found.after, found.not_later_than) == (tokens[1].moment, tokens[2].moment)
    assert (found.preceded_by, found.covered_by) == (tokens[1], tokens[2])


def test_a_token_about_fewer_entries_that_came_in_later_proves_nothing_of_what_lies_between():
    """Place 5 was there before the token of place 8 was asked for, though that is about the first 3 entries."""
    found = bracket(5, [token(8, 3, 200)])
    assert found == Bracket()


def test_a_checkpoint_of_as_many_entries_does_not_cover_the_next_place():
    tokens = [token(9, 5, 100)]
    assert bracket(4, tokens).not_later_than == tokens[0].moment
    assert bracket(5, tokens).not_later_than is None


def test_bounds_are_widened_by_what_an_authority_may_be_off_and_to_whole_seconds():
    tokens = [token(2, 2, 100.25, timedelta(milliseconds=500)), token(6, 5, 200.75, timedelta(milliseconds=500))]
    found = bracket(4, tokens)
    assert (found.after, found.not_later_than) == (START + timedelta(seconds=99), START + timedelta(seconds=202))


def test_of_what_a_checkpoint_of_a_size_can_know_the_latest_counts():
    tokens = [token(4, 3, 100), token(5, 3, 90), token(6, 3, 500)]
    assert latest_before(6, tokens) == tokens[0]
    assert latest_before(4, tokens) is None


def test_moments_are_written_in_utc():
    eastern = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC).astimezone()
    assert written_moment(eastern) == "2026-01-02T03:04:05Z"
    assert written_moment(START + timedelta(microseconds=1500)) == "2026-01-01T00:00:00.001500Z"


@given(
    st.lists(
        st.tuples(st.sampled_from(["append", "ask", "keep"]), st.integers(0, 5), st.integers(1, 100)), max_size=60
    ),
)
def test_what_a_bracket_says_is_true_of_any_history(steps):
    """Entries are appended, tokens asked for over any earlier checkpoint, and kept at any later time."""
    now, made, waiting, kept = 0, [0], [], []
    for act, which, passed in steps:
        now += passed
        if act == "append":
            made.append(now)
        elif act == "ask":
            waiting.append((max(1, len(made) - which), now))
        elif waiting:
            size, moment = waiting.pop(which % len(waiting))
            kept.append(token(len(made), size, moment))
            made.append(now)
    for index, at in enumerate(made):
        found = bracket(index, kept)
        true = START + timedelta(seconds=at)
        assert found.not_later_than is None or true <= found.not_later_than
        assert found.after is None or found.after <= true
