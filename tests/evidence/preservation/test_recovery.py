"""A recovery key is given back by any k of its n papers, and by nothing less."""

from itertools import combinations

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerstone.evidence.preservation.recovery import (
    REHEARSAL,
    RecoveryError,
    combine,
    identity_of,
    new_recovery,
    opens,
    recipient_of,
    rehearsal,
    split,
)

SECRET = bytes(range(32))
MADE = split(SECRET, shares=5, threshold=3)


@pytest.mark.parametrize("some", list(combinations(MADE.mnemonics, 3)))
def test_any_three_of_five_papers_give_the_key_back(some):
    assert combine(some) == SECRET


@pytest.mark.parametrize("some", [(), *combinations(MADE.mnemonics, 1), *combinations(MADE.mnemonics, 2)])
def test_fewer_papers_are_refused(some):
    with pytest.raises(RecoveryError, match="too few"):
        combine(some)


def test_the_same_paper_three_times_is_one_paper():
    with pytest.raises(RecoveryError, match="1 shares are too few"):
        combine([MADE.mnemonics[0]] * 3)


def test_more_papers_than_needed_do_no_harm():
    assert combine(MADE.mnemonics) == SECRET


def test_papers_may_be_typed_in_capitals_over_several_lines():
    assert combine(mnemonic.upper().replace(" ", "\n  ") for mnemonic in MADE.mnemonics[1:4]) == SECRET


def test_papers_of_two_sets_are_refused():
    other = split(SECRET, shares=5, threshold=3)
    with pytest.raises(RecoveryError, match="share 3 is of another set"):
        combine([*MADE.mnemonics[:2], other.mnemonics[2]])


@given(st.integers(0, 32), st.integers(0, 2))
def test_a_wrong_word_is_refused_and_no_word_is_shown(place, which):
    papers = list(MADE.mnemonics[:3])
    words = papers[which].split()
    words[place] = "academic" if words[place] != "academic" else "acid"
    papers[which] = " ".join(words)
    with pytest.raises(RecoveryError) as refused:
        combine(papers)
    assert not any(f" {word} " in str(refused.value) for word in words if len(word) > 6)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(("shares", "threshold"), [(1, 1), (5, 1), (5, 6), (17, 3), (0, 0), (5, 0)])
def test_numbers_that_make_no_split_are_refused(shares, threshold):
    with pytest.raises(RecoveryError, match="no split"):
        new_recovery(shares=shares, threshold=threshold)


@settings(max_examples=8)
@given(st.binary(min_size=32, max_size=32), st.integers(2, 5), st.integers(0, 3))
def test_splitting_and_combining_gives_every_secret_back(secret, threshold, more):
    made = split(secret, shares=threshold + more, threshold=threshold)
    assert combine(made.mnemonics[-threshold:]) == secret
    assert made.recipient == recipient_of(secret)


def test_the_recipient_is_the_public_half_of_the_secret():
    identity = pyrage.x25519.Identity.from_str(identity_of(SECRET))
    assert recipient_of(SECRET) == str(identity.to_public())


def test_a_rehearsal_is_opened_by_its_key_alone():
    made = rehearsal(MADE.recipient)
    assert opens(SECRET, [made])
    assert not opens(bytes(32), [made])
    assert REHEARSAL not in made


def test_a_secret_of_another_length_is_no_key():
    with pytest.raises(RecoveryError, match="16 bytes"):
        identity_of(bytes(16))


def test_two_recovery_keys_are_never_the_same():
    assert new_recovery(shares=3, threshold=2).recipient != new_recovery(shares=3, threshold=2).recipient


def test_a_split_does_not_show_its_shares():
    assert MADE.mnemonics[0] not in repr(MADE)
