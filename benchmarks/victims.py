"""Which counts of a dispatch of MUC are of victims: not the losses of those who fight, nor people who are arrested.

What is told of soldiers and guerrillas killed in a battle, and of an attack on villagers, are answers to one question
about events of two kinds. The text's own words for whom decide; where it has none, people are taken to be victims.
"""

from ledgerstone.evidence.claims.clauses import form_words
from ledgerstone.evidence.claims.model import Claim, Question
from ledgerstone.evidence.claims.packs.folding import fold
from ledgerstone.evidence.claims.packs.lexicon import lexicon
from ledgerstone.values.counts import CountValue

HARMED = frozenset({Question.KILLED, Question.INJURED, Question.MISSING})
KIDNAPPED = "kidnapped"
"""The term of those whom no authority holds."""
FIGHTERS = lexicon(
    [
        "soldiers",
        "soldier",
        "troops",
        "guerrillas",
        "guerrilla",
        "rebels",
        "rebel",
        "insurgents",
        "insurgent",
        "fighters",
        "fighter",
        "militants",
        "militant",
        "terrorists",
        "terrorist",
        "subversives",
        "subversive",
        "extremists",
        "extremist",
        "combatants",
        "combatant",
        "gunmen",
        "gunman",
        "servicemen",
        "conscripts",
        "infantrymen",
        "militiamen",
        "casualties",
    ]
)
"""Nouns for those who take part in a fight."""


def counts_victims(claim: Claim) -> bool:
    """Return whether a claim counts people who were harmed as victims of an event.

    Args:
        claim: The claim.
    """
    value, scope = claim.value, claim.scope
    if not isinstance(value, CountValue) or scope.unit != "people":
        return False
    taken = claim.question is Question.DETAINED and scope.term == KIDNAPPED
    if not taken and claim.question not in HARMED:
        return False
    whom = form_words(fold(scope.of_whom or value.wording)).split()
    return not FIGHTERS.find(whom)
