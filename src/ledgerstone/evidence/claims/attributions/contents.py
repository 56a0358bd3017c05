"""What is said: the ranges of tokens beside a cue and its speaker, cut where another clause goes on.

A clause of saying that stands aside ("…, he said, …") has what stands before it, and what goes on behind it, as
content; else what follows.
"""

from bisect import bisect_right

from ledgerstone.evidence.claims.clauses import CLOSERS, OPENERS, Sentence, Sort
from ledgerstone.evidence.claims.quotations import Quotation
from ledgerstone.evidence.claims.rules import Rules

HEARER_WITHIN = 12
ADJUNCT_WORDS = 4
HEARER_WORDS = 2
NAME_WITHIN = 6
"""Tokens of a name in quotation marks."""
ASIDE = frozenset({",", "–", "—", "-", *CLOSERS})
MARKS = frozenset({",", ":", ".", ";", "–", "—", "-", "!", "?", "։"})
QUOTES = frozenset('"“”„«»')
SHORTEST_KEPT = 3

Range = tuple[int, int]
"""Tokens from the first up to the second, exclusive."""


class Quoted:
    """Which tokens of a sentence stand within quotation marks."""

    def __init__(self, sentence: Sentence, quotations: tuple[Quotation, ...]) -> None:
        self.ranges = tuple(_ranges(sentence, quotations))
        self._starts = tuple(first for first, _ in self.ranges)

    def holds(self, at: int) -> bool:
        """Return whether a token stands within quotation marks."""
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and at < self.ranges[index][1]


def _ranges(sentence: Sentence, quotations: tuple[Quotation, ...]) -> list[Range]:
    found: list[Range] = []
    index = max(0, bisect_right(quotations, sentence.start, key=lambda q: q.start) - 1)
    while index < len(quotations) and quotations[index].start < sentence.end:
        one = quotations[index]
        if one.end > sentence.start:
            found.append((sentence.token_at(one.start), min(len(sentence.tokens), sentence.token_at(one.end - 1) + 1)))
        index += 1
    return found


def said_beside(sentence: Sentence, source: Range, cue: Range, quoted: Quoted, rules: Rules) -> tuple[Range, ...]:
    """Return the content of a cue whose speaker stands before it.

    Args:
        sentence: The sentence.
        source: The tokens of the speaker.
        cue: The tokens of the cue.
        quoted: What of the sentence is quoted.
        rules: Of the language.
    """
    words = sentence.words
    edge = source[0]
    while edge > 0 and rules.cues.auxiliaries.holds(words[edge - 1]):
        edge -= 1
    before = trimmed(sentence, 0, edge) if edge > 0 and words[edge - 1] in ASIDE else None
    after = said_after(sentence, cue[1], quoted, rules)
    if before is None:
        return (after,) if after else ()
    if quoted.holds(before[1] - 1) and after is not None:
        quotes, after = _behind_quotation(sentence, (cue[1], after), quoted, rules)
    else:
        quotes = False
    if after is None or quotes or _is_adjunct(sentence, before, cue[1], after, rules):
        goes_on = _continued(sentence, cue[1], quoted, rules)
        return (before, goes_on) if goes_on else (before,)
    if _sets_the_scene(sentence, before, rules):
        return (after,)
    behind = _behind_hearer(sentence, cue, rules)
    if words[behind] not in ASIDE:
        return (after,)
    after = trimmed(sentence, behind, _cut(sentence, behind, quoted, rules))
    return (before, after) if after else (before,)


def _behind_hearer(sentence: Sentence, cue: Range, rules: Rules) -> int:
    """Return the token behind a cue and, before a mark, the one who was told ("…, he told reporters, while …")."""
    words, first = sentence.words, cue[1]
    if not rules.cues.hearing.holds(words[first - 1]):
        return first
    end = next((at for at in range(first, min(first + HEARER_WORDS + 1, len(words))) if words[at] in ASIDE), first)
    return first if any(rules.that.holds(word) or _is_subject(word, rules) for word in words[first:end]) else end


