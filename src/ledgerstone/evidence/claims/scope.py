"""What a count covers: its unit, of whom, the whole of which it is a part, and the place and time beside it.

Of whom is in the text's own words. Place and time are taken from the same sentence only; what the whole document is
about is left to incidents.
"""

from msgspec import Struct

from ledgerstone.evidence.claims.clauses import Sentence, Sort, Token
from ledgerstone.evidence.claims.counts.harm_words import Side
from ledgerstone.evidence.claims.counts.limits import noun_unit
from ledgerstone.evidence.claims.model import Mention
from ledgerstone.evidence.claims.rules import Rules
from ledgerstone.values.dates import DateValue, TimexType
from ledgerstone.values.places import PlaceValue

LONGEST_PHRASE = 8
LONGEST_BRACKET = 10
BARE_WORDS = 3
REACH = 20
"""Words, with what is put between them, over which a place or a date still belongs to a count."""
OWN_REACH = 5
"""The same for the place that a noun for an event carries itself ("the massacre of … in …")."""
OPENING, OPENING_COST = 3, 12
"""A date or place that opens its sentence is about the whole of it, however long."""
LOCATED_WITHIN = 5
SMALL = 3
"""Letters of a word that may stand between a verb of saying and its date ("said on Friday")."""
THINGS = frozenset({"animals", "buildings", "vehicles"})
"""Units of what belongs to no phrase of people: "five soldiers | the dog" in a language without articles."""


class Phrase(Struct, frozen=True, kw_only=True):
    """The noun phrase after a number: where it ends, of whom, and its unit."""

    end: int
    of_whom: str | None
    unit: str | None


class Anchor(Struct, frozen=True, kw_only=True):
    """The words of a count or an event to which a place or a date may belong.

    Attributes:
        first: First token.
        end: Token after the last.
        nominal: Whether a noun says the event, which then has its own place ("the massacre … in …").
    """

    first: int
    end: int
    nominal: bool = False


def phrase_after(text: str, sentence: Sentence, end: int, rules: Rules) -> Phrase:
    """Return the noun phrase that follows a number.

    Args:
        text: The reading's text.
        sentence: The sentence of the number.
        end: The token after the number.
        rules: Of the language.
    """
    words = sentence.words
    linker = rules.linkers.at(words, end) if end < len(words) else None
    start = linker.end if linker else end
    last, named = _last_noun(sentence, start, rules)
    if last is None and (rules.bare_groups or linker):
        last = _bare_end(sentence, start, rules)
    if last is None:
        return Phrase(end=end, of_whom=None, unit=None)
    unit = noun_unit(sentence, end, rules) or ("people" if named else None)
    generic = all(rules.generic.holds(word) or rules.others.holds(word) for word in words[start:last])
    close = _bracket_end(sentence, last) if not generic else last
    opening, closing = sentence.span(start, close)
    return Phrase(end=close, of_whom=None if generic else text[opening:closing], unit=unit)


def nearest_place(sentence: Sentence, anchor: Anchor, places: tuple[Mention, ...], rules: Rules) -> Mention | None:
    """Return the place that the anchor's sentence gives it; None where none is near enough."""
    located = tuple(m for m in places if isinstance(m.value, PlaceValue) and is_location(sentence, m, rules, places))
    return _nearest(sentence, anchor, located, rules)


def nearest_date(sentence: Sentence, anchor: Anchor, dates: tuple[Mention, ...], rules: Rules) -> Mention | None:
    """Return the date that the anchor's sentence gives it; None where none is near enough."""
    told = tuple(m for m in dates if is_point_in_time(m) and not is_of_saying(sentence, m, rules))
    known = tuple(m for m in told if isinstance(m.value, DateValue) and m.value.edtf is not None)
    return _nearest(sentence, anchor, known, rules) or _nearest(sentence, anchor, told, rules)


def is_point_in_time(mention: Mention) -> bool:
    """Return whether a mention is a date or a time, not a duration or a frequency."""
    value = mention.value
    kinds = (None, TimexType.DATE, TimexType.TIME)
    if not isinstance(value, DateValue) or (value.edtf is None and value.timex and value.timex.value == "PRESENT_REF"):
        return False
    return (value.timex.type if value.timex else None) in kinds


def is_of_saying(sentence: Sentence, date: Mention, rules: Rules) -> bool:
    """Return whether a date is that of a verb of saying: "police said on Friday", "today stated that"."""
    words = sentence.words
    first, end = sentence.token_at(date.start), sentence.token_at(date.end - 1) + 1
    small = first > 0 and len(words[first - 1]) <= SMALL and sentence.tokens[first - 1].sort is Sort.WORD
    if any(rules.says.before(words, at) for at in ((first, first - 1) if small else (first,))):
        return True
    said = rules.says.at(words, end) if end < len(words) else None
    return said is not None and said.end < len(words) and rules.that.holds(words[said.end])


