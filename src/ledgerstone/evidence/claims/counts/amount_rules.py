"""The words of `[amounts]`, ready to be matched; part of the rules of a language."""

from msgspec import Struct

from ledgerstone.evidence.claims.clauses import labelled_forms, plain_forms
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
        openings=plain_forms((*parts, *table.shares, *table.shares_after)),
        parts=labelled_forms(parts.items()),
        added=labelled_forms(added.items()),
        shares=plain_forms(table.shares),
        shares_after=plain_forms(table.shares_after),
        links=plain_forms(table.links),
        linked=table.linked,
        wholes=plain_forms(table.wholes),
        percent=plain_forms(table.percent),
        out_of=plain_forms(table.out_of),
        who=plain_forms(table.who),
        harmed=plain_forms(table.harmed),
        whole_endings=tuple(map(fold, table.whole_endings)),
        from_endings=frozenset(map(fold, table.from_endings)),
        range_joins=plain_forms(table.range_joins),
        range_ends=plain_forms(table.range_ends),
        or_less=plain_forms(table.or_less),
    )
