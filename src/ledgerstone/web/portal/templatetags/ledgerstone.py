"""How templates say values of the record: filters over `formats` and `words`, and the address of a passage."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from ledgerstone.evidence.claims import plain_words
from ledgerstone.evidence.claims.model import Note, Passage, Speaker, Voice
from ledgerstone.evidence.incidents.model import Lines
from ledgerstone.evidence.reading.places import Place
from ledgerstone.record.rows import ClaimRow, SourceRow
from ledgerstone.values.answers import Value
from ledgerstone.values.dates import DateValue
from ledgerstone.web.portal import formats, words
from ledgerstone.web.portal.parts import PART_SIZE, SLACK

register = template.Library()

_SOURCE_ID = re.compile(r"\b(s[0-9a-f]{12})\b")
NUMBER_SIZE = 0.7
"""Of the height of a line: how large the number of a passage is drawn above it."""
SMALLEST_NUMBER, LARGEST_NUMBER = 0.008, 0.016
"""Of the height of a page."""
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


@register.filter
def edtf_words(edtf: str | None) -> str:
    """Say an EDTF date in words; None is not known."""
    return gettext("date not known") if edtf is None else formats.edtf_words(edtf)


@register.filter
def date_words(value: DateValue | None) -> str:
    """Say a date value in words; None is not known."""
    return gettext("date not known") if value is None else formats.date_words(value)


@register.filter
def moment_words(moment: datetime) -> str:
    """Say a moment in words, in UTC."""
    return formats.moment_words(moment)


@register.filter
def number_words(number: float) -> str:
    """Say a number with the reader's grouping of digits."""
    return formats.number_words(number)


@register.filter
def share_words(share: float) -> str:
    """Say a share as a percentage."""
    return formats.share_words(share)


@register.filter
def size_words(size_bytes: int) -> str:
    """Say a size in bytes."""
    return formats.size_words(size_bytes)


@register.filter
def language_name(code: str | None) -> str:
    """Say the name of a language."""
    return formats.language_name(code)


@register.filter
def value_words(value: Value | None) -> str:
    """Say how we read a value."""
    return formats.value_words(value)


@register.filter
def value_wording(value: Value | None) -> str:
    """Say a value in the source's own words."""
    return formats.value_wording(value) or ""


@register.filter
def question_words(code: str) -> str:
    """Say a question as a question."""
    return words.word(words.QUESTIONS, code)


@register.filter
def topic_words(code: str) -> str:
    """Say a question as a topic."""
    return words.word(words.TOPICS, code)


@register.filter
def stance_words(code: str) -> str:
    """Say a stance."""
    return words.word(words.STANCES, code)


@register.filter
def voice_words(code: str) -> str:
    """Say what kind of speaker a voice is."""
    return words.word(words.VOICE_KINDS, code)


@register.filter
def passed_on(voice: Voice) -> tuple[Speaker, ...]:
    """Return those who passed it on: the chain without the voice itself, which stands at its end."""
    chain = voice.chain
    return chain[:-1] if chain and chain[-1] == Speaker(name=voice.name, kind=voice.kind) else chain


@register.filter
def left_open(claim: ClaimRow) -> tuple[str, ...]:
    """Return what a claim leaves open."""
    return plain_words.left_open(claim.value, claim.scope, claim.voice)


@register.filter
def note_words(note: Note) -> str:
    """Say why people are asked to look at a claim."""
    return plain_words.note_words(note)


@register.filter
def role_words(code: str) -> str:
    """Say what a region is for."""
    return words.word(words.ROLES, code)


@register.filter
def status_words(code: str) -> str:
    """Say a status."""
    return words.word(words.STATUSES, code)


@register.filter
def reading_words(kind: str) -> str:
    """Say what kind of reading it is."""
    return words.word(words.READINGS, kind)


@register.filter
def asset_words(kind: str) -> str:
    """Say what kind of thing a source points to."""
    return words.word(words.ASSETS, kind)


@register.filter
def decision_words(code: str) -> str:
    """Say a decision."""
    return words.word(words.DECISIONS, code)


@register.filter
def match_words(code: str) -> str:
    """Say why a passage was found."""
    return words.word(words.MATCHES, code)


