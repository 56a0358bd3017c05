"""Whom an event is said to be against and who is said to have done it, as noun phrases in the text's words."""

from ledgerstone.evidence.claims.clauses import Sentence, Sort
from ledgerstone.evidence.claims.rules import Rules

WITHIN = 8
LONGEST = 6
LONGEST_CLAUSE = 14
BREAKS = frozenset({",", ";", ":", ".", "–", "—", "(", ")", "!", "?", "“", "”", '"', "«", "»"})


def group_after(sentence: Sentence, end: int, rules: Rules) -> tuple[int, int] | None:
    """Return the group that a word for an event is against ("pogroms of X", "violence against the X population").

    Args:
        sentence: The sentence.
        end: The token after the word for the event.
        rules: Of the language.
    """
    if end >= len(sentence.words):
        return None
    marker = rules.against.at(sentence.words, end)
    start = marker.end if marker else end
    if marker is None and not rules.group_endings:
        return None
    last = _group_end(sentence, start, rules)
    return without_article(sentence, start, last, rules) if last else None


def agent_after(sentence: Sentence, end: int, rules: Rules) -> tuple[int, int] | None:
    """Return the one named as agent after a word for an event ("committed by …"); None where none is."""
    for at in range(end, min(end + WITHIN, len(sentence.words))):
        if sentence.words[at] in BREAKS or (at > end and rules.harms.at(sentence.words, at)):
            return None
        hit = rules.agents.at(sentence.words, at)
        if hit:
            return _actor(sentence, hit.end, rules)
    return None


def subject_before(sentence: Sentence, first: int, rules: Rules) -> tuple[int, int] | None:
    """Return the subject of a verb of doing before a word for an event ("… forces began the … massacre")."""
    for at in range(first - 1, max(-1, first - WITHIN), -1):
        if sentence.words[at] in BREAKS:
            return None
        hit = rules.acts.at(sentence.words, at)
        if hit and hit.end <= first:
            return _subject(sentence, at, rules)
    return None


def _subject(sentence: Sentence, end: int, rules: Rules) -> tuple[int, int] | None:
    start = end
    while start > 0 and end - start < LONGEST_CLAUSE:
        word = sentence.words[start - 1]
        if word in BREAKS or rules.conjunctions.holds(word) or rules.that.holds(word):
            break
        start -= 1
    if not acts(sentence, start, end, rules):
        return None
    return without_article(sentence, start, last_actor(sentence, start, end, rules), rules)


def _actor(sentence: Sentence, start: int, rules: Rules) -> tuple[int, int] | None:
    """Return an agent's noun phrase; "those who …" runs on to the end of its clause."""
    relative = start < len(sentence.words) and rules.actors.holds(sentence.words[start])
    limit = LONGEST_CLAUSE if relative else LONGEST
    end = start
    while end < len(sentence.words) and end - start < limit:
        word = sentence.words[end]
        if word in BREAKS or rules.agents.holds(word) or (not relative and rules.stops.holds(word)):
            break
        end += 1
    if not acts(sentence, start, end, rules):
        return None
    last = end if relative else last_actor(sentence, start, end, rules)
    return without_article(sentence, start, last, rules)


def last_actor(sentence: Sentence, start: int, end: int, rules: Rules) -> int:
    """Return the token after the last word of a phrase that names who acts; verbs and adverbs after it are left out."""
    named = (
        at + 1
        for at in range(start, end)
        if rules.actors.holds(sentence.words[at])
        or (
            sentence.tokens[at].capital
            and not rules.names.nouns_capital
            and not rules.names.not_names.holds(sentence.words[at])
        )
    )
    return max(named, default=end)


def acts(sentence: Sentence, start: int, end: int, rules: Rules) -> bool:
    """Whether a phrase names one who acts: a noun for actors, or a capitalised word that is no pronoun or date."""
    if end <= start or sentence.tokens[start].sort is Sort.NUMERAL:
        return False
    if rules.actors.find(sentence.words[start:end]):
        return True
    return not rules.names.nouns_capital and any(
        token.capital and token.sort is Sort.WORD and not rules.names.not_names.holds(token.word)
        for token in sentence.tokens[start:end]
    )


def _group_end(sentence: Sentence, start: int, rules: Rules) -> int | None:
    """Return the token after the last noun for a group in the phrase at a token; None where there is none."""
    last: int | None = None
    for at in range(start, min(start + LONGEST, len(sentence.words))):
        token = sentence.tokens[at]
        if token.sort is not Sort.WORD or _ends_group(token.word, rules):
            break
        unit = rules.units.at(sentence.words, at)
        ending = rules.group_endings and token.word.endswith(rules.group_endings)
        named = token.capital and token.word.endswith(rules.names.group_names) if rules.names.group_names else False
        if (unit and unit.label == "people") or ending or named:
            last = at + 1
    return last


def _ends_group(word: str, rules: Rules) -> bool:
    """Whether a word is none of a group's name; a number in words is none, as one in digits is none."""
    return rules.stops.holds(word) or rules.says.holds(word) or rules.numbers.holds(word)


def without_article(sentence: Sentence, start: int, end: int, rules: Rules) -> tuple[int, int] | None:
    """Return a phrase without the articles that open it; None where nothing is left."""
    while (
        start < end - 1
        and rules.names.not_names.holds(sentence.words[start])
        and not rules.actors.holds(sentence.words[start])
    ):
        start += 1
    return (start, end) if end > start else None
