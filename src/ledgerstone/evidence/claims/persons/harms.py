"""Which single persons of a sentence a word of harm is said of: right before it, right behind it, or joined to one so.

Stricter than for numbers: between a person and the word of harm only auxiliaries, adverbs and what stands in commas
may stand. One who does it ("X killed two"), or of whom something else is said, is not harmed.
"""

from collections.abc import Iterator

from msgspec import Struct

from ledgerstone.evidence.claims.clauses import Sentence, Sort
from ledgerstone.evidence.claims.counts.harm_words import HarmWord, Side
from ledgerstone.evidence.claims.counts.harms import is_passive
from ledgerstone.evidence.claims.model import Question
from ledgerstone.evidence.claims.packs.lexicon import Hit
from ledgerstone.evidence.claims.persons.find import POSSESSIVE, Known, Person, owns
from ledgerstone.evidence.claims.persons.framed import is_framed
from ledgerstone.evidence.claims.rules import OF_PERSONS, Rules

BETWEEN = 6
BESIDE = frozenset({Side.AFTER, Side.EITHER, Side.NOUN})
MOST_JOINED = 8
DESCRIBED_WITHIN = 14
BEARS_WITHIN = 14
GOES_ON_WITHIN = 20
BREAKS = frozenset({",", ";", ":", "–", "—"})
MODIFIERS = 2
"""Words between a verb of harm and the noun for the person that it is said of."""


class Harmed(Struct, frozen=True, kw_only=True):
    """A person and the word of harm that is said of it."""

    person: Person
    harm: Hit[HarmWord]


def harmed(
    sentence: Sentence, persons: tuple[Person, ...], counts: tuple[Person, ...], rules: Rules
) -> Iterator[Harmed]:
    """Yield the persons of a sentence of whom harm is said, by word of harm.

    Args:
        sentence: The sentence.
        persons: Its single persons, in order.
        counts: Its counts of people, which may stand in a list with them.
        rules: Of the language.
    """
    alone = tuple(person for person in persons if not any(_overlap(person, count) for count in counts))
    if not alone:
        return
    persons = tuple(sorted((*alone, *counts), key=lambda person: person.first))
    objects = frozenset(person.first for person in persons)
    for hit in rules.harms.find(sentence.words):
        if hit.label.question not in OF_PERSONS or "people" not in hit.label.units:
            continue
        subject = _subject(sentence, persons, hit, objects, rules)
        members = subject or _objects(sentence, persons, hit, rules)
        yield from (Harmed(person=person, harm=hit) for person in members if person.known is not Known.NUMBER)


def _overlap(one: Person, other: Person) -> bool:
    return one.first < other.end and other.first < one.end


def _subject(
    sentence: Sentence, persons: tuple[Person, ...], hit: Hit[HarmWord], objects: frozenset[int], rules: Rules
) -> tuple[Person, ...]:
    """Return the persons before a word of harm that it is said of; none where one of them does it."""
    index = next((i for i in range(len(persons) - 1, -1, -1) if persons[i].after <= hit.first), None)
    if index is None:
        return ()
    described = _described(sentence, persons, hit, objects, rules)
    if described:
        return (described,)
    members = _joined(sentence, persons, index, rules)
    suffers = _suffers(sentence, persons[index], hit, objects, rules)
    if not suffers or _is_belonging(sentence, members[0], rules):
        held = next((one for one in reversed(persons[:index]) if is_framed(sentence, one, hit, rules)), None)
        further = _told_further(sentence, persons[: index + 1], hit, objects, rules)
        return (held,) if held and _suffers(sentence, held, hit, objects, rules) else further
    between = sentence.words[persons[index].after : hit.first]
    if between and not _is_closed_list(sentence, members, rules):
        members = members[-1:]
    closing = sentence.words[hit.end : hit.end + rules.persons.framed]
    one = len(members) == 1 and any(rules.persons.many.holds(word) for word in (*between, *closing))
    return () if one and not _follows_joiner(sentence, members[0], rules) else members


def _told_further(
    sentence: Sentence, persons: tuple[Person, ...], hit: Hit[HarmWord], objects: frozenset[int], rules: Rules
) -> tuple[Person, ...]:
    """Return the persons whose wounds, or whose further harm behind "and", a sentence tells with words between."""
    if _bears(sentence, persons[-1], hit, rules):
        between = sentence.words[persons[-1].after : hit.first]
        several = any(rules.persons.many.holds(word) for word in between)
        return _joined(sentence, persons, len(persons) - 1, rules) if several else persons[-1:]
    further = _goes_on(sentence, persons, hit, objects, rules)
    return () if further is None else (further,)


