"""A cue in a relative clause: what it says ends with that clause, and its pronoun stands for the noun before it.

"The raid, which the ministry calls “clashes”, left ten dead" gives the ministry one word; the dead are the writer's.
Where the clause closes, the main clause goes on with its verb: right there, or because it has had none so far.
"""

from msgspec.structs import replace

from ledgerstone.evidence.claims.attributions.contents import Quoted, Range, trimmed
from ledgerstone.evidence.claims.attributions.cue_rules import Frame
from ledgerstone.evidence.claims.attributions.found import Found
from ledgerstone.evidence.claims.attributions.sources import source_before
from ledgerstone.evidence.claims.clauses import Sentence, Sort
from ledgerstone.evidence.claims.rules import Rules

FARTHEST = 14
"""Words between a relative pronoun and the cue of its clause."""
LONGEST_SUBJECT = 14
"""Words of a noun phrase that a relative clause belongs to."""
LONGEST_SPEAKER = 6
"""Words of a noun that a pronoun is taken to stand for; a longer phrase may hold a verb that no table has."""
PAUSES = frozenset({",", "–"})
ENDS = frozenset({",", ";", ":", ".", "–"})


def within_relative(sentence: Sentence, one: Found, quoted: Quoted, rules: Rules) -> Found:
    """Return an attribution whose content ends with the relative clause that its cue stands in, if it does in one.

    Args:
        sentence: The sentence.
        one: What the cue attributes, as if its clause went on to the end.
        quoted: What of the sentence is quoted.
        rules: Of its language.
    """
    pronoun = _pronoun(sentence, one.cue[0], quoted, rules)
    if pronoun is None:
        return one
    opening = pronoun - 1 if sentence.words[pronoun - 1] in PAUSES else pronoun - 2
    closing = _closing(sentence, one, opening, quoted, rules)
    parts = (trimmed(sentence, first, min(end, closing)) for first, end in one.content if opening < first < closing)
    content = tuple(part for part in parts if part)
    source = _source(sentence, one.source, pronoun, opening, rules)
    begins = source[0] if source and one.begins <= pronoun else one.begins
    return replace(one, source=source, content=content, begins=begins, aside=one.aside and bool(content))


def _pronoun(sentence: Sentence, cue: int, quoted: Quoted, rules: Rules) -> int | None:
    """Return the relative pronoun that opens the clause of a cue; None where the clause is no relative one."""
    words = sentence.words
    for at in range(cue - 1, max(0, cue - FARTHEST), -1):
        if words[at] in ENDS:
            return None
        if rules.cues.clauses.holds(words[at]) and not quoted.holds(at) and _opens(sentence, at, rules):
            return at
    return None


def _opens(sentence: Sentence, at: int, rules: Rules) -> bool:
    """Whether a pronoun opens a clause behind a pause, with a small word before it at most ("in which")."""
    words = sentence.words
    if rules.names.nouns_capital and sentence.tokens[at + 1].capital:
        return False
    preposition = rules.cues.adjuncts.holds(words[at - 1]) or rules.stops.holds(words[at - 1])
    return words[at - 1] in PAUSES or (at > 1 and words[at - 2] in PAUSES and preposition)


def _source(sentence: Sentence, source: Range | None, pronoun: int, opening: int, rules: Rules) -> Range | None:
    """Return a speaker without the pronoun before it; for the pronoun alone the noun it stands for."""
    if source is None or not source[0] <= pronoun < source[1]:
        return source
    if source[1] > pronoun + 1:
        return pronoun + 1, source[1]
    leads, noun = _leads(sentence, opening, rules), source_before(sentence, opening, rules)
    known = noun is not None and leads is not None and noun[0] >= leads and noun[1] - noun[0] <= LONGEST_SPEAKER
    return noun if known else source


def _closing(sentence: Sentence, one: Found, opening: int, quoted: Quoted, rules: Rules) -> int:
    """Return the mark that closes the clause; where none does, the end of the sentence."""
    words = sentence.words
    leads = _leads(sentence, opening, rules)
    for at in range(one.cue[1], len(words) - 1):
        if words[at] == words[opening] and not quoted.holds(at) and _closes(sentence, (one, at, leads), quoted, rules):
            return at
    return len(words)


