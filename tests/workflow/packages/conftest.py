"""Archives that are driven through the program itself: packages go from one to another. All papers invented."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from warm import run_warm

TELEGRAM = "NORVIK, 4 May 1994. At least 32 people were killed in Velmar on 3 May 1994, the hospital said.\n"
LETTER = "On 3 May 1994 about 300 houses were burned in Velmar, a teacher said. Twelve people were injured.\n"
NURSE = "A nurse in Orlan said on 5 May 1994 that nine people were wounded in Velmar.\n"
CENTRE = "Norvik Documentation Centre"
NAMED = "100% of ..\u202ethe letter\n.txt"
"""A name from the world: with a percent sign, a line break and a character that turns writing round."""


class Program:
    """The program with one data directory."""

    def __init__(self, data: Path) -> None:
        self.data = data

    def run(self, *arguments: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
        done = run_warm(["--data", self.data, *arguments])
        assert done.returncode == code, done.stderr
        return done

    def one(self, *arguments: str | Path, code: int = 0) -> dict:
        return json.loads(self.run(*arguments, "--json", code=code).stdout)

    def rows(self, *arguments: str | Path) -> list[dict]:
        return [json.loads(line) for line in self.run(*arguments, "--json").stdout.splitlines()]

    def ingest(self, name: str, text: str, **said: str) -> str:
        pile = self.data.with_name(f"{self.data.name} pile")
        pile.mkdir(exist_ok=True)
        (pile / name).write_text(text, encoding="utf-8")
        options = [part for key, value in said.items() for part in (f"--{key}", value)]
        return self.one("ingest", pile / name, *options)["sources"][0]

    def verified(self, code: int = 0) -> dict:
        return self.one("verify", code=code)

    def copied_to(self, data: Path) -> "Program":
        shutil.copytree(self.data, data, symlinks=True)
        return Program(data)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory) -> Program:
    """Give an archive with a telegram and a letter, not to be changed."""
    made = Program(tmp_path_factory.mktemp("prepared") / "data")
    made.run("init")
    made.ingest("telegram.txt", TELEGRAM, publisher="Norvik Bell", origin="found in a cellar")
    made.ingest(NAMED, LETTER, title="=A letter")
    return made


@pytest.fixture(scope="session")
def prepared_sealed(prepared, tmp_path_factory) -> Program:
    """Give a copy of that archive in which the letter is sealed, not to be changed."""
    made = prepared.copied_to(tmp_path_factory.mktemp("sealed") / "data")
    made.data.with_name("shares").mkdir()
    made.run("recovery", "new", "--out-dir", made.data.with_name("shares"))
    made.run("seal", source_of(made, LETTER))
    return made


@pytest.fixture(scope="session")
def prepared_empty(tmp_path_factory) -> Program:
    made = Program(tmp_path_factory.mktemp("empty") / "data")
    made.run("init")
    return made


@pytest.fixture(scope="session")
def prepared_copy(prepared, tmp_path_factory) -> Path:
    """Give what that archive exports, not to be changed."""
    program = prepared.copied_to(tmp_path_factory.mktemp("exporting") / "data")
    program.run("export", "archive", "--out", program.data.with_name("copy"))
    return program.data.with_name("copy")


@pytest.fixture(scope="session")
def prepared_imported(prepared_empty, prepared_copy, tmp_path_factory) -> Program:
    """Give an archive that has imported it, not to be changed."""
    made = prepared_empty.copied_to(tmp_path_factory.mktemp("imported") / "data")
    made.run("import", "archive", prepared_copy, "--as", CENTRE)
    return made


@pytest.fixture(scope="session")
def prepared_other(tmp_path_factory) -> Program:
    made = Program(tmp_path_factory.mktemp("other") / "data")
    made.run("init")
    return made


@pytest.fixture
def other(prepared_other, tmp_path) -> Program:
    """Give an empty archive of somebody else."""
    return prepared_other.copied_to(tmp_path / "other")


@pytest.fixture
def theirs(prepared, tmp_path) -> Program:
    """Give an archive with a telegram and a letter."""
    return prepared.copied_to(tmp_path / "theirs")


@pytest.fixture
def sealed(prepared_sealed, tmp_path) -> Program:
    return prepared_sealed.copied_to(tmp_path / "sealed")


@pytest.fixture
def ours(prepared_empty, tmp_path) -> Program:
    """Give an empty archive."""
    return prepared_empty.copied_to(tmp_path / "ours")


@pytest.fixture
def copy(prepared_copy, tmp_path) -> Path:
    """Give what `theirs` exports."""
    return Path(shutil.copytree(prepared_copy, tmp_path / "copy"))


@pytest.fixture
def imported(prepared_imported, tmp_path) -> Program:
    """Give an archive that has imported `copy`, and nothing else."""
    return prepared_imported.copied_to(tmp_path / "imported")


@pytest.fixture
def export(tmp_path) -> Callable[[Program], Path]:
    """Give what exports an archive to a new folder."""
    made: list[Path] = []

    def run(program: Program) -> Path:
        made.append(tmp_path / f"exported{len(made)}")
        program.run("export", "archive", "--out", made[-1])
        return made[-1]

    return run


def source_of(program: Program, text: str) -> str:
    """Return the id of the source with this text."""
    return next(row["id"] for row in program.rows("sources") if row["size"] == len(text.encode()))
