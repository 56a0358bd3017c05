"""A query is one that others read: digest, number used once, wish for certificates, and nothing else."""

import subprocess

import pytest

from ledgerstone.evidence.preservation.timestamps.query import make_query


def test_openssl_reads_a_query(tmp_path):
    file = tmp_path / "checkpoint.tsq"
    file.write_bytes(make_query(bytes(range(32)), nonce=bytes.fromhex("0123456789abcdef")))
    done = subprocess.run(
        ["openssl", "ts", "-query", "-in", file, "-text"], capture_output=True, text=True, check=True
    ).stdout
    assert "Version: 1\nHash Algorithm: sha256" in done
    assert "00 01 02 03 04 05 06 07-08 09" in done
    assert "Nonce: 0x0123456789ABCDEF" in done
    assert "Certificate required: yes" in done
    assert "Policy OID: unspecified" in done


@pytest.mark.parametrize(("digest", "nonce"), [(bytes(31), bytes(8)), (bytes(32), bytes(7)), (b"", b"")])
def test_no_query_is_made_of_other_lengths(digest, nonce):
    with pytest.raises(ValueError, match="a query takes 32 bytes of digest and 8 of nonce"):
        make_query(digest, nonce=nonce)
