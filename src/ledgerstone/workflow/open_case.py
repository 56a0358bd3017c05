"""Open a case on a passage, in a named person's name; and put a reply of the author to it.

Both are judgements, tied to the log as all are. The one that opens a case names the source, the reading and the place,
and the one that puts a reply to it names the case and the source that the reply is: no words are kept twice.
"""

import re

from django.db import transaction
from django.utils import timezone
from msgspec import Struct

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.errors import NotFoundError, RefusedError, UsageError
from ledgerstone.evidence.incidents.cases.wording import MOST_WORDS, count_words
from ledgerstone.record import find, save
from ledgerstone.record.find import holdings
from ledgerstone.record.find.cases import OPEN_CASE, REPLY_TO_CASE, Place, case_on, full_case_id
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.archive_log import writing
from ledgerstone.workflow.people import require_user

LISTED = 5
_DESK = Viewer(role=Role.DESK)
_READING = Purpose.READING


class Asked(Struct, frozen=True, kw_only=True):
    """Which words of a source: the words themselves, or their place in the reading in use.

    Attributes:
        source: Id of the source, or a beginning that only one has.
        words: The exact words; white space may be other. None where the place is given.
        start: First code point; None where the words are given.
        end: Code point after the last; None as for `start`.
    """

    source: str
    words: str | None = None
    start: int | None = None
    end: int | None = None


def place_asked(asked: Asked) -> tuple[str, Place]:
    """Return the id of a source, and the place of the words in its reading in use.

    Raises:
        UsageError: Neither words nor a place are given, or both; the words stand at several places; the place is
            beyond the text; there is no word in it, or more than `MOST_WORDS`.
        NotFoundError: There is no such source, it has no reading, or the words are not in it.
    """
    key = find.full_source_id(asked.source, viewer=_DESK, purpose=_READING)
    number = holdings.reading_in_use(key)
    if number is None:
        raise NotFoundError(f"source {key} has no reading; `source {key}` says why")
    text = holdings.reading(number).text
    start, end = _span(asked, key, text)
    if not 0 < count_words(text[start:end]) <= MOST_WORDS:
        raise UsageError(f"a case is about a passage of 1 to {MOST_WORDS:,} words; give another one of {key}")
    return key, Place(reading=number, start=start, end=end)


def open_case(directory: DataDirectory, asked: Asked, *, by: str, reason: str) -> str:
    """Open a case on a passage.

    Args:
        directory: The archive.
        asked: The source and the words.
        by: The person's name.
        reason: Why, in the person's words.

    Returns:
        The case's id.

    Raises:
        UsageError: There is no reason, or the passage cannot be told; see `place_asked`.
        NotFoundError: See `place_asked`.
        RefusedError: A case is open on this very passage.
        ForbiddenError: There is no such user.
    """
    require_user(by)
    why = _reason(reason)
    with writing(directory) as archive:
        key, place = place_asked(asked)
        standing = case_on(key, place)
        if standing is not None:
            raise RefusedError(key, f"case {standing} is open on this passage: `case show {standing}`")
        with transaction.atomic():
            made = save.add_judgement(
                key, decision=OPEN_CASE, other=place.words(), reason=why, by=by, at=timezone.now(), rivals=()
            )
        archive.log_rows()
    return made


def reply_to_case(directory: DataDirectory, case: str, source: str, *, by: str, reason: str) -> str:
    """Put a source to a case as a reply of the author; it stays there, whatever it says.

    Args:
        directory: The archive.
        case: Id of the case, or a beginning that only one has.
        source: Id of the source that the reply is.
        by: Name of the person who puts it there.
        reason: How it came, in that person's words.

    Returns:
        Id of the judgement that ties the two.

    Raises:
        UsageError: There is no reason, or the reply is the source that the case is about.
        NotFoundError: There is no such case or source.
        ForbiddenError: There is no such user.
    """
    require_user(by)
    why = _reason(reason)
    key = full_case_id(case, viewer=_DESK, purpose=_READING)
    reply = find.full_source_id(source, viewer=_DESK, purpose=_READING)
    about = next(row.source for row in find.cases(viewer=_DESK, purpose=_READING) if row.id == key)
    if reply == about:
        raise UsageError(f"{reply} is the source that case {key} is about: a reply is a source of its own")
    with writing(directory) as archive:
        with transaction.atomic():
            made = save.add_judgement(
                key, decision=REPLY_TO_CASE, other=reply, reason=why, by=by, at=timezone.now(), rivals=(REPLY_TO_CASE,)
            )
        archive.log_rows()
    return made


def _reason(text: str) -> str:
    plain = text.strip().replace("\0", "\ufffd")
    if not plain:
        raise UsageError("an act on the record needs a reason, in your own words: give --reason")
    return plain


def _span(asked: Asked, key: str, text: str) -> tuple[int, int]:
    if (asked.words is None) == (asked.start is None and asked.end is None):
        raise UsageError("give the passage, or its place with --start and --end, and not both")
    if asked.words is not None:
        return _found(asked.words, key, text)
    if asked.start is None or asked.end is None or not 0 <= asked.start < asked.end <= len(text):
        raise UsageError(
            f"--start and --end lie within the {len(text):,} code points of {key}, the end behind the start"
        )
    return asked.start, asked.end


def _found(words: str, key: str, text: str) -> tuple[int, int]:
    """Return where the words stand, white space apart."""
    parts = words.split()
    if not parts:
        raise UsageError("there is no word in the passage")
    found = [match.span() for match in re.finditer(r"\s+".join(map(re.escape, parts)), text)]
    if not found:
        raise NotFoundError(f"source {key} has no such words in its reading: copy them from `source {key} --json`")
    if len(found) > 1:
        places = ", ".join(f"{start} to {end}" for start, end in found[:LISTED])
        raise UsageError(f"these words stand {len(found)} times in {key}: give --start and --end, such as {places}")
    return found[0]
