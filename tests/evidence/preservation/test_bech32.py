"""BIP-173's own vectors, and that age reads what we write."""

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.preservation.bech32 import bech32, bech32_of_groups

ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"

VALID = (
    "a12uel5l",
    "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
    "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
    "11qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqc8247j",
    "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
    "?1ezyfcl",
)


@pytest.mark.parametrize("valid", VALID)
def test_the_checksum_is_that_of_bip_173(valid):
    kind, _, rest = valid.rpartition("1")
    assert bech32_of_groups(kind, [ALPHABET.index(char) for char in rest[:-6]]) == valid


def test_bytes_fall_into_groups_as_in_bip_173():
    program = bytes.fromhex("751e76e8199196d454941c45d1b3a323f1433bd6")
    groups = [0, *(ALPHABET.index(char) for char in bech32("bc", program)[len("bc1") : -6])]
    assert bech32_of_groups("bc", groups) == "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"


@given(st.binary(min_size=32, max_size=32))
def test_age_reads_every_secret_that_we_write(secret):
    written = bech32("age-secret-key-", secret).upper()
    assert str(pyrage.x25519.Identity.from_str(written)) == written


@given(st.binary(min_size=32, max_size=32), st.integers(0, 57), st.sampled_from(ALPHABET.upper()))
def test_age_refuses_a_secret_with_a_changed_character(secret, place, char):
    written = bech32("age-secret-key-", secret).upper()
    at = len("AGE-SECRET-KEY-1") + place
    changed = written[:at] + char + written[at + 1 :]
    if changed != written:
        with pytest.raises(pyrage.IdentityError):
            pyrage.x25519.Identity.from_str(changed)
