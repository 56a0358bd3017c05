"""Cases as they leave the record: the passage, what is collected of it, and the replies."""

from datetime import datetime

from msgspec import Struct

from ledgerstone.evidence.claims.model import Passage
from ledgerstone.evidence.incidents.cases.model import (
    Check,
    CitationFinding,
    CitedOtherwise,
    FirstAppearance,
    SaidOtherwise,
    Variant,
)
from ledgerstone.record.rows import ClaimRow, SourceRow


class CaseRow(Struct, frozen=True, kw_only=True):
    """A case in a listing.

    Attributes:
        id: Id of the judgement that opened it.
        source: Id of the source that its passage is of.
        passage: The words, in code points of reading `reading`.
        reading: Number of the reading that the passage was opened on.
        at: When it was opened.
        by: Who opened it; None for the public, as is `reason`.
        reason: Why, in that person's words.
        replies: Ids of the sources that are replies of the author.
    """

    id: str
    source: str
    passage: Passage
    reading: int
    at: datetime
    by: str | None
    reason: str | None
    replies: tuple[str, ...]


class CaseReply(Struct, frozen=True, kw_only=True):
    """A reply of the author: a source like any other, with its own author and time.

    Attributes:
        source: Id of the source.
        author: Who replies, as the source is described; None is not known.
        published: When, as the source is described (EDTF); None is not known.
        text: Its words, the first `LONGEST_REPLY` code points of them.
        cut: Whether it goes on.
        judgement: Id of the judgement that ties it to the case; None for the public, as are the next two.
        by: Who put it to the case.
        note: That person's words on it.
        at: When it was put to the case.
    """

    source: str
    author: str | None
    published: str | None
    text: str
    cut: bool
    judgement: str | None
    by: str | None
    note: str | None
    at: datetime


class WholeCase(Struct, frozen=True, kw_only=True):
    """A case with all that is collected of its passage now, or that was when it was published.

    Attributes:
        id: Id of the judgement that opened it; None for a look that nobody keeps.
        opened: The case in a listing; None for a look.
        source: Id of the source that the passage is of.
        reading: Number of the reading that the offsets count in.
        in_use: Whether that is the reading in use; else the reading in use no longer has these words.
        passage: The words.
        sought: The words that were looked for in other sources: those, or of a short passage its sentence; None in
            cases that were published before this was said.
        variants: As other sources have them.
        first: Which was published first.
        findings: On the citations of the source.
        cited_otherwise: Acts that others cite otherwise.
        said_otherwise: Voices that others give with another answer.
        checks: What was checked and what was not.
        replies: Of the author; the room for them is there where there is none.
        incidents: Ids of the incidents that claims in the passage are about.
        claims: The claims that are named above, and those in the passage.
        sources: The sources that are named above.
    """

    id: str | None
    opened: CaseRow | None
    source: str
    reading: int
    in_use: bool
    passage: Passage
    variants: tuple[Variant, ...]
    first: FirstAppearance
    findings: tuple[CitationFinding, ...]
    cited_otherwise: tuple[CitedOtherwise, ...]
    said_otherwise: tuple[SaidOtherwise, ...]
    checks: tuple[Check, ...]
    replies: tuple[CaseReply, ...]
    incidents: tuple[str, ...]
    claims: tuple[ClaimRow, ...]
    sources: tuple[SourceRow, ...]
    sought: Passage | None = None
