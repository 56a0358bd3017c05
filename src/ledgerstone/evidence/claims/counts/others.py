"""Counts of things that harm was done to, where the word of harm is not one for things of their unit.

Things destroyed, burned or taken are property lost, whatever they are; other harm to what is neither people nor
households is the question `other` ("300 sheep were killed"). The word must say it of the count itself: right before it,
or after it with an auxiliary of the passive. "Ten trucks killed a man" is no harm to trucks.
"""

from msgspec import structs

from ledgerstone.evidence.claims.clauses import Sentence
from ledgerstone.evidence.claims.counts.harm_words import PEOPLE_UNITS, HarmWord, Side
from ledgerstone.evidence.claims.counts.harms import Counted, is_passive
from ledgerstone.evidence.claims.model import Question
from ledgerstone.evidence.claims.packs.lexicon import Hit
from ledgerstone.evidence.claims.rules import Rules

BETWEEN = 4
"""Words between a word of harm and its count ("destroyed more than 30 cars", "30 cars in the square were burned")."""
ANIMALS = "animals"
ACTORS_WITHIN = 6
BREAKS = frozenset({",", ";", ":", ".", "–", "—", "(", ")"})


def other_harm(sentence: Sentence, one: Counted, rules: Rules) -> Hit[HarmWord] | None:
    """Return the word of harm that a count of things belongs to, with the question that it then answers.

    Args:
        sentence: The sentence.
        one: A count that belongs to no word of harm by its unit.
        rules: Of the language.
    """
    if one.phrase.unit is None or one.phrase.unit in PEOPLE_UNITS:
        return None
    taken = _taken(sentence, one, rules) if one.phrase.unit == ANIMALS else None
    if taken is not None:
        return taken
    for hit in rules.harms.find(sentence.words):
        if hit.label.side is not Side.NOUN and _of_the_count(sentence, one, hit, rules):
            lost = hit.label.question is Question.PROPERTY_LOST
            label = structs.replace(
                hit.label, question=Question.PROPERTY_LOST if lost else Question.OTHER, term=None, units=frozenset()
            )
            return Hit(hit.first, hit.end, label)
    return None


def _taken(sentence: Sentence, one: Counted, rules: Rules) -> Hit[HarmWord] | None:
    """Return the verb by which animals were taken: "drove off 40 cattle", "300 koyun çaldılar"."""
    words, end = sentence.words, one.end
    before = [hit for hit in rules.takes.find(words[: one.first]) if _close(sentence, hit.end, one.first, rules)]
    behind = [
        hit for hit in rules.takes_after.find(words) if hit.first >= end and _close(sentence, end, hit.first, rules)
    ]
    found = next(iter((*reversed(before), *behind)), None)
    if found is None or (rules.takes_vague.at(words, found.first) and not _acted(sentence, one.first, rules)):
        return None
    label = HarmWord(question=Question.PROPERTY_LOST, term="looted", units=frozenset({ANIMALS}), side=Side.EITHER)
    return Hit(found.first, found.end, label)


def _acted(sentence: Sentence, end: int, rules: Rules) -> bool:
    """Whether those who do harm are named shortly before a count: "soldiers took 12 horses"."""
    return any(rules.actors.holds(word) for word in sentence.words[max(0, end - ACTORS_WITHIN) : end])


def _of_the_count(sentence: Sentence, one: Counted, hit: Hit[HarmWord], rules: Rules) -> bool:
    end = max(one.phrase.end, one.end)
    if hit.first >= end:
        return is_passive(sentence, hit, rules) and _close(sentence, end, hit.first, rules)
    if hit.end > one.first or hit.label.side is Side.BEFORE or is_passive(sentence, hit, rules):
        return False
    between = sentence.words[hit.end : one.first]
    return _close(sentence, hit.end, one.first, rules) and not any(rules.stops.holds(word) for word in between)


def _close(sentence: Sentence, first: int, end: int, rules: Rules) -> bool:
    """Whether few words, no mark, no agent and no further clause stand from one token up to another."""
    between = sentence.words[first:end]
    parted = any(word in BREAKS or rules.conjunctions.holds(word) or rules.agents.holds(word) for word in between)
    return len(between) <= BETWEEN and not parted
