"""Which words of harm a count is too loosely tied to: said of somebody else in the same sentence.

A count and a word of harm in one sentence need not belong together: "500 people mourned the dead", "ten jurors found
that he had been killed", "five officers killed the dog", "the families of 12 miners". Each rule here keeps a claim
from being made; none makes one.
"""

from msgspec import Struct

from ledgerstone.evidence.claims.clauses import Sentence, Sort
from ledgerstone.evidence.claims.counts.harm_words import HarmWord, Side
from ledgerstone.evidence.claims.counts.limits import noun_unit
from ledgerstone.evidence.claims.counts.numbers import DASHES
from ledgerstone.evidence.claims.packs.lexicon import Hit
from ledgerstone.evidence.claims.rules import Rules

LOOSE = 6
"""What may be crossed to a word of harm by a number without a noun that is known to be of people."""
BESIDE = 2
"""Words between a count and a noun for those harmed ("among the dead were 12")."""
TOTAL_WITHIN = 3
ACTIVE_WITHIN = 1
"""Words that a verb's form may begin with before the word of harm ("ont tué")."""
LABELS = frozenset({":", "(", "–", "—", "-"})
APPOSED = LABELS | {","}
ASIDES = frozenset({",", "(", ")", "–", "—", "-"})


class Tie(Struct, frozen=True, kw_only=True):
    """A count that asks for its word of harm: its tokens, the token after its noun, and the unit of that noun."""

    first: int
    end: int
    unit: str | None


def is_loose(sentence: Sentence, tie: Tie, hit: Hit[HarmWord], cost: int, rules: Rules) -> bool:
    """Return whether a word of harm is said of somebody else than a count.

    Args:
        sentence: The sentence.
        tie: The count.
        hit: The word of harm.
        cost: What lies between both.
        rules: Of the language.
    """
    ahead = hit.first >= tie.end
    if not ahead and hit.end > tie.first:
        return False
    gap = range(tie.end, hit.first) if ahead else range(hit.end, tie.first)
    if not ahead and gap and sentence.words[gap[-1]] == ":":
        return False
    return (
        (tie.unit is None and cost > LOOSE and _is_far(sentence, hit, gap, rules))
        or (cost > (LOOSE if ahead else BESIDE) and _is_strange(sentence, tie, rules))
        or _in_other_clause(sentence, gap, rules)
        or _of_those_harmed(sentence, gap, hit, rules)
        or (ahead and _speaks(sentence, gap, rules))
        or (ahead and _does_it(sentence, gap, hit, rules))
        or (ahead and _complements(sentence, tie.first, gap, hit, rules))
        or (not ahead and "," in sentence.words[gap.start : gap.stop] and _is_strange(sentence, tie, rules))
        or (not ahead and _tells_when(sentence, gap, rules))
        or (not ahead and _has_subject(sentence, gap, hit, rules))
        or (not ahead and _says_which(sentence, gap, hit, rules))
    )


def _in_other_clause(sentence: Sentence, gap: range, rules: Rules) -> bool:
    """Whether a clause opens between both: "jurors found that", "eleven saw how". Behind the noun it is relative."""
    words = sentence.words
    opened = (at for at in gap[1:] if rules.apart.at(words, at))
    return any(not (rules.amounts.who.at(words, at) and rules.units.before(words, at)) for at in opened)


def _tells_when(sentence: Sentence, gap: range, rules: Rules) -> bool:
    """Whether a clause of when or why opens behind a comma: "the toll stands at 61, after three brothers fled"."""
    words = sentence.words
    return any(words[at - 1] == "," and rules.cues.circumstances.holds(words[at]) for at in gap[1:])


def _is_far(sentence: Sentence, hit: Hit[HarmWord], gap: range, rules: Rules) -> bool:
    """Whether a number without a noun has nothing that ties it to a word of harm beyond its reach.

    An aside behind it does ("another 8, including a priest, were killed"), and a word that says that a number follows
    ("the number of the displaced is estimated to be …").
    """
    words = sentence.words
    if words[gap.start] in ASIDES:
        closed = (at for at in gap[1:] if words[at] in ASIDES)
        if gap.stop - next(closed, gap.start) <= LOOSE:
            return False
    own = range(hit.first, hit.end if hit.label.side is Side.TOTAL else hit.first)
    near = {*range(max(0, hit.first - TOTAL_WITHIN), hit.first), *own, *gap}
    return not any(rules.totals.at(words, at) for at in near)


def _is_strange(sentence: Sentence, tie: Tie, rules: Rules) -> bool:
    """Whether the noun of a number is one of which the pack knows nothing: "two licences", "700 Acme jobs"."""
    words, at = sentence.words, tie.end
    if rules.bare_groups or at >= len(words) or (tie.unit is not None and noun_unit(sentence, tie.first + 1, rules)):
        return False
    token = sentence.tokens[at]
    if token.sort is not Sort.WORD or token.capital or rules.harms.at(words, at) is not None:
        return False
    adverb = rules.persons.endings and token.word.endswith(rules.persons.endings)
    lexicons = (rules.stops, rules.says, rules.conjunctions, rules.others, rules.passive, rules.persons.between)
    return not adverb and not any(lexicon.at(words, at) for lexicon in lexicons)


