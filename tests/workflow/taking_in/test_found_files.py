"""The walk finds files in one order, follows no loop and says why it passes something over."""

import os
import socket
from pathlib import Path

import pytest

from ledgerstone.errors import RefusedError
from ledgerstone.workflow.taking_in.found_files import FoundFile, Walk, open_file


@pytest.fixture
def folder(tmp_path) -> Path:
    made = tmp_path / "pile"
    made.mkdir()
    return made


def walked(root, leave_out=Path("/nonexistent")):
    found = list(Walk(root, leave_out=leave_out))
    files = [one.name for one in found if isinstance(one, FoundFile)]
    refused = {Path(one.path).name: one.reason for one in found if isinstance(one, RefusedError)}
    return files, refused


def put(path: Path, words: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8")
    return path


def test_the_order_depends_on_names_alone(folder):
    for name in ("b/2.txt", "z.txt", "b/1.txt", "a.txt", "b/c/3.txt", "B/4.txt"):
        put(folder / name)
    files, refused = walked(folder)
    assert files == ["a.txt", "z.txt", "B/4.txt", "b/1.txt", "b/2.txt", "b/c/3.txt"]
    assert not refused


def test_a_named_file_is_found_under_its_own_name(folder):
    assert walked(put(folder / "deep" / "a.txt")) == (["a.txt"], {})


def test_a_loop_is_refused_and_the_rest_found_once(folder):
    put(folder / "a" / "x.txt")
    (folder / "a" / "loop").symlink_to("..", target_is_directory=True)
    (folder / "0-first").symlink_to("a", target_is_directory=True)
    files, refused = walked(folder)
    assert files == ["a/x.txt"]
    assert set(refused) == {"loop", "0-first"}


def test_a_link_to_a_folder_elsewhere_is_followed_once(folder, tmp_path):
    put(tmp_path / "elsewhere" / "x.txt")
    for name in ("one", "two"):
        (folder / name).symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    files, refused = walked(folder)
    assert files == ["one/x.txt"]
    assert set(refused) == {"two"}


def test_a_link_to_a_file_is_that_file(folder):
    put(folder / "a.txt")
    (folder / "b.txt").symlink_to("a.txt")
    assert walked(folder) == (["a.txt", "b.txt"], {})


def test_what_is_no_file_is_refused_by_name(folder):
    os.mkfifo(folder / "pipe")
    (folder / "dangling").symlink_to("nowhere")
    (folder / "self").symlink_to("self")
    put(folder / "empty", "")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(folder / "socket"))
        files, refused = walked(folder)
    assert files == []
    assert {name: reason.split(",")[0] for name, reason in refused.items()} == {
        "pipe": "a named pipe",
        "dangling": "a link that leads nowhere",
        "self": "cannot be read: Too many levels of symbolic links",
        "empty": "the file is empty",
        "socket": "a socket",
    }


def test_a_name_that_is_no_text_is_refused(folder):
    put(folder / os.fsdecode(b"caf\xe9.txt"))
    put(folder / "good.txt")
    files, refused = walked(folder)
    assert files == ["good.txt"]
    assert "UTF-8" in next(iter(refused.values()))


def test_a_path_that_is_not_there_is_refused(folder):
    assert walked(folder / "none") == ([], {"none": "there is no such file"})


def test_the_archive_itself_is_left_out(folder):
    put(folder / "data" / "record.sqlite3")
    put(folder / "a.txt")
    assert walked(folder, leave_out=folder / "data") == (["a.txt"], {})


def test_a_very_deep_tree_is_walked_to_its_end(folder):
    here = os.open(folder, os.O_RDONLY)
    depth = 300
    try:
        for _ in range(depth):
            os.mkdir("d", dir_fd=here)
            deeper = os.open("d", os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = deeper
        os.close(os.open("x.txt", os.O_WRONLY | os.O_CREAT, dir_fd=here))
    finally:
        os.close(here)
    assert walked(folder) == ([], {"x.txt": "the file is empty"})


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_refused(folder):
    (folder / "closed").mkdir(mode=0)
    assert walked(folder) == ([], {"closed": "no permission to read it"})


def test_a_file_that_vanished_is_refused_when_it_is_opened(folder):
    with pytest.raises(RefusedError, match="no such file"):
        list(open_file(folder / "gone", 10))


def test_a_pipe_in_a_files_place_does_not_hold_the_run_up(folder):
    os.mkfifo(folder / "pipe")
    with pytest.raises(RefusedError, match="not a file any more"):
        list(open_file(folder / "pipe", 10))
