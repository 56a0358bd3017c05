"""Names of persons, bodies and groups: runs of capitalised words, typed by the words in and before them.

A first step without a statistical model: it hints, nothing depends on it. One capitalised word that opens a sentence
is no name unless it carries a cue. Places are found elsewhere and are none here.
"""

from collections.abc import Iterable

from ledgerstone.evidence.claims.clauses import Sentence, Sort, sentences
from ledgerstone.evidence.claims.model import Mention, MentionKind, Span
from ledgerstone.evidence.claims.rules import Rules, rules_of
from ledgerstone.evidence.claims.spans import merged, overlaps
from ledgerstone.evidence.reading.model import Region
from ledgerstone.values.names import NameType, NameValue

LONGEST = 10
PERSON_WORDS = range(2, 5)
INITIAL_LETTERS = 1
BY_WORDS, BY_CAPITALS = "names", "capitals"
"""How a name was found, as its `method` begins: by a word that types it, or by nothing but its capitals."""


def find_names(
    text: str, *, language: str | None, regions: tuple[Region, ...], taken: tuple[Span, ...] = ()
) -> tuple[Mention, ...]:
    """Return the names of a text in order.

    Args:
        text: The reading's text.
        language: Of the text; without a pack none are found.
        regions: The reading's regions.
        taken: Stretches that are something else, dates and places.
    """
    rules = rules_of(language)
    return names_in(text, sentences(text, regions, rules.abbreviations), rules, taken=taken)


def names_in(text: str, cut: Iterable[Sentence], rules: Rules, *, taken: tuple[Span, ...]) -> tuple[Mention, ...]:
    """Return the names of sentences that are already cut; arguments as for `find_names`."""
    if not rules.names.inside and not rules.names.group_names:
        return ()
    barred = merged(taken)
    by_words, by_capitals = (f"{way}/{rules.language} {rules.version}" for way in (BY_WORDS, BY_CAPITALS))
    found: list[Mention] = []
    for sentence in cut:
        for first, end in _runs(sentence, rules):
            start, stop = sentence.span(first, end)
            told = _type_by_words(sentence, first, end, rules)
            kind = told or _type_by_capitals(sentence, first, end, rules)
            covered = overlaps(barred, start, stop) and kind not in (NameType.BODY, NameType.PERSON)
            if not covered and (kind is not None or (first > 0 and not rules.names.nouns_capital)):
                exact = text[start:stop]
                value = NameValue(name=exact, type=kind, wording=exact)
                method = by_words if told else by_capitals
                name = Mention(kind=MentionKind.NAME, start=start, end=stop, exact=exact, value=value, method=method)
                found.append(name)
    return tuple(found)


def _runs(sentence: Sentence, rules: Rules) -> list[tuple[int, int]]:
    """Return the runs of capitalised words, with initials and small words between them."""
    runs: list[tuple[int, int]] = []
    at = 0
    while at < len(sentence.tokens):
        if not _opens(sentence, at, rules):
            at += 1
            continue
        end = _run_end(sentence, at, rules)
        runs.append((at, end))
        at = end
    return runs


def _opens(sentence: Sentence, at: int, rules: Rules) -> bool:
    token = sentence.tokens[at]
    return token.sort is Sort.WORD and token.capital and not rules.names.not_names.at(sentence.words, at)


def _run_end(sentence: Sentence, first: int, rules: Rules) -> int:
    end = at = first + 1
    while at < len(sentence.tokens) and at - first < LONGEST:
        token = sentence.tokens[at]
        if token.sort is Sort.WORD and token.capital:
            end = at + 1
        elif not _inside(sentence, at, rules):
            break
        at += 1
    return end


def _inside(sentence: Sentence, at: int, rules: Rules) -> bool:
    """Whether a token may stand inside a name: a small word, a hyphen, the full stop of an initial."""
    token, before = sentence.tokens[at], sentence.tokens[at - 1]
    if token.word == ".":
        return len(before.word) == INITIAL_LETTERS or rules.names.titles.holds(before.word)
    return token.word in rules.names.inside or (token.word == "-" and token.start == before.end)


def _type_by_words(sentence: Sentence, first: int, end: int, rules: Rules) -> NameType | None:
    """Return what a name is of by a word in it or before it; None where no such word stands there."""
    words = sentence.words[first:end]
    if rules.names.bodies.find(words):
        return NameType.BODY
    if rules.names.titles.at(words, 0) or (first > 0 and rules.names.titles.holds(sentence.words[first - 1])):
        return NameType.PERSON
    if len(words) == 1 and not rules.names.nouns_capital and rules.names.group_names:
        return NameType.GROUP if words[0].endswith(rules.names.group_names) else None
    return None


def _type_by_capitals(sentence: Sentence, first: int, end: int, rules: Rules) -> NameType | None:
    """Return what a name is of by its capitals alone: two to four words are a person's."""
    if rules.names.nouns_capital or first == 0 or end - first not in PERSON_WORDS:
        return None
    plain = all(token.sort is Sort.WORD or token.word in ".-" for token in sentence.tokens[first:end])
    return NameType.PERSON if plain else None
