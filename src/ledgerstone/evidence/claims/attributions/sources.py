"""The speaker beside a cue: the noun phrase before a verb of saying, after it, or after "according to"."""

from ledgerstone.evidence.claims.attributions.cue_rules import Frame
from ledgerstone.evidence.claims.attributions.cues import is_compound, is_noun
from ledgerstone.evidence.claims.clauses import CLOSERS, OPENERS, Sentence, Sort
from ledgerstone.evidence.claims.rules import Rules

LONGEST = 14
LONGEST_APPOSITION = 24
HARM_WITHIN = 4
LONGEST_BRACKET = 10
FARTHEST_POSSESSOR = 3
LONGEST_ASIDE = 2
LONGEST_SUBJECT = 8
LONGEST_ADJUNCT = 18
QUOTES = frozenset('"“„«')
PAUSES = frozenset({",", "–", "—"})
FEWEST_OF_NAME = 2
"""Words of a name where every noun has a capital."""
LONGEST_QUOTED = 5
"""Words of a name in quotation marks ("the agency «Mirsel»"); more are words said."""
SENTENCE_ENDS = frozenset(".!?…։")
APPOSITION_ENDS = frozenset({";", ":", "–", "—", "“", "«", "„", '"'})
BREAKS = frozenset({",", ";", ":", ".", "։", "՝", "!", "?", "…", *CLOSERS, *OPENERS}) - {"-", "'", "’"}


def source_before(sentence: Sentence, end: int, rules: Rules) -> tuple[int, int] | None:
    """Return the speaker right before a token, with an apposition between commas; None where there is none.

    Args:
        sentence: The sentence.
        end: The token of the cue, or of the auxiliaries before it.
        rules: Of the language.
    """
    words = sentence.words
    if end == 0 or is_compound(sentence, end) or rules.conjunctions.holds(words[end - 1]):
        return None
    citing = _citing_before(sentence, end, rules)
    if citing is not None:
        return source_before(sentence, citing, rules)
    if words[end - 1] == ",":
        return _with_apposition(sentence, end - 1, rules)
    if words[end - 1] == ")":
        return _with_bracket(sentence, end, rules)
    if rules.pronouns.holds(words[end - 1]):
        return end - 1, end
    first = _without_adjunct(sentence, _left(sentence, end, rules), end, rules)
    return _quoted_before(sentence, end, rules) or _speaker(sentence, first, end, rules)


def _citing_before(sentence: Sentence, end: int, rules: Rules) -> int | None:
    """Return where a phrase begins that names whom the speaker before it cites, without a mark around it."""
    words = sentence.words
    behind = rules.citing_after.before(words, end)
    if behind is not None and behind.first > 1:
        return behind.first - 1
    for at in range(end - 1, max(0, end - LONGEST), -1):
        if _breaks(sentence, at):
            return None
        if rules.citing.at(words, at):
            return at
    return None


def source_after(sentence: Sentence, first: int, rules: Rules) -> tuple[int, int] | None:
    """Return the speaker right after a verb of saying; None where there is none or the verb is part of a word."""
    if is_compound(sentence, first - 1):
        return None
    if first < len(sentence.words) and rules.that.at(sentence.words, first):
        return None
    if first < len(sentence.words) and rules.pronouns.holds(sentence.words[first]):
        return first, first + 1
    end = _right(sentence, first, rules, stops=True)
    found = _speaker(sentence, first, end, rules)
    if found is None or (found[1] < len(sentence.words) and _is_verb(sentence.words[found[1]], rules)):
        return None
    return found[0], _apposition_end(sentence, found[1], rules)


def source_of_phrase(sentence: Sentence, first: int, rules: Rules) -> tuple[int, int] | None:
    """Return the speaker after "according to": up to a comma, a break or the end; a name is not asked for."""
    end = _right(sentence, first, rules, stops=False)
    return (first, end) if end > first else None


def counts_harm(sentence: Sentence, first: int, rules: Rules) -> bool:
    """Return whether numbered victims stand behind a verb, as its object ("forderte 48 Tote"): they say nothing."""
    words = sentence.words
    counted = first < len(words) and (
        sentence.tokens[first].sort is Sort.NUMERAL or rules.numbers.at(words, first) is not None
    )
    return counted and bool(rules.harms.find(words[first : first + HARM_WITHIN]))