def _speaks(sentence: Sentence, gap: range, rules: Rules) -> bool:
    """Whether the count is of those who say it: "ten jurors held he was not killed". "Ten confirmed dead" is none."""
    if not gap or rules.passive.holds(sentence.words[gap.start]):
        return False
    return rules.says.at(sentence.words, gap.start) is not None


def _of_those_harmed(sentence: Sentence, gap: range, hit: Hit[HarmWord], rules: Rules) -> bool:
    """Whether the word of harm is a noun for those harmed, and the count is not right beside it.

    "Twelve of those killed" counts them, "the families of those killed" does not.
    """
    nominal = rules.nominal.before(sentence.words, hit.end)
    if nominal is None or nominal.first > hit.first:
        return False
    if gap and gap.stop == hit.first:
        link = rules.amounts.out_of.at(sentence.words, gap.start)
        if link and rules.units.before(sentence.words, gap.start):
            return True
        gap = range(link.end if link else gap.start, min(nominal.first, hit.first))
        return len(gap) > 0 or (link is None and nominal.first < hit.first)
    return len(gap) > BESIDE or not all(_says_how_many(sentence.words, at, rules) for at in gap)


def _says_how_many(words: tuple[str, ...], at: int, rules: Rules) -> bool:
    links = (rules.stops, rules.passive, rules.totals)
    return words[at] in LABELS or any(lexicon.holds(words[at]) for lexicon in links)


def _does_it(sentence: Sentence, gap: range, hit: Hit[HarmWord], rules: Rules) -> bool:
    """Whether the count is the subject of a verb that has another object: "five officers killed the dog"."""
    verbs = (rules.active.at(sentence.words, at) for at in range(max(0, hit.first - ACTIVE_WITHIN), hit.first + 1))
    verb = next((verb for verb in verbs if verb is not None and verb.end > hit.first), None)
    if verb is None or any(rules.passive.holds(sentence.words[at]) for at in gap if at < verb.first):
        return False
    if rules.object_endings:
        return any(sentence.words[at].endswith(rules.object_endings) for at in gap)
    return _takes_object(sentence, verb.end, rules)


def _takes_object(sentence: Sentence, at: int, rules: Rules) -> bool:
    words = sentence.words
    if at >= len(words):
        return False
    if rules.persons.definite.holds(words[at]) or rules.openings.at(words, at) is not None:
        return True
    plain = sentence.tokens[at].sort is Sort.WORD and not rules.stops.at(words, at)
    return plain and not rules.persons.headlines


def _complements(sentence: Sentence, first: int, gap: range, hit: Hit[HarmWord], rules: Rules) -> bool:
    """Whether the count says whose something is that the harm is said of: "the monument to the 26", "homes of ten"."""
    words = sentence.words
    link = rules.linkers.before(words, first)
    if link is None or link.first == 0 or hit.label.side is Side.NOUN or _modifies(sentence, gap, hit, rules):
        return False
    head = link.first - 1
    held = rules.units.at(words, head) or rules.harms.at(words, head) or rules.groups.before(words, first)
    held = held or rules.totals.before(words, link.first)
    opens = rules.stops.holds(words[head]) or rules.openings.at(words, head) is not None
    return sentence.tokens[head].sort is Sort.WORD and not held and not opens


def _modifies(sentence: Sentence, gap: range, hit: Hit[HarmWord], rules: Rules) -> bool:
    """Whether the word of harm belongs to the count's own noun: "the names of four men who died", "of ten men shot"."""
    if gap:
        return rules.amounts.who.at(sentence.words, gap.start) is not None
    return rules.persons.suffered.at(sentence.words, hit.first) is None


def _has_subject(sentence: Sentence, gap: range, hit: Hit[HarmWord], rules: Rules) -> bool:
    """Whether a verb with an auxiliary before it has its subject there, and the count behind stands by itself."""
    words = sentence.words
    if not gap or rules.persons.inverted or hit.label.side is not Side.EITHER or hit.first == 0:
        return False
    if not rules.passive.holds(words[hit.first - 1]):
        return False
    before = words[gap[-1]]
    apposed = before in APPOSED or before in DASHES or before in rules.joiners
    return not apposed and not any(rules.of_them.at(words, at) for at in gap)


def _says_which(sentence: Sentence, gap: range, hit: Hit[HarmWord], rules: Rules) -> bool:
    """Whether the word of harm tells which of other things are meant: "in the affected villages they found ten"."""
    words = sentence.words
    if not gap or hit.first == 0 or hit.label.side is not Side.EITHER:
        return False
    total = any(rules.totals.at(words, at) for at in range(max(0, hit.first - TOTAL_WITHIN), hit.first))
    if total or not rules.persons.definite.holds(words[hit.first - 1]):
        return False
    links = (rules.stops, rules.passive, rules.totals, rules.units)
    noun = sentence.tokens[gap.start].sort is Sort.WORD
    return noun and not any(lexicon.at(words, gap.start) is not None for lexicon in links)
