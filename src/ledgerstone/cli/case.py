"""`ledgerstone case`: what the archive holds of a passage that somebody asks about; findings, never a verdict."""

from collections.abc import Iterable
from pathlib import Path

import click

from ledgerstone.accountability.access import Role, Viewer
from ledgerstone.cli import options
from ledgerstone.cli.case_text import case_lines
from ledgerstone.cli.desk import DESK, READING
from ledgerstone.cli.output import emit_json, emit_one, emit_rows, line, message, path_shown, table
from ledgerstone.cli.progress import progress
from ledgerstone.cli.wrapping import text_width
from ledgerstone.errors import LedgerstoneError, RefusedError, StorageError, UsageError
from ledgerstone.exchange.case_page import case_page
from ledgerstone.record import find
from ledgerstone.record.case_rows import CaseRow, WholeCase
from ledgerstone.record.find.case import case as find_case
from ledgerstone.record.find.case import look_at
from ledgerstone.record.find.cases import full_case_id, published_case
from ledgerstone.record.find.publications import latest_publication
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.open_case import Asked, open_case, place_asked, reply_to_case
from ledgerstone.workflow.publish_case import publish_case
from ledgerstone.workflow.taking_in.descriptions import described
from ledgerstone.workflow.taking_in.ingest import ingest

PUBLIC = Viewer(role=Role.PUBLIC)

OPEN_EXAMPLES = (
    'ledgerstone case open --source s3f2a --passage "At least 32 people were killed"',
    'ledgerstone case open --source s3f2a --start 120 --end 184 --by "Ada Lind" --reason "asked by a reader"',
)
REPLY_EXAMPLES = (
    'ledgerstone case reply j77ab --from letter.txt --author "Boris Kern" --by "Ada Lind" --reason "came by post"',
    'ledgerstone case reply j77ab --source s91c0 --by "Ada Lind" --reason "printed in his own paper"',
)
EXPORT_EXAMPLES = (
    'ledgerstone case export j77ab --page case.html --by "Ada Lind"',
    "ledgerstone case export j77ab --json",
    "ledgerstone case export j77ab --for desk --page draft.html",
)


@click.group("case", invoke_without_command=False)
def command() -> None:
    """Collect what the archive holds of a passage: its copies and where they differ, its first appearance, its
    citations, what was checked and what not. A finding for people, never a verdict.
    """  # noqa: D205 - the help of a group is its whole first paragraph


@options.command("open", examples=OPEN_EXAMPLES)
@click.option("--source", required=True, metavar="ID", help="The source that the passage is of.")
@click.option("--passage", "words", metavar="WORDS", help="Its exact words; white space may be other.")
@click.option("--start", type=int, metavar="NUMBER", help="Instead: its first code point in the reading.")
@click.option("--end", type=int, metavar="NUMBER", help="And the code point after its last.")
@click.option("--by", metavar="USER", help="The person who opens it; without, nothing is kept: it is a look.")
@click.option("--reason", metavar="WORDS", help="Why, in the person's words.")
@options.json_option
@options.with_directory
def open_one(  # noqa: PLR0913 - the command's options
    directory: DataDirectory,
    *,
    source: str,
    words: str | None,
    start: int | None,
    end: int | None,
    by: str | None,
    reason: str | None,
    as_json: bool,
) -> None:
    """Open a case on a passage and show what is collected of it; with --by it is an act on the record."""
    asked = Asked(source=source, words=words, start=start, end=end)
    if by is not None:
        key = open_case(directory, asked, by=by, reason=reason or "")
        message(f"opened {key}")
        emit_one(find_case(key, viewer=DESK, purpose=READING), as_json=as_json, printer=_print)
        return
    if reason is not None:
        raise UsageError("a reason stands in a named person's name: give --by USER, or leave --reason out")
    found = look_at(*place_asked(asked), viewer=DESK, purpose=READING)
    emit_one(found, as_json=as_json, printer=_print)
    message("nothing was kept: with --by USER and --reason WORDS the case is opened on the record")


@options.command("list", examples=("ledgerstone case list", "ledgerstone case list --json"))
@options.json_option
@options.with_directory
def list_cases(directory: DataDirectory, *, as_json: bool) -> None:
    """List the cases that were opened."""
    del directory
    emit_rows(find.cases(viewer=DESK, purpose=READING), as_json=as_json, printer=_print_rows)


@options.command("show", examples=("ledgerstone case show j77ab", "ledgerstone case show j77ab --json"))
@click.argument("case_id", metavar="ID")
@options.json_option
@options.with_directory
def show(directory: DataDirectory, case_id: str, *, as_json: bool) -> None:
    """Show a case as it stands now, for the desk. ID is a case's id, or a beginning that only one has."""
    del directory
    emit_one(find_case(case_id, viewer=DESK, purpose=READING), as_json=as_json, printer=_print)


