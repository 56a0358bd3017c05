"""Bad input to preservation, through the command line: what is refused is named with its reason, the rest goes on."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from warm import run_warm

from ledgerstone.evidence.preservation.log.entries import Entry, EntryType
from ledgerstone.evidence.preservation.log.reading import entries
from ledgerstone.evidence.preservation.log.writing import open_log
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.private_keys import LOG_KEY, own_signer
from ledgerstone.storage.writer_lock import writer_lock

GOOD = "The mill at Velmar burned on 3 May 1994.\n"
OTHER = "A letter that lies elsewhere.\n"
PATH_MAX, NAME_MAX = 4096, 255
FAR = "2199-01-02T03:04:05Z"

KEEPS_CHANGING = """
import itertools, sys
with open(sys.argv[1], "r+b", buffering=0) as opened:
    for number in itertools.count(1):
        opened.seek(0)
        opened.write(number.to_bytes(8, "big"))
        if number == 1:
            print("writing", flush=True)
"""


def call(data: Path, *arguments: str | bytes | Path) -> subprocess.CompletedProcess[str]:
    done = run_warm(["--data", data, *map(os.fsdecode, arguments)])
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an empty archive, not to be changed."""
    made = tmp_path_factory.mktemp("begun") / "data"
    assert call(made, "init").returncode == 0
    return made


