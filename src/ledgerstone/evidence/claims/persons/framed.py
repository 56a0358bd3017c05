"""What may stand between a person and a word of harm where the language puts its verb last.

"Karl Brenner wurde am 3. Mai in Velmar getötet": the auxiliary and the word of harm hold the rest of the clause between
them. "Ali Vural dün Velmar'da askerler tarafından öldürüldü": what says when, where and by whom stands before the verb.
"""

from ledgerstone.evidence.claims.clauses import Sentence, Sort
from ledgerstone.evidence.claims.counts.harm_words import HarmWord
from ledgerstone.evidence.claims.counts.numbers import DASHES
from ledgerstone.evidence.claims.packs.lexicon import Hit
from ledgerstone.evidence.claims.persons.find import Person
from ledgerstone.evidence.claims.rules import Rules

LONGEST_FRAME = 10
APOSTROPHES = frozenset({"'", "’"})
BY_WHOM = 4
"""Words for the doer and the word behind them ("köyün iki askeri tarafından")."""


def is_framed(sentence: Sentence, person: Person, hit: Hit[HarmWord], rules: Rules) -> bool:
    """Return whether a word of harm closes the clause that a person opens.

    Args:
        sentence: The sentence.
        person: The person before it.
        hit: The word of harm.
        rules: Of the language.
    """
    between = range(person.after, hit.first)
    if not rules.persons.framed or not 0 < len(between) <= LONGEST_FRAME:
        return False
    if rules.passive.holds(sentence.words[between.start]):
        return _closes(sentence, hit, rules) and all(_goes_on(sentence, at, rules) for at in between[1:])
    told = (rules.doers_after.at(sentence.words, at) for at in between)
    by = next((hit for hit in told if hit is not None), None)
    rest = (
        [*between]
        if by is None
        else [*between[: max(0, by.first - BY_WHOM - between.start)], *range(by.end, hit.first)]
    )
    return bool(rules.persons.endings) and all(_says_when_or_where(sentence, at, rules) for at in rest)


def _closes(sentence: Sentence, hit: Hit[HarmWord], rules: Rules) -> bool:
    """Whether the word of harm is a verb: in small letters, with no noun behind it."""
    token = sentence.tokens[hit.first]
    after = sentence.tokens[hit.end] if hit.end < len(sentence.tokens) else None
    return not token.capital and (after is None or after.sort is Sort.MARK or rules.stops.holds(after.word))


def _goes_on(sentence: Sentence, at: int, rules: Rules) -> bool:
    """Whether a word is no mark, joiner or auxiliary, with which something else would be said."""
    word = sentence.words[at]
    other = (
        rules.conjunctions.holds(word) or rules.passive.holds(word) or rules.harms.at(sentence.words, at) is not None
    )
    return (sentence.tokens[at].sort is not Sort.MARK or word == ".") and not other


def _says_when_or_where(sentence: Sentence, at: int, rules: Rules) -> bool:
    token = sentence.tokens[at]
    if (
        token.sort is Sort.NUMERAL
        or token.word in DASHES
        or token.word in APOSTROPHES
        or rules.persons.between.holds(token.word)
    ):
        return True
    return token.word.endswith(rules.persons.endings) or rules.names.not_names.holds(token.word)