def _described(
    sentence: Sentence, persons: tuple[Person, ...], hit: Hit[HarmWord], objects: frozenset[int], rules: Rules
) -> Person | None:
    """Return the person whose death is told behind what had been done to it: "man shot by a friend dies"."""
    for person in reversed(persons) if _intransitive(sentence, hit, rules) else ():
        if person.after >= hit.first:
            continue
        if hit.first - person.after > DESCRIBED_WITHIN:
            return None
        at = _said_at(sentence, person.after, hit.first - 1, rules)
        harm = rules.harms.at(sentence.words, at)
        suffers = harm and harm.label.side is Side.EITHER and harm.end not in objects
        if harm and suffers and not _takes_object(sentence, harm, rules):
            parts = any(_parts(sentence, at, rules) for at in range(harm.end, hit.first))
            return None if parts or owns(sentence, person) else person
        if not (owns(sentence, person) or rules.agents.holds(sentence.words[person.first - 1])):
            return None
    return None


def _said_at(sentence: Sentence, first: int, last: int, rules: Rules) -> int:
    """Return the token of the word of harm behind auxiliaries and adverbs, or of the first other word."""
    at = first
    while at < last and not rules.harms.at(sentence.words, at) and _open(sentence, range(at, at + 1), rules):
        at += 1
    return at


def _goes_on(
    sentence: Sentence, persons: tuple[Person, ...], hit: Hit[HarmWord], objects: frozenset[int], rules: Rules
) -> Person | None:
    """Return the person of whom a second thing is told behind "and": "the boy was shot in the leg and died"."""
    at = hit.first
    while at > 0 and _open(sentence, range(at - 1, at), rules) and sentence.words[at - 1] not in rules.joiners:
        at -= 1
    joined = at > 0 and sentence.words[at - 1] in rules.joiners and hit.label.side is Side.EITHER
    if not joined or hit.end in objects or _takes_object(sentence, hit, rules):
        return None
    for person in reversed(persons):
        subject = person.after < hit.first and rules.passive.holds(sentence.words[person.after])
        if subject and not owns(sentence, person) and not _is_belonging(sentence, person, rules):
            told = any(_breaks(sentence, near, rules) for near in range(person.after, at - 1))
            return None if told or hit.first - person.after > GOES_ON_WITHIN else person
    return None


def _bears(sentence: Sentence, person: Person, hit: Hit[HarmWord], rules: Rules) -> bool:
    """Whether a person came, lay or was found with wounds: "a girl showed up at a clinic with a gunshot wound"."""
    wounds = hit.label.side is Side.BEFORE and hit.label.question is Question.INJURED
    if not wounds or hit.first - person.after > BEARS_WITHIN or owns(sentence, person):
        return False
    at = hit.first
    while at > person.after and not rules.persons.bears.holds(sentence.words[at - 1]):
        if not _open(sentence, range(at - 1, at), rules):
            return False
        at -= 1
    between = range(person.after, at)
    return at > person.after and not any(_parts(sentence, at, rules) for at in between)


def _parts(sentence: Sentence, at: int, rules: Rules) -> bool:
    """Whether a break or another harm stands at a token, which parts what is said of one from what is of another."""
    harm = rules.harms.at(sentence.words, at)
    return _breaks(sentence, at, rules) or (harm is not None and harm.label.side not in (Side.AFTER, Side.NOUN))


def _breaks(sentence: Sentence, at: int, rules: Rules) -> bool:
    return sentence.words[at] in BREAKS or rules.conjunctions.holds(sentence.words[at])


def _is_belonging(sentence: Sentence, person: Person, rules: Rules) -> bool:
    """Whether a name says where or whose, and something else is harmed: "a man from X died", "the son of X"."""
    if person.known is not Known.NAMED or person.first == 0:
        return False
    if person.after < len(sentence.words) and rules.amounts.who.at(sentence.words, person.after):
        return False
    before = sentence.words[person.first - 1]
    return rules.linkers.holds(before) or rules.where.before(sentence.words, person.first) is not None


def _suffers(sentence: Sentence, person: Person, hit: Hit[HarmWord], objects: frozenset[int], rules: Rules) -> bool:
    near = hit.first - person.after <= BETWEEN and _open(sentence, range(person.after, hit.first), rules)
    if not near and not is_framed(sentence, person, hit, rules):
        return False
    if owns(sentence, person) or rules.persons.owned.holds(sentence.words[hit.first]):
        return rules.persons.owned.holds(sentence.words[hit.first]) and owns(sentence, person)
    if hit.label.side not in (Side.EITHER, Side.BEFORE):
        return False
    if hit.label.side is Side.BEFORE or is_passive(sentence, hit, rules) or _intransitive(sentence, hit, rules):
        return True
    if not rules.persons.headlines or (person.known is Known.TOLD and not _is_described(sentence, person, hit, rules)):
        return False
    return hit.end not in objects and not _takes_object(sentence, hit, rules)


def _is_described(sentence: Sentence, person: Person, hit: Hit[HarmWord], rules: Rules) -> bool:
    """Whether a verb tells which one is meant, as where and by whom show: "the girl shot in a park"."""
    if hit.first != person.after or person.end - person.first == 1 or hit.end >= len(sentence.words):
        return False
    return rules.where.at(sentence.words, hit.end) is not None or rules.agents.holds(sentence.words[hit.end])


