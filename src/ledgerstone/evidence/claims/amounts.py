"""The words of `[amounts]`, ready to be matched; part of the rules of a language."""

from collections.abc import Iterable

from msgspec import Struct

from ledgerstone.evidence.claims.clauses import form_words
from ledgerstone.evidence.claims.packs.amounts_table import AmountsTable
from ledgerstone.evidence.claims.packs.folding import fold
from ledgerstone.evidence.claims.packs.lexicon import Lexicon

SIGNS = {"½": 50, "¼": 25, "¾": 75}
"""Hundredths that have a sign of their own, in every language."""


class AmountRules(Struct, frozen=True, kw_only=True):
    """Each is described in the pack's table `amounts`; `openings` begin an amount that is no number by itself."""

    openings: Lexicon[None]
    parts: Lexicon[int]
    added: Lexicon[int]
    shares: Lexicon[None]
    shares_after: Lexicon[None]
    links: Lexicon[None]
    linked: bool
    wholes: Lexicon[None]
    percent: Lexicon[None]
    out_of: Lexicon[None]
    who: Lexicon[None]
    harmed: Lexicon[None]
    whole_endings: tuple[str, ...]
    from_endings: frozenset[str]
    range_joins: Lexicon[None]
    range_ends: Lexicon[None]
    or_less: Lexicon[None]


def amount_rules(table: AmountsTable) -> AmountRules:
    """Return the compiled words of a table."""
    parts, added = table.parts | SIGNS, table.added | SIGNS
    return AmountRules(
        openings=_plain((*parts, *table.shares, *table.shares_after)),
        parts=Lexicon((form_words(form), value) for form, value in parts.items()),
        added=Lexicon((form_words(form), value) for form, value in added.items()),
        shares=_plain(table.shares),
        shares_after=_plain(table.shares_after),
        links=_plain(table.links),
        linked=table.linked,
        wholes=_plain(table.wholes),
        percent=_plain(table.percent),
        out_of=_plain(table.out_of),
        who=_plain(table.who),
        harmed=_plain(table.harmed),
        whole_endings=tuple(map(fold, table.whole_endings)),
        from_endings=frozenset(map(fold, table.from_endings)),
        range_joins=_plain(table.range_joins),
        range_ends=_plain(table.range_ends),
        or_less=_plain(table.or_less),
    )


def _plain(forms: Iterable[str]) -> Lexicon[None]:
    return Lexicon((form_words(form), None) for form in forms)
