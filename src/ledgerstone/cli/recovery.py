"""`ledgerstone recovery`: the key on paper that everything sealed can be opened with, and the drill of its use."""

import sys
from pathlib import Path

import click

from ledgerstone.cli import options
from ledgerstone.cli.output import emit_one, line, message, path_shown
from ledgerstone.cli.shares import share_option, shares_in, typed_shares
from ledgerstone.evidence.preservation.recovery import LEAST_THRESHOLD, MOST_SHARES, Split
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.keys.set_up_recovery import Drilled, drill, set_up_recovery

_WORDS_A_LINE = 6


@click.group("recovery")
def command() -> None:
    """Set up the recovery key, whose secret lies on paper alone, and play its use."""


@options.command(
    "new", examples=("ledgerstone recovery new", "ledgerstone recovery new --shares 5 --threshold 3 --out-dir /media/a")
)
@click.option("--shares", type=click.IntRange(LEAST_THRESHOLD, MOST_SHARES), default=5, help="How many papers.")
@click.option(
    "--threshold", type=click.IntRange(LEAST_THRESHOLD, MOST_SHARES), default=3, help="How many of them open it."
)
@click.option(
    "--out-dir",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write one file a share instead of printing them: on a medium that you take away.",
)
@click.option("--replace", is_flag=True, help="One is set up: let this one follow it, and keep the old papers.")
@options.with_directory
def new(directory: DataDirectory, *, shares: int, threshold: int, out_dir: Path | None, replace: bool) -> None:
    """Make a recovery key and give its shares, once: copy each onto paper, for a person and a place of its own.

    The words of a share are typed back by `recovery drill`. Nothing keeps them here.
    """
    made = set_up_recovery(directory, shares=shares, threshold=threshold, out=out_dir, replace=replace)
    if out_dir is None:
        _print_shares(made)
    else:
        message(f"wrote {len(made.mnemonics)} files to {path_shown(out_dir)}: take the medium away, one file a person")
    message(f"any {threshold} of {shares} open what is sealed to {made.recipient}; now play it: `recovery drill`")


@options.command(
    "drill",
    examples=("ledgerstone recovery drill --share 1.txt --share 4.txt --share 5.txt", "ledgerstone recovery drill"),
)
@share_option
@options.json_option
@options.with_directory
def drill_command(directory: DataDirectory, *, share: tuple[Path, ...], as_json: bool) -> None:
    """Put shares together and open what was sealed last, keeping nothing; without --share they are typed.

    Typed shares have an empty line between two, and end with the end of input (Ctrl-D).
    """
    if not share and sys.stdin.isatty():
        message("type the words of each share, an empty line between two shares, and Ctrl-D at the end")
    emit_one(drill(directory, shares_in(share) or typed_shares()), as_json=as_json, printer=_print_drilled)


def _print_shares(made: Split) -> None:
    for number, mnemonic in enumerate(made.mnemonics, 1):
        words = mnemonic.split()
        line(f"share {number} of {len(made.mnemonics)}; any {made.threshold} open what is sealed to", bold=True)
        line(made.recipient)
        for at in range(0, len(words), _WORDS_A_LINE):
            line("  " + " ".join(words[at : at + _WORDS_A_LINE]))
        line()


def _print_drilled(done: Drilled) -> None:
    what = "the text made for drills" if done.opened is None else f"the sealed object {done.opened}"
    line(f"it works: these shares open {what}; nothing was kept", bold=True)
    line(f"recovery key {done.recipient}")
    if not done.current:
        message("another recovery key is set up now: keep these papers for what was sealed to them")


command.add_command(new)
command.add_command(drill_command)
