"""`ledgerstone log`: what an outsider is handed can be checked without us, and read back from print."""

import base64
import json
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from warm import run_warm

from ledgerstone.evidence.preservation.log.merkle import leaf_hash, verify_consistency, verify_inclusion


def call(data: Path, *arguments: str | Path, code: int = 0) -> str:
    done = run_warm(["--data", data, *arguments])
    assert done.returncode == code, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("log")
    papers = root / "papers"
    papers.mkdir()
    call(root / "data", "init")
    for count in (1, 4):
        for number in range(count):
            (papers / f"{count} {number}.txt").write_text(f"Note {count} {number}.\n", encoding="utf-8")
        call(root / "data", "ingest", papers)
    return root / "data"


def rows(data: Path, *arguments: str) -> list[dict]:
    return [json.loads(line) for line in call(data, "log", *arguments, "--json").splitlines()]


def test_every_entry_is_listed_and_says_no_path(data):
    shown = rows(data, "show")
    assert [row["index"] for row in shown] == list(range(6))
    assert [row["entry"]["type"] for row in shown] == ["key"] + ["ingestion"] * 5
    assert "Note" not in json.dumps(shown)
    assert ".txt" not in json.dumps(shown)
    assert [row["index"] for row in rows(data, "show", "--from", "4")] == [4, 5]
    assert rows(data, "show", "--from", "600") == []


def test_a_proof_in_text_is_checked_without_us(data):
    source = json.loads(call(data, "sources", "--json").splitlines()[-1])
    text = call(data, "log", "prove", source["id"])
    head, _, checkpoint = text.partition("\n\n")
    form, extra, index, *hashes = head.split("\n")
    assert form == "c2sp.org/tlog-proof@v1"
    entry = base64.b64decode(extra.removeprefix("extra "))
    assert json.loads(entry)["object"] == source["sha256"]
    _, size, root, *_ = checkpoint.split("\n")
    proof = [base64.b64decode(one) for one in hashes]
    place = int(index.removeprefix("index "))
    assert verify_inclusion(leaf_hash(entry), place, int(size), proof, base64.b64decode(root))
    assert checkpoint == (data / "archive" / "log" / "checkpoint").read_text(encoding="utf-8")


def test_an_object_is_found_by_id_digest_and_place(data):
    source = json.loads(call(data, "sources", "--json").splitlines()[0])
    by_id = rows(data, "prove", source["id"])
    assert by_id == rows(data, "prove", source["sha256"]) == rows(data, "prove", source["sha256"][:20])
    assert by_id == rows(data, "prove", str(by_id[0]["index"]))
    assert by_id[0]["time"] == {"not_later_than": None, "log_position_after": None, "log_index": by_id[0]["index"]}
    for wrong, code in (("s" + "0" * 12, 1), ("999", 1), ("mill", 2), ("../x", 2)):
        call(data, "log", "prove", wrong, code=code)


def test_an_earlier_checkpoint_is_continued(data):
    kept = sorted((data / "archive" / "log" / "checkpoints").iterdir(), key=lambda path: int(path.name))
    for path in kept:
        found = json.loads(call(data, "log", "consistency", path, "--json"))
        assert found == json.loads(call(data, "log", "consistency", path.name, "--json"))
        proof = [bytes.fromhex(one) for one in found["proof"]]
        roots = (bytes.fromhex(found["old_root"]), bytes.fromhex(found["root"]))
        assert verify_consistency(found["old_size"], found["size"], *roots, proof)
    call(data, "log", "consistency", "600", code=4)
    call(data, "log", "consistency", data / "gone", code=2)


def test_a_checkpoint_of_another_history_is_not_continued(data, tmp_path):
    text = (data / "archive" / "log" / "checkpoints" / "2").read_text(encoding="utf-8")
    root = base64.b64encode(sha256(b"another").digest()).decode()
    (tmp_path / "forged").write_text(text.replace(text.split("\n")[2], root), encoding="utf-8")
    call(data, "log", "consistency", tmp_path / "forged", code=4)
    (tmp_path / "stranger").write_text(text.replace("ledgerstone/", "other/"), encoding="utf-8")
    call(data, "log", "consistency", tmp_path / "stranger", code=2)


def decoded(path: Path) -> str:
    """Read a QR code from a bitmap as another library does."""
    head, _, bits = path.read_bytes().partition(b"\n")
    assert head == b"P4"
    size, _, packed = bits.partition(b"\n") if not bits.startswith(b"#") else bits.partition(b"\n")[2].partition(b"\n")
    width, height = map(int, size.split())
    rows_of_bits = np.unpackbits(np.frombuffer(packed, np.uint8).reshape(height, -1), axis=1)[:, :width]
    (found,) = zxingcpp.read_barcodes(np.ascontiguousarray(255 * (1 - rows_of_bits), dtype=np.uint8))
    return found.text


def test_print_and_qr_code_carry_the_checkpoint_back_to_verify(data, tmp_path):
    lines = call(data, "log", "publish", "--qr", tmp_path / "code.pbm")
    assert len(lines.splitlines()) == 2
    assert decoded(tmp_path / "code.pbm") == lines.rstrip("\n")
    (tmp_path / "typed.txt").write_text(lines.lower().replace("key", "KEY"), encoding="utf-8")
    call(data, "verify", "--against", tmp_path / "typed.txt")
    wrong = lines[:-4] + ("AAA" if lines[-4:-1] != "AAA" else "BBB") + "\n"
    (tmp_path / "wrong.txt").write_text(wrong, encoding="utf-8")
    call(data, "verify", "--against", tmp_path / "wrong.txt", code=4)
    (tmp_path / "none.txt").write_text("a letter to the editor", encoding="utf-8")
    call(data, "verify", "--against", tmp_path / "none.txt", code=2)


@pytest.mark.parametrize("name", ["code.svg", "code.png", "code.pdf"])
def test_a_qr_code_is_written_as_the_name_ends(data, tmp_path, name):
    call(data, "log", "publish", "--qr", tmp_path / name)
    assert (tmp_path / name).stat().st_size > 500


def test_a_qr_code_that_cannot_be_written_is_said(data, tmp_path):
    call(data, "log", "publish", "--qr", tmp_path / "no" / "code.svg", code=1)
    call(data, "log", "publish", "--qr", tmp_path / "code.txt.unknown", code=2)
