"""The frame of the command line: which commands there are, and how each ends.

A command's module is imported when the command is called, never before, so that `--help` stays fast. A module
that needs the record is imported after Django is set up for the data directory that was chosen.
"""

import gc
import importlib
import os
import sys
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import NamedTuple

import click
from click.shell_completion import CompletionItem

from ledgerstone import __version__
from ledgerstone.cli.exit_codes import ExitCode
from ledgerstone.cli.options import write_examples
from ledgerstone.cli.printable import printable
from ledgerstone.errors import LedgerstoneError, UsageError
from ledgerstone.storage.data_directory import locate

PROGRAM = "ledgerstone"
DATABASE_ERROR = ("django.db.utils", "Error")


class Needs(Enum):
    """What must stand ready before a command is imported: the name of what sets it up in `django_setup`."""

    NOTHING = ""
    RECORD = "set_up"
    PAGES = "set_up_pages"


class Entry(NamedTuple):
    """A command: its name, the module that holds it as `command`, and what help says of it."""

    name: str
    module: str
    needs: Needs
    group: str
    summary: str


_NOTHING, _RECORD, _PAGES = Needs.NOTHING, Needs.RECORD, Needs.PAGES
_IN, _ASK, _DECIDE, _KEEP = "Bring in", "Ask the record", "Decide", "Keep and pass on"

COMMANDS: tuple[Entry, ...] = (
    Entry("init", "ledgerstone.cli.init", _RECORD, _IN, "make a new archive"),
    Entry("ingest", "ledgerstone.cli.ingest", _RECORD, _IN, "preserve files, read them, propose claims and incidents"),
    Entry("import", "ledgerstone.cli.import_archive", _RECORD, _IN, "take in another archive, with its own log"),
    Entry("read", "ledgerstone.cli.read", _NOTHING, _IN, "read files without keeping anything"),
    Entry("reread", "ledgerstone.cli.reread", _RECORD, _IN, "read sources again, and show what is other than before"),
    Entry("sources", "ledgerstone.cli.sources", _RECORD, _ASK, "list the sources"),
    Entry("source", "ledgerstone.cli.source", _RECORD, _ASK, "one source with its reading's regions"),
    Entry("claims", "ledgerstone.cli.claims", _RECORD, _ASK, "who says what, in which words"),
    Entry("incidents", "ledgerstone.cli.incidents", _RECORD, _ASK, "list the incidents"),
    Entry(
        "account", "ledgerstone.cli.account", _RECORD, _ASK, "one incident: rival values side by side, and the lines"
    ),
    Entry("references", "ledgerstone.cli.references", _RECORD, _ASK, "a statement's references against its citations"),
    Entry("copies", "ledgerstone.cli.copies", _RECORD, _ASK, "who copies whom, with what was changed"),
    Entry("search", "ledgerstone.cli.search", _RECORD, _ASK, "find passages, in any script"),
    Entry("judge", "ledgerstone.cli.judge", _RECORD, _DECIDE, "put a named person's decision on the record"),
    Entry("publish", "ledgerstone.cli.publish", _RECORD, _DECIDE, "make a version public, in a named person's name"),
    Entry("case", "ledgerstone.cli.case", _RECORD, _DECIDE, "what the archive holds of a passage that is asked about"),
    Entry(
        "seal", "ledgerstone.cli.seal", _RECORD, _DECIDE, "encrypt a source to people, and clear what was made of it"
    ),
    Entry("disclose", "ledgerstone.cli.disclose", _RECORD, _DECIDE, "open something sealed, in a named person's name"),
    Entry(
        "redact", "ledgerstone.cli.redact", _RECORD, _DECIDE, "make a source without some passages, and seal the other"
    ),
    Entry("deaccession", "ledgerstone.cli.deaccession", _RECORD, _DECIDE, "remove a source by a logged act"),
    Entry("erase", "ledgerstone.cli.erase", _RECORD, _DECIDE, "erase what a person asked for, with a receipt"),
    Entry("user", "ledgerstone.cli.user", _RECORD, _DECIDE, "add the people who decide"),
    Entry("log", "ledgerstone.cli.log", _NOTHING, _KEEP, "what was done, with proofs, and the checkpoint for print"),
    Entry("recovery", "ledgerstone.cli.recovery", _RECORD, _KEEP, "the key on paper that opens everything sealed"),
    Entry("keys", "ledgerstone.cli.keys", _RECORD, _KEEP, "the keys that sign the log"),
    Entry("timestamp", "ledgerstone.cli.timestamp", _RECORD, _KEEP, "tokens of time authorities over the checkpoint"),
    Entry("cosignature", "ledgerstone.cli.cosignature", _RECORD, _KEEP, "checkpoints that witnesses have cosigned"),
    Entry("verify", "ledgerstone.cli.verify", _NOTHING, _KEEP, "check that nothing preserved was changed or lost"),
    Entry("repair", "ledgerstone.cli.repair", _RECORD, _KEEP, "restore what is damaged from a second copy"),
    Entry("export", "ledgerstone.cli.export", _RECORD, _KEEP, "write what may leave the archive"),
    Entry("serve", "ledgerstone.cli.serve", _PAGES, _KEEP, "show the pages"),
    Entry("doctor", "ledgerstone.cli.doctor", _NOTHING, _KEEP, "check this machine, and say how to mend it"),
    Entry("completion", "ledgerstone.cli.completion", _NOTHING, _KEEP, "completion for bash, zsh or fish"),
)