def _behind_quotation(
    sentence: Sentence, behind: tuple[int, Range], quoted: Quoted, rules: Rules
) -> tuple[bool, Range | None]:
    """Return whether the words quoted before a cue are all of it, and what of the words behind it is said too.

    When or why it was said ("…,” he told “Vell” after ten had died") is not.
    """
    first, (start, end) = behind
    last = next((at for at in range(first, end) if _tells_when(sentence, at, quoted, rules)), end)
    name = quoted.holds(first) and _is_quoted_name(sentence, first)
    more = not name and _says_more(sentence, first, rules, last)
    return not more, trimmed(sentence, start, last) if start < last else None


def _tells_when(sentence: Sentence, at: int, quoted: Quoted, rules: Rules) -> bool:
    """Whether a clause of the writer begins at a word outside quotation marks: when, why or amid what."""
    word, cues = sentence.words[at], rules.cues
    opens = cues.openers.holds(word) and cues.adjuncts.holds(word)
    cuts = cues.cuts.holds(word) and sentence.words[at - 1] in ASIDE
    return (opens or cuts or cues.circumstances.holds(word)) and not quoted.holds(at)


def _is_quoted_name(sentence: Sentence, at: int) -> bool:
    """Whether a name in quotation marks opens at a token ("told “Vell” that"), which is a hearer's."""
    words = sentence.words
    end = next((i for i in range(at + 1, min(at + NAME_WITHIN, len(words))) if words[i] in CLOSERS), at)
    return (
        end > at + 1 and all(token.capital for token in sentence.tokens[at + 1 : end]) and words[end - 1] not in MARKS
    )


def said_around(sentence: Sentence, source: Range, cue: Range, quoted: Quoted, rules: Rules) -> tuple[Range, ...]:
    """Return the content of a cue whose speaker stands after it."""
    before = trimmed(sentence, 0, cue[0])
    after = trimmed(sentence, source[1], len(sentence.words))
    if before is None:
        return (after,) if after else ()
    if after and quoted.holds(before[1] - 1) and _tells_when(sentence, after[0], quoted, rules):
        later = _continued(sentence, after[0], quoted, rules)
        return (before, later) if later else (before,)
    goes_on = after is not None and sentence.words[source[1]] in ASIDE
    return (before, after) if goes_on and after else (before,)


def object_after(sentence: Sentence, first: int, quoted: Quoted, rules: Rules) -> Range | None:
    """Return what an attitude is to: what follows its cue, up to the first pause."""
    that = rules.that.at(sentence.words, first) if first < len(sentence.words) else None
    start = that.end if that else first
    found = trimmed(sentence, start, _cut(sentence, start, quoted, rules))
    if found is None:
        return None
    for at in range(found[0] + 1, found[1]):
        if not quoted.holds(at) and _ends_object(sentence, at, rules):
            return trimmed(sentence, found[0], at)
    return found


def _ends_object(sentence: Sentence, at: int, rules: Rules) -> bool:
    if sentence.words[at] in {",", "–", "—"}:
        return not _list(sentence, at, rules)
    return rules.cues.circumstances.holds(sentence.words[at])


def _list(sentence: Sentence, at: int, rules: Rules) -> bool:
    """Whether a comma stands between members of a list."""
    words = sentence.words
    later = range(at + 1, min(at + 6, len(words)))
    return any(words[i] in rules.joiners for i in later) or words[at + 1 : at + 2] == ("including",)


def said_after(sentence: Sentence, first: int, quoted: Quoted, rules: Rules) -> Range | None:
    """Return what follows a cue, past the hearer and the day, up to where another clause begins."""
    if sentence.words[first : first + 1] == (",",) and _joins(sentence, first + 1, rules):
        return None
    start = _after_hearer(sentence, first, quoted, rules)
    return trimmed(sentence, start, _cut(sentence, start, quoted, rules))


def _joins(sentence: Sentence, at: int, rules: Rules) -> bool:
    return at < len(sentence.words) and rules.conjunctions.at(sentence.words, at) is not None


def _cut(sentence: Sentence, start: int, quoted: Quoted, rules: Rules) -> int:
    words = sentence.words
    for at in range(start + SHORTEST_KEPT, len(words) - 1):
        ends = words[at] == ";" or (words[at] == "," and rules.cues.cuts.at(words, at + 1))
        if ends and not quoted.holds(at):
            return at
    return len(words)


