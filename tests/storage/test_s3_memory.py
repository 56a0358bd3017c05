"""A content far longer than what may lie in memory goes into a bucket and comes out of it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from s3_server import S3Server
from store_places import S3Place

PROGRAM = """
import json, re, sys
from hashlib import sha256
from pathlib import Path
from ledgerstone.storage.s3 import open_store

def most_kib():
    # Unlike what the system reports of a child, this starts anew with the program.
    return int(re.search(r"VmHWM:\\s*(\\d+) kB", Path("/proc/self/status").read_text())[1])

url, tmp, blocks = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
block = bytes(range(256)) * 4096
store = open_store(url, tmp)
before = most_kib()
store.put_once("objects/sha256/ab/long", (block for _ in range(blocks)))
store.sync()
found = store.digest("objects/sha256/ab/long")
wanted = sha256()
for _ in range(blocks):
    wanted.update(block)
grown = most_kib() - before
print(json.dumps({"same": found == (wanted.hexdigest(), blocks * len(block)), "grown_mib": grown // 1024}))
"""


@pytest.mark.parametrize("mebibytes", [300, pytest.param(3000, marks=pytest.mark.long)])
def test_memory_does_not_grow_with_a_content(s3_server: S3Server, tmp_path: Path, mebibytes: int):
    place = S3Place(s3_server, tmp_path)
    command = [sys.executable, "-c", PROGRAM, place.url, tmp_path / "tmp", str(mebibytes)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    said = json.loads(done.stdout)
    place.delete("objects/sha256/ab/long")
    assert said["same"]
    assert said["grown_mib"] < 120
