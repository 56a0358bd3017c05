"""The page on checking without Ledgerstone: its blocks pass a real archive, and fail on each tampered one."""

import ast
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from warm import run_warm

from ledgerstone.evidence.preservation.log.checkpoint import CURRENT, kept_key
from ledgerstone.evidence.preservation.log.entries import Entry, EntryType
from ledgerstone.evidence.preservation.log.note import Signer
from ledgerstone.evidence.preservation.log.reading import entries
from ledgerstone.evidence.preservation.log.writing import begin
from ledgerstone.evidence.preservation.objects import object_key
from ledgerstone.storage.disk import DiskStore

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "how-to" / "verify-without-ledgerstone.md"
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
SIGNATURE, BY_HAND, TOKEN = [text for language, text in BLOCKS if language == "sh"]
FROM_PRINT, PYTHON = [text for language, text in BLOCKS if language == "python"]
NOTES = 280
"""As many as fill the first bundle of 256 entries."""


def call(data: Path, *arguments: str | Path) -> str:
    done = run_warm(["--data", data, *arguments])
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Path:
    """Give what lies on the outsider's desk: an archive of two ingests, and the checkpoint and key kept in between."""
    desk = tmp_path_factory.mktemp("desk")
    papers, data = desk / "papers", desk / "data"
    papers.mkdir()
    call(data, "init")
    (papers / "first.txt").write_text("The mill burned on 3 May 1994.\n", encoding="utf-8")
    call(data, "ingest", papers)
    shutil.copyfile(data / "archive" / CURRENT, desk / "kept-checkpoint")
    (desk / "kept-lines").write_text(call(data, "log", "publish"), encoding="utf-8")
    [vkey] = (data / "archive/log/keys").iterdir()
    shutil.copyfile(vkey, desk / "kept.vkey")
    for number in range(NOTES):
        (papers / f"{number}.txt").write_text(f"Note {number} of the harbour office.\n", encoding="utf-8")
    call(data, "ingest", papers)
    shutil.move(data / "archive", desk / "archive")
    return desk


@pytest.fixture
def copy(desk: Path, tmp_path: Path) -> Path:
    """Give a desk that may be tampered with."""
    return shutil.copytree(desk, tmp_path / "desk")


def run_in(desk: Path, *command: str) -> bool:
    return subprocess.run(command, cwd=desk, capture_output=True, check=False).returncode == 0


def signature_holds(desk: Path, checkpoint: str = f"archive/{CURRENT}") -> bool:
    (desk / "check.sh").write_text(SIGNATURE, encoding="utf-8")
    return run_in(desk, "sh", "check.sh", checkpoint)


def all_fits(desk: Path, *kept: str) -> bool:
    (desk / "check.py").write_text(PYTHON, encoding="utf-8")
    return run_in(desk, sys.executable, "-I", "check.py", "archive", *kept)


def objects_are_what_their_names_say(desk: Path) -> bool:
    return run_in(desk, "sh", "-c", BY_HAND)


def test_a_whole_archive_passes_every_block(desk: Path):
    assert signature_holds(desk)
    assert signature_holds(desk, "kept-checkpoint")
    assert all_fits(desk, "kept-checkpoint")
    assert objects_are_what_their_names_say(desk)
    assert [*(desk / "archive/log/tile/entries").glob("000")], "the log of this test fills a bundle"


@pytest.mark.parametrize("code", [PYTHON, FROM_PRINT])
def test_the_python_is_short_and_of_the_standard_library_alone(code: str):
    assert len(code.splitlines()) <= 40
    nodes = list(ast.walk(ast.parse(code)))
    names = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    assert names
    assert names <= sys.stdlib_module_names
    assert not [node for node in nodes if isinstance(node, ast.ImportFrom)]


def from_print(desk: Path) -> None:
    (desk / "from-print.py").write_text(FROM_PRINT, encoding="utf-8")
    command = [sys.executable, "-I", "from-print.py", "kept-lines"]
    (desk / "kept-checkpoint").write_bytes(subprocess.run(command, cwd=desk, capture_output=True, check=True).stdout)


def test_the_printed_lines_give_the_checkpoint_back(copy: Path):
    kept = (copy / "kept-checkpoint").read_bytes()
    from_print(copy)
    assert (copy / "kept-checkpoint").read_bytes() == kept


def test_a_letter_mistyped_from_the_printed_lines_shows(copy: Path):
    lines = (copy / "kept-lines").read_text(encoding="utf-8")
    place = lines.index("KEY") - 10
    other = "B" if lines[place] == "A" else "A"
    (copy / "kept-lines").write_text(lines[:place] + other + lines[place + 1 :], encoding="utf-8")
    from_print(copy)
    assert not signature_holds(copy, "kept-checkpoint")


def test_an_altered_checkpoint_does_not_bear_the_signature(copy: Path):
    note = copy / "archive" / CURRENT
    name, size, rest = note.read_text(encoding="utf-8").split("\n", 2)
    write(note, f"{name}\n{int(size) - 1}\n{rest}".encode())
    assert not signature_holds(copy)


