"""The frame: fast, quiet about Django, exact about exit codes and streams."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ledgerstone.cli.main import COMMANDS, run
from ledgerstone.cli.output import path_shown
from ledgerstone.cli.printable import printable

PROGRAM = Path(sys.executable).with_name("ledgerstone")
CONTRACT = {
    "init", "ingest", "read", "sources", "source", "claims", "incidents", "account", "references", "copies",
    "search", "judge", "publish", "verify", "export", "serve", "doctor", "user",
}  # fmt: skip


def call(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROGRAM, *arguments], capture_output=True, text=True, check=False, env=os.environ | environment
    )


def test_help_lists_every_command_of_the_contract_with_examples_first():
    done = call("--help")
    assert done.returncode == 0
    assert {entry.name for entry in COMMANDS} >= CONTRACT
    assert all(f"  {entry.name} " in done.stdout for entry in COMMANDS)
    assert done.stdout.index("Examples:") < done.stdout.index("Options:")


def test_help_imports_neither_django_nor_the_readers():
    code = (
        "import sys; from ledgerstone.cli.main import run; run(['--help']); "
        "print(sorted({'django', 'rich', 'lxml', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("name", sorted(CONTRACT - {"user"} | {"completion", "user add", "user list"}))
def test_every_command_has_help_with_examples_first(name: str, tmp_path: Path):
    done = call(*name.split(), "--help", LEDGERSTONE_DATA=str(tmp_path / "none"))
    assert done.returncode == 0, done.stderr
    assert "Examples:" in done.stdout
    assert f"ledgerstone {name}" in done.stdout.split("Examples:")[1]
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("arguments", [("no-such-command",), ("--no-such-option",), ("verify", "extra"), ("read",)])
def test_a_wrong_call_is_exit_2_and_says_so_on_stderr(arguments: tuple[str, ...]):
    done = call(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Error" in done.stderr


def test_no_archive_is_exit_2_and_names_init(tmp_path: Path):
    done = call("--data", str(tmp_path / "none"), "verify")
    assert done.returncode == 2
    assert "init" in done.stderr


def test_an_interruption_is_exit_130_and_does_not_wait_for_the_end(tmp_path: Path):
    folder = tmp_path / "archive" / "objects" / "sha256" / "00"
    folder.mkdir(parents=True)
    with (folder / ("0" * 64)).open("wb") as out:
        out.truncate(1 << 40)  # a terabyte of holes: hashing it to its end would take minutes
    command = [PROGRAM, "--data", tmp_path, "verify"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        assert "no record" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        try:
            out_text, messages = process.communicate(timeout=60)
        finally:
            process.kill()
    assert (process.returncode, out_text) == (130, "")
    assert "interrupted" in messages


def test_a_reader_that_has_enough_is_no_trouble():
    done = subprocess.run(
        ["bash", "-c", f"{PROGRAM} completion bash | true"], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_ask_the_program(shell: str):
    done = call("completion", shell)
    assert done.returncode == 0
    assert "_LEDGERSTONE_COMPLETE" in done.stdout


def test_completion_offers_commands():
    done = call(COMP_WORDS="ledgerstone in", COMP_CWORD="1", _LEDGERSTONE_COMPLETE="bash_complete")
    assert done.stdout.split() == ["plain,init", "plain,ingest", "plain,incidents"]


def test_nothing_of_a_foreign_text_steers_the_terminal():
    assert printable("a\x1b[31mb\u202ec\rd\n") == "a\\x1b[31mb\\u202ec\\rd\n"
    assert printable("Երևան") == "Երևան"


def test_signs_that_are_not_seen_are_shown_and_joiners_of_joining_scripts_are_left():
    assert printable("Tar\u200bvel\u2066 \u3164") == "Tar\\u200bvel\\u2066 \\u3164"
    assert printable("Tar\u200dvel") == "Tar\\u200dvel"
    assert printable("\u0645\u06cc\u200c\u062e\u0648") == "\u0645\u06cc\u200c\u062e\u0648"


def test_a_name_that_is_no_utf8_can_be_shown():
    assert path_shown(os.fsdecode(b"a\xffb")) == "a\\xffb"


def test_version():
    assert run(["--version"]) == 0
