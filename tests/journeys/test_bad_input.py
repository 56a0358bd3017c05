"""Bad files through the command line: each is refused with path and reason or read with a warning; the rest goes on."""

import json
import os
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest
from memory import most_memory
from warm import run_warm

PROGRAM = Path(sys.executable).parent / "ledgerstone"
GOOD = "The mill at Velmar burned on 3 May 1994. Two people were injured.\n"
ARMENIAN = "Ջրաղացը այրվեց երեքշաբթի օրը, և մարդիկ եկան գետի մոտ։"
MOST_MEMORY_BYTES = 1_000_000_000
LONG_LINE_BYTES = 200_000_000


def armscii(text: str) -> bytes:
    """Encode Armenian letters by the table of AST 34.005: pairs of capital and small letters from 0xB2 on."""
    small = {chr(0x561 + i): 0xB3 + 2 * i for i in range(38)}
    capital = {chr(0x531 + i): 0xB2 + 2 * i for i in range(38)}
    other = {"և": 0xA2, "։": 0xA3}
    return bytes((small | capital | other).get(c) or ord(c) for c in text)


def call(data: Path, *arguments: str | Path) -> subprocess.CompletedProcess:
    return run_warm(["--data", data, *arguments])


@pytest.fixture
def data(tmp_path) -> Path:
    assert call(tmp_path / "data", "init").returncode == 0
    return tmp_path / "data"


@pytest.fixture
def folder(tmp_path) -> Path:
    made = tmp_path / "papers"
    made.mkdir()
    (made / "good.txt").write_text(GOOD, encoding="utf-8")
    return made


def ingested(data: Path, folder: Path) -> tuple[int, dict[str, str], set[str]]:
    """Ingest a folder; return the exit code, the reasons by file name, and the digests that are held."""
    done = call(data, "ingest", folder, "--json")
    answer = json.loads(done.stdout)
    held = {json.loads(line)["sha256"] for line in call(data, "sources", "--json").stdout.splitlines()}
    assert sha256(GOOD.encode()).hexdigest() in held
    assert call(data, "verify").returncode == 0
    return done.returncode, {Path(r["path"]).name: r["reason"] for r in answer["refused"]}, held


def link_loop(path: Path) -> None:
    path.symlink_to(".", target_is_directory=True)


def dangling(path: Path) -> None:
    path.symlink_to("nowhere.txt")


@pytest.mark.parametrize(
    "make", [Path.touch, link_loop, dangling, os.mkfifo], ids=["empty", "loop", "dangling", "fifo"]
)
def test_what_is_no_readable_file_is_refused_by_name(data, folder, make):
    make(folder / "bad")
    code, refused, held = ingested(data, folder)
    assert code == 1
    assert list(refused) == ["bad"]
    assert len(refused["bad"]) > 10
    assert len(held) == 1


ODD = {
    "binary": bytes(range(256)) * 20,
    "broken UTF-8": b"The mill \xff\xfe\xc3\x28 burned \xe2\x82 on a Tuesday. " * 4,
    "NUL bytes": b"The mill\0burned\0on\0a Tuesday.\n" * 9,
}


@pytest.mark.parametrize("name", ODD)
def test_odd_bytes_are_kept_and_read_with_a_warning(data, folder, name):
    (folder / "odd.txt").write_bytes(ODD[name])
    code, refused, held = ingested(data, folder)
    assert (code, refused) == (0, {})
    assert sha256(ODD[name]).hexdigest() in held
    reading = json.loads(call(data, "read", folder / "odd.txt", "--json").stdout)
    assert reading["warnings"]


OTHER_ENCODINGS = {
    "UTF-16": ("Мельница сгорела третьего мая.", "utf-16"),
    "CP1251": ("Мельница сгорела третьего мая, и люди пришли к реке.", "cp1251"),
    "ArmSCII-8": (ARMENIAN, None),
}


@pytest.mark.parametrize("name", OTHER_ENCODINGS)
def test_older_encodings_are_read_right(data, folder, name):
    text, encoding = OTHER_ENCODINGS[name]
    (folder / "old.txt").write_bytes(text.encode(encoding) if encoding else armscii(text))
    code, refused, held = ingested(data, folder)
    assert (code, refused, len(held)) == (0, {}, 2)
    assert json.loads(call(data, "read", folder / "old.txt", "--json").stdout)["text"] == text


@pytest.mark.long
def test_one_line_of_200_mb_is_kept_with_a_warning_in_bounded_memory(data, folder):
    with (folder / "line.txt").open("wb") as out:
        for _ in range(LONG_LINE_BYTES // 1_000_000):
            out.write(b"a" * 1_000_000)
    assert most_memory(PROGRAM, "--data", data, "ingest", folder) < MOST_MEMORY_BYTES
    assert call(data, "verify").returncode == 0
    reading = json.loads(call(data, "read", folder / "line.txt", "--json").stdout)
    assert reading["warnings"]


def test_a_file_without_permission_is_refused(data, folder):
    (folder / "shut.txt").write_text("The mill is closed.\n", encoding="utf-8")
    (folder / "shut.txt").chmod(0)
    as_others = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    command = [*as_others, PROGRAM, "--data", data, "ingest", folder, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["ingested"]) == (1, 1)
    assert [Path(r["path"]).name for r in answer["refused"]] == ["shut.txt"]
    assert "permission" in answer["refused"][0]["reason"].lower()


@pytest.fixture
def small_disk(tmp_path):
    """Give a disk of 8 MB that fills up."""
    place = tmp_path / "disk"
    place.mkdir()
    if (
        os.geteuid()
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", place], check=False).returncode
    ):
        pytest.skip("a small disk needs root and the right to mount")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_full_disk_loses_nothing_that_was_kept(small_disk, folder):
    data = small_disk / "data"
    assert call(data, "init").returncode == 0
    assert call(data, "ingest", folder).returncode == 0
    (folder / "large.bin").write_bytes(os.urandom(20_000_000))
    done = call(data, "ingest", folder)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "space" in done.stderr.lower() or "full" in done.stderr.lower()
    assert call(data, "verify").returncode == 0
    (folder / "large.bin").unlink()
    assert call(data, "ingest", folder).returncode == 0


@pytest.mark.parametrize("arguments", [("sources",), ("init",), ("verify",), ("log", "show")])
def test_what_the_system_refuses_is_said_in_a_line(tmp_path, arguments):
    done = call(tmp_path / ("a" * 300), *arguments)
    assert done.returncode == 1
    assert "File name too long" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)], ids=["Ctrl-C", "kill"])
def test_a_run_that_was_cut_off_is_completed_by_the_next(data, folder, sent, code):
    for number in range(60):
        (folder / f"{number}.txt").write_text(f"Note {number}: {GOOD}", encoding="utf-8")
    process = subprocess.Popen(
        [PROGRAM, "--data", data, "ingest", folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while not any((data / "archive" / "objects").rglob("*/*/*")) and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(sent)
    assert process.wait() == code
    assert call(data, "verify").returncode == 0
    before = {json.loads(line)["id"] for line in call(data, "sources", "--json").stdout.splitlines()}
    assert call(data, "ingest", folder).returncode == 0
    after = {json.loads(line)["id"] for line in call(data, "sources", "--json").stdout.splitlines()}
    assert before <= after
    assert len(after) == 61
    assert call(data, "verify").returncode == 0