def _is_adjunct(sentence: Sentence, before: Range, first: int, after: Range, rules: Rules) -> bool:
    """Return whether what follows the verb only says when, where or to whom it was said ("reported at the time")."""
    if _says_more(sentence, first, rules):
        return False
    short = after[1] - after[0] <= ADJUNCT_WORDS < before[1] - before[0]
    adjunct = rules.cues.adjuncts.holds(sentence.words[first])
    return (short and adjunct) if _sets_the_scene(sentence, before, rules) else (short or adjunct)


def _says_more(sentence: Sentence, first: int, rules: Rules, last: int | None = None) -> bool:
    """Whether what is said goes on behind a cue: after a pause, or with a word like "that" before the last token."""
    words, stop = sentence.words, first + HEARER_WITHIN
    return words[first] in ASIDE or any(rules.that.holds(w) for w in words[first : min(stop, last or stop)])


def is_aside(sentence: Sentence, first: int, content: tuple[Range, ...], rules: Rules) -> bool:
    """Return whether what follows a cue at the beginning of a sentence says nothing but when, where or to whom."""
    that = any(rules.that.holds(word) for word in sentence.words[first : first + HEARER_WITHIN])
    short = sum(end - start for start, end in content) <= HEARER_WORDS
    return not that and (short or rules.cues.adjuncts.holds(sentence.words[min(first, len(sentence.words) - 1)]))


def _sets_the_scene(sentence: Sentence, before: Range, rules: Rules) -> bool:
    """Whether words before a speaker only say when or where ("In the autumn, the mayor said …")."""
    first = sentence.words[before[0]]
    if rules.bounds.at(sentence.words, before[0]):
        return False
    return rules.cues.adjuncts.holds(first) or rules.cues.openers.holds(first)


def _continued(sentence: Sentence, first: int, quoted: Quoted, rules: Rules) -> Range | None:
    """Return a quotation that goes on behind the clause of saying ("…," he said on Monday, "and …")."""
    later = next((at for at, _ in quoted.ranges if at >= first and not _is_quoted_name(sentence, at)), None)
    if later is None:
        return None
    behind = (at for at in range(later + 1, len(sentence.words)) if quoted.holds(at - 1))
    end = next((at for at in behind if _tells_when(sentence, at, quoted, rules)), len(sentence.words))
    return trimmed(sentence, later, end)


def _after_hearer(sentence: Sentence, index: int, quoted: Quoted, rules: Rules) -> int:
    """Return the first token of what is said, past the hearer and the place ("told the paper on Monday that")."""
    words = sentence.words
    last = min(index + HEARER_WITHIN, len(words))
    if index < last and rules.cues.articles.holds(words[index]) and not rules.cues.hearing.holds(words[index - 1]):
        return index
    for at in range(index, last):
        hit = rules.that.at(words, at)
        if hit:
            return hit.end
        if _is_subject(words[at], rules):
            return index
        if words[at] in MARKS or quoted.holds(at):
            opens = at + 1 < len(words) and quoted.holds(at + 1)
            return (
                at + 1
                if (words[at] == ":" and not _in_numeral(sentence, at)) or (opens and words[at] == ",")
                else index
            )
    return index


def _is_subject(word: str, rules: Rules) -> bool:
    """Whether a word belongs to a clause of what is said, so that a "that" behind it opens nothing."""
    return rules.pronouns.holds(word) or rules.cues.being.holds(word) or rules.cues.auxiliaries.holds(word)


def _in_numeral(sentence: Sentence, at: int) -> bool:
    """Whether a colon stands between the hours and the minutes of a time."""
    return at > 0 and sentence.tokens[at - 1].sort is Sort.NUMERAL


def trimmed(sentence: Sentence, first: int, end: int) -> Range | None:
    """Return a range without marks at its ends; None where no word is left."""
    words = sentence.words
    while first < end and words[first] in MARKS:
        first += 1
    while end > first and words[end - 1] in MARKS:
        end -= 1
    return (
        (first, end) if any(words[at] not in OPENERS and words[at] not in CLOSERS for at in range(first, end)) else None
    )
