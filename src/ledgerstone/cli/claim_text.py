"""A claim as a person reads it in a terminal: what it answers, who says it, in which words, and what it leaves open."""

from collections.abc import Iterator

from ledgerstone.cli.value_text import value_words
from ledgerstone.cli.wrapping import TextLine
from ledgerstone.evidence.claims.plain_words import chain_words, left_open, note_words
from ledgerstone.record.rows import Attribution, ClaimRow
from ledgerstone.values.answers import Value
from ledgerstone.values.counts import CountValue
from ledgerstone.values.places import PlaceValue


class ListedClaim(ClaimRow, frozen=True, kw_only=True):
    """A claim with what it leaves open, in plain words."""

    unsure: tuple[str, ...]


def claim_lines(row: ClaimRow) -> Iterator[TextLine]:
    """Yield a claim, line by line."""
    yield TextLine(text=f"{row.id}  {row.question}: {_answer(row)}", bold=True)
    yield TextLine(text=f"  words: “{row.passage.exact}”")
    yield TextLine(text=f"  said by: {chain_words(row.voice)}{_given(row.attribution)}")
    yield TextLine(text=f"  stance: {_stance(row)}; {row.status}; {row.method}")
    yield TextLine(text=f"  in: source {row.source}, {_where(row)}")
    for reason in left_open(row.value, row.scope, row.voice):
        yield TextLine(text=f"  not certain: {reason}")
    for note in row.notes:
        yield TextLine(text=f"  look at this: {note_words(note)}")


def _answer(row: ClaimRow) -> str:
    return value_words(row.value, row.scope) + _meant(row.value)


def _meant(value: Value | None) -> str:
    """Return what is understood of a value, where its words do not say it by themselves."""
    match value:
        case CountValue(lower=int(), upper=None):
            return f", {value.lower} or more"
        case CountValue(lower=None, upper=int()):
            return f", {value.upper} or fewer"
        case CountValue(lower=int(), upper=int()):
            whole = str(value.lower) if value.lower == value.upper else f"{value.lower} to {value.upper}"
            return "" if whole == value.wording else f", {whole}"
        case PlaceValue(latitude=float(), longitude=float()):
            return f", {value.latitude:.4f} {value.longitude:.4f}"
    return ""


def _given(by: Attribution | None) -> str:
    """Return who says that it is this voice, where a person does, and whom the text was read to name."""
    if by is None:
        return ""
    read = "nobody" if by.was is None else chain_words(by.was)
    return f", as {by.by} says, {by.at:%Y-%m-%d}: “{by.reason}”; as read: {read}"


def _stance(row: ClaimRow) -> str:
    return row.stance.value + (f" (“{row.cue.exact}”)" if row.cue else "")


def _where(row: ClaimRow) -> str:
    page = f"page {row.places[0].page}, " if row.places else ""
    region = f" of the {row.region}" if row.region else ""
    return f"{page}characters {row.passage.start} to {row.passage.end}{region}"
