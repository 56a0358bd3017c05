"""Attributions whose parts lie in several paragraphs, as resolutions and reports of a commission have them.

"We consider that:" has the points of a list as its content; "and urge", alone in its paragraph, what the next one says;
and a verb that opens a paragraph ("Declare that:") has its speaker in the heading before, or in the attribution whose
content ends there.
"""

import re

from ledgerstone.evidence.claims.attributions.quotations import Draft
from ledgerstone.evidence.claims.attributions.sources import subject_of
from ledgerstone.evidence.claims.clauses import Sentence, Sort
from ledgerstone.evidence.claims.model import Span
from ledgerstone.evidence.claims.rules import Rules

MOST_POINTS = 60
"""Points of a list that belong to one attribution; nested lists are each gone through for themselves."""
COLONS = frozenset({":", "՝"})
LONGEST_COLON = 2
"""Code points: in French a space stands before it."""
NEAR = 12
"""Code points of marks and line ends between what is said and a clause that goes on with it."""
_POINT = re.compile(
    r"\s{0,8}\n\s{0,8}(?:[–—•*·▪■-]|\(?(?:\d{1,2}|[^\W\d_])\)|\d{1,2}\.)[ \t\u00a0]{1,8}(?=\S)([^\n]{1,4000})"
)
_TRAILING = ",;.:։ \t\u00a0\r"


def with_paragraphs(text: str, drafts: list[tuple[Sentence, Draft]], cut: list[Sentence], rules: Rules) -> list[Draft]:
    """Return drafts with what the paragraphs around their sentences give them.

    Args:
        text: The reading's text.
        drafts: In the text's order, each with its sentence.
        cut: All sentences that are read, in order.
        rules: Of the language.
    """
    at = {sentence.start: index for index, sentence in enumerate(cut)}
    kept: list[Draft] = []
    for sentence, draft in drafts:
        index = at[sentence.start]
        if draft.lacks_source:
            draft.source = _speaker(kept, sentence, cut[index - 1] if index else None, rules)
        if draft.joins and not draft.source:
            continue
        opened = rules.that.before(sentence.words, len(sentence.words) - 1) is not None
        if (opened or sentence.words[-1] in COLONS) and _reaches_end(draft, sentence):
            points = _points(text, sentence.end)
            draft.content = points if points and opened else (*draft.content, *points)
        elif not draft.content and draft.cue[-1].end == sentence.end and index + 1 < len(cut):
            draft.content = _next(text, cut[index + 1])
        kept.append(draft)
    return kept


def _reaches_end(draft: Draft, sentence: Sentence) -> bool:
    """Whether what is said goes on up to the end of the sentence, or its cue closes it."""
    last = max(span.end for span in (*draft.content, *draft.cue))
    return not draft.content or sentence.end - last <= LONGEST_COLON


def _points(text: str, start: int) -> tuple[Span, ...]:
    """Return the points of a list that begins in the next line, each without its mark and its closing comma."""
    found: list[Span] = []
    while len(found) < MOST_POINTS:
        point = _POINT.match(text, start)
        if point is None:
            break
        start = point.end()
        found.append(_trimmed(text, point.start(1), start))
    return tuple(span for span in found if span.end > span.start)


def _trimmed(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=start + len(text[start:end].rstrip(_TRAILING)))


def _next(text: str, sentence: Sentence) -> tuple[Span, ...]:
    """Return a sentence that goes on where a paragraph broke off: one without a capital."""
    first = sentence.tokens[0]
    if first.sort is not Sort.WORD or first.capital:
        return ()
    return (_trimmed(text, sentence.start, sentence.end),)


def _speaker(kept: list[Draft], sentence: Sentence, before: Sentence | None, rules: Rules) -> tuple[Span, ...]:
    """Return the speaker of a verb that opens a paragraph: of the content that ends there, else of the heading."""
    prior = kept[-1] if kept else None
    if prior is not None and prior.content and 0 <= sentence.start - prior.content[-1].end <= NEAR:
        return prior.source
    closed = before is None or (before.tokens[-1].sort is Sort.MARK and before.words[-1] != ",")
    if closed or before is None or rules.conjunctions.holds(sentence.words[0]):
        return ()
    subject = subject_of(before, rules)
    if subject is None:
        return ()
    start, end = before.span(*subject)
    return (Span(start=start, end=end),)
