"""Every command line that a page shows can be typed: its command, options and choices exist."""

import importlib
import re
import shlex
from pathlib import Path

import click
import pytest

from ledgerstone.cli.main import COMMANDS, group

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [
    *sorted((DOCS / "how-to").glob("*.md")),
    *sorted((DOCS / "tutorial").glob("*.md")),
    *sorted((DOCS / "explanation").glob("*.md")),
    DOCS / "threat-model.md",
]
IN_TEXT = re.compile(r"`ledgerstone(?:\s+([^`]*))?`")
INDENTED = re.compile(r"^ {4,}(?:\$ )?ledgerstone (.*)$", re.MULTILINE)
ENDS_A_COMMAND = {"|", ">", ">>", "<", "&&", ";"}
NAMED = {entry.name: entry for entry in COMMANDS}


def lines_of(page: Path) -> list[str]:
    text = page.read_text(encoding="utf-8")
    return [" ".join(line.split()) for line in (*IN_TEXT.findall(text), *INDENTED.findall(text)) if line.strip()]


def words_of(line: str) -> list[str]:
    """Return the words of one command, without what the shell does with it."""
    words = shlex.split(line)
    end = next((at for at, word in enumerate(words) if word in ENDS_A_COMMAND), len(words))
    return words[:end]


def check(command: click.Command, words: list[str]) -> None:
    """Parse words as the command would, down to its last subcommand, opening no file.

    "…" stands for a value after an option, and at the end of a line for all that is left out.

    Raises:
        click.UsageError: They cannot be typed so.
    """
    context = click.Context(command, info_name=command.name)
    given, left, _ = command.make_parser(context).parse_args([*words])
    left_out = words[-1:] == ["…"] and "…" not in given.values()
    for parameter in command.params:
        check_value(parameter, given.get(parameter.name or ""), context, left_out=left_out)
    if not isinstance(command, click.Group):
        assert not left or left_out, f"{left} is too much"
    elif left:
        check(subcommand(command, context, left[0]), left[1:])


def check_value(parameter: click.Parameter, value: object, context: click.Context, *, left_out: bool) -> None:
    if parameter.required and not value and not left_out:
        raise click.MissingParameter(ctx=context, param=parameter)
    if isinstance(parameter.type, click.Choice) and isinstance(value, str) and not value.isupper():
        parameter.type.convert(value, parameter, context)


def subcommand(command: click.Group, context: click.Context, name: str) -> click.Command:
    """Return a subcommand; those of the frame without setting up a record."""
    if command is group:
        assert name in NAMED, f"there is no command {name}"
        found: click.Command = importlib.import_module(NAMED[name].module).command
        return found
    inner = command.get_command(context, name)
    assert inner is not None, f"{command.name} has no {name}"
    return inner


@pytest.mark.parametrize(
    ("shown_on", "line"),
    [pytest.param(page, line, id=f"{page.stem}: {line}") for page in PAGES for line in lines_of(page)],
)
def test_a_command_line_of_a_page_can_be_typed(shown_on: Path, line: str):
    try:
        check(group, words_of(line))
    except click.UsageError as error:
        pytest.fail(f"{shown_on.name}: ledgerstone {line}: {error.format_message()}")


def test_the_pages_show_command_lines():
    assert sum(len(lines_of(page)) for page in PAGES) > 30


@pytest.mark.parametrize(
    "line", ["nonsense", "verify --nonsense", "judge", "export nonsense", "user nonsense", "verify too much"]
)
def test_a_line_that_cannot_be_typed_is_found(line: str):
    with pytest.raises((click.UsageError, AssertionError)):
        check(group, words_of(line))
