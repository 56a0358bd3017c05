"""Who is said to have done it, as the subject of a verb of harm ("soldiers killed ten men"), and whether it is a whole.

A subject is taken only where whom it was done to is told with the verb, as a count or a name: "men killed in the town"
and "ten people killed on Monday" have none. A whole people, nation or group as the one who did it is marked for people
to look at: few texts that say so mean each of its members. The same endings of words mark every group.
"""

from functools import cache

from msgspec import Struct

from ledgerstone.evidence.claims.clauses import Sentence, Sort, plain_forms
from ledgerstone.evidence.claims.model import Mention, MentionKind, Note, NoteKind
from ledgerstone.evidence.claims.names_actors import BREAKS, LONGEST, acts, last_actor, without_article
from ledgerstone.evidence.claims.packs import load
from ledgerstone.evidence.claims.packs.folding import fold
from ledgerstone.evidence.claims.packs.lexicon import Lexicon
from ledgerstone.evidence.claims.page import Page
from ledgerstone.values.names import NameType, NameValue

COUNT_WITHIN = 4
"""Words between a verb and the count of whom it was done to ("killed at least ten")."""
OBJECT_BEFORE = 6
AUXILIARIES = 1
"""Words that a verb's form may begin with before the word of harm ("ont tué")."""
PASSIVE_WITHIN = 3
COLLECTIVE = "a whole people, nation or group is named as the one who did it"


class DoerRules(Struct, frozen=True, kw_only=True):
    """The table `doers` of a pack, ready to be matched."""

    does: Lexicon[None]
    causes: Lexicon[None]
    object_before: bool
    nouns_only: bool
    peoples: tuple[str, ...]
    given_names: frozenset[str]


@cache
def doer_rules(language: str) -> DoerRules:
    """Return the compiled table of a language."""
    table = load(language).doers
    return DoerRules(
        does=plain_forms(table.does),
        causes=plain_forms(table.causes),
        object_before=table.object_before,
        nouns_only=table.nouns_only,
        peoples=tuple(map(fold, table.peoples)),
        given_names=frozenset(map(fold, load(language).places.given_names)),
    )


def doer_of(page: Page, sentence: Sentence, first: int) -> tuple[int, int] | None:
    """Return the subject of a verb of harm that has an object; None where it has none or suffers it.

    Args:
        page: The reading.
        sentence: The sentence.
        first: First token of the word of harm.
    """
    rules = doer_rules(page.rules.language)
    hits = (rules.does.at(sentence.words, at) for at in range(max(0, first - AUXILIARIES), first + 1))
    verb = next((hit for hit in hits if hit is not None and hit.end > first), None)
    if verb is None or _passive(page, sentence, verb.first):
        return None
    if _object_after(page, sentence, verb.end):
        return _subject(page, sentence, verb.first)
    counted = _count_before(page, sentence, verb.first) if rules.object_before else None
    return None if counted is None else _subject(page, sentence, counted)


def collective(page: Page, sentence: Sentence, actor: tuple[int, int]) -> Note | None:
    """Return the note on an actor that is a whole people, nation or group; None for all others.

    Args:
        page: The reading.
        sentence: The sentence.
        actor: The tokens that name the actor.
    """
    start, end = sentence.span(*actor)
    if _covered(page.within(sentence, MentionKind.COUNT), start, end):
        return None
    places = page.within(sentence, MentionKind.PLACE)
    whole = any(mention.start <= start and mention.end >= end for mention in places)
    if not whole and not _is_people(page, sentence, actor):
        return None
    return Note(kind=NoteKind.COLLECTIVE, reason=COLLECTIVE, words=page.passage(start, end))


def _is_people(page: Page, sentence: Sentence, actor: tuple[int, int]) -> bool:
    """Whether the last word of a phrase is a people's name: no noun for actors, no person and no body."""
    last, words = sentence.tokens[actor[1] - 1], sentence.words[slice(*actor)]
    rules = doer_rules(page.rules.language)
    if page.rules.actors.find(words) or not last.word.endswith(rules.peoples) or rules.given_names.intersection(words):
        return False
    capital = last.capital or bool(page.rules.group_endings)
    return capital and not _is_other(page, sentence, sentence.span(*actor))


def _is_other(page: Page, sentence: Sentence, span: tuple[int, int]) -> bool:
    """Whether a span is the name of a person or a body."""
    named = (m for m in page.within(sentence, MentionKind.NAME) if (m.start, m.end) == span)
    return any(isinstance(m.value, NameValue) and m.value.type in {NameType.PERSON, NameType.BODY} for m in named)


def _passive(page: Page, sentence: Sentence, first: int) -> bool:
    return any(page.rules.passive.holds(word) for word in sentence.words[max(0, first - PASSIVE_WITHIN) : first])


