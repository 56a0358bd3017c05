"""The log: a signed, append-only Merkle tree that says what was done to the record, and that an outsider can check.

C2SP tlog-tiles (https://c2sp.org/tlog-tiles), tlog-checkpoint and signed-note over RFC 6962 hashes.
"""
