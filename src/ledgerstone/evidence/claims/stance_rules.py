"""The cues by which a voice denies, doubts, demands or supposes, or does not say a thing, compiled."""

from msgspec import Struct

from ledgerstone.evidence.claims.clauses import plain_forms
from ledgerstone.evidence.claims.packs.claims_tables import StanceTable
from ledgerstone.evidence.claims.packs.lexicon import Lexicon


class StanceRules(Struct, frozen=True, kw_only=True):
    """The forms of each list of a pack's table `stance`, as it describes them."""

    denied: Lexicon[None]
    doubted: Lexicon[None]
    demanded: Lexicon[None]
    hypothetical: Lexicon[None]
    numbering: Lexicon[None]
    rhetorical: Lexicon[None]
    unsaid: Lexicon[None]
    negations: Lexicon[None]
    negations_after: Lexicon[None]
    affirmed: Lexicon[None]
    whether: Lexicon[None]
    asked: Lexicon[None]
    sport: Lexicon[None]


def stance_rules(table: StanceTable) -> StanceRules:
    """Return the cues of stance of a language.

    Args:
        table: Of its pack.
    """
    return StanceRules(
        denied=plain_forms(table.denied),
        doubted=plain_forms(table.doubted),
        demanded=plain_forms(table.demanded),
        hypothetical=plain_forms(table.hypothetical),
        numbering=plain_forms(table.numbering),
        rhetorical=plain_forms(table.rhetorical),
        unsaid=plain_forms(table.unsaid),
        negations=plain_forms(table.negations),
        negations_after=plain_forms(table.negations_after),
        affirmed=plain_forms(table.affirmed),
        whether=plain_forms(table.whether),
        asked=plain_forms(table.asked),
        sport=plain_forms(table.sport),
    )