def _object_after(page: Page, sentence: Sentence, end: int) -> bool:
    """Whether a count, or a name that is no date and no place, follows a verb."""
    if end >= len(sentence.words) or sentence.words[end] in BREAKS or page.rules.agents.holds(sentence.words[end]):
        return False
    for mention in page.within(sentence, MentionKind.COUNT):
        at = sentence.token_at(mention.start)
        if end <= at <= end + COUNT_WITHIN:
            between = sentence.words[end:at]
            return not any(word in BREAKS or page.rules.stops.holds(word) for word in between)
    token = sentence.tokens[end]
    named = token.capital and token.sort is Sort.WORD and not page.rules.names.not_names.holds(token.word)
    taken = (*page.within(sentence, MentionKind.DATE), *page.within(sentence, MentionKind.PLACE))
    return named and not _covered(taken, token.start, token.end)


def _count_before(page: Page, sentence: Sentence, first: int) -> int | None:
    """Return the first token of a count that stands before a verb with nothing but its noun phrase between."""
    for mention in reversed(page.within(sentence, MentionKind.COUNT)):
        start, end = sentence.token_at(mention.start), sentence.token_at(mention.end - 1) + 1
        if end <= first <= end + OBJECT_BEFORE:
            return None if any(word in BREAKS for word in sentence.words[end:first]) else start
    return None


def _subject(page: Page, sentence: Sentence, end: int) -> tuple[int, int] | None:
    """Return the noun phrase right before a token, without a date or place of its own that a preposition opens."""
    rules = page.rules
    start = end
    while start > 0 and end - start < LONGEST and not _parts(page, sentence.words[start - 1]):
        start -= 1
    start, end = _without_circumstance(page, sentence, start, end)
    if start < end and rules.linkers.at(sentence.words, start):
        return None
    start = _without_count(page, sentence, start, end)
    if not (acts(sentence, start, end, rules) or _names_people(page, sentence, end)) or _is_cause(page, sentence, end):
        return None
    if doer_rules(rules.language).nouns_only and not _is_noun_for_doers(page, sentence.words[start:end]):
        return None
    return without_article(sentence, start, last_actor(sentence, start, end, rules), rules)


def _is_noun_for_doers(page: Page, words: tuple[str, ...]) -> bool:
    """Whether a noun for actors is in a phrase, or its last word ends as names of peoples do."""
    peoples = doer_rules(page.rules.language).peoples
    return bool(page.rules.actors.find(words)) or words[-1].endswith(peoples)


def _names_people(page: Page, sentence: Sentence, end: int) -> bool:
    """Whether the word before a token ends as names of peoples do, where capitals do not tell names."""
    token, rules = sentence.tokens[end - 1], doer_rules(page.rules.language)
    return page.rules.names.nouns_capital and token.capital and token.word.endswith(rules.peoples)


def _is_cause(page: Page, sentence: Sentence, end: int) -> bool:
    """Whether the word before a token is an event, a weapon or a force of nature, which is nobody."""
    rules, word = page.rules, sentence.words[end - 1]
    lexicons = (doer_rules(rules.language).causes, rules.events, rules.labels)
    return any(lexicon.holds(word) for lexicon in lexicons)


def _parts(page: Page, word: str) -> bool:
    rules = page.rules
    lexicons = (rules.stops, rules.where, rules.that, rules.says, rules.conjunctions, rules.hearsay, rules.harms)
    return word in BREAKS or any(lexicon.holds(word) for lexicon in lexicons)


def _without_circumstance(page: Page, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Return a phrase without a date at its edges, and without a place that says where: by preposition or by case."""
    rules = page.rules
    before = sentence.words[start - 1] if start > 0 else ""
    joined = (rules.that, rules.conjunctions, rules.names.not_names)
    plain = rules.stops.holds(before) and not any(lexicon.holds(before) for lexicon in joined)
    opened = rules.where.holds(before) or plain
    kinds = (MentionKind.DATE, MentionKind.PLACE) if opened or not rules.has_where else (MentionKind.DATE,)
    spans = sorted(
        (sentence.token_at(mention.start), sentence.token_at(mention.end - 1) + 1)
        for kind in kinds
        for mention in page.within(sentence, kind)
    )
    inside = [(low, high) for low, high in spans if start <= low and high <= end]
    first = start
    for low, high in inside:
        first = high if low == first else first
    behind = end if opened and first == start else first
    last = next((low for low, high in inside if high == end), end)
    return min(behind, last), last


def _without_count(page: Page, sentence: Sentence, start: int, end: int) -> int:
    """Return the start of a phrase, or its end where a count stands in it: it may be whom it was done to."""
    low, high = sentence.span(start, end) if start < end else (0, 0)
    return end if _covered(page.within(sentence, MentionKind.COUNT), low, high) else start


def _covered(mentions: tuple[Mention, ...], start: int, end: int) -> bool:
    return any(mention.start < end and start < mention.end for mention in mentions)