EXAMPLES = (
    "ledgerstone init",
    "ledgerstone ingest papers/ --manifest papers/manifest.csv",
    "ledgerstone incidents",
    "ledgerstone account i3f2a91c04b7d",
    "ledgerstone verify",
)


class LazyGroup(click.Group):
    """The commands of `COMMANDS`, each imported by name on use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of help."""
        del ctx
        return [entry.name for entry in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command, after Django where it needs the record; None where there is no such command."""
        entry = next((entry for entry in COMMANDS if entry.name == cmd_name), None)
        if entry is None:
            return None
        # What is imported stays until the end: looking through it for garbage took a tenth of the start.
        gc.disable()
        try:
            return self._imported(entry, ctx)
        finally:
            gc.freeze()
            gc.enable()

    def _imported(self, entry: Entry, ctx: click.Context) -> click.Command:
        if entry.needs is not Needs.NOTHING:
            root = locate(ctx.params.get("data"), environment=os.environ, folder=Path.cwd())
            getattr(importlib.import_module("ledgerstone.cli.django_setup"), entry.needs.value)(root)
        found: click.Command = importlib.import_module(entry.module).command
        return found

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete names from the tuple alone: a press of the tab key must not import Django."""
        names = [
            CompletionItem(entry.name, help=entry.summary) for entry in COMMANDS if entry.name.startswith(incomplete)
        ]
        return names + click.Command.shell_complete(self, ctx, incomplete)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write help with the examples first."""
        self.format_usage(ctx, formatter)
        write_examples(formatter, EXAMPLES)
        self.format_help_text(ctx, formatter)
        self.format_options(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands in their groups, without importing any."""
        del ctx
        width = max(len(entry.name) for entry in COMMANDS)
        for group in dict.fromkeys(entry.group for entry in COMMANDS):
            with formatter.section(group):
                rows = [(entry.name.ljust(width), entry.summary) for entry in COMMANDS if entry.group == group]
                formatter.write_dl(rows)


@click.command(
    PROGRAM,
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="A record of mass violence that stands up to attack: sources, claims, incidents, accounts.",
)
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Data directory; else LEDGERSTONE_DATA, `data` in ledgerstone.toml, or ./ledgerstone-data.",
)
@click.version_option(__version__, "--version", prog_name=PROGRAM, message="%(prog)s %(version)s")
@click.pass_context
def group(context: click.Context, data: Path | None) -> None:
    """Choose the data directory; each command decides whether it must be there."""
    context.obj = locate(data, environment=os.environ, folder=Path.cwd())


def run(arguments: Sequence[str]) -> int:
    """Run one command.

    Args:
        arguments: The command line without the program's name.

    Returns:
        The exit code of the contract.
    """
    try:
        answer = group.main(args=list(arguments), prog_name=PROGRAM, standalone_mode=False)
    except UsageError as error:
        return _ended(error, ExitCode.USAGE)
    except LedgerstoneError as error:
        return _ended(error, error.exit_code)
    except click.ClickException as error:
        error.show(sys.stderr)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _ended(
            "interrupted; what was acknowledged is kept, run the command again to go on", ExitCode.INTERRUPTED
        )
    except Exception as error:
        why = _machine_failed(error)
        if why is None:
            raise
        return _ended(why, ExitCode.FAILED)
    return answer if isinstance(answer, int) else ExitCode.DONE


def _machine_failed(error: Exception) -> str | None:
    """Return what to say where the database or the system failed, and not the program; else None."""
    # By name: where Django was not imported, its database cannot have failed.
    if any((kind.__module__, kind.__name__) == DATABASE_ERROR for kind in type(error).__mro__):
        reason = " ".join(str(error).split())
        return f"the record cannot be used: {reason}; free space, make or start its database, and run again"
    if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
        reason = ": ".join(str(part) for part in (error.filename, error.strerror or error) if part)
        return f"the system failed at {reason}; give this user the right, free space or mend the disk, and run again"
    return None


def main() -> None:
    """Run the command line of this process."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has enough: say nothing, and keep the interpreter from flushing again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = ExitCode.FAILED
    sys.exit(code)


def _ended(why: LedgerstoneError | str, code: int) -> int:
    click.echo(printable(f"{PROGRAM}: {why}"), err=True)
    return code
