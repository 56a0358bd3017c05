"""Every labelled sentence of the pages in `languages/`, read with the pack of its language.

How a page is written stands in docs/reference/language-packs.md.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import pytest
from msgspec import Struct

from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Claim, Context, Mention, MentionKind, Question, Stance, VoiceKind
from ledgerstone.evidence.claims.packs import load
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.values.answers import Value
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue
from ledgerstone.values.names import NameValue
from ledgerstone.values.places import PlaceValue
from ledgerstone.values.texts import TextValue

FEWEST = 60
"""Sentences of a page, of them a tenth of which nothing comes."""
DAY = date(1991, 5, 20)
PUBLISHED = DateValue(edtf="1991-05-20", earliest=DAY, latest=DAY, wording="20 May 1991")
CONTEXT = Context(published=PUBLISHED, publisher="The Paper", publisher_kind=VoiceKind.MEDIA)


class Label(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A claim that must come of a sentence; what is left out is not looked at."""

    question: Question
    value: str | None = None
    stance: Stance = Stance.ASSERTED
    voice: str | None = None
    kind: VoiceKind | None = None
    date: str | None = None
    place: str | None = None
    of_whom: str | None = None
    part: str | None = None
    unit: str | None = None
    term: str | None = None


class Labelled(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sentence with all its claims of counts and persons, and with what else a label names."""

    text: str
    claims: tuple[Label, ...] = ()
    dates: tuple[str, ...] | None = None
    counts: tuple[str, ...] | None = None
    places: tuple[str, ...] | None = None
    nothing: bool = False


class LanguagePage(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    language: str
    checked_by: str
    sentences: tuple[Labelled, ...]


FILES = sorted((Path(__file__).parent / "languages").glob("*.toml"))
PAGES = [msgspec.toml.decode(file.read_bytes(), type=LanguagePage) for file in FILES]
SENTENCES = [(page.language, sentence) for page in PAGES for sentence in page.sentences]


@pytest.mark.parametrize(("language", "sentence"), SENTENCES, ids=[f"{code}-{s.text[:40]}" for code, s in SENTENCES])
def test_a_labelled_sentence_gives_what_its_page_says(
    claims_of: Callable[..., tuple[Claim, ...]],
    read_words: Callable[..., Reading],
    language: str,
    sentence: Labelled,
):
    mentions = find_mentions(read_words(sentence.text, language), CONTEXT)
    for kind, labels in (
        (MentionKind.DATE, sentence.dates),
        (MentionKind.COUNT, sentence.counts),
        (MentionKind.PLACE, sentence.places),
    ):
        assert labels is None or labels == tuple(_mentioned(m) for m in mentions if m.kind is kind)
    claims = claims_of(sentence.text, language=language, context=CONTEXT)
    if sentence.nothing:
        assert [(c.question, _shown(c.value)) for c in claims] == []
    wanted = {label.question for label in sentence.claims}
    told = [c for c in claims if isinstance(c.value, CountValue) or c.question in wanted]
    assert [_as_label(c, label) for c, label in zip(told, sentence.claims, strict=False)] == list(sentence.claims)
    assert len(told) == len(sentence.claims), [(c.question, _shown(c.value)) for c in told]


@pytest.mark.parametrize("page", PAGES, ids=[page.language for page in PAGES])
def test_a_page_is_of_a_language_with_a_pack_and_has_sentences_enough(page: LanguagePage):
    assert load(page.language).about.language == page.language
    assert page.checked_by == load(page.language).about.checked_by
    assert len({sentence.text for sentence in page.sentences}) == len(page.sentences) >= FEWEST
    assert sum(sentence.nothing for sentence in page.sentences) >= FEWEST // 10


def test_a_language_is_known_by_the_name_of_its_file():
    assert [page.language for page in PAGES] == [file.stem for file in FILES]


def _as_label(claim: Claim, label: Label) -> Label:
    """Return what a claim says of all that a label names."""
    scope = claim.scope
    found = Label(
        question=claim.question,
        value=_shown(claim.value),
        stance=claim.stance,
        voice=claim.voice.name,
        kind=claim.voice.kind,
        date=scope.when.edtf if scope.when else None,
        place=scope.where.name if scope.where else None,
        of_whom=scope.of_whom,
        part=scope.part,
        unit=scope.unit,
        term=scope.term,
    )
    unnamed = {name: None for name in Label.__struct_fields__ if getattr(label, name) is None}
    return msgspec.structs.replace(found, **unnamed)


def _mentioned(mention: Mention) -> str | None:
    if isinstance(mention.value, DateValue):
        return mention.value.edtf or f"unresolved: {mention.exact}"
    return _shown(mention.value) if isinstance(mention.value, CountValue) else mention.exact


def _shown(value: Value | None) -> str | None:
    """Return a count as a page writes it ("~300", "10..", "..66", "48..66", ".."), and other values in their words."""
    match value:
        case CountValue():
            about = "~" if value.approximate else ""
            lower, upper = ("" if bound is None else str(bound) for bound in (value.lower, value.upper))
            return f"{about}{lower}" if lower and lower == upper else f"{about}{lower}..{upper}"
        case TextValue():
            return value.text
        case NameValue() | PlaceValue():
            return value.name
        case DateValue():
            return value.edtf
        case None:
            return None
