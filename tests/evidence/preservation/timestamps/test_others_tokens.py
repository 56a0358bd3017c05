"""Tokens that others collected, of several authorities: each counts or is refused as it should be."""

import os
from pathlib import Path

import pytest

from ledgerstone.evidence.preservation.timestamps.answers import TokenError, read_answer
from ledgerstone.evidence.preservation.timestamps.certificates import read_certificates
from ledgerstone.evidence.preservation.timestamps.tokens import Authority, check_imprint, check_signature

BENCH = Path(os.environ.get("LEDGERSTONE_BENCH", Path(__file__).parents[5] / "shared/bench"))
CASES = BENCH / "preservation/rfc3161-tokens"

COUNT = {
    "identrust/issue-104.tsr": "sha512",
    "sigstage/response-sha256.tsr": "sha256",
    "sigstage/response-sha384.tsr": "sha384",
    "sigstage/response-sha512.tsr": "sha512",
    "sigstage/response-no-embedded-cert.tsr": "sha256",
    "sigstore.mock/response-expired.tsr": "sha256",
    "test_tsa/response.tsr": "sha512",
    "test_tsa/response-injected-certs.tsr": "sha512",
}
"""Tokens that are rightly signed, some by certificates that have run out since, with their imprint's algorithm."""

REFUSED = {
    "sigstage/response-invalid-signature.tsr": "its signature does not hold",
    "test_tsa/other_response.tsr": "no chain of certificates leads from",
}

NO_ANSWERS = {
    "sigstage/request.der": "a query: we write queries, and read none",
    "test_tsa/request.der": "a query: we write queries, and read none",
    "test_tsa/other_request.der": "a query: we write queries, and read none",
    "sigstore.mock/payload": "what a token is about: ours are about checkpoints",
}

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the tokens of others do not lie beside this checkout")


def trust_for(case: str) -> Authority:
    return Authority(certificates=read_certificates((CASES / case).with_name("ts_chain.pem").read_bytes()))


def test_every_case_is_played_or_named_with_the_reason(closing_line):
    files = [path for path in CASES.rglob("*") if path.is_file() and path.suffix not in {".pem", ".md"}]
    there = {path.relative_to(CASES).as_posix() for path in files}
    assert there == {*COUNT, *REFUSED, *NO_ANSWERS}
    for case, reason in NO_ANSWERS.items():
        closing_line(f"tokens of others, not played: {case}: {reason}")
    closing_line(f"tokens of others: {len(COUNT)} count, {len(REFUSED)} are refused, {len(NO_ANSWERS)} are no answers")


@pytest.mark.parametrize("case", COUNT)
def test_a_rightly_signed_token_counts(case):
    found = read_answer((CASES / case).read_bytes())
    assert found.imprint[0] == COUNT[case]
    assert check_signature(found, trust_for(case))


@pytest.mark.parametrize("case", REFUSED)
def test_a_token_that_does_not_count_is_refused_with_the_reason(case):
    with pytest.raises(TokenError, match=REFUSED[case]):
        check_signature(read_answer((CASES / case).read_bytes()), trust_for(case))


@pytest.mark.parametrize("case", NO_ANSWERS)
def test_what_is_no_answer_is_not_taken_for_one(case):
    with pytest.raises(TokenError):
        read_answer((CASES / case).read_bytes())


@pytest.mark.parametrize("case", [case for case, algorithm in COUNT.items() if algorithm != "sha256"])
def test_a_token_about_another_digest_than_we_ask_for_is_refused(case):
    with pytest.raises(TokenError, match=f"it is about a {COUNT[case]}, and the query was about a SHA-256"):
        check_imprint(read_answer((CASES / case).read_bytes()), bytes(32))


@pytest.mark.parametrize("case", COUNT)
def test_no_token_counts_for_the_root_of_another_authority(case):
    other = "test_tsa/response.tsr" if not case.startswith("test_tsa") else "sigstage/response-sha256.tsr"
    with pytest.raises(TokenError):
        check_signature(read_answer((CASES / case).read_bytes()), trust_for(other))
