"""What a confined process is asked to do with a source, and what it answers; it alone has the readers."""

from enum import StrEnum

from msgspec import Struct

from ledgerstone.evidence.claims.model import Claim, Context, Mention
from ledgerstone.evidence.reading.containers.model import Bounds, Member
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.values.dates import DateValue

MAKE = "ledgerstone.workflow.readings.reading_task:make"
"""The name of the task, for a pool: it is imported there, and not here."""

NO_READER = "none"
"""The tool of a reading that no reader made."""


class Step(StrEnum):
    """What is to be done with the bytes; each step has limits of its own."""

    READ = "read"
    OPEN = "open"
    RECOGNISE = "recognise"
    RULES = "rules"


class Asked(Struct, frozen=True, kw_only=True):
    """What is known of a source beside its bytes.

    Attributes:
        name: The file's name.
        language: As a person said it; None where nobody did.
        publisher: The same.
        published: The same.
        captured: When it was fetched, as the container that it lay in says it (ISO 8601); None where it does not.
        claims: Whether claims are wanted beside mentions.
        finders: Whether the finders of names that are installed are asked as well.
        step: What is to be done.
        bounds: How much may come out of it where it is opened.
        tool: The path of Tesseract, where pictures are to be recognised; None where the machine has none.
    """

    name: str
    language: str | None = None
    publisher: str | None = None
    published: DateValue | None = None
    captured: str | None = None
    claims: bool = True
    finders: bool = False
    step: Step = Step.READ
    bounds: Bounds = Bounds()
    tool: str | None = None


class Made(Struct, frozen=True, kw_only=True):
    """What was made of a source.

    Attributes:
        reading: Its reading; without a text where no reader knows it.
        context: What is known of the document.
        mentions: What it mentions.
        claims: What it claims.
        opens: Whether it is a container, to be opened in a step of its own.
        pictured: Whether words are to be recognised in its pictures, in a step of its own.
        members: What came out of it; their files are in the folder of the process.
    """

    reading: Reading
    context: Context = Context()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    opens: bool = False
    pictured: bool = False
    members: tuple[Member, ...] = ()


def not_read(reason: str) -> Reading:
    """Return the reading of bytes that were kept and not read."""
    return Reading(
        media_type="application/octet-stream",
        text="",
        warnings=(f"kept, not read: {reason}",),
        tool=NO_READER,
        version="1",
    )
