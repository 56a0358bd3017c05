"""Which counts are of victims: not the losses of those who fight, nor people whom an authority arrests.

What is told of soldiers and guerrillas killed in a battle, and of an attack on villagers, are answers to one question
about events of two kinds. The text's own words for whom decide; where it has none, people are taken to be victims.
"""

from functools import cache

from ledgerstone.evidence.claims.clauses import form_words
from ledgerstone.evidence.claims.model import Claim, Question
from ledgerstone.evidence.claims.packs import load
from ledgerstone.evidence.claims.packs.folding import fold
from ledgerstone.evidence.claims.packs.lexicon import Lexicon, lexicon
from ledgerstone.values.counts import CountValue

HARMED = frozenset({Question.KILLED, Question.INJURED, Question.MISSING})
KIDNAPPED = "kidnapped"
"""The term of those whom no authority holds."""


def counts_victims(claim: Claim, language: str | None) -> bool:
    """Return whether a claim counts people who were harmed as victims of an event.

    Args:
        claim: The claim.
        language: Of its text; without a pack nobody is known for a fighter.
    """
    value, scope = claim.value, claim.scope
    if not isinstance(value, CountValue) or scope.unit != "people":
        return False
    taken = claim.question is Question.DETAINED and scope.term == KIDNAPPED
    if not taken and claim.question not in HARMED:
        return False
    whom = form_words(fold(scope.of_whom or value.wording)).split()
    return not _fighters(language).find(whom)


@cache
def _fighters(language: str | None) -> Lexicon[None]:
    return lexicon(load(language).persons.fighters)
