"""Put a named person's decision on the record, and let the grouping respect it."""

from django.db import transaction
from django.utils import timezone
from msgspec import Struct

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.errors import NotFoundError, UsageError
from ledgerstone.record import find, save
from ledgerstone.record.find.attributions import RE_ATTRIBUTE
from ledgerstone.record.find.related import ACCEPT_RELATION, REJECT_RELATION
from ledgerstone.record.find.sides import judged_incidents, sides_of
from ledgerstone.record.rows import JudgementRow
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.archive_log import writing
from ledgerstone.workflow.people import require_user
from ledgerstone.workflow.regroup_when_due import regroup

CLAIM, INCIDENT, SOURCE = "c", "i", "s"
LONGEST_NAME = 300
"""Code points of a voice's name."""

KINDS = {CLAIM: "a claim", INCIDENT: "an incident", SOURCE: "a source"}


class DecisionKind(Struct, frozen=True, kw_only=True):
    """What a decision is about.

    Attributes:
        subjects: Letters of the ids that it can be about.
        others: Letters of the ids that its other side can have; empty where it has none.
        alone: Whether it may be about the subject alone.
        rivals: The decisions that it takes the place of, itself among them.
        status: What the subject's status becomes; None where it stays.
        words: Whether the other side is a name in words, and no record.
    """

    subjects: str
    others: str = ""
    words: bool = False
    alone: bool = False
    rivals: tuple[str, ...]
    status: str | None = None


_GROUPED = CLAIM + INCIDENT
"""Groups are decided on by incident, or by one of the incident's claims."""

_ON_ONE = ("accept", "reject")
_ON_GROUPS = ("merge", "split", "never-together")
_ON_LETTING_OUT = ("make-public", "withhold")
_ON_COPYING = ("is-copy-of", "is-independent-of")
_ON_RELATIONS = (ACCEPT_RELATION, REJECT_RELATION)
_ON_VOICES = (RE_ATTRIBUTE, "attribute-as-read")

DECISIONS = {
    "accept": DecisionKind(subjects=_GROUPED, alone=True, rivals=_ON_ONE, status="accepted"),
    "reject": DecisionKind(subjects=_GROUPED, alone=True, rivals=_ON_ONE, status="rejected"),
    "make-public": DecisionKind(subjects=CLAIM, alone=True, rivals=_ON_LETTING_OUT),
    "withhold": DecisionKind(subjects=CLAIM, alone=True, rivals=_ON_LETTING_OUT),
    RE_ATTRIBUTE: DecisionKind(subjects=CLAIM, words=True, rivals=_ON_VOICES),
    "attribute-as-read": DecisionKind(subjects=CLAIM, alone=True, rivals=_ON_VOICES),
    "merge": DecisionKind(subjects=_GROUPED, others=_GROUPED, rivals=_ON_GROUPS),
    "split": DecisionKind(subjects=_GROUPED, others=_GROUPED + SOURCE, alone=True, rivals=_ON_GROUPS),
    "never-together": DecisionKind(subjects=_GROUPED, others=_GROUPED, rivals=_ON_GROUPS),
    ACCEPT_RELATION: DecisionKind(subjects=INCIDENT, others=INCIDENT, rivals=_ON_RELATIONS),
    REJECT_RELATION: DecisionKind(subjects=INCIDENT, others=INCIDENT, rivals=_ON_RELATIONS),
    "is-copy-of": DecisionKind(subjects=SOURCE, others=SOURCE, rivals=_ON_COPYING),
    "is-independent-of": DecisionKind(subjects=SOURCE, others=SOURCE, rivals=_ON_COPYING),
}


def judge(  # noqa: PLR0913 - what a judgement consists of
    directory: DataDirectory, subject: str, decision: str, other: str | None = None, *, by: str, reason: str
) -> JudgementRow:
    """Put a decision on the record; a later one on the same subject supersedes it, and both stay.

    Args:
        directory: The archive.
        subject: Id of a claim, an incident or a source, or a beginning that only one has.
        decision: One of `DECISIONS`.
        other: The other side of a decision on two, or the name of a voice; None for a decision on one.
        by: The person's name.
        reason: Why, in the person's words.

    Raises:
        UsageError: The decision cannot be made on these.
        NotFoundError: There is no such claim, incident or source.
        ForbiddenError: There is no such user.
    """
    require_user(by)
    if not reason.strip():
        raise UsageError("a decision needs a reason, in your own words: give --reason")
    kind = DECISIONS.get(decision)
    if kind is None:
        raise UsageError(f"no decision {decision!r}; there are {', '.join(DECISIONS)}")
    on, against = _both(kind, decision, subject, other)
    desk, reading = Viewer(role=Role.DESK, name=by), Purpose.READING
    with writing(directory) as archive:
        with transaction.atomic():
            key = save.add_judgement(
                on,
                decision=decision,
                other=against,
                reason=reason.strip().replace("\0", "\ufffd"),
                by=by,
                at=timezone.now(),
                rivals=kind.rivals,
                sides=sides_of(on, decision, against),
                one_subject=kind.rivals == _ON_VOICES,
            )
            if kind.status is not None:
                save.set_status(on, kind.status)
        archive.log_rows()
        if decision not in _ON_LETTING_OUT:
            regroup(directory, judged=[one for one in (on, against) if one is not None])
    return next(row for row in find.judgements(on, viewer=desk, purpose=reading) if row.id == key)


def _both(kind: DecisionKind, decision: str, subject: str, other: str | None) -> tuple[str, str | None]:
    """Return the full ids of the subject and of the other side, each of a kind that the decision takes."""
    on = _full(subject, kind.subjects, decision)
    if other is None:
        if decision == "split" and on.startswith(INCIDENT):
            raise UsageError("split needs a second id after it: the claim, source or incident that does not belong")
        if kind.alone:
            return on, None
        raise UsageError(f"{decision} needs {_second(kind)} after it")
    if kind.words:
        return on, _name(other)
    if not kind.others:
        raise UsageError(f"{decision} is about one record: leave {other!r} out")
    against = _full(other, kind.others, decision)
    if against == on:
        raise UsageError(f"{decision} needs two different records, not {on} twice")
    return on, against


def _name(text: str) -> str:
    plain = " ".join(text.split())
    if not plain or len(plain) > LONGEST_NAME or not plain.isprintable():
        raise UsageError(f"a voice's name has 1 to {LONGEST_NAME} printable characters; give another than {text!r}")
    return plain


def _second(kind: DecisionKind) -> str:
    return "the name of who says it" if kind.words else f"a second id: {_named(kind.others)}"


def _full(text: str, letters: str, decision: str) -> str:
    try:
        found = find.full_id(text, viewer=Viewer(role=Role.DESK), purpose=Purpose.READING)
    except NotFoundError:
        # An incident that a merge took in has no row in any listing; a decision can still part it again.
        gone = [one for one in judged_incidents() if text and one.startswith(text)]
        if len(gone) != 1:
            raise
        found = gone[0]
    if found[0] not in letters:
        raise UsageError(f"{decision} is about {_named(letters)}, and {found} is {KINDS[found[0]]}")
    return found


def _named(letters: str) -> str:
    return " or ".join(KINDS[letter] for letter in letters)