def test_a_checkpoint_signed_with_another_key_is_not_taken_for_the_archives(copy: Path):
    name = (copy / "kept.vkey").read_text(encoding="utf-8").partition("+")[0]
    other = Signer(name, b"\7" * 32).vkey
    write(copy / "kept.vkey", f"{other.text}\n".encode())
    assert not signature_holds(copy)


def test_the_signature_is_not_taken_from_a_witness_of_another_name(copy: Path):
    note = copy / "archive" / CURRENT
    write(note, note.read_bytes().replace("\n\n— ".encode(), "\n\n— another.".encode()))
    assert not signature_holds(copy)


def write(path: Path, data: bytes) -> None:
    path.chmod(0o600)
    path.write_bytes(data)


def some_object(desk: Path) -> Path:
    return min(file for file in (desk / "archive/objects").rglob("*") if file.is_file())


def full_bundle(desk: Path) -> Path:
    return desk / "archive/log/tile/entries/000"


def partial_bundle(desk: Path) -> Path:
    return max((desk / "archive/log/tile/entries/001.p").iterdir(), key=lambda path: int(path.name))


def flip(path: Path) -> None:
    data = path.read_bytes()
    write(path, data[:-9] + bytes([data[-9] ^ 1]) + data[-8:])


def remove(path: Path) -> None:
    path.unlink()


def edit_an_entry(desk: Path) -> None:
    bundle = full_bundle(desk)
    write(bundle, bundle.read_bytes().replace(b'"type":"ingestion"', b'"type":"joining"  ', 1))


def lose_the_last_entry(desk: Path) -> None:
    bundle = partial_bundle(desk)
    data = bundle.read_bytes()
    at = 0
    while (end := at + 2 + int.from_bytes(data[at : at + 2], "big")) < len(data):
        at = end
    write(bundle, data[:at])


