"""`ledgerstone completion SHELL`: the script that makes a shell complete our commands and options."""

import click
from click.shell_completion import get_completion_class

from ledgerstone.cli import options
from ledgerstone.cli.exit_codes import ExitCode
from ledgerstone.cli.output import message


@options.command(
    "completion",
    examples=(
        'eval "$(ledgerstone completion bash)"',
        "ledgerstone completion fish > ~/.config/fish/completions/ledgerstone.fish",
    ),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(context: click.Context, shell: str) -> ExitCode:
    """Print the completion script for a shell; put the first example into its start file."""
    kind = get_completion_class(shell)
    if kind is None:
        message(f"no completion for {shell}: use bash, zsh or fish")
        return ExitCode.FAILED
    script = kind(context.find_root().command, {}, "ledgerstone", "_LEDGERSTONE_COMPLETE")
    click.echo(kind.source_template % script.source_vars())
    return ExitCode.DONE
