"""Which question a count answers: the word of harm that it belongs to within its sentence, by side and distance."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from ledgerstone.evidence.claims.clauses import Sentence, Sort
from ledgerstone.evidence.claims.counts.harm_words import HarmWord, Side
from ledgerstone.evidence.claims.counts.numbers import folded_harm
from ledgerstone.evidence.claims.counts.ties import Tie, is_loose
from ledgerstone.evidence.claims.model import Mention, Question
from ledgerstone.evidence.claims.packs.lexicon import Hit
from ledgerstone.evidence.claims.rules import Opening, Rules
from ledgerstone.evidence.claims.scope import Phrase, phrase_after
from ledgerstone.values.counts import CountValue

REACH = 16
"""Words, with what is put between them, over which a number still belongs to a word of harm."""
SINGLE_REACH = 8
NOUN_REACH = 3
LABEL_WITHIN = 4
"""Words between a word of harm and the number that it labels."""
REACHED = frozenset({":", "(", "–", "—"})
"""Marks between a total and its numeral."""
LISTING = frozenset({",", "&", ";", "("})
OTHER_HARM, OTHER_COUNT, WRONG_SIDE = 5, 1, 4
PASSIVE_WITHIN = 3
DOERS_WITHIN = 1
MARKER_WITHIN = 5
GRAVE_WITHIN = 4


class Counted(Struct, frozen=True, kw_only=True):
    """A count in its sentence.

    Attributes:
        mention: The count.
        first: First token of the mention.
        end: Token after its last.
        phrase: The noun phrase after it.
        harm: The word of harm that it belongs to; None where none does.
        whole: The count that it is a part of; None for a whole.
    """

    mention: Mention
    first: int
    end: int
    phrase: Phrase
    harm: Hit[HarmWord] | None
    whole: Mention | None


class _Setting(Struct, frozen=True, kw_only=True):
    """A sentence with its words of harm, in order.

    Attributes:
        sentence: The sentence.
        harms: Its words of harm.
        counts: First token of each count.
        first: First token of each word of harm.
        of_question: The same, for each question apart.
        rules: Of the language.
    """

    sentence: Sentence
    harms: tuple[Hit[HarmWord], ...]
    counts: tuple[int, ...]
    first: tuple[int, ...]
    of_question: dict[Question, list[int]]
    rules: Rules


def counted(text: str, sentence: Sentence, counts: tuple[Mention, ...], rules: Rules) -> tuple[Counted, ...]:
    """Return the counts of a sentence with the word of harm that each belongs to.

    Args:
        text: The reading's text.
        sentence: The sentence.
        counts: The count mentions inside it, in order.
        rules: Of the language.
    """
    spans = tuple((sentence.token_at(m.start), sentence.token_at(m.end - 1) + 1) for m in counts)
    setting = _setting(sentence, tuple(first for first, _ in spans), rules)
    found: list[Counted] = []
    for mention, span in zip(counts, spans, strict=True):
        phrase = phrase_after(text, sentence, span[1], rules)
        harm = _harm(setting, span, phrase, _reach(mention))
        whole = _whole(sentence, span[0], found, harm, rules)
        if whole and (harm is None or harm.first < whole.end or _between(setting.counts, span[1], harm.first)):
            harm = whole.harm or harm
        if harm and _only_grave(setting, mention, span[1], harm):
            harm = None
        if harm and phrase.unit is None:
            phrase = replace(phrase, unit=_label_unit(setting, span, harm))
        origin = (whole.whole or whole.mention) if whole else None
        found.append(Counted(mention=mention, first=span[0], end=span[1], phrase=phrase, harm=harm, whole=origin))
    return tuple(found)


def _setting(sentence: Sentence, counts: tuple[int, ...], rules: Rules) -> _Setting:
    harms = rules.harms.find(sentence.words)
    of_question: dict[Question, list[int]] = {}
    for hit in harms:
        of_question.setdefault(hit.label.question, []).append(hit.first)
    first = tuple(hit.first for hit in harms)
    return _Setting(sentence=sentence, harms=harms, counts=counts, first=first, of_question=of_question, rules=rules)


def _whole(
    sentence: Sentence, first: int, found: list[Counted], harm: Hit[HarmWord] | None, rules: Rules
) -> Counted | None:
    """Return the count before, of which this one is a part: "32, of them 26 … and 6 …".

    One that only follows a part, and of whom another harm is said, is none: "32 killed, of them 26 women, 14 wounded".
    """
    if not found:
        return None
    before = found[-1]
    between = range(before.end, first)
    marked = any(rules.of_them.at(sentence.words, at) for at in between[-MARKER_WITHIN:])
    joined = before.whole is not None and not any(sentence.words[at] in ";:." for at in between)
    first_whole = next((one for one in found if one.mention is before.whole), before)
    if joined and harm and first_whole.harm and harm.label.question is not first_whole.harm.label.question:
        joined = False
    return before if marked or joined else None


def _harm(setting: _Setting, span: tuple[int, int], phrase: Phrase, reach: int) -> Hit[HarmWord] | None:
    if setting.rules.folds.holds(setting.sentence.words[span[1] - 1]):
        return folded_harm(setting.sentence, span[1], setting.rules)
    best: tuple[int, Hit[HarmWord]] | None = None
    own = _noun_of_none(setting, span)
    # A word costs 1 or more to cross: what lies further off than the reach is out of it.
    low = bisect_left(setting.harms, span[0] - 1 - reach, key=lambda hit: hit.end)
    high = bisect_right(setting.first, max(phrase.end, span[1]) + reach)
    for hit in setting.harms[low:high]:
        unit = phrase.unit or _label_unit(setting, span, hit)
        fits = _fits_unit(unit, hit.label)
        fits = fits and not _are_doers(setting, span, phrase, hit) and not _is_of_nearer(setting, span, phrase, hit)
        cost = _cost(setting, span, phrase, hit) if fits and hit.first != own else None
        if cost is None:
            continue
        cost += _crossed(setting, span, hit)
        ahead = hit.first >= span[1] and (
            hit.label.side is Side.BEFORE or setting.rules.verb_last or is_passive(setting.sentence, hit, setting.rules)
        )
        nearest = cost <= reach and (best is None or cost < best[0] or (cost == best[0] and ahead))
        tie = Tie(first=span[0], end=max(phrase.end, span[1]), unit=unit)
        if nearest and not is_loose(setting.sentence, tie, hit, cost, setting.rules):
            best = cost, hit
    return _more_telling(setting, best[1]) if best else None


def _only_grave(setting: _Setting, mention: Mention, end: int, harm: Hit[HarmWord]) -> bool:
    """Whether nobody is said to be hurt gravely, which leaves open who is hurt: "no one was seriously injured"."""
    none = isinstance(mention.value, CountValue) and mention.value.upper == 0
    if not none or harm.label.question is not Question.INJURED:
        return False
    words = setting.sentence.words[max(end, harm.first - GRAVE_WITHIN) : harm.end]
    return bool(setting.rules.gravely.find(words))


def _is_of_nearer(setting: _Setting, span: tuple[int, int], phrase: Phrase, hit: Hit[HarmWord]) -> bool:
    """Whether another count stands before a word of harm, in no list with this one: "of 400 guests one dead"."""
    end = max(phrase.end, span[1])
    if _acts_on(setting, span, hit):
        return True
    index = bisect_left(setting.counts, end)
    nearer = setting.counts[index] if index < len(setting.counts) else hit.first
    if hit.label.side is not Side.BEFORE or nearer >= hit.first:
        return False
    words, rules = setting.sentence.words, setting.rules
    listed = (rules.of_them.at(words, at) is not None or words[at] in rules.joiners for at in range(end, nearer))
    return not any(listed) and any(word not in LISTING for word in words[end:nearer])


def _acts_on(setting: _Setting, span: tuple[int, int], hit: Hit[HarmWord]) -> bool:
    """Whether the count is a subject, the next the object of a verb behind both: "Bir tanık on kişinin …"."""
    words, rules = setting.sentence.words, setting.rules
    index = bisect_left(setting.counts, span[1])
    if not rules.verb_last or index >= len(setting.counts) or setting.counts[index] >= hit.first:
        return False
    nearer = setting.counts[index]
    if any(rules.doers_after.at(words, at) for at in range(nearer, hit.first)):
        return False
    return not any(word in LISTING or word in rules.joiners for word in words[span[1] : nearer])


def _noun_of_none(setting: _Setting, span: tuple[int, int]) -> int | None:
    """Return the noun of "none of the dead", of which something else is said than that nobody died; None elsewhere."""
    words, rules = setting.sentence.words, setting.rules
    opening = rules.openings.at(words, span[0])
    none = opening is not None and opening.label is Opening.NONE and span[1] < len(words)
    linker = rules.linkers.at(words, span[1]) if none else None
    if linker is None or linker.end >= len(words):
        return None
    return linker.end + int(rules.persons.definite.holds(words[linker.end]))


def _more_telling(setting: _Setting, hit: Hit[HarmWord]) -> Hit[HarmWord]:
    """Return the word of harm that a merely general one is joined to: "were affected and evacuated"."""
    if hit.label.question is not Question.OTHER or hit.end >= len(setting.sentence.words):
        return hit
    joined = hit.end + (setting.sentence.words[hit.end] in setting.rules.joiners)
    at = bisect_left(setting.first, joined)
    following = setting.harms[at] if joined > hit.end and at < len(setting.first) else None
    fits = following and following.first == joined and hit.label.units & following.label.units
    return following if following and fits else hit


def _label_unit(setting: _Setting, span: tuple[int, int], hit: Hit[HarmWord]) -> str | None:
    """Return the unit of a label before a number: "houses destroyed: 40", "damaged houses 91,808"."""
    words, units = setting.sentence.words, setting.rules.units
    if hit.end > span[0] or span[0] - hit.end > LABEL_WITHIN or _goes_on(setting, span[1]):
        return None
    before = units.before(words, hit.first)
    inside = (units.at(words, at) for at in range(hit.end, span[0]))
    found = before or next((unit for unit in inside if unit), None)
    return found.label if found else None


def _goes_on(setting: _Setting, end: int) -> bool:
    """Whether a word follows a number, which may be what it counts."""
    return end < len(setting.sentence.tokens) and setting.sentence.tokens[end].sort is Sort.WORD


def _reach(mention: Mention) -> int:
    """Return how far a number reaches; a single one, which may be a mere article, reaches less."""
    value = mention.value
    single = isinstance(value, CountValue) and value.lower == value.upper == 1
    return SINGLE_REACH if single else REACH


def _crossed(setting: _Setting, span: tuple[int, int], hit: Hit[HarmWord]) -> int:
    """Return what the counts and other words of harm between a number and a word of harm add to its distance."""
    low, high = (span[1], hit.first) if hit.first >= span[1] else (hit.end, span[0])
    if low >= high:
        return 0
    others = _between(setting.first, low, high) - _between(setting.of_question[hit.label.question], low, high)
    counts = _between(setting.counts, low, high)
    apart = counts > 0 and hit.first >= span[1] and ";" in setting.sentence.words[low:high]
    return OTHER_COUNT * counts + OTHER_HARM * others + REACH * apart


def _between(places: Sequence[int], low: int, high: int) -> int:
    """Return how many of some places in order lie from one up to another, exclusive."""
    return bisect_left(places, high) - bisect_left(places, low)


def _fits_unit(unit: str | None, harm: HarmWord) -> bool:
    return ("people" if unit is None else unit) in harm.units


def _cost(setting: _Setting, span: tuple[int, int], phrase: Phrase, hit: Hit[HarmWord]) -> int | None:
    """Return how far a word of harm is from a number, None where its number stands on the other side."""
    sentence, rules = setting.sentence, setting.rules
    side = hit.label.side
    if hit.first >= span[1]:
        if side in {Side.AFTER, Side.TOTAL} or _is_active(setting, hit):
            return None
        between = range(min(max(phrase.end, span[1]), hit.first), hit.first)
        cost = rules.distances.within(sentence.words, between)
        return cost if side is not Side.NOUN or cost == 0 else None
    if hit.end > span[0]:
        return 0
    if side is Side.BEFORE or (side is Side.TOTAL and not _is_reached(setting, hit.end, span[0])):
        return None
    labelled = span[0] - 1 >= hit.end and sentence.words[span[0] - 1] == ":"
    cost = rules.distances.within(sentence.words, range(hit.end, span[0] - labelled))
    if side is Side.NOUN:
        return cost if cost <= NOUN_REACH else None
    return cost + WRONG_SIDE * is_passive(sentence, hit, rules)


def _is_reached(setting: _Setting, end: int, first: int) -> bool:
    """Whether a numeral is what a total before it comes to: "the number of dead rose to 34", "ölü sayısı 34"."""
    words, rules = setting.sentence.words, setting.rules
    if first == end or words[first - 1] in REACHED:
        return first - end <= 1
    return rules.reaches.before(words, first) is not None


def _are_doers(setting: _Setting, span: tuple[int, int], phrase: Phrase, hit: Hit[HarmWord]) -> bool:
    """Whether the number beside a verb of harm is of those who did it: "von 30 Soldaten", "30 asker tarafından"."""
    words, rules = setting.sentence.words, setting.rules
    end = max(phrase.end, span[1])
    if hit.first >= end and rules.doers_before.before(words, span[0]):
        return True
    return any(rules.doers_after.at(words, at) for at in range(end, min(end + DOERS_WITHIN, len(words))))


def _is_active(setting: _Setting, hit: Hit[HarmWord]) -> bool:
    """Whether a verb takes the number right behind it, so that what stands before it does the harm."""
    number_behind = _between(setting.counts, hit.end, hit.end + 1)
    if hit.label.side is not Side.EITHER or not number_behind or setting.rules.verb_last:
        return False
    return not is_passive(setting.sentence, hit, setting.rules)


def is_passive(sentence: Sentence, hit: Hit[HarmWord], rules: Rules) -> bool:
    """Return whether an auxiliary before a verb makes its number its subject ("were killed")."""
    low = max(0, hit.first - PASSIVE_WITHIN)
    return hit.label.side is Side.EITHER and any(rules.passive.holds(w) for w in sentence.words[low : hit.first])