CHANGES: dict[str, Callable[[Path], None]] = {
    "a flipped bit of an object": lambda desk: flip(some_object(desk)),
    "an object that is gone": lambda desk: remove(some_object(desk)),
    "a flipped bit of an entry": lambda desk: flip(full_bundle(desk)),
    "an edited entry": edit_an_entry,
    "an entry that is gone": lose_the_last_entry,
    "a bundle that is gone": lambda desk: remove(full_bundle(desk)),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_the_archive_is_found(copy: Path, change: Callable[[Path], None]):
    change(copy)
    assert not all_fits(copy)


def test_a_changed_object_is_found_by_hand(copy: Path):
    flip(some_object(copy))
    assert not objects_are_what_their_names_say(copy)


def test_a_rollback_is_found_by_a_newer_checkpoint_alone(copy: Path):
    shutil.copyfile(copy / "archive" / CURRENT, copy / "newer-checkpoint")
    size = int((copy / "kept-checkpoint").read_text(encoding="utf-8").split("\n")[1])
    store = DiskStore(copy / "archive", tmp=copy / "tmp")
    bundle = full_bundle(copy).read_bytes()
    at = 0
    for _ in range(size):
        at += 2 + int.from_bytes(bundle[at : at + 2], "big")
    store.put_once(f"log/tile/entries/000.p/{size}", [bundle[:at]])
    store.sync()
    write(copy / "archive" / CURRENT, b"".join(store.get(kept_key(size))))
    assert signature_holds(copy)
    assert all_fits(copy, "kept-checkpoint")
    assert not all_fits(copy, "newer-checkpoint")


def test_a_history_rewritten_with_the_real_key_is_found_by_a_kept_checkpoint_alone(copy: Path):
    name = (copy / "kept.vkey").read_text(encoding="utf-8").partition("+")[0]
    thief = Signer(name, b"\7" * 32)
    written, forged = (two_histories(copy / folder, thief) for folder in ("written", "forged"))
    shutil.rmtree(copy / "archive")
    shutil.copytree(forged, copy / "archive")
    write(copy / "kept.vkey", f"{thief.vkey.text}\n".encode())
    write(copy / "kept-checkpoint", (written / CURRENT).read_bytes())
    assert signature_holds(copy)
    assert signature_holds(copy, "kept-checkpoint")
    assert all_fits(copy)
    assert not all_fits(copy, "kept-checkpoint")


def two_histories(folder: Path, signer: Signer) -> Path:
    """Return an archive whose one ingestion depends on the folder's name, under a key that both histories share."""
    store = DiskStore(folder / "archive", tmp=folder / "tmp")
    begun = Entry(type=EntryType.KEY, time="2031-02-03T04:05:06Z", agent="0" * 16, vkey=signer.vkey.text)
    log = begin(store, signer, begun)
    log.append(
        [Entry(type=EntryType.STATEMENT, time="2031-02-03T04:05:07Z", agent=folder.name.encode().hex()[:12] + "0000")]
    )
    return folder / "archive"


@pytest.fixture
def rotated(new_archive) -> Callable[..., Path]:
    """Give a function that makes a desk with an archive whose key was changed, and with the older key kept."""

    def make(*options: str, lost: bool) -> Path:
        archive = new_archive("rotated")
        desk = archive.data
        [vkey] = (desk / "archive/log/keys").iterdir()
        shutil.copyfile(vkey, desk / "kept.vkey")
        if lost:
            (desk / "keys/log_key").unlink()
        archive.call("keys", "rotate", *options)
        return desk

    return make


def answers_to_each_key(desk: Path, checkpoint: str) -> list[bool]:
    """Return whether a checkpoint answers to the kept key, and to the newer one."""
    older = (desk / "kept.vkey").read_bytes()
    [newer] = [key for path in (desk / "archive/log/keys").iterdir() if (key := path.read_bytes()) != older]
    found = []
    for key in (older, newer):
        write(desk / "kept.vkey", key)
        found.append(signature_holds(desk, checkpoint))
    write(desk / "kept.vkey", older)
    return found


def test_an_older_key_has_signed_its_successor(rotated: Callable[..., Path]):
    desk = rotated(lost=False)
    assert answers_to_each_key(desk, "archive/log/checkpoints/1") == [True, False]
    assert answers_to_each_key(desk, "archive/log/checkpoints/2") == [True, True]
    assert all_fits(desk, "archive/log/checkpoints/1")


def test_a_key_that_took_over_without_the_older_one_shows(rotated: Callable[..., Path]):
    desk = rotated("--lost-key", lost=True)
    assert answers_to_each_key(desk, "archive/log/checkpoints/2") == [False, True]


def test_what_was_sealed_lawfully_is_not_missed_and_its_ciphertext_would_be(archive, words: str):
    archive.set_up_recovery()
    archive.seal_the_paper()
    sealed = archive.data
    assert all_fits(sealed)
    assert words.encode() not in b"".join(path.read_bytes() for path in sealed.rglob("*") if path.is_file())
    store = DiskStore(sealed / "archive", tmp=sealed / "tmp")
    ciphertexts = [entry.sealed_as for _, entry in entries(store) if entry.sealed_as]
    assert len(ciphertexts) == 2, "the paper and what is said of it"
    remove(sealed / "archive" / object_key(ciphertexts[0]))
    assert not all_fits(sealed)


def test_what_was_deaccessioned_is_not_missed(archive, words: str):
    archive.call("user", "add", "Ada Lind")
    [source] = archive.call("sources", "--json").splitlines()
    archive.call("deaccession", json.loads(source)["id"], "--by", "Ada Lind", "--reason", "the wrong page")
    assert not archive.object_of(words.encode()).exists()
    assert all_fits(archive.data)


NEW_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-config", "authority.cnf")
OF_A_ROOT = ("-subj", "/CN=Invented Root", "-extensions", "root")
SIGNED_BY_ROOT = ("-CA", "authority.pem", "-CAkey", "root.key", "-set_serial", "2", "-extfile", "authority.cnf")
SIGNED_BY_ROOT += ("-extensions", "signer")
AUTHORITY = (
    (
        "req",
        "-x509",
        *NEW_KEY,
        "-keyout",
        "root.key",
        "-out",
        "authority.pem",
        "-subj",
        "/CN=Root",
        "-extensions",
        "root",
    ),
    ("req", "-new", *NEW_KEY, "-keyout", "signer.key", "-out", "signer.csr", "-subj", "/CN=Invented Time Authority"),
    ("x509", "-req", "-in", "signer.csr", *SIGNED_BY_ROOT, "-out", "signer.pem"),
    ("ts", "-reply", "-config", "authority.cnf", "-queryfile", "query.tsq", "-out", "answer.tsr"),
)


@pytest.fixture
def timestamped(archive) -> tuple[Path, str, str]:
    """Give a desk with the authority's root, the digest of its answer and the size that it is about."""
    desk = archive.data
    archive.call("timestamp", "request", "--out", desk / "query.tsq")
    shutil.copyfile(Path(__file__).with_name("authority.cnf"), desk / "authority.cnf")
    (desk / "serial").write_text("01\n", encoding="ascii")
    for arguments in AUTHORITY:
        subprocess.run(("openssl", *arguments), cwd=desk, capture_output=True, check=True)
    archive.call("timestamp", "add", desk / "answer.tsr", "--authority", desk / "authority.pem")
    metas = {entry.meta for entry in archive.log() if entry.type is EntryType.TIMESTAMP and entry.meta is not None}
    [said] = [json.loads((desk / "archive" / object_key(meta)).read_bytes()) for meta in metas]
    return desk, said["token"], str(said["size"])


def token_holds(desk: Path, token: str, size: str) -> bool:
    return run_in(desk, "sh", "-c", TOKEN, "sh", token, size)


def test_a_token_is_about_the_checkpoint_of_its_size_alone(timestamped: tuple[Path, str, str]):
    desk, token, size = timestamped
    assert token_holds(desk, token, size)
    assert not token_holds(desk, token, "1")
    flip(desk / f"archive/log/checkpoints/{size}")
    assert not token_holds(desk, token, size)


def test_a_token_of_another_authority_does_not_hold(timestamped: tuple[Path, str, str]):
    desk, token, size = timestamped
    subprocess.run(("openssl", *AUTHORITY[0]), cwd=desk, capture_output=True, check=True)
    assert not token_holds(desk, token, size)
