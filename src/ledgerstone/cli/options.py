"""What commands share: help with examples first, `--json`, and the data directory that was chosen.

A command may return an `ExitCode`; returning nothing is exit code 0.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import click

from ledgerstone.storage.data_directory import DataDirectory

P = ParamSpec("P")
R = TypeVar("R")


class Command(click.Command):
    """A command whose help begins with examples."""

    examples: tuple[str, ...] = ()

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write help with the examples first."""
        self.format_usage(ctx, formatter)
        write_examples(formatter, self.examples)
        self.format_help_text(ctx, formatter)
        self.format_options(ctx, formatter)
        self.format_epilog(ctx, formatter)


def command(name: str, *, examples: Sequence[str]) -> Callable[[Callable[..., object]], Command]:
    """Make a function a command; its docstring's first paragraph is the help.

    Args:
        name: As the user types it.
        examples: Whole command lines, the most usual first.
    """

    def make(function: Callable[..., object]) -> Command:
        made = click.command(name, cls=Command)(function)
        made.help = (function.__doc__ or "").split("\n\n", maxsplit=1)[0]
        made.examples = tuple(examples)
        return made

    return make


def write_examples(formatter: click.HelpFormatter, examples: Sequence[str]) -> None:
    """Write the examples as a section of help."""
    if not examples:
        return
    with formatter.section("Examples"):
        for example in examples:
            formatter.write(f"{'':>{formatter.current_indent}}{example}\n")


json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
"""`--json`, handed to the command as `as_json`."""


def with_directory(function: Callable[Concatenate[DataDirectory, P], R]) -> Callable[P, R]:
    """Hand the command the archive's data directory as its first argument.

    Raises:
        UsageError: There is no archive there; the message says how to make or name one.
    """

    @wraps(function)
    def called(*args: P.args, **kwargs: P.kwargs) -> R:
        return function(DataDirectory(chosen_root()).existing(), *args, **kwargs)

    return called


def chosen_root() -> Path:
    """Return the data directory that was chosen, whether it is there or not."""
    root = click.get_current_context().find_root().obj
    return root if isinstance(root, Path) else Path("ledgerstone-data")
