"""The threat model: each of its lines names a test that is there, or says that nothing can be tested by nature."""

import ast
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from ledgerstone.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "threat-model.md"
TEXT = PAGE.read_text(encoding="utf-8")
LINK = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
LIMITS = "What is not detected"
BY_NATURE = "by nature"
ATTACKERS = 10
"""Sections that the page has at least, each with its table."""


class Line(NamedTuple):
    """One row of a table: the section that it stands in, its first cell and its last."""

    section: str
    what: str
    test: str


def lines_of(text: str) -> list[Line]:
    found, section, body = [], "", False
    for line in text.splitlines():
        if line.startswith("#"):
            section = line.lstrip("# ")
        if not line.startswith("|"):
            body = False
        elif set(line) <= set("|-: "):
            body = True
        elif body:
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            found.append(Line(section, cells[0], cells[-1]))
    return found


LINES = lines_of(TEXT)


def is_there(path: str, name: str) -> bool:
    """Tell whether the file holds a test of this name: a function of the module, or of a class in it."""
    file = ROOT / path
    tree = ast.parse(file.read_bytes()) if file.is_file() else ast.Module([], [])
    bodies = [tree.body, *(node.body for node in tree.body if isinstance(node, ast.ClassDef))]
    return any(isinstance(node, ast.FunctionDef) and node.name == name for body in bodies for node in body)


def is_linked(line: Line) -> bool:
    links = LINK.findall(line.test)
    rest = LINK.sub("", line.test).strip(" ,")
    return bool(links) and not rest and all(is_there(*link) for link in links)


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.section}: {line.what}")
def test_a_line_is_linked_to_its_test(line: Line):
    assert is_linked(line) or (line.section == LIMITS and line.test == BY_NATURE), line.test


def test_there_are_lines_to_check():
    sections = {line.section for line in LINES}
    assert LIMITS in sections
    assert len(sections) > ATTACKERS
    assert len(LINES) > 60


def test_a_limit_that_no_test_shows_is_the_smaller_part():
    limits = [line for line in LINES if line.section == LIMITS]
    assert sum(line.test != BY_NATURE for line in limits) >= 8


def test_no_table_has_a_row_of_another_width():
    rows = [line for line in TEXT.splitlines() if line.startswith("|")]
    assert [row for row in rows if row.count("|") != 4] == []


def test_every_command_that_is_mentioned_exists():
    mentioned = set(re.findall(r"`ledgerstone ([a-z]+)[^`]*`", TEXT))
    assert mentioned
    assert mentioned <= {entry.name for entry in COMMANDS}


def test_every_page_that_is_linked_exists():
    linked = re.findall(r"\]\(([^)#]+)", TEXT)
    assert linked
    assert [link for link in linked if not (PAGE.parent / link).exists()] == []


@pytest.mark.parametrize(
    "cell",
    ["", BY_NATURE, "`tests/docs/test_nothing.py::test_nothing`", "`tests/docs/test_threat_model.py::test_nothing`"],
)
def test_a_line_without_its_test_would_be_found(cell: str):
    [line] = lines_of(f"## An outsider\n| tries to | what happens | test |\n|---|---|---|\n| x | y | {cell} |\n")
    assert line.section == "An outsider"
    assert not is_linked(line)
