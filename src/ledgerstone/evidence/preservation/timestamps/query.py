"""Queries to time authorities (RFC 3161, section 2.4.1): a digest, a number used once, and the wish for certificates.

Nothing is sent from here; a person carries the query to an authority of their choice.
"""

from asn1crypto.tsp import TimeStampReq

NONCE_BYTES = 8
"""What is random in a query, and comes back in the token; some authorities take no more than 64 bits."""

_SHA256_BYTES = 32


def make_query(digest: bytes, *, nonce: bytes) -> bytes:
    """Return the query for a token over a digest, in DER.

    Args:
        digest: A SHA-256, 32 bytes.
        nonce: 8 random bytes.
    """
    if len(digest) != _SHA256_BYTES or len(nonce) != NONCE_BYTES:
        raise ValueError(f"a query takes {_SHA256_BYTES} bytes of digest and {NONCE_BYTES} of nonce")
    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": digest}
    number = int.from_bytes(nonce, "big")
    made: bytes = TimeStampReq({"version": "v1", "message_imprint": imprint, "nonce": number, "cert_req": True}).dump()
    return made
