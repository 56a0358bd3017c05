"""The passage as other sources have it: along the copies that were found, and where its words stand without one.

From the passage's own source each copy leads on to another, and from there to the next, so that the copy of a copy is
listed too, with the way by which it was found. Work is bounded: each source is visited once, `MOST` of them at most.
"""

from collections import deque
from collections.abc import Iterator

from msgspec import Struct

from ledgerstone.evidence.claims.model import Passage
from ledgerstone.evidence.incidents.cases.model import REWORDED, Asked, Variant
from ledgerstone.evidence.incidents.cases.wording import ROW, WHOLE, Wording, held_against
from ledgerstone.evidence.incidents.copying.changes import changes
from ledgerstone.evidence.incidents.copying.told import Told
from ledgerstone.evidence.incidents.model import Change, Copy, Direction, Paper
from ledgerstone.evidence.incidents.order import paper_order
from ledgerstone.evidence.reading.spans import comments_of

MOST = 500
"""Sources that are visited for one case."""

SLACK = 240
"""Code points around the place that a copy or a search leads to in which the passage may begin or end."""


class Found(Struct, frozen=True, kw_only=True):
    """The variants, and whether all that may be one were looked at."""

    variants: tuple[Variant, ...]
    complete: bool


class _Step(Struct, frozen=True, kw_only=True):
    """A source that a copy led to, with the stretch that the copied passages take up in it."""

    source: str
    start: int
    end: int
    copy: Copy
    via: str | None


def variants_of(asked: Asked) -> Found:
    """Return the passage as other sources have it, by date of publication, the undated last."""
    seen = {asked.source}
    queue = deque([(asked.source, *asked.sought)])
    found: dict[str, Variant] = {}
    complete = True
    while queue:
        at = queue.popleft()
        for step in _steps(asked, at):
            if step.source in seen:
                continue
            if len(seen) > MOST:
                complete = False
                break
            seen.add(step.source)
            variant = _by_copy(asked, step)
            if variant is not None:
                found[step.source] = variant
                queue.append((step.source, variant.passage.start, variant.passage.end))
    for source, start, end in asked.alike:
        if source not in found and source != asked.source:
            words = _by_words(asked, source, start, end)
            found |= {source: words} if words is not None else {}
    ordered = sorted(found.values(), key=lambda one: paper_order(asked.held(one.source).paper))
    return Found(variants=tuple(ordered), complete=complete)


def _steps(asked: Asked, at: tuple[str, int, int]) -> Iterator[_Step]:
    """Yield where copies lead from a stretch of a source: those of its own words before proposals, then by id."""
    source, start, end = at
    copies = asked.copies(source)
    for copy in sorted(copies, key=lambda one: (one.kind in REWORDED, one.source, one.of)):
        turned = copy.source != source
        spans = [
            (p.of_start, p.of_end, p.start, p.end) if turned else (p.start, p.end, p.of_start, p.of_end)
            for p in copy.passages
        ]
        met = [span for span in spans if span[0] < end and start < span[1]]
        other = copy.source if turned else copy.of
        if met:
            yield _Step(
                source=other,
                start=min(low for *_, low, _ in met),
                end=max(high for *_, high in met),
                copy=copy,
                via=None if source == asked.source else source,
            )


def _by_copy(asked: Asked, step: _Step) -> Variant | None:
    other = asked.held(step.source).paper
    if step.copy.kind in REWORDED:
        return _reworded(asked, step, other)
    room = SLACK
    wording = _wording(asked, other, (max(0, step.start - room), min(len(other.text), step.end + room)))
    return None if wording is None else _variant(asked, other, wording, step)


def _by_words(asked: Asked, source: str, start: int, end: int) -> Variant | None:
    other = asked.held(source).paper
    room = SLACK + asked.sought[1] - asked.sought[0]
    wording = _wording(asked, other, (max(0, start - room), min(len(other.text), end + room)))
    if wording is None or (wording.row < ROW and wording.share < WHOLE):
        return None
    return _variant(asked, other, wording, None)


def _wording(asked: Asked, other: Paper, window: tuple[int, int]) -> Wording | None:
    return held_against(asked.held(asked.source).paper.text, asked.sought, other.text, window)


def _variant(asked: Asked, other: Paper, wording: Wording, step: _Step | None) -> Variant:
    own = asked.held(asked.source).paper
    known = step is not None and step.copy.direction is Direction.KNOWN
    whole = step is not None or wording.share >= WHOLE
    mine, theirs = (Told(paper.text, language=paper.language, published=paper.published) for paper in (own, other))
    changed = changes(mine, theirs, wording.aligned) if whole else ()
    return Variant(
        source=other.id,
        kind=None if step is None else step.copy.kind,
        direction=Direction.KNOWN if known else Direction.UNKNOWN,
        later=step.copy.source if step is not None and known else None,
        via=None if step is None else step.via,
        proposal=False,
        comment=_is_comment(other, wording.start, wording.end),
        passage=_passage(other, wording.start, wording.end),
        aligned=wording.aligned,
        words=wording.words,
        whole=whole,
        differs=wording.differs,
        changed=tuple(one for one in changed if _inside(one, asked, wording)),
    )


def _reworded(asked: Asked, step: _Step, other: Paper) -> Variant:
    """Return a translated passage: its words are other words, so that none are held against each other."""
    own = step.copy.source == other.id
    changed = tuple(_turned(one) if own else one for one in step.copy.changed)
    known = step.copy.direction is Direction.KNOWN
    near = step.via is None
    first, last = asked.sought
    return Variant(
        source=other.id,
        kind=step.copy.kind,
        direction=Direction.KNOWN if known else Direction.UNKNOWN,
        later=step.copy.source if known else None,
        via=step.via,
        proposal=True,
        comment=_is_comment(other, step.start, step.end),
        passage=_passage(other, step.start, min(step.end, len(other.text))),
        aligned=(),
        words=0,
        whole=True,
        differs=(),
        changed=tuple(one for one in changed if near and one.start < last and first < one.end),
    )


def _turned(change: Change) -> Change:
    return Change(
        start=change.of_start,
        end=change.of_end,
        exact=change.of_exact,
        of_start=change.start,
        of_end=change.end,
        of_exact=change.exact,
    )


def _inside(change: Change, asked: Asked, wording: Wording) -> bool:
    """Tell whether a change is one of what was sought, and not of the sentence beside it."""
    first, last = asked.sought
    here = change.start < last and first < change.end
    return here and change.of_start < wording.end and wording.start < change.of_end


def _is_comment(paper: Paper, start: int, end: int) -> bool:
    return comments_of(paper.regions).touch(start, end)


def _passage(paper: Paper, start: int, end: int) -> Passage:
    return Passage(start=start, end=end, exact=paper.text[start:end])
