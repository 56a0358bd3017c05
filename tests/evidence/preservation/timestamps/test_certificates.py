"""Revocation: by lists that are handed in, of every certificate of the chain, with the reasons of RFC 3161."""

from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from time_authority import TimeAuthority

from ledgerstone.evidence.preservation.timestamps.answers import TokenError, read_answer
from ledgerstone.evidence.preservation.timestamps.certificates import read_certificates, read_revocations
from ledgerstone.evidence.preservation.timestamps.tokens import Authority, check_signature

YEARS_AGO = datetime(2022, 5, 6, 7, 8, 9, tzinfo=UTC)


@pytest.fixture
def own(tmp_path, query):
    """Give an authority that a test may change, a token of it of years ago, and a way to check tokens."""
    authority = TimeAuthority(tmp_path / "own", "Own")
    token = authority.signed_again(authority.answer(query), moment=YEARS_AGO)

    def check(*lists) -> int:
        trusting = Authority(
            certificates=read_certificates(authority.trust.read_bytes()),
            revocations=tuple(read_revocations(one.read_bytes()) for one in lists),
        )
        return len(check_signature(read_answer(token), trusting))

    return authority, check


def test_a_chain_that_no_list_names_counts(own):
    authority, check = own
    assert check(authority.revocations(), authority.revocations("root")) == 3


def test_a_signer_whose_key_was_stolen_does_not_count_even_for_tokens_of_before(own):
    authority, check = own
    revoked = authority.revoke("signer")
    with pytest.raises(TokenError, match=r"CN=Own signer was revoked on 20.* UTC \(keyCompromise\)"):
        check(revoked)


def test_a_revocation_without_a_reason_takes_all_tokens(own):
    authority, check = own
    revoked = authority.revoke("signer", reason=None)
    with pytest.raises(TokenError, match=r"was revoked on .*no reason is given"):
        check(revoked)


def test_an_issuer_that_was_revoked_takes_its_signers_along(own):
    authority, check = own
    revoked = authority.revoke("issuing", by="root", reason="CACompromise")
    with pytest.raises(TokenError, match=r"CN=Own issuing was revoked on .*cACompromise"):
        check(authority.revocations(), revoked)


@pytest.mark.parametrize("reason", ["superseded", "cessationOfOperation", "affiliationChanged"])
def test_tokens_of_before_an_orderly_end_remain_valid(own, reason):
    authority, check = own
    assert check(authority.revoke("signer", reason=reason)) == 3


def test_tokens_of_after_an_orderly_end_do_not(own, query):
    authority, _ = own
    revoked = read_revocations(authority.revoke("signer", reason="superseded").read_bytes())
    later = authority.answer(query)
    trusting = Authority(certificates=read_certificates(authority.trust.read_bytes()), revocations=(revoked,))
    with pytest.raises(TokenError, match=r"was revoked on .*superseded"):
        check_signature(read_answer(later), trusting)


def test_a_list_of_another_issuer_says_nothing_and_is_refused(own, authority):
    _, check = own
    with pytest.raises(TokenError, match="the CRL of 'CN=Example issuing' is of no issuer of this token's"):
        check(authority.revocations())


def test_a_list_in_the_issuers_name_by_another_key_is_refused(own, tmp_path):
    _, check = own
    impostor = TimeAuthority(tmp_path / "impostor", "Own")
    with pytest.raises(TokenError, match="the CRL of 'CN=Own issuing' is of no issuer"):
        check(impostor.revocations())


def test_a_list_that_was_to_be_replaced_before_the_token_is_refused(own, query):
    authority, _ = own
    settings = authority.folder / "settings"
    authority.openssl(
        "ca", "-config", settings.name, "-name", "issuing", "-gencrl", "-out", "old.crl",
        "-crl_lastupdate", "20210101000000Z", "-crl_nextupdate", "20210201000000Z",
    )  # fmt: skip
    trusting = Authority(
        certificates=read_certificates(authority.trust.read_bytes()),
        revocations=(read_revocations(authority.read("old.crl")),),
    )
    with pytest.raises(TokenError, match="the CRL was to be replaced by 2021-02-01, before the token was made"):
        check_signature(read_answer(authority.answer(query)), trusting)


def test_lists_are_read_from_pem_and_der(own):
    authority, _ = own
    pem = authority.revoke("signer").read_bytes()
    der = x509.load_pem_x509_crl(pem).public_bytes(Encoding.DER)
    assert read_revocations(pem) == read_revocations(der)
    with pytest.raises(TokenError, match="it holds no list of revoked certificates"):
        read_revocations(authority.trust.read_bytes())
