"""Whether a token counts: who signed it, by which certificates, over which digest, and whether its time can be true.

The signature is checked by rfc3161-client, with the roots that a person named and no others. Everything else that
RFC 3161, sections 2.2 and 2.3, asks of whoever receives a token is checked here, each with its own reason, because a
refusal must say why. Time is an argument.
"""

import hashlib
from datetime import datetime, timedelta

from asn1crypto.cms import ContentInfo
from asn1crypto.tsp import TimeStampResp
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID
from msgspec import Struct
from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

from ledgerstone.evidence.preservation.timestamps.answers import Answer, TokenError
from ledgerstone.evidence.preservation.timestamps.bracket import Dated
from ledgerstone.evidence.preservation.timestamps.certificates import (
    STRONG,
    Certificates,
    chain_to_root,
    check_revocations,
    is_root,
    load_certificate,
    named,
)

CLOCKS_APART = timedelta(minutes=5)
"""How far this machine's clock may be off that of an authority."""

AUTHORITIES_APART = timedelta(seconds=1)
"""How far an authority's clock may be off that of another, where it does not say how exact it is."""


class Authority(Struct, frozen=True, kw_only=True):
    """What a person trusts for a token: certificates, those that are issued by themselves as roots, and CRLs."""

    certificates: Certificates
    revocations: tuple[x509.CertificateRevocationList, ...] = ()


def check_signature(answer: Answer, authority: Authority) -> Certificates:
    """Make sure that a token is signed by a time authority whose root a person named.

    Args:
        answer: The token.
        authority: Whom that person trusts.

    Returns:
        The chain of certificates, from the signer's to the root.

    Raises:
        TokenError: It is not; the message says why.
    """
    roots = tuple(cert for cert in authority.certificates if is_root(cert))
    if not roots:
        raise TokenError("none of the certificates that you named with --authority is a root, issued by itself")
    if answer.signer.digest not in STRONG:
        raise TokenError(f"it is signed with {answer.signer.digest}, which can be forged")
    embedded = map(load_certificate, answer.certificates)
    among = tuple(dict.fromkeys((*embedded, *authority.certificates)))
    leaf = _signers_certificate(answer, among)
    _check_purpose(leaf)
    chain = chain_to_root(leaf, among=among, roots=roots, at=answer.moment)
    check_revocations(chain, authority.revocations, at=answer.moment)
    _verify(answer, chain)
    return chain


def check_imprint(answer: Answer, digest: bytes) -> None:
    """Make sure that a token is about a SHA-256.

    Raises:
        TokenError: It is about something else.
    """
    algorithm, imprint = answer.imprint
    if algorithm != "sha256":
        raise TokenError(f"it is about a {algorithm}, and the query was about a SHA-256")
    if imprint != digest:
        raise TokenError(f"it is about the digest {imprint.hex()}, and the query was about {digest.hex()}")


def check_moment(answer: Answer, *, asked: datetime | None, proven: Dated | None, now: datetime) -> None:
    """Make sure that the time of a token can be true.

    Args:
        answer: The token.
        asked: When its query was written, by this machine's clock; None where that is not known.
        proven: The latest token that the log which this one is about holds itself; None where there is none.
        now: What this machine's clock says.

    Raises:
        TokenError: It lies before what must be earlier, or after now.
    """
    moment, off = answer.moment, answer.accuracy or timedelta(0)
    says = f"it says {moment:%Y-%m-%d %H:%M:%S} UTC"
    if moment > now + off + CLOCKS_APART:
        raise TokenError(f"{says}, and this machine's clock {now:%Y-%m-%d %H:%M:%S}: one is wrong; if yours, set it")
    if proven is not None and moment + max(off, AUTHORITIES_APART) < proven.earliest:
        raise TokenError(
            f"it is backdated: {says}, and the checkpoint that it is about was made after "
            f"{proven.earliest:%Y-%m-%d %H:%M:%S} UTC, as entry {proven.index} of the log proves"
        )
    if asked is not None and moment + off + CLOCKS_APART < asked:
        raise TokenError(
            f"it is backdated: {says}, and its query was written at {asked:%Y-%m-%d %H:%M:%S} UTC by this machine's "
            "clock; if that was wrong, set it, and write a new query"
        )


def _signers_certificate(answer: Answer, among: Certificates) -> x509.Certificate:
    """Return the certificate that the signature names, by issuer, number and digest."""
    signer = answer.signer
    found = [one for one in among if (one.issuer.public_bytes(), one.serial_number) == (signer.issuer, signer.serial)]
    if not found:
        raise TokenError("the certificate that signed it is neither in it nor in the file that you named")
    algorithm, digest = signer.names
    if algorithm not in {"sha1", *STRONG}:
        raise TokenError(f"it names its signer's certificate by a {algorithm}, which we do not know")
    for one in found:
        encoded = one.public_bytes(Encoding.DER)
        if hashlib.new(algorithm, encoded, usedforsecurity=False).digest() == digest:
            return one
    raise TokenError(f"another certificate was put in the place of the one that signed it ({named(found[0])})")


def _check_purpose(leaf: x509.Certificate) -> None:
    """Make sure that a certificate is for time stamping, for nothing else, and says so critically (section 2.3)."""
    try:
        usage = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except (x509.ExtensionNotFound, ValueError) as error:
        raise TokenError(f"the certificate of {named(leaf)} does not say that it is for time stamping") from error
    if list(usage.value) != [ExtendedKeyUsageOID.TIME_STAMPING] or not usage.critical:
        raise TokenError(
            f"the certificate of {named(leaf)} is not for time stamping alone, or does not say so as critical "
            "(RFC 3161, section 2.3)"
        )


def _verify(answer: Answer, chain: Certificates) -> None:
    wrapped = TimeStampResp(
        {"status": {"status": "granted"}, "time_stamp_token": ContentInfo.load(answer.token)}
    ).dump()
    verifier = VerifierBuilder(tsa_certificate=chain[0], intermediates=[*chain[1:-1]], roots=[chain[-1]]).build()
    try:
        read = decode_timestamp_response(wrapped)
        verifier.verify(read, answer.imprint[1])
    except (VerificationError, ValueError) as error:
        raise TokenError("its signature does not hold: it was changed, or others made it") from error
    if (read.tst_info.gen_time, read.tst_info.nonce) != (answer.moment.replace(microsecond=0), answer.nonce):
        raise TokenError("two programs read two different times or nonces in it: it is not in the one form of DER")
