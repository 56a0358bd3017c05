"""Bad manifests, sidecars and file names through the command line: the line is named, and nothing of it is kept."""

import json
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from warm import run_warm

PROGRAM = Path(sys.executable).parent / "ledgerstone"
NAMES = ("1.txt", "2.txt", "3.txt")
NAME_MAX = 255


def call(data: Path, *arguments: str | Path | bytes) -> subprocess.CompletedProcess:
    return run_warm(["--data", data, *map(os.fsdecode, arguments)])


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("empty")
    assert call(root / "data", "init").returncode == 0
    return root / "data"


@pytest.fixture
def data(empty, tmp_path) -> Path:
    """Give an empty archive: a copy, because making one takes longer than most of these tests."""
    return shutil.copytree(empty, tmp_path / "data")


@pytest.fixture
def folder(tmp_path) -> Path:
    made = tmp_path / "papers"
    made.mkdir()
    for name in NAMES:
        (made / name).write_text(f"Note {name}: the mill at Velmar burned.\n", encoding="utf-8")
    return made


def sources(data: Path) -> list[dict]:
    return [json.loads(line) for line in call(data, "sources", "--json").stdout.splitlines()]


def held(data: Path, folder: Path) -> set[str]:
    """Return the names of the files whose bytes are held, and see that the archive is whole."""
    checked = call(data, "verify", "--json")
    assert (checked.returncode, json.loads(checked.stdout)["result"]) == (0, "intact")
    digests = {row["sha256"] for row in sources(data)}
    assert json.loads(checked.stdout)["objects"] == 2 * len(digests)  # each with what is said of it
    return {path.name for path in folder.iterdir() if sha256(path.read_bytes()).hexdigest() in digests}


def ingested(data: Path, *arguments: str | Path) -> tuple[int, dict[str, str]]:
    """Ingest; return the exit code and the reasons by file name, each told on stderr too."""
    done = call(data, "ingest", *arguments, "--json")
    refused = json.loads(done.stdout)["refused"]
    assert all(f"{row['reason']}" in done.stderr for row in refused)
    assert "Traceback" not in done.stderr
    return done.returncode, {Path(row["path"]).name: row["reason"] for row in refused}


ROWS = {
    "a missing file": ("gone.txt,1994", "gone.txt", set(NAMES), "no file"),
    "an unreadable date": ("2.txt,1994-13-45", "2.txt", {"1.txt", "3.txt"}, "published"),
    "a path twice": ("1.txt,1995", "1.txt", set(NAMES), "line 2"),
    "a path that leads out": ("../2.txt,1994", "2.txt", set(NAMES), "leads out"),
    "too many cells": ("2.txt,1994,more", "2.txt", {"1.txt", "3.txt"}, "cells"),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_bad_row_is_refused_with_its_line_and_the_rest_is_kept(data, folder, name):
    row, refused_path, kept, words = ROWS[name]
    manifest = folder.parent / "manifest.csv"
    manifest.write_text(f"path,published\n1.txt,1994\n{row}\n3.txt,1996\n", encoding="utf-8")
    code, refused = ingested(data, folder, "--manifest", manifest)
    assert (code, list(refused)) == (1, [refused_path])
    assert "line 3" in refused[refused_path]
    assert words in refused[refused_path]
    assert held(data, folder) == kept
    assert "1995" not in {row["published"] for row in sources(data)}


MANIFESTS = {
    "an unknown column": (b"path,colour\n1.txt,green\n", "line 1: unknown column 'colour'"),
    "a column twice": (b"path,title,title\n1.txt,a,b\n", "line 1"),
    "no path": (b"title\nMill\n", "line 1"),
    "no head": (b"", "line 1"),
    "an open quotation mark": (b'path,title\n1.txt,"Mill\n', "line 2"),
    "not UTF-8": ("path,title\n1.txt,Мельница\n".encode("cp1251"), "line 2: not UTF-8"),
    "UTF-16": ("path,title\n1.txt,Mill\n".encode("utf-16"), "line 1: not UTF-8"),
}


@pytest.mark.parametrize("name", MANIFESTS)
def test_a_manifest_that_cannot_be_used_keeps_nothing(data, folder, name):
    content, words = MANIFESTS[name]
    manifest = folder.parent / "manifest.csv"
    manifest.write_bytes(content)
    done = call(data, "ingest", folder, "--manifest", manifest)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "nothing was ingested" in done.stderr
    assert held(data, folder) == set()


def test_a_manifest_that_is_not_there_or_may_not_be_one_keeps_nothing(data, folder):
    os.mkfifo(folder.parent / "pipe")
    for path in (folder.parent / "none.csv", folder, folder.parent / "pipe"):
        done = subprocess.run(
            [PROGRAM, "--data", data, "ingest", folder, "--manifest", path],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 2, path
        assert str(path) in done.stderr
    assert held(data, folder) == set()


SIDECARS = {
    "an unknown key": (b'title = "Mill"\ncolour = "green"\n', "line 2: unknown key 'colour'"),
    "broken TOML": (b'title = "Mill"\norigin = \n', "line 2: no TOML"),
    "an unreadable date": (b'published = "1994-13-45"\n', "line 1: published"),
    "a number": (b"\ntitle = 7\n", "line 2"),
    "not UTF-8": ('title = "Mill"\norigin = "Ада"\n'.encode("cp1251"), "line 2: not UTF-8"),
    "deep nesting": (b"title = " + b"[" * 5000 + b"]" * 5000 + b"\n", "no TOML"),
}


@pytest.mark.parametrize("name", SIDECARS)
def test_a_bad_sidecar_refuses_its_file_with_the_line_and_the_rest_is_kept(data, folder, name):
    content, words = SIDECARS[name]
    (folder / "2.txt.meta.toml").write_bytes(content)
    code, refused = ingested(data, folder)
    assert (code, list(refused)) == (1, ["2.txt"])
    assert words in refused["2.txt"]
    assert held(data, folder) == {"1.txt", "3.txt"}
    read = call(data, "read", folder / "2.txt")
    assert read.returncode == 1
    assert words in read.stderr


def test_names_with_line_breaks_and_of_the_longest_kind_are_kept_and_shown_on_one_line(data, folder):
    names = ("a\nb.txt", "tab\t\x1b[31mred.txt", "я" * (NAME_MAX // 2 - 2) + ".txt", "w" * (NAME_MAX - 4) + ".txt")
    for name in names:
        (folder / name).write_text(f"Note of {len(name)} signs and {name[0]}.\n", encoding="utf-8")
    assert ingested(data, folder) == (0, {})
    assert held(data, folder) == {*NAMES, *names}
    listing = call(data, "sources").stdout
    assert "\x1b[31m" not in listing
    assert len(listing.splitlines()) == 1 + len(NAMES) + len(names)


def test_a_refused_name_cannot_write_lines_of_its_own_on_the_terminal(data, folder):
    (folder / "x\nrefused: 1.txt: a lie\x1b[2J").touch()
    done = call(data, "ingest", folder)
    assert done.returncode == 1
    assert "\x1b" not in done.stderr
    assert len([line for line in done.stderr.splitlines() if line.startswith("refused:")]) == 1
    assert held(data, folder) == set(NAMES)


def test_a_name_that_is_no_utf8_is_refused_and_shown_with_escapes(data, folder):
    (Path(folder) / os.fsdecode(b"caf\xe9.txt")).write_text("x", encoding="utf-8")
    code, refused = ingested(data, folder)
    assert (code, list(refused)) == (1, ["caf\\xe9.txt"])
    assert "not UTF-8" in refused["caf\\xe9.txt"]
    assert held(data, folder) == set(NAMES)
