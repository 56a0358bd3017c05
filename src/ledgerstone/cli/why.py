"""What `ledgerstone incidents --why ID` prints; imported by name, because an account is computed for it."""

from ledgerstone.cli.desk import DESK, READING
from ledgerstone.cli.output import emit_one, line
from ledgerstone.cli.why_text import why_lines
from ledgerstone.cli.wrapping import text_width
from ledgerstone.record.find.why import Why, why


def print_why(incident: str, *, as_json: bool) -> None:
    """Print why the papers of an incident are in it.

    Args:
        incident: Its id, or a beginning that only one has.
        as_json: Print JSON, and not words.
    """
    emit_one(why(incident, viewer=DESK, purpose=READING), as_json=as_json, printer=_print)


def _print(found: Why) -> None:
    for row in why_lines(found, text_width()):
        line(row.text, bold=row.bold)
