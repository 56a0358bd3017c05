"""`ledgerstone erase`: erase what a person asked to have erased, and write a receipt that names nobody."""

import os
import sys
from contextlib import suppress
from pathlib import Path

import click
from msgspec import json

from ledgerstone.cli import options
from ledgerstone.cli.output import emit_json, line, message
from ledgerstone.cli.printable import on_one_line
from ledgerstone.cli.words_file import lines_of, words_option
from ledgerstone.errors import StorageError, UsageError
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.removing.erase import Erased, Receipt, erase

EXAMPLES = (
    'ledgerstone erase s377df76eaef5 --by "Ada Lind" --request "letter of 3 May, file 12" --out receipt.json',
    'ledgerstone erase s377df76eaef5 s0c11d29ab440 --words names.txt --by "Ada Lind" --request "by telephone"',
)
_OWNER_ONLY = 0o600


@options.command("erase", examples=EXAMPLES)
@click.argument("sources", metavar="ID…", nargs=-1, required=True)
@click.option("--by", required=True, metavar="USER", help="The person who decides; add one with `user add`.")
@click.option("--request", required=True, metavar="TEXT", help="What was asked, when and how; the words are not kept.")
@words_option
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="A new file for the receipt.")
@options.json_option
@options.with_directory
def command(  # noqa: PLR0913 - one for each option
    directory: DataDirectory,
    sources: tuple[str, ...],
    *,
    by: str,
    request: str,
    words: Path | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Erase sources and their redactions because a person asked for it, and write the receipt as JSON.

    All that was derived goes too, with decisions that quote them and exports in the data directory. Packages that left
    before, and sources with the same words, are listed: they are yours to see to.
    """
    _refuse(directory, out)
    done = erase(directory, sources, by=by, request=request, words=lines_of(words))
    if out is not None:
        _write(out, done.receipt)
    if out is None or as_json:
        _show(done.receipt, as_json=as_json)
    else:
        line(f"{out}: the receipt, for the person who asked", bold=True)
    for text in _to_do(done):
        message(on_one_line(text))


def _refuse(directory: DataDirectory, out: Path | None) -> None:
    """Refuse a place for the receipt before anything is erased."""
    if out is None:
        return
    if os.path.lexists(out) or not out.parent.is_dir():
        raise UsageError(f"{out} is there already, or its folder is not: name a new file; nothing was erased")
    if out.resolve().is_relative_to(directory.archive.resolve()):
        raise UsageError(f"{out} is among preserved objects: name a file elsewhere; nothing was erased")


def _write(out: Path, receipt: Receipt) -> None:
    text = json.format(json.encode(receipt), indent=2) + b"\n"
    try:
        with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "wb") as opened:
            opened.write(text)
            os.fsync(opened.fileno())
    except OSError as error:
        _show(receipt, as_json=True)
        with suppress(OSError):
            out.unlink()
        raise StorageError(
            f"{out} cannot be written: {error.strerror}; it is erased, keep the receipt above"
        ) from error


def _show(receipt: Receipt, *, as_json: bool) -> None:
    if as_json:
        emit_json(receipt)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(json.format(json.encode(receipt), indent=2) + b"\n")


def _to_do(done: Erased) -> tuple[str, ...]:
    """Return what is still to do, in words."""
    told = [
        f"still held in the {one.kind} {one.folder!r}, which left on {one.time}"
        f"{'' if one.to is None else f' for {one.to!r}'} (entry {one.index}): ask for it back, or for its erasure"
        for one in done.packages
    ]
    if done.parents:
        told.append(
            f"what an erased source was made of, or taken out of, is still here: {', '.join(done.parents)}; "
            "what of it is not sealed holds the words still: redact or erase it"
        )
    if done.copies:
        told.append(f"these sources repeat words of what was erased: {', '.join(done.copies)}; redact or erase them")
    if done.elsewhere:
        told.append(f"the words that you handed in still stand in {', '.join(done.elsewhere)}; redact or erase them")
    told.append("backups and copies made by hand are not listed here: go through your paper list")
    return tuple(told)
