"""A time authority, a query, and what it answers."""

import sys
from pathlib import Path

import pytest

from ledgerstone.evidence.preservation.timestamps.answers import read_answer
from ledgerstone.evidence.preservation.timestamps.certificates import read_certificates, read_revocations
from ledgerstone.evidence.preservation.timestamps.query import make_query
from ledgerstone.evidence.preservation.timestamps.tokens import Authority, check_signature

# Tests are no package, and others play this authority, too.
sys.path.append(str(Path(__file__).parents[3] / "rigs"))

from time_authority import TimeAuthority

DIGEST, NONCE = bytes(range(32)), b"\x00numbers"


@pytest.fixture(scope="session")
def authority(tmp_path_factory) -> TimeAuthority:
    return TimeAuthority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def query() -> bytes:
    return make_query(DIGEST, nonce=NONCE)


@pytest.fixture(scope="session")
def answer(authority, query) -> bytes:
    return authority.answer(query)


@pytest.fixture
def trusted(authority):
    """Return a function that checks an answer's signature against the authority's certificates."""

    def check(data: bytes, *revocations: Path, trust: Path | None = None) -> list[str]:
        trusting = Authority(
            certificates=read_certificates((trust or authority.trust).read_bytes()),
            revocations=tuple(read_revocations(one.read_bytes()) for one in revocations),
        )
        return [one.subject.rfc4514_string() for one in check_signature(read_answer(data), trusting)]

    return check


@pytest.fixture(scope="session")
def trusted_by(authority):
    """Return a function that checks an answer that is taken apart, and takes no test's own fixtures."""
    trusting = Authority(certificates=read_certificates(authority.trust.read_bytes()))
    return lambda found: check_signature(found, trusting)