def names_someone(sentence: Sentence, source: tuple[int, int], rules: Rules) -> bool:
    """Return whether what stands behind a word of citing may speak: its noun is not one of a reason or a lack."""
    words = sentence.words
    end = next((at for at in range(source[0] + 1, source[1]) if rules.stops.holds(words[at])), source[1])
    noun = any(
        rules.cues.not_sources.at(words, at) and (rules.names.nouns_capital or not sentence.tokens[at].capital)
        for at in range(source[0], end)
    )
    return not noun or bool(rules.kinds.find(words[source[0] : end]))


def _is_verb(word: str, rules: Rules) -> bool:
    """Whether a word after a name makes it the subject of a clause of its own ("says Orlo will leave")."""
    return rules.cues.auxiliaries.holds(word) or rules.cues.being.holds(word)


def _apposition_end(sentence: Sentence, end: int, rules: Rules) -> int:
    """Return where the apposition of a name behind its verb ends: with the sentence, before a quotation or a dash."""
    words = sentence.words
    if end + 1 >= len(words):
        return end
    named = sentence.tokens[end - 1].capital and words[end] in {",", "("}
    if not named and not rules.cues.cuts.holds(words[end]):
        return end
    if _tells_when(words[end + 1] if words[end] == "," else words[end], rules):
        return end
    last = end
    while last < len(words) and words[last] not in APPOSITION_ENDS:
        last += 1
    if last < len(words) or last - end > LONGEST_APPOSITION:
        return end
    while words[last - 1] in SENTENCE_ENDS:
        last -= 1
    return last


def _tells_when(word: str, rules: Rules) -> bool:
    """Whether a word opens a clause of when or why, which is no apposition ("…, said Orlo, while ten were buried")."""
    return rules.cues.circumstances.holds(word) or (rules.cues.cuts.holds(word) and rules.conjunctions.holds(word))


def antecedent_before(sentence: Sentence, end: int, rules: Rules) -> tuple[int, int] | None:
    """Return the speaker whom a relative pronoun before a token stands for ("the plan, which … and")."""
    words = sentence.words
    for at in range(end - 1, max(0, end - LONGEST), -1):
        if rules.cues.relatives.holds(words[at]):
            return source_before(sentence, at - 1 if words[at - 1] in PAUSES else at, rules)
        if words[at] in APPOSITION_ENDS:
            return None
    return None


def subject_of(sentence: Sentence, rules: Rules) -> tuple[int, int] | None:
    """Return the speaker that a sentence begins with, up to its first verb or mark; None where it does not."""
    words = sentence.words
    first = next((at for at, token in enumerate(sentence.tokens) if token.sort is Sort.WORD), len(words))
    if first < len(words) and (rules.cues.adjuncts.holds(words[first]) or rules.cues.openers.holds(words[first])):
        first = next((at + 1 for at in range(first, min(len(words), LONGEST_ADJUNCT)) if words[at] == ","), first)
    end = first
    while end < len(words) and end - first < LONGEST_SUBJECT:
        stops = rules.stops.holds(words[end]) and not rules.pronouns.holds(words[end])
        if (
            _breaks(sentence, end)
            or stops
            or rules.cues.between.holds(words[end])
            or (rules.cues.words.holds(words[end]) and not _is_noun(sentence, end, rules))
        ):
            break
        end += 1
        if rules.pronouns.holds(words[end - 1]) or _ends_name(sentence, first, end, rules):
            break
    return _speaker(sentence, first, end, rules)


def _ends_name(sentence: Sentence, first: int, end: int, rules: Rules) -> bool:
    """Whether a name that begins a sentence ends before a token: a small word that is not part of it follows."""
    opens = sentence.tokens[first].capital and not rules.names.not_names.holds(sentence.words[first])
    if not opens or end >= len(sentence.words) or sentence.tokens[end].sort is not Sort.WORD:
        return False
    return not sentence.tokens[end].capital and sentence.words[end] not in rules.names.inside


