"""What time authorities answer (RFC 3161, section 2.4.2): taken apart, and refused where it is no granted token.

Nothing that an answer says is true because it is read: `tokens` checks who signed it. A token may come in its
answer (TimeStampResp) or bare (ContentInfo). Some authorities put the certificates, which nobody signs, in another
order than DER wants; they are put in order here, so that a strict reader takes the rest as it is.
"""

from datetime import datetime, timedelta

from asn1crypto.cms import CertificateSet, ContentInfo, SignedData, SignerInfo
from asn1crypto.core import Sequence
from asn1crypto.tsp import PKIStatusInfo, TSTInfo
from msgspec import Struct

LONGEST_ANSWER = 1 << 20

_SEQUENCE = 0x30
_SHOWN = 80
_STATUS = {
    "granted_with_mods": "it granted something else than was asked for",
    "rejection": "it refused",
    "waiting": "it has not decided yet: ask again later",
    "revocation_warning": "it warns that its own certificate is about to be revoked",
    "revocation_notification": "its own certificate was revoked",
}


class TokenError(ValueError):
    """What should be a token of a time authority is none that counts; the message says why."""


class Signer(Struct, frozen=True, kw_only=True):
    """What a token says of the certificate that signed it.

    Attributes:
        issuer: Who issued it: a Name in DER.
        serial: Its number.
        digest: The signature's digest algorithm.
        names: The certificate's own digest with its algorithm (ESSCertID, RFC 2634 and 5816), which is signed, too.
    """

    issuer: bytes
    serial: int
    digest: str
    names: tuple[str, bytes]


class Answer(Struct, frozen=True, kw_only=True):
    """A token, taken apart.

    Attributes:
        token: The token alone (ContentInfo in DER).
        imprint: The digest that it is about, with its algorithm.
        nonce: The number used once of the query; None where it has none.
        moment: The time that it says (genTime).
        accuracy: How far off the authority says it may be; None where it does not say.
        signer: What it says of the certificate that signed it.
        certificates: The certificates that came with it, in DER.
    """

    token: bytes
    imprint: tuple[str, bytes]
    nonce: int | None
    moment: datetime
    accuracy: timedelta | None
    signer: Signer
    certificates: tuple[bytes, ...]


def read_answer(data: bytes) -> Answer:
    """Return the token that an authority's answer holds; its signature is not checked here.

    Raises:
        TokenError: It holds none, or the authority did not grant it.
    """
    _require_der(data)
    try:
        return _taken_apart(_token_of(data))
    except TokenError:
        raise
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError) as error:
        # What the parser of ASN.1 raises for bytes that are none is not one class.
        reason = " ".join(str(error).split())[:_SHOWN]
        raise TokenError(f"it is no answer of a time authority, or was damaged on its way: {reason}") from error


def _require_der(data: bytes) -> None:
    """Refuse what no DER can be, each with its own reason."""
    if not data:
        raise TokenError("it is empty: the authority sent nothing")
    if len(data) > LONGEST_ANSWER:
        raise TokenError(f"it is longer than {LONGEST_ANSWER:,} bytes: no answer of a time authority is")
    if data[0] != _SEQUENCE:
        begins = data[:_SHOWN].decode("utf-8", "replace")
        raise TokenError(f"it is no answer of a time authority, perhaps a page about an error; it begins {begins!r}")
    length = _length(data)
    if length is not None and length > len(data):
        raise TokenError(f"it was cut off: {len(data):,} bytes of {length:,}; fetch it again")
    if length is not None and length < len(data):
        raise TokenError(f"{len(data) - length:,} bytes follow its end: it is not as the authority made it")


def _length(data: bytes) -> int | None:
    """Return how long the outermost value says it is, its head included; None where that is not said in front."""
    if len(data) < 2:  # noqa: PLR2004 - tag and length
        return 2
    first = data[1]
    if first < 0x80:  # noqa: PLR2004 - X.690, 8.1.3.4: the short form
        return 2 + first
    octets = first & 0x7F
    if octets == 0:
        return None
    return 2 + octets + int.from_bytes(data[2 : 2 + octets], "big")


