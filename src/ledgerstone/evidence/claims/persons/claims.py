"""Claims of one killed, injured, missing or detained who is told of without a number, in the text's own words.

A count of one, of whom as the text has it, that stands beside totals and is never added to them. The same person told
again is no further claim of this kind: a name that was told so before, or "the man", "she" once someone was.
"""

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from ledgerstone.evidence.claims.anachronisms import with_anachronisms
from ledgerstone.evidence.claims.clauses import Sentence
from ledgerstone.evidence.claims.counts.claims import claim_of, is_person, is_single
from ledgerstone.evidence.claims.counts.harms import Counted, counted
from ledgerstone.evidence.claims.model import Claim, Mention, MentionKind, Question
from ledgerstone.evidence.claims.packs.folding import fold
from ledgerstone.evidence.claims.page import Page
from ledgerstone.evidence.claims.persons.find import POSSESSIVE, Known, Person, persons_in
from ledgerstone.evidence.claims.persons.harms import Harmed, harmed
from ledgerstone.evidence.claims.rules import OF_PERSONS, Rules
from ledgerstone.evidence.claims.scope import Phrase
from ledgerstone.values.counts import CountValue
from ledgerstone.values.names import NameType, NameValue
from ledgerstone.values.places import PlaceValue


class _Told(Struct):
    """Who was told of so far, by question: the words of each name, and whether anybody was."""

    names: dict[Question, list[frozenset[str]]]
    anybody: set[Question]

    def again(self, person: Person, question: Question) -> bool:
        """Return whether a person is, as far as the text shows, one who was told of before."""
        if person.known is Known.TOLD:
            return question in self.anybody
        words = frozenset(person.words)
        return bool(words) and any(words <= other for other in self.names.get(question, []))

    def add(self, person: Person, question: Question) -> None:
        """Hold a person as told of."""
        self.anybody.add(question)
        if person.words:
            self.names.setdefault(question, []).append(frozenset(person.words))


def person_claims(page: Page, cut: tuple[Sentence, ...]) -> Iterator[Claim]:
    """Yield the claims of single persons without a number, over the sentences of a reading in order."""
    names = _names(page)
    told = _Told(names={}, anybody=set())
    for sentence in cut:
        hits = page.rules.harms.find(sentence.words)
        if any(hit.label.question in OF_PERSONS for hit in hits) and not page.silent(sentence):
            yield from with_anachronisms(page, sentence, _of_sentence(page, sentence, names, told))


def _names(page: Page) -> frozenset[str]:
    """Return the folded words of the persons whom the text names."""
    values = (mention.value for mention in page.mentions.get(MentionKind.NAME, ()))
    persons = (value.name for value in values if isinstance(value, NameValue) and value.type is NameType.PERSON)
    return frozenset(word for name in persons for word in fold(name).split() if len(word) > 1)


def _of_sentence(page: Page, sentence: Sentence, names: frozenset[str], told: _Told) -> Iterator[Claim]:
    counts = counted(page.text, sentence, page.within(sentence, MentionKind.COUNT), page.rules)
    counts = tuple(one for one in counts if not is_person(sentence, one, page.rules))
    taken = {at for one in counts if one.harm is not None for at in range(one.first, max(one.end, one.phrase.end))}
    told.anybody.update(one.harm.label.question for one in counts if one.harm is not None and _somebody(one))
    numbers = tuple(_listed(sentence, one, page.rules) for one in counts if _is_number(sentence, one, page.rules))
    shouted = page.text[sentence.start : sentence.end].isupper()
    told_of = persons_in(sentence, names, page.rules, shouted=shouted)
    persons = tuple(person for person in told_of if not _is_place(page, sentence, person))
    found = [one for one in harmed(sentence, persons, numbers, page.rules) if not _is_taken(one.person, taken)]
    for _, members in groupby(found, key=lambda one: one.harm.first):
        new = [one for one in members if not told.again(one.person, one.harm.label.question)]
        for one in new:
            told.add(one.person, one.harm.label.question)
            yield claim_of(page, sentence, _as_count(page, sentence, one), one.harm, rule="persons")


def _is_place(page: Page, sentence: Sentence, person: Person) -> bool:
    """Whether a name is of a place that the gazetteer has, or stands behind one: "in Scott County, Illinois"."""
    if person.known is not Known.NAMED:
        return False
    start, end = sentence.span(person.first, person.end)
    places = page.within(sentence, MentionKind.PLACE)
    known = [m for m in places if isinstance(m.value, PlaceValue) and m.value.gazetteer_id]
    behind = person.first > 1 and sentence.words[person.first - 1] == ","
    before = sentence.tokens[person.first - 2].end if behind else None
    return any((place.start <= start and end <= place.end) or place.end == before for place in known)


def _is_number(sentence: Sentence, one: Counted, rules: Rules) -> bool:
    return one.phrase.unit == "people" and not is_single(sentence, one, rules)


def _listed(sentence: Sentence, one: Counted, rules: Rules) -> Person:
    """Return a count of people as one that stands in a list with persons: "her and (her) two sons"."""
    end = max(one.phrase.end, one.end)
    owned = one.first > 0 and rules.persons.definite.holds(sentence.words[one.first - 1])
    return Person(first=one.first - owned, end=end, after=end, known=Known.NUMBER)


def _is_taken(person: Person, taken: set[int]) -> bool:
    """Whether a number of the sentence that has its own harm covers a person."""
    return person.first in taken or person.end - 1 in taken


def _somebody(one: Counted) -> bool:
    return isinstance(one.mention.value, CountValue) and one.mention.value.upper != 0


def _as_count(page: Page, sentence: Sentence, one: Harmed) -> Counted:
    """Return a person as a count of one; it is no mention of a count, as the text gives no number."""
    start, end = sentence.span(one.person.first, one.person.end)
    words = page.text[start:end]
    words = words[: -len(POSSESSIVE[0])] if words.endswith(POSSESSIVE) else words
    end = start + len(words)
    value = CountValue(lower=1, upper=1, wording=words)
    mention = Mention(kind=MentionKind.COUNT, start=start, end=end, exact=words, value=value)
    phrase = Phrase(end=one.person.end, of_whom=words, unit="people")
    return Counted(
        mention=mention, first=one.person.first, end=one.person.end, phrase=phrase, harm=one.harm, whole=None
    )
