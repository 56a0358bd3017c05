"""`--words`: a file with names, numbers or places, one line each. Its lines reach no message."""

from pathlib import Path

import click

from ledgerstone.errors import UsageError

_LONGEST = 1 << 20

words_option = click.option(
    "--words",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="A file with one name, number or place a line: each is found wherever it stands, in any case.",
)
"""`--words`, handed to the command as `words`."""


def text_of(path: Path) -> str:
    """Return the text of a file.

    Raises:
        UsageError: It cannot be read, is no UTF-8, or is longer than a person would write.
    """
    try:
        with path.open(encoding="utf-8-sig") as opened:
            text = opened.read(_LONGEST + 1)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError:
        raise UsageError(f"{path} is no text in UTF-8: save it as such") from None
    if len(text) > _LONGEST:
        raise UsageError(f"{path} is longer than {_LONGEST:,} characters: name what is to go in fewer lines")
    return text


def lines_of(path: Path | None) -> tuple[str, ...]:
    """Return the lines of a file; none where there is no file.

    Raises:
        UsageError: As `text_of` says.
    """
    return () if path is None else tuple(text_of(path).splitlines())
