"""What an authority answers is taken apart, or refused with a reason; no bytes do anything else."""

import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from time_authority import TimeAuthority

from ledgerstone.evidence.preservation.timestamps.answers import LONGEST_ANSWER, TokenError, read_answer
from ledgerstone.evidence.preservation.timestamps.query import make_query

JSON_PAGE = b'{"error": "quota exceeded", "retry_after": 3600}'


def test_a_token_says_digest_number_and_time(answer):
    found = read_answer(answer)
    assert found.imprint == ("sha256", bytes(range(32)))
    assert found.nonce == int.from_bytes(b"\x00numbers", "big")
    assert abs(found.moment - datetime.now(UTC)) < timedelta(hours=1)
    assert len(found.certificates) == 2


def test_a_time_in_fractions_of_a_second_is_taken_with_how_far_off_it_may_be(query, tmp_path, trusted):
    exact = TimeAuthority(tmp_path / "exact", "Exact")
    settings = exact.folder / "settings"
    more = "clock_precision_digits = 3\naccuracy = secs:1, millisecs:500, microsecs:100\n"
    settings.write_text(settings.read_text(encoding="ascii") + more, encoding="ascii")
    answers = [exact.answer(query) for _ in range(3)]
    assert read_answer(answers[0]).accuracy == timedelta(seconds=1, microseconds=500_100)
    assert any(read_answer(one).moment.microsecond for one in answers)
    assert all(trusted(one, trust=exact.trust) for one in answers)


def test_a_bare_token_says_the_same_as_its_answer(authority, query, answer, trusted):
    bare = authority.answer(query, bare=True)
    assert read_answer(bare).imprint == read_answer(answer).imprint
    assert trusted(bare) == trusted(answer)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (JSON_PAGE, "perhaps a page about an error; it begins .*quota exceeded"),
        (b"<html><body>502 Bad Gateway</body></html>", "it begins .*502 Bad Gateway"),
        (bytes(LONGEST_ANSWER + 1), "it is longer than"),
        (b"0", "it was cut off: 1 bytes of 2"),
        (b"0\x03\x02\x01\x00", "it is no answer of a time authority"),
        (b"0\x80" + bytes(40), "it is no answer of a time authority"),
        (b"0\x00", "it is no answer of a time authority"),
    ],
)
def test_what_is_no_answer_is_refused_with_the_reason(data, reason):
    with pytest.raises(TokenError, match=reason):
        read_answer(data)


def test_an_answer_that_was_cut_off_is_refused_at_every_length(answer):
    for length in range(1, len(answer)):
        with pytest.raises(TokenError, match="it was cut off"):
            read_answer(answer[:length])


def test_an_answer_with_something_after_it_is_refused(answer):
    with pytest.raises(TokenError, match="3 bytes follow its end"):
        read_answer(answer + b"\n\n\n")


def test_what_was_not_granted_is_refused_with_what_the_authority_says(authority, tmp_path):
    query = tmp_path / "query"
    subprocess.run(["openssl", "ts", "-query", "-sha512", "-digest", "ab" * 64, "-out", query], check=True)
    with pytest.raises(TokenError, match=r"the authority granted no token: it refused \('Message digest algorithm is"):
        read_answer(authority.answer(query.read_bytes()))


def test_the_order_of_certificates_makes_no_difference(answer, trusted):
    one, other = read_answer(answer).certificates
    assert one + other in answer
    turned = answer.replace(one + other, other + one)
    assert turned != answer
    assert read_answer(turned).token == read_answer(answer).token
    assert trusted(turned) == trusted(answer)


@given(data=st.data())
@settings(max_examples=300)
def test_an_answer_that_was_changed_says_the_same_or_does_not_count(data, answer, trusted_by):
    at = data.draw(st.integers(0, len(answer) - 1))
    changed = bytearray(answer)
    changed[at] ^= data.draw(st.integers(1, 255))
    whole = read_answer(answer)
    try:
        found = read_answer(bytes(changed))
        trusted_by(found)
    except TokenError:
        return
    assert (found.imprint, found.nonce, found.moment) == (whole.imprint, whole.nonce, whole.moment)


@given(st.binary(max_size=300).map(lambda data: b"0" + data))
def test_no_bytes_crash_the_reader(data):
    with pytest.raises(TokenError):
        read_answer(data)


def test_a_query_is_no_answer():
    with pytest.raises(TokenError, match="it is no answer of a time authority"):
        read_answer(make_query(bytes(32), nonce=bytes(8)))