@register.filter
def copy_words(code: str) -> str:
    """Say how words were taken over."""
    return words.word(words.COPY_KINDS, code)


@register.filter
def lines_words(lines: Lines) -> str:
    """Say a number of independent lines."""
    return lines_between(lines.min, lines.max)


@register.filter
def lines_between(least: int, most: int) -> str:
    """Say a number of independent lines, or the range that it is known to lie in."""
    if least == most:
        return ngettext("%(number)s line", "%(number)s lines", most) % {"number": formats.number_words(most)}
    return gettext("%(least)s to %(most)s lines") % {
        "least": formats.number_words(least),
        "most": formats.number_words(most),
    }


@register.filter
def lang(code: str | None) -> SafeString:
    """Return the attributes of an element that holds a source's words: its language where known, and its direction."""
    direction = "rtl" if code in _RIGHT_TO_LEFT else "auto"
    named = code if code is not None and code.replace("-", "").isalnum() and code.isascii() else ""
    return mark_safe(f'lang="{named}" dir="{direction}"')  # noqa: S308 - letters, digits and hyphens alone get in


@register.filter
def name_sources(reason: str, sources: Sequence[SourceRow]) -> SafeString:
    """Return a reason of the program in which each source's id is a link that bears the source's title."""
    titles = {source.id: source.title or source.id for source in sources}
    pieces = _SOURCE_ID.split(reason)
    return format_html_join("", "{}", ((_named(piece, titles),) for piece in pieces))


def _named(piece: str, titles: Mapping[str, str]) -> str:
    if piece not in titles:
        return piece
    return format_html('<a href="{}"><bdi dir="auto">{}</bdi></a>', reverse("source", args=[piece]), titles[piece])


@register.simple_tag
def passage_href(claim: ClaimRow) -> str:
    """Return the address of a claim's passage: its mark in the preserved text."""
    return f"{offset_href(claim.source, claim.passage.start)}#{claim.id}"


@register.simple_tag
def offset_href(source_id: str, start: int) -> str:
    """Return the address of the part of a source that holds an offset."""
    address = reverse("source", args=[source_id])
    return f"{address}?at={start}" if start >= PART_SIZE - SLACK else address


@register.simple_tag
def passage_page(source_id: str, passage: Passage) -> str:
    """Return the permanent address of a passage."""
    return reverse("passage", args=[source_id, passage.start, passage.end])


@register.simple_tag
def claim_page(claim: ClaimRow) -> str:
    """Return the permanent address of a claim's passage: with its reading, as another has other words there."""
    address = passage_page(claim.source, claim.passage)
    return address if claim.reading is None else f"{address}?reading={claim.reading}"


@register.simple_tag
def changed_href(source_id: str, start: int, end: int) -> str:
    """Return the permanent address of words that differ between two copies."""
    return reverse("passage", args=[source_id, start, end])


@register.simple_tag
def view_box(top: float, width: float, height: float) -> str:
    """Return the part of a page that an SVG image shows, in the page's units; figures as SVG has them."""
    return f"0 {top:.2f} {width:.2f} {height:.2f}"


@register.simple_tag
def rectangles(places: Iterable[Place], kind: str) -> SafeString:
    """Return the rectangles of a passage, as elements of an SVG image in the page's units."""
    return format_html_join(
        "",
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>',
        (
            (kind, f"{one.left:.2f}", f"{one.top:.2f}", f"{one.right - one.left:.2f}", f"{one.bottom - one.top:.2f}")
            for one in places
        ),
    )


@register.simple_tag
def number_above(place: Place, number: int) -> SafeString:
    """Return the number of a passage above its first rectangle, between two lines, as an element of an SVG image."""
    line = min(place.bottom - place.top, place.right - place.left)
    size = min(max(line * NUMBER_SIZE, place.height * SMALLEST_NUMBER), place.height * LARGEST_NUMBER)
    return format_html(
        '<text class="number" x="{}" y="{}" font-size="{}">{}</text>',
        f"{place.left:.2f}",
        f"{max(place.top, size):.2f}",
        f"{size:.2f}",
        number,
    )
