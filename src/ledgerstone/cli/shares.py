"""Shares of the recovery key as people hand them in: files with one share each, or typed on standard input."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from ledgerstone.errors import UsageError

_LONGEST = 1 << 16

share_option = click.option(
    "--share",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    multiple=True,
    metavar="FILE",
    help="A file with one share of the recovery key; give as many as it takes.",
)
"""`--share`, handed to the command as `share`."""


def shares_in(paths: Iterable[Path]) -> tuple[str, ...]:
    """Return the shares of files, one in each.

    Raises:
        UsageError: A file cannot be read.
    """
    return tuple(_read(path) for path in paths)


def typed_shares() -> tuple[str, ...]:
    """Return the shares of standard input, with an empty line between two.

    Raises:
        UsageError: It is no text.
    """
    try:
        blocks = sys.stdin.read(_LONGEST).replace("\r", "").split("\n\n")
    except UnicodeDecodeError:
        raise UsageError("standard input is no text: type the shares with an empty line between two") from None
    return tuple(block for block in blocks if block.strip())


def _read(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as opened:
            return opened.read(_LONGEST)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError:
        raise UsageError(f"{path} is no text: it should hold the words of one share") from None
