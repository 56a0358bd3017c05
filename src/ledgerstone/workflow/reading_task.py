"""What is made of one source's bytes, away from the record: reading, mentions, claims. Runs in a confined process.

Nothing here needs Django, a clock or a network. What hostile words make the rules do is hostile as well, so the rules
run where the readers run, and end with them.
"""

import os
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from ledgerstone.errors import UnreadableError
from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Claim, Context, Mention
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.evidence.reading.read import read
from ledgerstone.values.dates import DateValue
from ledgerstone.values.languages import models_asked, prepare_models
from ledgerstone.workflow.beginnings import looked_at, warned
from ledgerstone.workflow.contexts import context_of
from ledgerstone.workflow.whole_bytes import whole_bytes

MAKE = f"{__name__}:make"
"""The name of the task, for a pool."""

NO_READER = "none"
"""The tool of a reading that no reader made."""

_CHUNK_BYTES = 1 << 20
_WARMING = {
    "en": "NORVIK, 4 May 1994. At least 32 people were killed in Velmar on 3 May 1994, the hospital said.",
    "ru": "Вчера 12 человек были убиты, сообщила больница.",
    "hy": "Երեկ 12 մարդ զոհվեց, ասաց հիվանդանոցը։",
    "az": "Dünən 12 nəfər öldürüldü, xəstəxana bildirdi.",
    "fr": "Hier, 12 personnes ont été tuées, a dit l’hôpital.",
}
"""A text in each language that has rules."""


class Asked(Struct, frozen=True, kw_only=True):
    """What is known of a source beside its bytes.

    Attributes:
        name: The file's name.
        language: As a person said it; None where nobody did.
        publisher: The same.
        published: The same.
        claims: Whether claims are wanted beside mentions.
    """

    name: str
    language: str | None = None
    publisher: str | None = None
    published: DateValue | None = None
    claims: bool = True


class Made(Struct, frozen=True, kw_only=True):
    """What was made of a source.

    Attributes:
        reading: Its reading; without a text where no reader knows it.
        context: What is known of the document.
        mentions: What it mentions.
        claims: What it claims.
        models: Languages whose models were loaded for it.
    """

    reading: Reading
    context: Context = Context()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    models: tuple[str, ...] = ()


def make(descriptor: int, asked: bytes) -> bytes:
    """Make what can be made of the bytes behind a descriptor; `Asked` and `Made` as msgpack."""
    known = msgspec.msgpack.decode(asked, type=Asked)
    try:
        made = made_of(whole_bytes(_chunks(descriptor)), known)
    except UnreadableError as error:
        made = Made(reading=not_read(str(error)))
    return msgspec.msgpack.encode(made)


def _chunks(descriptor: int) -> Iterator[bytes]:
    at = 0
    while chunk := os.pread(descriptor, _CHUNK_BYTES, at):
        at += len(chunk)
        yield chunk


def not_read(reason: str) -> Reading:
    """Return the reading of bytes that were kept and not read."""
    return Reading(
        media_type="application/octet-stream",
        text="",
        warnings=(f"kept, not read: {reason}",),
        tool=NO_READER,
        version="1",
    )


def made_of(data: bytes, asked: Asked) -> Made:
    """Make what can be made of bytes."""
    reading = read(data, name=asked.name, language=asked.language)
    context = context_of(reading, publisher=asked.publisher, published=asked.published)
    beginning = looked_at(reading)
    mentions = find_mentions(beginning, context)
    claims = extract(beginning, mentions, context) if asked.claims else ()
    models = tuple(sorted(models_asked()))
    return Made(reading=warned(reading), context=context, mentions=mentions, claims=claims, models=models)


def warm() -> None:
    """Fill the tables that each reading would else fill anew."""
    for language, text in _WARMING.items():
        made_of(text.encode("utf-8"), Asked(name="", language=language))


def prepare(names: tuple[str, ...]) -> None:
    """Load the models of languages."""
    prepare_models(names)