def _takes_object(sentence: Sentence, hit: Hit[HarmWord], rules: Rules) -> bool:
    """Whether a phrase of whatever noun follows a verb: "killed his dog", "shot the lock"."""
    if hit.end >= len(sentence.words):
        return False
    word, opening = sentence.words[hit.end], rules.openings.at(sentence.words, hit.end)
    return rules.persons.definite.holds(word) or word.endswith(POSSESSIVE) or opening is not None


def _intransitive(sentence: Sentence, hit: Hit[HarmWord], rules: Rules) -> bool:
    return rules.persons.suffered.at(sentence.words, hit.first) is not None


def _open(sentence: Sentence, between: range, rules: Rules) -> bool:
    """Whether only auxiliaries, adverbs and relative words stand between a person and a word of harm."""
    persons, at = rules.persons, between.start
    while at < between.stop:
        hit = persons.between.at(sentence.words, at) or rules.passive.at(sentence.words, at)
        word = sentence.words[at]
        if hit is None and not (persons.endings and word.endswith(persons.endings)):
            return False
        at = hit.end if hit else at + 1
    return True


def _joined(sentence: Sentence, persons: tuple[Person, ...], last: int, rules: Rules) -> tuple[Person, ...]:
    """Return a person with those before it in the same list: "a boy, his mother and John Smith"."""
    first = last
    while first > 0 and last - first < MOST_JOINED:
        gap = range(persons[first - 1].after, persons[first].first)
        if not _lists(sentence, persons[first - 1], gap, rules):
            break
        first -= 1
    return persons[first : last + 1]


def _lists(sentence: Sentence, before: Person, gap: range, rules: Rules) -> bool:
    marks = ("," if before.after > before.end else "", *(sentence.words[at] for at in gap))
    return any(marks) and all(word in {"", ",", "&"} or word in rules.joiners for word in marks)


def _is_closed_list(sentence: Sentence, members: tuple[Person, ...], rules: Rules) -> bool:
    """Whether a word joins the last of a list, as outside headlines: "…, who quoted an officer, four men were shot"."""
    between = sentence.words[members[0].end : members[-1].first]
    return len(members) == 1 or any(word == "&" or word in rules.joiners for word in between)


def _follows_joiner(sentence: Sentence, person: Person, rules: Rules) -> bool:
    return person.first > 0 and sentence.words[person.first - 1] in rules.joiners


def _objects(sentence: Sentence, persons: tuple[Person, ...], hit: Hit[HarmWord], rules: Rules) -> tuple[Person, ...]:
    """Return the persons right behind a word of harm, with those joined to the first."""
    side = hit.label.side
    if side not in BESIDE or hit.end >= len(sentence.words):
        return ()
    suffers = is_passive(sentence, hit, rules) or _intransitive(sentence, hit, rules)
    if side is Side.EITHER and suffers and not rules.persons.inverted:
        return ()
    linker = rules.linkers.at(sentence.words, hit.end)
    linked = side is not Side.NOUN or rules.linkers.holds(sentence.words[hit.end - 1])
    starts = {hit.end + 1, linker.end} if linker else {hit.end} if linked else set()
    if (
        rules.persons.inverted
        and hit.end + 1 < len(sentence.words)
        and rules.persons.between.holds(sentence.words[hit.end])
    ):
        starts = {hit.end + 1}
    behind = (i for i, person in enumerate(persons) if any(_reaches(sentence, at, person, rules) for at in starts))
    index = next(behind, None)
    if index is None:
        return ()
    while owns(sentence, persons[index]) and index + 1 < len(persons) and _belongs(persons[index], persons[index + 1]):
        index += 1
    end = index + 1
    while end < len(persons) and end - index < MOST_JOINED:
        gap = range(persons[end - 1].after, persons[end].first)
        if not _lists(sentence, persons[end - 1], gap, rules) or _is_subject(sentence, persons[end], rules):
            break
        end += 1
    return tuple(person for person in persons[index:end] if not owns(sentence, person))


def _belongs(owner: Person, person: Person) -> bool:
    """Whether a person stands right behind the one that it is told by: "Ann Bell's daughter"."""
    return owner.end <= person.first <= owner.end + 1


def _reaches(sentence: Sentence, start: int, person: Person, rules: Rules) -> bool:
    """Whether a person begins at a token, but for a modifier or two ("kidnapped Liberal deputy …")."""
    if not 0 <= person.first - start <= MODIFIERS:
        return False
    return all(_modifies(sentence, at, rules) for at in range(start, person.first))


def _modifies(sentence: Sentence, at: int, rules: Rules) -> bool:
    words = sentence.words
    closed = rules.stops.at(words, at) or rules.harms.at(words, at) or rules.says.at(words, at)
    counts = rules.openings.at(words, at) or rules.units.at(words, at) or rules.passive.holds(words[at])
    return sentence.tokens[at].sort is Sort.WORD and not closed and not counts


def _is_subject(sentence: Sentence, person: Person, rules: Rules) -> bool:
    """Whether something else is said of a person: a verb follows it."""
    at = person.after
    return at < len(sentence.words) and (
        rules.passive.holds(sentence.words[at])
        or rules.says.at(sentence.words, at) is not None
        or rules.harms.at(sentence.words, at) is not None
    )