def _closes(sentence: Sentence, where: tuple[Found, int, int | None], quoted: Quoted, rules: Rules) -> bool:
    """Whether the main clause goes on behind a mark, by what stands there and by what it lacks so far."""
    words, (one, at, leads) = sentence.words, where
    if words[at] != "," or quoted.holds(at + 1):
        return words[at] != ","
    if _listed(sentence, one.cue[1], at, rules):
        return False
    if quoted.holds(at - 1) and quoted.holds(one.cue[1]):
        return True
    if _subordinate(sentence, at + 1, rules):
        return False
    return _is_verb(sentence, at + 1, rules) or (leads is not None and _goes_on(sentence, leads, at + 1, rules))


def _listed(sentence: Sentence, first: int, comma: int, rules: Rules) -> bool:
    """Whether a comma stands between numbers of what is said ("ten men, four women")."""
    counted = any(_is_number(sentence, at, rules) for at in range(first, comma))
    return counted and _is_number(sentence, comma + 1, rules)


def _is_number(sentence: Sentence, at: int, rules: Rules) -> bool:
    return sentence.tokens[at].sort is Sort.NUMERAL or rules.numbers.at(sentence.words, at) is not None


def _subordinate(sentence: Sentence, at: int, rules: Rules) -> bool:
    """Whether a clause or a phrase of what is said begins at a word."""
    words, cues = sentence.words, rules.cues
    tables = (rules.that, cues.openers, cues.clauses, rules.citing, rules.conjunctions)
    hit = cues.words.at(words, at)
    doing = hit is not None and hit.label.frame is Frame.PARTICIPLE
    return doing or any(table.at(words, at) is not None for table in tables)


def _is_verb(sentence: Sentence, at: int, rules: Rules) -> bool:
    """Whether the verb of a main clause stands at a word: an auxiliary, a word of harm, a verb of saying."""
    words = sentence.words
    tables = (rules.cues.auxiliaries, rules.cues.being, rules.says, rules.verbs_second)
    if any(table.holds(words[at]) for table in tables):
        return True
    by = at + 1 < len(words) and rules.agents.holds(words[at + 1])
    return rules.harms.at(words, at) is not None and not by


def _leads(sentence: Sentence, opening: int, rules: Rules) -> int | None:
    """Return where the noun phrase before a relative clause begins; None where the main clause has had its verb."""
    words = sentence.words
    first = opening
    while first > 0 and opening - first < LONGEST_SUBJECT and not _parts(sentence, first - 1, rules):
        first -= 1
    while first < opening and sentence.tokens[first].sort is Sort.MARK:
        first += 1
    said = any(
        table.holds(words[at])
        for at in range(first, opening)
        for table in (rules.cues.auxiliaries, rules.cues.being, rules.pronouns, rules.verbs_second)
    )
    second = any(_second_noun(sentence, first, at, rules) for at in range(first + 1, opening))
    return None if said or second or first == opening else first


def _parts(sentence: Sentence, at: int, rules: Rules) -> bool:
    """Whether the noun phrase of a clause begins behind a token: a mark, a verb of saying, a word like "that"."""
    words = sentence.words
    return words[at] in ENDS or rules.that.holds(words[at]) or (at > 0 and rules.says.holds(words[at]))


def _second_noun(sentence: Sentence, first: int, at: int, rules: Rules) -> bool:
    """Whether another noun phrase begins at a token, so that a verb stands before it ("Orlo met the mayor")."""
    before, token = sentence.tokens[at - 1], sentence.tokens[at]
    small = (rules.stops, rules.cues.adjuncts, rules.cues.articles, rules.kinds, rules.conjunctions)
    joined = before.word in rules.names.inside or before.sort is not Sort.WORD
    if joined or any(table.holds(before.word) for table in small):
        return False
    named = token.capital and not before.capital and at - 1 > first and not rules.names.nouns_capital
    return rules.cues.articles.holds(token.word) or named


def _goes_on(sentence: Sentence, leads: int, at: int, rules: Rules) -> bool:
    """Whether a main clause that has had no verb may go on with a word; behind "in the raid" its subject may stand."""
    word, cues = sentence.words[at], rules.cues
    if cues.adjuncts.holds(word) or word.endswith(cues.adverb_endings):
        return False
    if cues.adjuncts.holds(sentence.words[leads]):
        return True
    if sentence.tokens[at].capital:
        return False
    nominal = (cues.articles, cues.determiners, rules.pronouns)
    return not (_is_number(sentence, at, rules) or any(table.holds(word) for table in nominal))
