"""A token counts when a time authority signed it whose root a person named; each other one is refused by its reason."""

from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto.cms import CertificateSet
from asn1crypto.tsp import TimeStampReq, TimeStampResp
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from time_authority import TimeAuthority

from ledgerstone.evidence.preservation.timestamps.answers import TokenError, read_answer
from ledgerstone.evidence.preservation.timestamps.bracket import Dated
from ledgerstone.evidence.preservation.timestamps.certificates import read_certificates
from ledgerstone.evidence.preservation.timestamps.query import make_query
from ledgerstone.evidence.preservation.timestamps.tokens import check_imprint, check_moment

YEARS_AGO = datetime(2022, 5, 6, 7, 8, 9, tzinfo=UTC)
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def other(tmp_path) -> TimeAuthority:
    """Give an authority that a test may change."""
    return TimeAuthority(tmp_path / "other", "Other")


def refused(check, *arguments, reason: str, **named) -> None:
    with pytest.raises(TokenError, match=reason):
        check(*arguments, **named)


def test_a_token_is_traced_to_the_root_that_a_person_named(trusted, answer):
    assert trusted(answer) == ["CN=Example signer", "CN=Example issuing", "CN=Example root"]


def test_a_root_alone_is_enough_where_the_rest_comes_with_the_token(trusted, authority, answer):
    assert len(trusted(answer, trust=authority.folder / "root.pem")) == 3


def test_certificates_are_read_from_pem_with_words_between_and_from_der(authority):
    pem = authority.trust.read_bytes().replace(b"-----BEGIN", b"\nSubject: an authority\n-----BEGIN")
    assert len(read_certificates(pem)) == 2
    root = read_certificates(authority.read("root.pem"))
    assert read_certificates(root[0].public_bytes(Encoding.DER)) == root
    refused(read_certificates, b"no certificate", reason="it holds no certificates in PEM")


def test_another_root_does_not_do(trusted, answer, other):
    refused(trusted, answer, trust=other.trust, reason="no chain of certificates leads from CN=Example signer")


def test_a_file_without_a_root_does_not_do(trusted, answer, authority):
    reason = "none of the certificates that you named with --authority is a root"
    refused(trusted, answer, trust=authority.folder / "issuing.pem", reason=reason)


def test_a_token_of_another_authority_is_refused(trusted, query, other):
    refused(trusted, other.answer(query), reason="no chain of certificates leads from CN=Other signer")


def test_a_certificate_that_had_run_out_is_refused_and_one_that_ran_out_since_is_not(trusted, authority, answer):
    authority.certify("expired", end="20230101000000Z")
    late = authority.signed_again(answer, signer="expired")
    refused(trusted, late, reason="expired is valid from 2020-01-01 00:00 to 2023-01-01 00:00 UTC, and it says")
    assert trusted(authority.signed_again(answer, signer="expired", moment=YEARS_AGO))


def test_a_certificate_that_was_not_valid_yet_is_refused(trusted, authority, answer):
    early = authority.signed_again(answer, moment=datetime(2019, 1, 1, tzinfo=UTC))
    refused(trusted, early, reason="signer is valid from 2020-01-01 00:00 to")


@pytest.mark.parametrize("purpose", ["not_critical", "two_purposes", "other_purpose"])
def test_a_certificate_for_another_purpose_is_refused(trusted, authority, answer, purpose):
    authority.certify(purpose, purpose)
    token = authority.signed_again(answer, signer=purpose)
    refused(trusted, token, reason=f"{purpose} is not for time stamping alone, or does not say so as critical")


def test_a_certificate_for_no_purpose_is_refused(trusted, authority, answer):
    authority.certify("no_purpose", "no_purpose")
    token = authority.signed_again(answer, signer="no_purpose")
    refused(trusted, token, reason="no_purpose does not say that it is for time stamping")


def test_a_signer_cannot_issue_signers(trusted, authority, answer, tmp_path):
    forged = TimeAuthority(tmp_path / "forged", "Forged")
    for ending in ("key", "pem"):
        (forged.folder / f"issuing.{ending}").write_bytes(authority.read(f"signer.{ending}"))
    forged.certify("heir")
    beside = tmp_path / "trust.pem"
    beside.write_bytes(authority.trust.read_bytes() + authority.read("signer.pem"))
    token = forged.signed_again(answer, signer="heir")
    refused(trusted, token, trust=beside, reason="the certificate of CN=Example signer may issue no others, and did")


