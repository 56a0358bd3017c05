"""Words said: a quotation with its speaker, a slogan, a quotation with a citation behind it."""

from collections.abc import Iterator

from ledgerstone.evidence.claims.clauses import Sentence, Sort
from ledgerstone.evidence.claims.model import Claim, Ground, Part, Question, VoiceKind
from ledgerstone.evidence.claims.page import Page
from ledgerstone.evidence.claims.quotations import Quotation
from ledgerstone.evidence.claims.stance import stance_of
from ledgerstone.values.texts import TextValue

FEWEST_WORDS = 3
"""One or two words in quotation marks are a title or a distance, unless they stand in what a speaker is said to say."""


def quotation_claims(page: Page, sentence: Sentence, quotations: tuple[Quotation, ...]) -> Iterator[Claim]:
    """Yield the words said that begin in a sentence.

    Args:
        page: The reading.
        sentence: The sentence in which the quotations begin.
        quotations: Those quotations, in order.
    """
    for quotation in quotations:
        words = page.text[quotation.inner_start : quotation.inner_end]
        if len(words.split()) < FEWEST_WORDS and not _word_of_speaker(page, quotation):
            continue
        spoken = _spoken(page, sentence, quotation)
        if spoken is None and _is_name(words):
            continue
        if spoken or _passed_on(page, quotation):
            said = page.voices.at(quotation.start, quotation.end)
            first = sentence.token_at(quotation.start)
            yield page.claim(
                Question.WORDS_SAID,
                TextValue(text=words),
                said=said,
                stance=stance_of(sentence, (first, first), page.rules, said.cue),
                span=(quotation.start, quotation.end),
                rule="quotations",
                grounds=(spoken or page.ground(Part.QUESTION, (quotation.start, quotation.inner_start)),),
            )


def _spoken(page: Page, sentence: Sentence, quotation: Quotation) -> Ground | None:
    """Return the word of speaking aloud before a quotation; None where there is none."""
    first = sentence.token_at(quotation.start)
    before = tuple(t.word if t.sort is Sort.WORD else "," for t in sentence.tokens[:first])
    hits = page.rules.speech.find(before)
    return page.ground(Part.QUESTION, sentence.span(hits[-1].first, hits[-1].end), "voices.speech") if hits else None


def _is_name(words: str) -> bool:
    """Whether words in quotation marks are a name or a title: each begins with a capital, and no mark ends them."""
    return words[-1:].isalnum() and all(word[:1].isupper() for word in words.split())


def _word_of_speaker(page: Page, quotation: Quotation) -> bool:
    """Whether one or two words are those of a speaker ("urged them to “withdraw”"): small ones, as names are not."""
    small = page.text[quotation.inner_start : quotation.inner_start + 1].islower()
    return small and bool(page.voices.at(quotation.start, quotation.end).cue.words)


def _passed_on(page: Page, quotation: Quotation) -> bool:
    """Whether a speaker or a citation goes with a quotation."""
    links = page.voices.at(quotation.start, quotation.end).voice.chain
    return any(link.kind is not VoiceKind.READER_COMMENT for link in links[1:])
