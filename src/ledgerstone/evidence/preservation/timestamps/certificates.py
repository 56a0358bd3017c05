"""Certificates and lists of revoked ones (RFC 5280): the way from a signer to a root that a person named, at a moment.

Works on what it is handed; nothing is fetched, and no root is trusted by default. Validity is judged at the moment
that a token says, because a signature stays one when its certificate has run out.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding

from ledgerstone.evidence.preservation.timestamps.answers import TokenError

Certificates = tuple[x509.Certificate, ...]

STRONG = frozenset({"sha256", "sha384", "sha512"})
"""Digests that a signature on a token or in its chain may have; those of the root itself prove nothing."""

_LONGEST_CHAIN = 8
_PEM = re.compile(rb"-----BEGIN (?P<what>[A-Z0-9 ]{1,80})-----(?:[^-]|-(?!----))*+-----END (?P=what)-----")
_UNREADABLE = (
    ValueError,
    TypeError,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)
_STILL_VALID = frozenset(
    {
        x509.ReasonFlags.unspecified,
        x509.ReasonFlags.affiliation_changed,
        x509.ReasonFlags.superseded,
        x509.ReasonFlags.cessation_of_operation,
    }
)
"""Reasons for which tokens of before the revocation remain valid: RFC 3161, section 4, number 1."""


def read_certificates(data: bytes) -> Certificates:
    """Return the certificates of a file: PEM, whatever stands between them, or a single one in DER.

    Raises:
        TokenError: It holds none.
    """
    blocks = _blocks(data, "CERTIFICATE")
    try:
        pem = [x509.load_pem_x509_certificate(one).public_bytes(Encoding.DER) for one in blocks]
        return tuple(dict.fromkeys(load_certificate(one) for one in pem or [data]))
    except (ValueError, TokenError) as error:
        raise TokenError("it holds no certificates in PEM, and no single one in DER") from error


def load_certificate(data: bytes) -> x509.Certificate:
    """Return the certificate that bytes in DER are, with every part of it that we use read.

    Raises:
        TokenError: They are none.
    """
    try:
        found = x509.load_der_x509_certificate(data)
        _ = (found.issuer, found.subject, found.extensions, found.public_key())
    except _UNREADABLE as error:
        raise TokenError("a certificate cannot be read") from error
    return found


def read_revocations(data: bytes) -> x509.CertificateRevocationList:
    """Return the list of revoked certificates (CRL) of a file, in PEM or DER.

    Raises:
        TokenError: It holds none.
    """
    blocks = _blocks(data, "X509 CRL")
    try:
        found = x509.load_pem_x509_crl(blocks[0]) if blocks else x509.load_der_x509_crl(data)
        _ = (found.issuer, found.extensions, found.next_update_utc)
    except _UNREADABLE as error:
        raise TokenError("it holds no list of revoked certificates (CRL) in PEM or DER") from error
    return found


def chain_to_root(leaf: x509.Certificate, *, among: Certificates, roots: Certificates, at: datetime) -> Certificates:
    """Return the certificates from a signer's to a root, each issued by the next.

    Args:
        leaf: The signer's certificate.
        among: Certificates that may lie between.
        roots: Those that a person trusts, each issued by itself.
        at: The moment at which all of them must be valid.

    Raises:
        TokenError: There is no such chain, or each has a certificate that is not valid then, or not fit to issue.
    """
    chains = list(_chains((leaf,), among, roots))
    if not chains:
        raise TokenError(f"no chain of certificates leads from {named(leaf)} to a root that you named with --authority")
    faults = [fault for chain in chains if (fault := _fault(chain, at)) is not None]
    if len(faults) == len(chains):
        raise TokenError(faults[0])
    return next(chain for chain in chains if _fault(chain, at) is None)


def check_revocations(chain: Certificates, lists: Sequence[x509.CertificateRevocationList], *, at: datetime) -> None:
    """Make sure that no list says that a certificate of a chain was revoked.

    Args:
        chain: From the signer's certificate to the root.
        lists: Lists of revoked certificates, each by an issuer of the chain.
        at: The moment that the token says.

    Raises:
        TokenError: One was revoked, or a list is of another issuer, of an unknown kind, or older than the token.
    """
    for one in lists:
        issued = [cert for cert, issuer in pairwise(chain) if _is_by(one, issuer)]
        if not issued:
            raise TokenError(f"the CRL of {one.issuer.rfc4514_string()!r} is of no issuer of this token's certificates")
        if any(extension.critical for extension in one.extensions):
            raise TokenError(
                f"the CRL of {one.issuer.rfc4514_string()!r} covers certificates in part: take the full one"
            )
        if one.next_update_utc is not None and one.next_update_utc < at:
            raise TokenError(f"the CRL was to be replaced by {one.next_update_utc:%Y-%m-%d}, before the token was made")
        for cert in issued:
            _check_revoked(cert, one, at)


def named(cert: x509.Certificate) -> str:
    """Return whom a certificate names, as RFC 4514 writes it."""
    return cert.subject.rfc4514_string()


def is_root(cert: x509.Certificate) -> bool:
    """Tell whether a certificate was issued by itself."""
    return _issued_by(cert, cert)


def _blocks(data: bytes, what: str) -> list[bytes]:
    return [found[0] for found in _PEM.finditer(data) if found["what"] == what.encode("ascii")]


def _chains(begun: Certificates, among: Certificates, roots: Certificates) -> Iterator[Certificates]:
    last = begun[-1]
    if last in roots:
        yield begun
        return
    if len(begun) > _LONGEST_CHAIN:
        return
    for root in roots:
        if _issued_by(last, root):
            yield (*begun, root)
    for other in among:
        if other not in begun and other not in roots and _issued_by(last, other):
            yield from _chains((*begun, other), among, roots)


def _issued_by(cert: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        cert.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def _fault(chain: Certificates, at: datetime) -> str | None:
    """Return what is wrong with a chain at a moment, in words; None where nothing is."""
    for place, cert in enumerate(chain):
        if not cert.not_valid_before_utc <= at <= cert.not_valid_after_utc:
            span = f"{cert.not_valid_before_utc:%Y-%m-%d %H:%M} to {cert.not_valid_after_utc:%Y-%m-%d %H:%M} UTC"
            return f"the certificate of {named(cert)} is valid from {span}, and it says {at:%Y-%m-%d %H:%M:%S} UTC"
        if place and not _may_issue(cert):
            return f"the certificate of {named(cert)} may issue no others, and did"
        weak = None if place == len(chain) - 1 else _weak_digest(cert)
        if weak is not None:
            return f"the certificate of {named(cert)} is signed with {weak}, which can be forged"
    return None


def _may_issue(cert: x509.Certificate) -> bool:
    try:
        return cert.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (x509.ExtensionNotFound, ValueError):
        return False


def _weak_digest(cert: x509.Certificate) -> str | None:
    """Return the digest of a certificate's signature where it is a weak one; Ed25519 and the like have none."""
    algorithm = cert.signature_hash_algorithm
    return None if algorithm is None or algorithm.name in STRONG else algorithm.name


def _is_by(one: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    if one.issuer != issuer.subject:
        return False
    try:
        return one.is_signature_valid(issuer.public_key())  # type: ignore[arg-type] # other kinds raise a TypeError
    except (TypeError, ValueError, UnsupportedAlgorithm):
        return False


def _check_revoked(cert: x509.Certificate, one: x509.CertificateRevocationList, at: datetime) -> None:
    found = one.get_revoked_certificate_by_serial_number(cert.serial_number)
    if found is None:
        return
    try:
        reason = found.extensions.get_extension_for_class(x509.CRLReason).value.reason
    except x509.ExtensionNotFound:
        reason = None
    if reason not in _STILL_VALID or found.revocation_date_utc <= at:
        why = "no reason is given" if reason is None else reason.value
        day = f"{found.revocation_date_utc:%Y-%m-%d %H:%M} UTC"
        raise TokenError(f"the certificate of {named(cert)} was revoked on {day} ({why})")