def possessor_before(sentence: Sentence, end: int, rules: Rules) -> tuple[int, int] | None:
    """Return the speaker whose a noun of saying is ("the ministry's latest statement")."""
    words = sentence.words
    for last in range(end, max(0, end - FARTHEST_POSSESSOR), -1):
        if rules.cues.possessives.holds(words[last - 1]):
            return last - 1, last
        if words[last - 1].endswith(rules.cues.possessive_endings):
            first = _without_adjunct(sentence, _left(sentence, last, rules), last, rules)
            first = max((at + 1 for at in range(first, last - 1) if rules.stops.holds(words[at])), default=first)
            return (first, last) if last > first else None
    return None


def _with_apposition(sentence: Sentence, comma: int, rules: Rules) -> tuple[int, int] | None:
    """Return "A. Person, a spokesman" before the comma that closes it."""
    words = sentence.words
    for opening in range(comma - 2, max(0, comma - LONGEST_APPOSITION), -1):
        if words[opening] != ",":
            continue
        if _is_aside(sentence, opening + 1, comma, rules):
            return source_before(sentence, opening, rules)
        first = _without_adjunct(sentence, _left(sentence, opening, rules), opening, rules)
        name = _speaker(sentence, first, opening, rules)
        if name and sentence.tokens[name[0]].capital:
            return name[0], comma
    return None


def _is_aside(sentence: Sentence, first: int, end: int, rules: Rules) -> bool:
    """Whether words between commas say nothing of the speaker (", meanwhile,", ", in a letter,")."""
    cue = rules.cues.words.at(sentence.words, first)
    if rules.citing.at(sentence.words, first) or (cue is not None and cue.label.frame is Frame.PARTICIPLE):
        return True
    openers = (rules.cues.adjuncts, rules.cues.openers, rules.cues.cuts)
    opens = any(lexicon.holds(sentence.words[first]) for lexicon in openers)
    plain = end - first <= LONGEST_ASIDE and not any(token.capital for token in sentence.tokens[first:end])
    article = rules.cues.articles.holds(sentence.words[first])
    return (opens or plain) and not article and not rules.kinds.find(sentence.words[first:end])


def _with_bracket(sentence: Sentence, end: int, rules: Rules) -> tuple[int, int] | None:
    """Return a name with what stands in brackets behind it ("A. Person (Liberal)")."""
    opening = next((at for at in range(end - 2, max(0, end - LONGEST_BRACKET), -1) if sentence.words[at] == "("), None)
    name = source_before(sentence, opening, rules) if opening is not None else None
    return (name[0], end) if name else None


def _left(sentence: Sentence, end: int, rules: Rules) -> int:
    first = end
    while first > 0 and end - first < LONGEST:
        word = sentence.words[first - 1]
        if _breaks(sentence, first - 1) or _opens_clause(sentence, first - 1, rules):
            break
        if rules.conjunctions.holds(word) and word not in rules.joiners:
            break
        first -= 1
    while first < end and _is_small(sentence.words[first], rules):
        first += 1
    return first


def _is_small(word: str, rules: Rules) -> bool:
    """Whether a word at the beginning of a noun phrase is none of it: a conjunction or an adverb."""
    joins = rules.conjunctions.holds(word) or word in rules.joiners
    return joins or word.endswith(rules.cues.adverb_endings) or rules.cues.auxiliaries.holds(word)


def _opens_clause(sentence: Sentence, at: int, rules: Rules) -> bool:
    word = sentence.words[at]
    if rules.that.holds(word) or rules.cues.openers.holds(word):
        return True
    return rules.says.holds(word) and not _is_noun(sentence, at, rules)


def _is_noun(sentence: Sentence, at: int, rules: Rules) -> bool:
    """Whether an article before a form that may be a verb or a noun makes it a noun ("the report")."""
    return at > 0 and rules.cues.namesakes.holds(sentence.words[at]) and is_noun(sentence.words[at - 1], rules)


def _without_adjunct(sentence: Sentence, first: int, end: int, rules: Rules) -> int:
    """Return where the speaker begins behind words of time or place ("on Friday Mr Orlo said")."""
    if first >= end or not rules.cues.adjuncts.holds(sentence.words[first]):
        return first
    for at in range(end - 1, first, -1):
        before = sentence.words[at - 1]
        starts = rules.cues.articles.holds(sentence.words[at]) or (
            sentence.tokens[at].capital and not sentence.tokens[at - 1].capital
        )
        if starts and not rules.cues.adjuncts.holds(before) and before not in rules.names.inside:
            return at
    return first


