"""Cases on passages: a case is the judgement that opened it, and what is collected of its passage is computed now.

The judgement names the source, the reading and the place, and no words: they stay with the reading, and leave the
record with it. A reply is a source that a further judgement ties to the case. The public sees a case as it was
published.
"""

from msgspec import Struct

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.errors import NotFoundError
from ledgerstone.evidence.claims.model import Passage
from ledgerstone.record.case_rows import CaseReply, CaseRow, WholeCase
from ledgerstone.record.find import visible
from ledgerstone.record.find.publications import latest_snapshot
from ledgerstone.record.find.withheld import hidden_of, masked
from ledgerstone.record.json_text import from_json
from ledgerstone.record.models import Judgement, ReadingRecord, Source
from ledgerstone.record.shapes import reading_value, text_of

OPEN_CASE, REPLY_TO_CASE = "open-case", "reply-to-case"

LISTED = 5
LONGEST_REPLY = 20_000
"""Code points of a reply that stand in the case; the whole is its source's."""


class Place(Struct, frozen=True, kw_only=True):
    """A stretch of a reading, as the judgement that opens a case names it."""

    reading: int
    start: int
    end: int

    def words(self) -> str:
        """Return it as the judgement has it."""
        return f"{self.reading}:{self.start}-{self.end}"


class Opened(Struct, frozen=True, kw_only=True):
    """A case as the record has it: its row, its place, and its replies."""

    row: CaseRow
    place: Place
    replies: tuple[CaseReply, ...]


def place_of(words: str) -> Place:
    """Return the place that a judgement names."""
    reading, _, span = words.partition(":")
    start, _, end = span.partition("-")
    return Place(reading=int(reading), start=int(start), end=int(end))


def cases(*, viewer: Viewer, purpose: Purpose) -> tuple[CaseRow, ...]:
    """Return the cases that the viewer may see, in the order in which they were opened.

    Args:
        viewer: Who looks; the public sees those that were published.
        purpose: What for.
    """
    found = visible_cases(viewer, purpose)
    if viewer.role is Role.PUBLIC:
        whole = (_published(one.pk, viewer, purpose) for one in found)
        return tuple(one.opened for one in whole if one is not None and one.opened is not None)
    return tuple(opened(one, viewer=viewer, purpose=purpose).row for one in found)


def full_case_id(text: str, *, viewer: Viewer, purpose: Purpose) -> str:
    """Return the id of the one case whose id begins with the text.

    Raises:
        NotFoundError: There is none, or more than one.
    """
    found = [one.pk for one in visible_cases(viewer, purpose) if text and one.pk.startswith(text)]
    if text in found:
        return text
    if not found:
        raise NotFoundError(f"no case {text!r}; list what there is with `case list`")
    if len(found) > 1:
        raise NotFoundError(f"{text!r} is the beginning of {', '.join(found[:LISTED])} …; give more of the id")
    return found[0]


def case_on(source: str, place: Place) -> str | None:
    """Return the id of the case that is open on a place; None for none."""
    found = Judgement.objects.filter(
        subject=source, decision=OPEN_CASE, other=place.words(), superseded_by__isnull=True
    )
    return found.values_list("pk", flat=True).first()


def published_case(id: str, *, purpose: Purpose) -> WholeCase:  # noqa: A002 - the contract's word
    """Return a case as it was last published: what the public sees of it.

    Raises:
        NotFoundError: There is no such case, or it was not published.
    """
    key = full_case_id(id, viewer=Viewer(role=Role.DESK), purpose=Purpose.READING)
    found = _published(key, Viewer(role=Role.PUBLIC), purpose)
    if found is None:
        raise NotFoundError(
            f"case {key} was not published: `case export {key} --by USER` publishes it in a person's name; "
            "`--for desk` shows it as it stands, for the desk alone"
        )
    return found


def opened_case(id: str, *, viewer: Viewer, purpose: Purpose) -> Opened:  # noqa: A002 - the contract's word
    """Return a case as the record has it.

    Args:
        id: Its id, or a beginning that only one has.
        viewer: For whom; what the public may not see of it is left out and masked, whether it was published or not.
        purpose: What for.

    Raises:
        NotFoundError: There is no such case, or the viewer may not see its source.
    """
    key = full_case_id(id, viewer=Viewer(role=Role.DESK), purpose=Purpose.READING)
    record = Judgement.objects.select_related("by").get(pk=key)
    if not visible.sources(viewer=viewer, purpose=purpose).filter(pk=record.subject).exists():
        raise NotFoundError(f"the source of case {key} is not public: publish {record.subject} first")
    return opened(record, viewer=viewer, purpose=purpose)


def visible_cases(viewer: Viewer, purpose: Purpose) -> tuple[Judgement, ...]:
    """Return the judgements that opened cases on sources that the viewer may see."""
    seen = visible.sources(viewer=viewer, purpose=purpose).values("pk")
    found = Judgement.objects.filter(decision=OPEN_CASE, superseded_by__isnull=True, subject__in=seen)
    return tuple(found.select_related("by"))


def opened(record: Judgement, *, viewer: Viewer, purpose: Purpose) -> Opened:
    """Return the case that a judgement opened, with what the viewer may see of it."""
    public = viewer.role is Role.PUBLIC
    place = place_of(record.other or "")
    replies = _replies(record.pk, viewer=viewer, purpose=purpose)
    row = CaseRow(
        id=record.pk,
        source=record.subject,
        passage=Passage(start=place.start, end=place.end, exact=_words(record.subject, place, viewer)),
        reading=place.reading,
        at=record.at,
        by=None if public else record.by.name,
        reason=None if public else record.reason,
        replies=tuple(one.source for one in replies),
    )
    return Opened(row=row, place=place, replies=replies)


def text_for(record: ReadingRecord, source: str, viewer: Viewer) -> str:
    """Return the text of a reading; to the public with what is withheld masked."""
    text = text_of(record)
    return masked(text, hidden_of(reading_value(record), source)) if viewer.role is Role.PUBLIC else text


def _words(source: str, place: Place, viewer: Viewer) -> str:
    record = ReadingRecord.objects.filter(pk=place.reading, source=source).first()
    return "" if record is None else text_for(record, source, viewer)[place.start : place.end]


def _replies(case: str, *, viewer: Viewer, purpose: Purpose) -> tuple[CaseReply, ...]:
    ties = Judgement.objects.filter(subject=case, decision=REPLY_TO_CASE, superseded_by__isnull=True)
    seen = visible.sources(viewer=viewer, purpose=purpose).select_related("reading")
    sources = seen.in_bulk([tie.other for tie in ties])
    return tuple(_reply(tie, sources[tie.other], viewer) for tie in ties.select_related("by") if tie.other in sources)


def _reply(tie: Judgement, source: Source, viewer: Viewer) -> CaseReply:
    public = viewer.role is Role.PUBLIC
    text = "" if source.reading is None else text_for(source.reading, source.pk, viewer)
    return CaseReply(
        source=source.pk,
        author=source.publisher,
        published=source.published,
        text=text[:LONGEST_REPLY],
        cut=len(text) > LONGEST_REPLY,
        judgement=None if public else tie.pk,
        by=None if public else tie.by.name,
        note=None if public else tie.reason,
        at=tie.at,
    )


def _published(key: str, viewer: Viewer, purpose: Purpose) -> WholeCase | None:
    snapshot = latest_snapshot(key, viewer=viewer, purpose=purpose)
    return None if snapshot is None else from_json(snapshot, WholeCase)
