"""Claims that answer with a count: killed, injured, missing, displaced, detained, property lost."""

from collections.abc import Iterator

from ledgerstone.evidence.claims.clauses import Sentence
from ledgerstone.evidence.claims.counts.harm_words import HarmWord, Side
from ledgerstone.evidence.claims.counts.harms import Counted, counted
from ledgerstone.evidence.claims.counts.others import other_harm
from ledgerstone.evidence.claims.model import Claim, Ground, Mention, MentionKind, Part, Scope
from ledgerstone.evidence.claims.packs.lexicon import Hit
from ledgerstone.evidence.claims.page import Page, clause_span
from ledgerstone.evidence.claims.rules import OF_PERSONS, Rules
from ledgerstone.evidence.claims.scope import Anchor, nearest_date, nearest_place
from ledgerstone.evidence.claims.stance import stance_of
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue
from ledgerstone.values.places import PlaceValue


def count_claims(page: Page, sentence: Sentence) -> Iterator[Claim]:
    """Yield the claims of the counts of a sentence that belong to a word of harm."""
    counts = page.within(sentence, MentionKind.COUNT)
    if not counts:
        return
    for one in counted(page.text, sentence, counts, page.rules):
        harm = one.harm or other_harm(sentence, one, page.rules)
        if harm is not None and isinstance(one.mention.value, CountValue) and not is_person(sentence, one, page.rules):
            yield claim_of(page, sentence, one, harm)


def is_person(sentence: Sentence, one: Counted, rules: Rules) -> bool:
    """Return whether a count is a noun for one person, no number: `persons.claims` looks at those more strictly."""
    if not rules.persons.strict or one.harm is None or one.harm.label.question not in OF_PERSONS:
        return False
    return is_single(sentence, one, rules)


def is_single(sentence: Sentence, one: Counted, rules: Rules) -> bool:
    """Return whether a count is a noun for one person without a number ("a man", not "one man")."""
    words = sentence.words[one.first : one.end]
    if rules.together.find(words):
        return False
    return bool(rules.singles.find(words)) and not any(rules.numbers.holds(word) for word in words)


def claim_of(page: Page, sentence: Sentence, one: Counted, harm: Hit[HarmWord], *, rule: str = "counts") -> Claim:
    """Return the claim of a count that belongs to a word of harm, with the place and time beside it."""
    anchor = _anchor(one, harm)
    said = page.said(sentence, one.first, one.end)
    place = nearest_place(sentence, anchor, page.told(sentence, MentionKind.PLACE, said), page.rules)
    date = nearest_date(sentence, anchor, page.told(sentence, MentionKind.DATE, said), page.rules)
    start, end = sentence.span(harm.first, harm.end)
    stance = stance_of(
        sentence, (min(one.first, harm.first), harm.end), page.rules, said.cue, own=range(harm.first, harm.end)
    )
    scope = Scope(
        of_whom=one.phrase.of_whom,
        where=place.value if place and isinstance(place.value, PlaceValue) else None,
        when=date.value if date and isinstance(date.value, DateValue) else None,
        part=one.whole.exact if one.whole else None,
        unit=one.phrase.unit or ("people" if "people" in harm.label.units else None),
        term=harm.label.term or page.text[start:end].lower(),
    )
    return page.claim(
        harm.label.question,
        one.mention.value if isinstance(one.mention.value, CountValue) else None,
        said=said,
        stance=stance,
        span=_passage(sentence, anchor, place, date),
        rule=rule,
        scope=scope,
        grounds=_grounds(page, (start, end), harm.label, place, date),
    )


def _grounds(
    page: Page, words: tuple[int, int], harm: HarmWord, place: Mention | None, date: Mention | None
) -> tuple[Ground, ...]:
    tied = ((Part.WHERE, place), (Part.WHEN, date))
    table = f"claims.harms.{harm.question.value}" if harm.units else "claims.harms"
    question = page.ground(Part.QUESTION, words, table)
    return (
        question if question.entry else page.ground(Part.QUESTION, words, "claims"),
        *(page.ground(part, (mention.start, mention.end)) for part, mention in tied if mention is not None),
    )


def _anchor(one: Counted, harm: Hit[HarmWord]) -> Anchor:
    end = max(one.phrase.end, one.end)
    nominal = harm.label.side is Side.NOUN and harm.first < one.first
    return Anchor(first=min(one.first, harm.first), end=max(end, harm.end), nominal=nominal)


def _passage(sentence: Sentence, anchor: Anchor, place: Mention | None, date: Mention | None) -> tuple[int, int]:
    first, end = anchor.first, anchor.end
    for mention in (place, date):
        if mention is not None:
            first = min(first, sentence.token_at(mention.start))
            end = max(end, sentence.token_at(mention.end - 1) + 1)
    return clause_span(sentence, first, end)
