"""`ledgerstone seal`: encrypt a source to people, and clear all that was derived from it."""

from pathlib import Path

import click

from ledgerstone.cli import options
from ledgerstone.cli.output import emit_one, line, message
from ledgerstone.errors import UsageError
from ledgerstone.evidence.preservation.sealing import SealingError, recipients_in
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.removing.seal import Sealed, seal

EXAMPLES = (
    "ledgerstone seal s377df76eaef5",
    "ledgerstone seal s377df76eaef5 --to age13aqvttdk3ujkyjh9kg2w5an6dmy5mq5a84a4uxk3hfhnugfc9p0sy5p2wh",
    'ledgerstone seal s377df76eaef5 --to-file lawyers.txt --by "Ada Lind"',
)


@options.command("seal", examples=EXAMPLES)
@click.argument("source", metavar="ID")
@click.option("--to", multiple=True, metavar="RECIPIENT", help="A recipient of age (age1…); may be given again.")
@click.option(
    "--to-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="A file with one recipient a line.",
)
@click.option("--by", metavar="USER", help="The person who decides; add one with `user add`.")
@options.json_option
@options.with_directory
def command(  # noqa: PLR0913 - the command's arguments and options
    directory: DataDirectory, source: str, *, to: tuple[str, ...], to_file: Path | None, by: str | None, as_json: bool
) -> None:
    """Encrypt a source and what is said of it to people, and to the recovery key; nothing readable stays here.

    Its readings, claims and index entries go; its digest stays provable. `recovery new` must have been run before.
    """
    done = seal(directory, source, to=(*to, *_recipients(to_file)), by=by)
    emit_one(done, as_json=as_json, printer=_print)
    if done.kept_reasons:
        message(
            f"read the reasons of {', '.join(done.kept_reasons)}: they are judgements on incidents that this source "
            "was in, and their words were left as they are"
        )


def _recipients(path: Path | None) -> tuple[str, ...]:
    if path is None:
        return ()
    try:
        return recipients_in(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    except SealingError as error:
        raise UsageError(f"{path}: {error}") from error


def _print(done: Sealed) -> None:
    line(f"{done.source}: sealed; {done.recipients} keys can open it, the recovery key among them", bold=True)
    line(f"sha256 {done.sha256}")
    line(f"sealed as {done.sealed_as}; {done.objects} objects in all")