def is_location(sentence: Sentence, place: Mention, rules: Rules, others: tuple[Mention, ...] = ()) -> bool:
    """Return whether a place says where: after a word for that, also through a list, or right before an event's noun.

    A place that is a subject or an agent ("committed by …") says who, not where. The others are the sentence's places,
    by which a list is known where capitals do not tell names.
    """
    if not isinstance(place.value, PlaceValue) or not rules.has_where:
        return isinstance(place.value, PlaceValue)
    words, first = sentence.words, sentence.token_at(place.start)
    end = sentence.token_at(place.end - 1) + 1
    beside = range(end, min(end + 2, len(words)))
    if any(rules.labels.at(words, at) or rules.events.at(words, at) or rules.harms.at(words, at) for at in beside):
        return first == 0 or not rules.agents.holds(words[first - 1])
    for at in range(first, max(-1, first - LOCATED_WITHIN), -1):
        if rules.where.before(words, at):
            return True
        before = sentence.tokens[at - 1] if at else None
        if before is None or rules.agents.holds(before.word):
            return False
        if not _listed(before, rules) and not any(other.start <= before.start < other.end for other in others):
            return False
    return False


def _listed(token: Token, rules: Rules) -> bool:
    """Whether a token may stand between a word like "in" and a place: another place of a list, an article."""
    return (
        token.capital
        or token.word in {",", "-"}
        or token.word in rules.joiners
        or rules.names.not_names.holds(token.word)
    )


def _last_noun(sentence: Sentence, start: int, rules: Rules) -> tuple[int | None, bool]:
    """Return the token after the last noun of a phrase, and whether a capital or an ending makes it a group."""
    words = sentence.words
    last: int | None = None
    named = False
    at = start
    while at < min(start + LONGEST_PHRASE, len(words)):
        token = sentence.tokens[at]
        unit, harm = rules.units.at(words, at), rules.harms.at(words, at)
        said = at > start and harm and (last is not None or harm.label.side is Side.BEFORE)
        if unit and not said:
            if last is not None and unit.label in THINGS and noun_unit(sentence, start, rules) not in THINGS:
                break
            at = last = unit.end
            continue
        other = rules.bare_groups and last is not None and _is_other(token, rules)
        verb = harm and (last is not None or not noun_unit(sentence, at + 1, rules))
        closed = unit or other or rules.stops.at(words, at) or verb
        closed = closed or (at > start and (rules.persons.definite.holds(words[at]) or rules.bounds.holds(words[at])))
        if closed or token.sort is not Sort.WORD:
            break
        if token.capital or (rules.group_endings and token.word.endswith(rules.group_endings)):
            named, last = True, at + 1
        at += 1
    return last, named


def _is_other(token: Token, rules: Rules) -> bool:
    """Whether a token behind a noun is of another phrase: a number, or a name with its ending of case ("Ankara'da")."""
    return (token.capital and "'" in token.word) or rules.numbers.holds(token.word)


def _bare_end(sentence: Sentence, start: int, rules: Rules) -> int | None:
    """Return the token after the words between a number and a verb or mark; None where they are none or too many."""
    for at in range(start, min(start + BARE_WORDS + 1, len(sentence.words))):
        closed = sentence.tokens[at].sort is not Sort.WORD or rules.stops.at(sentence.words, at)
        if closed or rules.harms.at(sentence.words, at):
            return at if at > start else None
    return None


def _bracket_end(sentence: Sentence, end: int) -> int:
    """Return the token after a short bracket that follows a noun: "Russians (mostly Cossacks)"."""
    if end >= len(sentence.words) or sentence.words[end] != "(":
        return end
    for at in range(end + 1, min(end + LONGEST_BRACKET, len(sentence.words))):
        if sentence.words[at] == ")":
            return at + 1
        if sentence.tokens[at].sort is Sort.NUMERAL:
            return end
    return end


def _nearest(sentence: Sentence, anchor: Anchor, mentions: tuple[Mention, ...], rules: Rules) -> Mention | None:
    best: tuple[int, Mention] | None = None
    for mention in mentions:
        first, end = sentence.token_at(mention.start), sentence.token_at(mention.end - 1) + 1
        distance = _distance(sentence, anchor, first, end, rules)
        if distance is not None and first <= OPENING and not anchor.nominal:
            distance = min(distance, OPENING_COST)
        if distance is not None and distance <= REACH and (best is None or distance < best[0]):
            best = distance, mention
    return best[1] if best else None


def _distance(sentence: Sentence, anchor: Anchor, first: int, end: int, rules: Rules) -> int | None:
    if first >= anchor.end:
        between = range(anchor.end, first)
    elif end <= anchor.first:
        between = range(end, anchor.first)
    else:
        return 0
    cost = rules.distances.within(sentence.words, between)
    if not anchor.nominal or (first >= anchor.end and cost <= OWN_REACH):
        return cost
    owned = any(rules.labels.at(sentence.words, at) or rules.conjunctions.at(sentence.words, at) for at in between)
    return None if owned or first >= anchor.end else cost + 1