def _token_of(data: bytes) -> bytes:
    """Return the token, bare or out of an answer that grants it."""
    outer = Sequence.load(data, strict=True)
    if isinstance(outer[0].native, str):
        return data
    answer = PKIStatusInfo.load(outer[0].dump(), strict=True)
    if answer["status"].native != "granted":
        said = _STATUS.get(answer["status"].native, f"its status is {answer['status'].native}")
        words = " ".join(str(one) for one in answer["status_string"].native or ())
        raise TokenError(f"the authority granted no token: {said}" + (f" ({words[:_SHOWN]!r})" if words else ""))
    if len(outer) != 2:  # noqa: PLR2004 - status and token
        raise TokenError("the authority says granted, and sent no token")
    token: bytes = outer[1].dump()
    return token


def _taken_apart(data: bytes) -> Answer:
    token = ContentInfo.load(data, strict=True)
    if token["content_type"].native != "signed_data":
        raise TokenError("the token is not signed")
    signed: SignedData = token["content"]
    inner = signed["encap_content_info"]
    if inner["content_type"].native != "tst_info":
        raise TokenError("what is signed is not what a time authority says of time")
    said: TSTInfo = inner["content"].parsed
    moment = said["gen_time"].native
    if moment.utcoffset() != timedelta(0):
        raise TokenError("its time is not in UTC")
    certificates = _certificates(signed)
    return Answer(
        token=_in_order(data, certificates),
        signer=_signer(signed),
        certificates=certificates,
        imprint=(
            said["message_imprint"]["hash_algorithm"]["algorithm"].native,
            said["message_imprint"]["hashed_message"].native,
        ),
        nonce=said["nonce"].native,
        moment=moment,
        accuracy=_accuracy(said),
    )


def _certificates(signed: SignedData) -> tuple[bytes, ...]:
    found = signed["certificates"]
    return tuple(one.dump() for one in found) if isinstance(found, CertificateSet) else ()


def _accuracy(said: TSTInfo) -> timedelta | None:
    found = said["accuracy"].native
    if found is None:
        return None
    return timedelta(
        seconds=found["seconds"] or 0, milliseconds=found["millis"] or 0, microseconds=found["micros"] or 0
    )


def _signer(signed: SignedData) -> Signer:
    infos = signed["signer_infos"]
    if len(infos) != 1:
        raise TokenError(f"it has {len(infos)} signatures, and a token has one (RFC 3161, section 2.4.2)")
    info: SignerInfo = infos[0]
    if info["sid"].name != "issuer_and_serial_number":
        raise TokenError("it does not say by issuer and number which certificate signed it")
    sid = info["sid"].chosen
    return Signer(
        issuer=sid["issuer"].dump(),
        serial=sid["serial_number"].native,
        digest=info["digest_algorithm"]["algorithm"].native,
        names=_certificate_named(info),
    )


def _certificate_named(info: SignerInfo) -> tuple[str, bytes]:
    """Return the digest of the signer's certificate, which RFC 3161 wants among what is signed."""
    for attribute in info["signed_attrs"]:
        if attribute["type"].native == "signing_certificate":
            return "sha1", attribute["values"][0]["certs"][0]["cert_hash"].native
        if attribute["type"].native == "signing_certificate_v2":
            first = attribute["values"][0]["certs"][0]
            return first["hash_algorithm"]["algorithm"].native, first["cert_hash"].native
    raise TokenError("its signature does not name the certificate that made it (RFC 3161, section 2.4.2)")


def _in_order(token: bytes, certificates: tuple[bytes, ...]) -> bytes:
    """Return the token with its certificates in the order of DER; every other byte stays where it was."""
    came, wanted = b"".join(certificates), b"".join(sorted(certificates))
    return token if came == wanted or token.count(came) != 1 else token.replace(came, wanted)