@options.command("reply", examples=REPLY_EXAMPLES)
@click.argument("case_id", metavar="ID")
@click.option("--from", "file", type=click.Path(path_type=Path), metavar="FILE", help="The reply: it is ingested.")
@click.option("--author", default="", help="With --from: who replies.")
@click.option("--dated", default="", metavar="DATE", help="With --from: when; 1994-05-03, 1994-05, 1994.")
@click.option("--source", metavar="ID", help="Instead of --from: a source that is the reply.")
@click.option("--by", required=True, metavar="USER", help="The person who puts it to the case.")
@click.option("--reason", required=True, help="How it came, in that person's words.")
@options.json_option
@options.with_directory
def reply(  # noqa: PLR0913 - the command's options
    directory: DataDirectory,
    case_id: str,
    *,
    file: Path | None,
    author: str,
    dated: str,
    source: str | None,
    by: str,
    reason: str,
    as_json: bool,
) -> None:
    """Put a reply of the author to a case: a source of its own, preserved like any other."""
    key = full_case_id(case_id, viewer=DESK, purpose=READING)
    if (file is None) == (source is None):
        raise UsageError("give the reply with --from FILE, or with --source ID, and not both")
    if file is None and (author or dated):
        raise UsageError("--author and --dated are said of a file; a source has them already: leave them out")
    if file is not None:
        source = _ingested(directory, file, author=author, dated=dated)
    reply_to_case(directory, key, source or "", by=by, reason=reason)
    emit_one(find_case(key, viewer=DESK, purpose=READING), as_json=as_json, printer=_print)


@options.command("export", examples=EXPORT_EXAMPLES)
@click.argument("case_id", metavar="ID")
@click.option("--page", type=click.Path(path_type=Path), metavar="FILE", help="Write a web page that stands alone.")
@click.option(
    "--for",
    "audience",
    type=click.Choice([Role.PUBLIC.value, Role.DESK.value]),
    default=Role.PUBLIC.value,
    show_default=True,
    help="Whose eyes it is for; the public gets it as it was published.",
)
@click.option("--by", metavar="USER", help="Publish it as it stands, in this person's name, and export that.")
@options.json_option
@options.with_directory
def export(  # noqa: PLR0913 - the command's options
    directory: DataDirectory, case_id: str, *, page: Path | None, audience: str, by: str | None, as_json: bool
) -> None:
    """Write a case as a web page without scripts, or as JSON, or both."""
    if page is None and not as_json:
        raise UsageError("give --page FILE, or --json, or both")
    if by is not None and audience != Role.PUBLIC.value:
        raise UsageError("--by publishes, which is for the public: leave --for or --by out")
    if by is not None:
        made = publish_case(directory, case_id, by=by)
        message(f"published {made.subject} version {made.version}, sha256 {made.sha256}")
    whole = _for(audience, case_id)
    publication = None
    if audience == Role.PUBLIC.value:
        publication = latest_publication(whole.id or "", viewer=PUBLIC, purpose=READING)
    if page is not None:
        _write(page, case_page(whole, publication))
    if as_json:
        emit_json(whole)


def _for(audience: str, case_id: str) -> WholeCase:
    if audience == Role.DESK.value:
        return find_case(case_id, viewer=DESK, purpose=READING)
    return published_case(case_id, purpose=READING)


def _ingested(directory: DataDirectory, file: Path, *, author: str, dated: str) -> str:
    try:
        said = described({"publisher": author, "published": dated})
    except ValueError as error:
        raise UsageError(f"--{error}; nothing was kept") from error
    if not file.is_file():
        raise UsageError(f"{path_shown(file)} is no file: give the one file that the reply is")
    done = ingest([file], directory, stage=progress, said=said)
    if done.refused:
        raise RefusedError(done.refused[0].path, done.refused[0].reason)
    if len(done.sources) != 1:
        raise LedgerstoneError(f"{path_shown(file)} holds {len(done.sources)} sources: name the reply with --source ID")
    return done.sources[0]


def _write(page: Path, text: str) -> None:
    try:
        page.write_bytes(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise StorageError(f"cannot write {path_shown(page)}: {error.strerror}; choose another file") from error
    message(f"wrote {path_shown(page)}")


def _print(whole: WholeCase) -> None:
    for shown in case_lines(whole, text_width()):
        line(shown.text, bold=shown.bold)


def _print_rows(rows: Iterable[CaseRow]) -> None:
    table(
        ("id", "opened", "by", "source", "replies", "passage"),
        (
            (row.id, f"{row.at:%Y-%m-%d}", row.by or "", row.source, str(len(row.replies)), row.passage.exact)
            for row in rows
        ),
    )


command.add_command(open_one)
command.add_command(list_cases)
command.add_command(show)
command.add_command(reply)
command.add_command(export)