def test_a_signature_of_another_time_is_refused(trusted, authority, answer):
    moment = read_answer(answer).moment
    earlier = moment.replace(year=moment.year - 1).strftime("%Y%m%d%H%M%SZ").encode()
    said = moment.strftime("%Y%m%d%H%M%SZ").encode()
    assert answer.count(said) == 1
    refused(trusted, answer.replace(said, earlier), reason="its signature does not hold")
    assert trusted(authority.signed_again(answer, moment=YEARS_AGO))


def test_another_certificate_of_the_same_key_and_number_is_refused(trusted, authority, answer, tmp_path):
    """A revoked or expired certificate cannot be swapped for one of longer life: its digest is signed, too."""
    original = x509.load_pem_x509_certificate(authority.read("signer.pem"))
    twin = TimeAuthority(tmp_path / "twin")
    for name in ("issuing.key", "issuing.pem", "signer.csr"):
        (twin.folder / name).write_bytes(authority.read(name))
    (twin.folder / "issuing.serial").write_text(f"{original.serial_number:02x}\n", encoding="ascii")
    (twin.folder / "issuing.index").write_text("", encoding="ascii")
    ca = ("ca", "-batch", "-notext", "-config", "settings", "-name", "issuing", "-extensions", "signer")
    twin.openssl(*ca, "-startdate", "20210101000000Z", "-in", "signer.csr", "-out", "signer.pem")
    swapped = x509.load_pem_x509_certificate(twin.read("signer.pem"))
    assert (swapped.serial_number, swapped.issuer) == (original.serial_number, original.issuer)
    found = TimeStampResp.load(answer)
    other = Certificate.load(swapped.public_bytes(Encoding.DER))
    found["time_stamp_token"]["content"]["certificates"] = CertificateSet([other])
    refused(trusted, found.dump(force=True), reason="another certificate was put in the place of the one")


def test_a_weak_signature_is_refused(trusted, authority, query):
    refused(trusted, authority.answer(query, digest="sha1"), reason="it is signed with sha1, which can be forged")


def test_a_token_without_certificates_needs_them_named(trusted, authority, answer, tmp_path):
    bare = read_answer(answer)
    assert bare.certificates
    without = authority.answer(without_certificates())
    refused(trusted, without, reason="the certificate that signed it is neither in it nor in the file that you named")
    beside = tmp_path / "trust.pem"
    beside.write_bytes(authority.trust.read_bytes() + authority.read("signer.pem"))
    assert len(trusted(without, trust=beside)) == 3


def without_certificates() -> bytes:
    """Return a query that wants no certificates."""
    asked = TimeStampReq.load(make_query(bytes(range(32)), nonce=bytes(range(8))))
    asked["cert_req"] = False
    made: bytes = asked.dump()
    return made


def test_the_digest_must_be_the_one_that_was_asked_for(answer):
    found = read_answer(answer)
    check_imprint(found, bytes(range(32)))
    refused(check_imprint, found, bytes(32), reason="it is about the digest 0001.*, and the query was about 0000")


@pytest.mark.parametrize(
    ("off", "asked", "proven"),
    [
        (timedelta(0), NOW, None),
        (timedelta(minutes=-4), NOW, None),
        (timedelta(minutes=4), NOW, None),
        (timedelta(0), None, NOW),
        (timedelta(seconds=-1), None, NOW),
    ],
)
def test_clocks_may_be_a_little_apart(at, off, asked, proven):
    check_moment(at(NOW + off), asked=asked, proven=dated(proven), now=NOW)


@pytest.mark.parametrize(
    ("off", "asked", "proven", "reason"),
    [
        (timedelta(minutes=6), NOW, None, "and this machine's clock 2026-01-02 03:04:05: one is wrong"),
        (timedelta(minutes=-6), NOW, None, "it is backdated: .*, and its query was written at 2026-01-02 03:04:05"),
        (timedelta(seconds=-2), NOW, NOW, "it is backdated: .* made after 2026-01-02 03:04:05 UTC, as entry 7 of"),
    ],
)
def test_a_time_that_cannot_be_true_is_refused(at, off, asked, proven, reason):
    refused(check_moment, at(NOW + off), asked=asked, proven=dated(proven), now=NOW, reason=reason)


@pytest.fixture
def at(authority, answer):
    """Return a function that gives a token of a moment."""
    return lambda moment: read_answer(authority.signed_again(answer, moment=moment))


def dated(moment: datetime | None) -> Dated | None:
    """Return a token of this moment that the log holds itself."""
    return None if moment is None else Dated(index=7, size=5, moment=moment, accuracy=None, authority="CN=Other")
