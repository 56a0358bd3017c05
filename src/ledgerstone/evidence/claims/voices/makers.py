"""Whose count it is: "a count by the relief committee" is said by the committee, "komitesinin sayımı" too."""

from ledgerstone.evidence.claims.attributions.tallies import maker_in
from ledgerstone.evidence.claims.clauses import sentences
from ledgerstone.evidence.claims.packs.folding import fold
from ledgerstone.evidence.claims.rules import Rules


def maker_of(name: str, rules: Rules) -> str:
    """Return the one who made a count, in the text's words; a name that is no count as it is.

    Args:
        name: Of a speaker, as the text has it.
        rules: Of the text's language.
    """
    cut = sentences(name, (), rules.abbreviations)
    made = maker_in(cut[0], (0, len(cut[0].words)), rules) if len(cut) == 1 else None
    if made is None:
        return name
    start, end = cut[0].span(*made)
    kept = name[start:end]
    ending = next((ending for ending in rules.owner_endings if fold(kept).endswith(ending)), "")
    return kept[: len(kept) - len(ending)].rstrip("'’") if end < len(name) else kept