def _breaks(sentence: Sentence, at: int) -> bool:
    """Whether a mark ends a phrase; the full stop of an initial or an abbreviation does not."""
    word = sentence.words[at]
    if word == "." and at > 0 and sentence.tokens[at - 1].sort is Sort.WORD and at + 1 < len(sentence.words):
        return False
    if word == "'":
        return "'" in sentence.words[max(0, at - 1) : at] + sentence.words[at + 1 : at + 2]
    return word in BREAKS or word in {"–", "—"}


def _right(sentence: Sentence, first: int, rules: Rules, *, stops: bool) -> int:
    end = first
    while end < len(sentence.words) and end - first < LONGEST:
        word = sentence.words[end]
        quoted = _quoted_name(sentence, end)
        if quoted > end:
            end = quoted
            continue
        if _breaks(sentence, end) or (stops and rules.says.holds(word)):
            break
        if end > first and rules.inverts and _goes_on_second(sentence, end, rules):
            break
        if end > first and not stops and _says_that(sentence, end, rules):
            break
        if stops and end > first and (rules.stops.holds(word) or rules.that.holds(word)):
            break
        end += 1
    return end


def _says_that(sentence: Sentence, at: int, rules: Rules) -> bool:
    """Whether the clause around a phrase goes on behind it with its own verb of saying ("citing doctors said that")."""
    words = sentence.words
    if rules.that.at(words, at):
        return True
    later = at + 1 < len(words) and (rules.that.at(words, at + 1) or words[at + 1] in PAUSES)
    return rules.says.holds(words[at]) and bool(later)


def _goes_on_second(sentence: Sentence, at: int, rules: Rules) -> bool:
    """Whether a clause goes on behind a source that stands first or inside it: with its verb, or with a number."""
    numeral = sentence.tokens[at].sort is Sort.NUMERAL
    return numeral or rules.verbs_second.holds(sentence.words[at]) or rules.numbers.at(sentence.words, at) is not None


def _quoted_before(sentence: Sentence, end: int, rules: Rules) -> tuple[int, int] | None:
    """Return a short name in quotation marks that ends before a token, with the noun before it."""
    if sentence.words[end - 1] not in CLOSERS:
        return None
    places = range(end - 2, max(-1, end - 2 - LONGEST_QUOTED), -1)
    opening = next((at for at in places if sentence.words[at] in QUOTES), -1)
    if opening < 0 or not all(token.capital for token in sentence.tokens[opening + 1 : end - 1]):
        return None
    return _left(sentence, opening, rules), end


def _quoted_name(sentence: Sentence, at: int) -> int:
    """Return the token after a short name in quotation marks that belongs to the noun before it, else `at`."""
    if sentence.words[at] not in QUOTES or at + 1 >= len(sentence.words) or not sentence.tokens[at + 1].capital:
        return at
    for end in range(at + 2, min(at + 2 + LONGEST_QUOTED, len(sentence.words))):
        if sentence.words[end] in CLOSERS:
            return end + 1
    return at


def _speaker(sentence: Sentence, first: int, end: int, rules: Rules) -> tuple[int, int] | None:
    """Return the range where it names a speaker: a pronoun, a noun of one, a name, or a noun with its article."""
    while (
        end > first + 1
        and rules.stops.holds(sentence.words[end - 1])
        and not rules.pronouns.holds(sentence.words[end - 1])
    ):
        end -= 1
    words = sentence.words[first:end]
    if not words:
        return None
    if rules.pronouns.holds(words[-1]) or rules.cues.articles.holds(words[0]):
        return first, end
    capitals = [t for t in sentence.tokens[first:end] if t.capital and t.sort is Sort.WORD]
    names = sum(not rules.names.not_names.holds(token.word) for token in capitals)
    named = names >= FEWEST_OF_NAME and len(words) == names if rules.names.nouns_capital else names > 0
    return (first, end) if named or sentence.tokens[first].sort is Sort.NUMERAL or rules.kinds.find(words) else None