@pytest.fixture
def data(begun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(begun, tmp_path / "data"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "papers"
    made.mkdir()
    (made / "good.txt").write_text(GOOD, encoding="utf-8")
    return made


def digests(data: Path) -> set[str]:
    """Return the digests of the sources that are held, and see that the archive is whole."""
    assert call(data, "verify").returncode == 0
    return {json.loads(line)["sha256"] for line in call(data, "sources", "--json").stdout.splitlines()}


def digest(content: str) -> str:
    return sha256(content.encode()).hexdigest()


def refused(done: subprocess.CompletedProcess[str]) -> list[tuple[str, str]]:
    assert done.returncode == 1
    rows = json.loads(done.stdout)["refused"]
    assert all(row["reason"] in done.stderr for row in rows)
    return [(row["path"], row["reason"]) for row in rows]


def test_a_manifest_cannot_lead_out_of_its_folder(data: Path, folder: Path):
    outside = folder.parent / "outside.txt"
    outside.write_text(OTHER, encoding="utf-8")
    named = ["../outside.txt", "a/../../outside.txt", str(outside)]
    manifest = folder.parent / "manifest.csv"
    manifest.write_text("path,title\n" + "".join(f"{one},Taken\n" for one in named), encoding="utf-8")
    found = refused(call(data, "ingest", folder, "--manifest", manifest, "--json"))
    assert [path for path, _ in found] == named
    assert all("leads out of the folder" in reason for _, reason in found)
    assert digests(data) == {digest(GOOD)}


def test_dots_on_the_command_line_leave_no_trace_in_the_name(data: Path, folder: Path):
    assert call(data, "ingest", folder / ".." / folder.name / "good.txt").returncode == 0
    (source,) = [json.loads(line)["id"] for line in call(data, "sources", "--json").stdout.splitlines()]
    assert ".." not in call(data, "source", source, "--json").stdout


def deep(folder: Path, length: int) -> Path:
    """Make a file so deep that its path has this many bytes; the system takes no path of 4,096."""
    here = folder
    descriptor = os.open(folder, os.O_RDONLY)
    while (left := length - len(os.fsencode(here)) - 1) > NAME_MAX:
        name = "d" * (NAME_MAX if left > 2 * NAME_MAX else left // 2)
        os.mkdir(name, dir_fd=descriptor)
        below = os.open(name, os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor, here = below, here / name
    name = "f" * left
    with os.fdopen(os.open(name, os.O_WRONLY | os.O_CREAT, dir_fd=descriptor), "w", encoding="utf-8") as opened:
        opened.write(OTHER)
    os.close(descriptor)
    return here / name


def test_a_path_of_4096_bytes_is_refused_and_the_rest_goes_on(data: Path, folder: Path):
    path = deep(folder, PATH_MAX)
    assert len(os.fsencode(path)) == PATH_MAX
    try:
        ((named, reason),) = refused(call(data, "ingest", folder, "--json"))
        assert named == str(path)
        assert "too long" in reason
        assert digests(data) == {digest(GOOD)}
        ((named, reason),) = refused(call(data, "ingest", path, "--json"))
        assert (named, "too long" in reason) == (str(path), True)
    finally:
        # pytest cannot remove it: it uses whole paths.
        subprocess.run(["rm", "-r", folder / ("d" * NAME_MAX)], check=True)


def test_the_longest_path_that_the_system_takes_is_kept(data: Path, folder: Path):
    deep(folder, PATH_MAX - 1)
    assert call(data, "ingest", folder, "--json").returncode == 0
    assert digests(data) == {digest(GOOD), digest(OTHER)}


def test_a_name_with_a_line_break_is_kept_as_it_is_and_shown_on_one_line(data: Path, folder: Path):
    name = "first\nsecond.txt"
    (folder / name).write_text(OTHER, encoding="utf-8")
    assert call(data, "ingest", folder).returncode == 0
    assert digests(data) == {digest(GOOD), digest(OTHER)}
    listed = call(data, "sources").stdout
    assert not any(line.startswith("second.txt") for line in listed.splitlines())
    ids = {row["sha256"]: row["id"] for row in map(json.loads, call(data, "sources", "--json").stdout.splitlines())}
    assert name in [
        one["path"] for one in json.loads(call(data, "source", ids[digest(OTHER)], "--json").stdout)["acquisitions"]
    ]


def test_a_refusal_whose_name_has_a_line_break_is_one_line(data: Path, folder: Path):
    (folder / "first\nrefused: second.txt").touch()
    done = call(data, "ingest", folder)
    assert done.returncode == 1
    assert len([line for line in done.stderr.splitlines() if line.startswith("refused:")]) == 1


def test_a_name_that_is_no_utf8_is_refused_and_the_rest_goes_on(data: Path, folder: Path):
    path = os.fsencode(folder) + b"/bad-\xff\xfe.txt"
    with open(path, "w", encoding="utf-8") as opened:  # noqa: PTH123 - a name in bytes
        opened.write(OTHER)
    done = call(data, "ingest", folder, "--json")
    ((named, reason),) = refused(done)
    assert "not UTF-8" in reason
    assert "bad-" in named
    named.encode("utf-8")
    assert call(data, "ingest", path).returncode == 1
    assert digests(data) == {digest(GOOD)}


@pytest.fixture
def changing(folder: Path) -> Iterator[Path]:
    """Give a file that somebody goes on writing to."""
    path = folder / "changing.bin"
    path.write_bytes(os.urandom(64_000_000))
    with subprocess.Popen([sys.executable, "-c", KEEPS_CHANGING, path], stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        writer.stdout.readline()
        yield path
        writer.kill()


def test_a_file_that_keeps_changing_is_refused_and_nothing_of_it_is_kept(data: Path, folder: Path, changing: Path):
    ((named, reason),) = refused(call(data, "ingest", folder, "--json"))
    assert named == str(changing)
    assert "changed while it was read, twice" in reason
    assert digests(data) == {digest(GOOD)}
    assert not [path for path in (data / "tmp" / "incoming").rglob("*") if path.is_file()]


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give what another archive exported, not to be changed."""
    place = tmp_path_factory.mktemp("other")
    (place / "letter.txt").write_text(OTHER, encoding="utf-8")
    assert call(place / "data", "init").returncode == 0
    assert call(place / "data", "ingest", place / "letter.txt").returncode == 0
    assert call(place / "data", "export", "archive", "--out", place / "package").returncode == 0
    return place / "package"


def break_entry(package: Path) -> None:
    (bundle,) = [path for path in (package / "archive/log/tile/entries").rglob("*") if path.is_file()]
    change(bundle, bundle.read_bytes().replace(b'"size":', b'"size":1', 1))


def break_checkpoint(package: Path) -> None:
    path = package / "archive/log/checkpoint"
    change(path, path.read_bytes()[:-20] + b"AAAAAAAAAAAAAAAAAA=\n")


def break_tile(package: Path) -> None:
    (tile,) = [path for path in (package / "archive/log/tile/0").rglob("*") if path.is_file()]
    change(tile, bytes(32) + tile.read_bytes()[32:])


def change(path: Path, content: bytes) -> None:
    path.chmod(0o600)
    path.write_bytes(content)


@pytest.mark.parametrize("damage", [break_entry, break_checkpoint, break_tile])
def test_a_foreign_archive_with_a_broken_log_is_refused_as_a_whole(
    data: Path, exported: Path, tmp_path: Path, damage: Callable[[Path], None]
):
    package = Path(shutil.copytree(exported, tmp_path / "package"))
    damage(package)
    log = (data / "archive/log/checkpoint").read_bytes()
    done = call(data, "import", "archive", package, "--as", "Norvik Documentation Centre")
    assert done.returncode in {3, 4}, done
    assert digests(data) == set()
    assert (data / "archive/log/checkpoint").read_bytes() == log
    assert not (data / "archive/foreign").exists()


def test_a_clock_that_was_set_back_is_said_and_entries_keep_both_times(data: Path, folder: Path):
    directory = DataDirectory(data)
    with writer_lock(directory.lock):
        store = directory.store()
        log = open_log(store, own_signer(directory.keys))
        log.append([Entry(agent="0" * 16, type=EntryType.FIXITY_CHECK, time=FAR)])
        store.settle()
    done = call(data, "ingest", folder)
    assert done.returncode == 0
    assert f"the log has an entry of {FAR}: the clock was set back" in done.stderr
    *_, (_, entry) = entries(directory.store())
    assert (entry.type, entry.latest) == (EntryType.INGESTION, FAR)
    assert entry.time < FAR
    assert digests(data) == {digest(GOOD)}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Give a small disk of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = not os.geteuid() and not subprocess.run(["mount", "-t", "tmpfs", "tmpfs", place], check=False).returncode
    if not mounted:
        pytest.skip("a disk can be mounted by root alone")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_read_only_disk_is_said_and_changes_nothing(disk: Path, folder: Path):
    data = disk / "data"
    assert call(data, "init").returncode == 0
    assert call(data, "ingest", folder).returncode == 0
    (folder / "more.txt").write_text(OTHER, encoding="utf-8")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    done = call(data, "ingest", folder)
    assert done.returncode == 1
    assert "read-only" in done.stderr.lower()
    assert call(data, "verify").returncode == 0
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    assert digests(data) == {digest(GOOD)}
    assert call(data, "ingest", folder).returncode == 0
    assert digests(data) == {digest(GOOD), digest(OTHER)}


def test_the_key_of_another_archive_signs_nothing(data: Path, folder: Path, tmp_path: Path):
    other = tmp_path / "other"
    assert call(other, "init").returncode == 0
    own = shutil.copy(data / "keys" / LOG_KEY, tmp_path / "own")
    shutil.copy(other / "keys" / LOG_KEY, data / "keys" / LOG_KEY)
    log = (data / "archive/log/checkpoint").read_bytes()
    done = call(data, "ingest", folder)
    assert done.returncode == 4
    assert "key of another archive" in done.stderr
    assert (data / "archive/log/checkpoint").read_bytes() == log
    assert digests(data) == set()
    shutil.copy(own, data / "keys" / LOG_KEY)
    assert call(data, "ingest", folder).returncode == 0
    assert digests(data) == {digest(GOOD)}
