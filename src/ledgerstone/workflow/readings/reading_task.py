"""What is made of one source's bytes, away from the record: reading, mentions, claims. Runs in a confined process.

Nothing here needs Django, a clock or a network. What hostile words make the rules do is hostile as well, so the rules
run where the readers run, and end with them.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from msgspec import structs

from ledgerstone.confinement.tasks import UnpreparedError
from ledgerstone.errors import UnreadableError
from ledgerstone.evidence.claims.dates.grammar import compile_all
from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions, sentences_of
from ledgerstone.evidence.reading.appearances import said_of_name, said_of_signs
from ledgerstone.evidence.reading.candidate_dates import stamped
from ledgerstone.evidence.reading.dispatch import OPENERS, PDF, RECOGNISERS, load_all, opener_of, recogniser_of
from ledgerstone.evidence.reading.media_types import media_type
from ledgerstone.evidence.reading.model import CandidateDate, DateOf, Reading, Region, Role
from ledgerstone.evidence.reading.read import read, told
from ledgerstone.evidence.references.joining import with_entries
from ledgerstone.values.languages import MissingModelsError, prepare_models, with_ready_models
from ledgerstone.workflow.beginnings import looked_at, warned
from ledgerstone.workflow.readings.contexts import context_of
from ledgerstone.workflow.readings.found_names import named_again, prepare_finders
from ledgerstone.workflow.readings.reading_terms import Asked, Made, Step, not_read
from ledgerstone.workflow.whole_bytes import whole_bytes

MOST_LEFT_OUT_SAID = 100
"""Members whose reasons are warnings of the container's reading; a bomb has millions."""

_CHUNK_BYTES = _LOOKED_AT = _MOST_SHARED_BYTES = 1 << 20
_SHARED_TYPES = frozenset({"text/plain", "text/html", "text/csv", "text/vtt", "application/x-subrip"})
"""What is read without the libraries that take the most attacks: those of PDF, pictures, office files, archives."""
_WARMING = {
    "en": (
        "NORVIK, 4 May 1994. At least 32 people were killed in Velmar on 3 May 1994, the hospital said. According to "
        "the police, 12 were injured, 40 families fled and 3 houses had burned down."
    ),
    "ru": "Вчера 12 человек были убиты, сообщила больница.",
    "hy": "Երեկ 12 մարդ զոհվեց, ասաց հիվանդանոցը։",
    "az": "Dünən 12 nəfər öldürüldü, xəstəxana bildirdi.",
    "az-Cyrl": "Дүнән 12 нәфәр өлдүрүлдү, хәстәхана билдирди.",
    "fr": "Hier, 12 personnes ont été tuées, a dit l’hôpital.",
    "de": "Gestern wurden 12 Menschen getötet, sagte das Krankenhaus.",
    "tr": "Dün 12 kişi öldürüldü, dedi hastane.",
    "ka": "გუშინ 12 ადამიანი მოკლეს.",
    "fa": "دیروز ۱۲ نفر کشته شدند.",
}
"""A text in each language that has rules."""
_WARMING_PAGE = (
    "A fire in Velmar\n\nBy Ada Lind\n\n4 May 1994\n\n{text}\n\n1. The mill, 4 May 1994\n2. The quay\n\n"
    "Statement [1]\n\nReferences\n\n1. Lind, A. The mill. Norvik 1994.\n\n2 comments\n\nDov said:\n4 May 1994 "
    "12:00\nWords.\n\nShare this\n"
)
"""A page that has a bit of every part, so that what looks for parts is there."""


def make(descriptor: int, asked: bytes) -> bytes:
    """Make what can be made of the bytes behind a descriptor; `Asked` and `Made` as msgpack.

    Raises:
        UnpreparedError: The models of a language are missing.
    """
    known = msgspec.msgpack.decode(asked, type=Asked)
    try:
        with with_ready_models():
            return msgspec.msgpack.encode(_STEPS[known.step](descriptor, known))
    except MissingModelsError as missing:
        # Loaded where this was forked from, they are there for all that follow.
        raise UnpreparedError(missing.models) from None


def _read(descriptor: int, asked: Asked) -> Made:
    """Read what a reader knows, and say whether it is a container, or has pages that are pictures."""
    found = _type_of(descriptor)
    try:
        made = made_of(whole_bytes(_chunks(descriptor)), asked)
    except UnreadableError as error:
        made = Made(reading=not_read(str(error)))
    pictured = found in RECOGNISERS and (found != PDF or any(page.start == page.end for page in made.reading.pages))
    return structs.replace(made, opens=found in OPENERS, pictured=pictured)


def _recognised(descriptor: int, asked: Asked) -> Made:
    """Recognise the words of pages that are pictures."""
    found = _type_of(descriptor)
    recogniser = recogniser_of(found)
    if recogniser is None:
        return Made(reading=not_read(f"no words are recognised in {found}"))
    languages = () if asked.language is None else (asked.language,)
    try:
        data = whole_bytes(_chunks(descriptor))
    except UnreadableError as error:
        return Made(reading=not_read(str(error)))
    reading = recogniser(data, tool=asked.tool, languages=languages, folder=Path())
    return _with_rules(told(reading, language=asked.language), asked)


def _opened(descriptor: int, asked: Asked) -> Made:
    """Take a container's members out into the folder, and give their paths as its text."""
    found = _type_of(descriptor)
    opener = opener_of(found)
    if opener is None:
        return Made(reading=not_read(f"no opener for {found}"))
    with os.fdopen(os.dup(descriptor), "rb") as file:
        file.seek(0)
        opened = opener(file, Path(), asked.bounds)
    text = "\n".join(" ".join(member.path.split()) for member in opened.members)
    left_out = tuple(f"left out: {one.path!r}: {one.reason}" for one in opened.members if one.file is None)
    reading = Reading(
        media_type=found,
        text=text,
        regions=(Region(role=Role.LIST, start=0, end=len(text)),) if text else (),
        warnings=(*opened.warnings, *left_out[:MOST_LEFT_OUT_SAID]),
        tool=opened.tool,
        version=opened.version,
    )
    return Made(reading=reading, members=opened.members)


def _ruled(descriptor: int, asked: Asked) -> Made:
    """Find mentions and claims in a reading that is there, which is the bytes as msgpack; it stays as it is."""
    reading = msgspec.msgpack.decode(whole_bytes(_chunks(descriptor)), type=Reading)
    return structs.replace(_with_rules(reading, asked), reading=reading)


_STEPS: dict[Step, Callable[[int, Asked], Made]] = {
    Step.READ: _read,
    Step.OPEN: _opened,
    Step.RECOGNISE: _recognised,
    Step.RULES: _ruled,
}


def _type_of(descriptor: int) -> str:
    """Return the media type by the beginning and the end of the bytes."""
    size = os.fstat(descriptor).st_size
    # No more than is there: memory is set aside for as much as is asked for.
    beginning = os.pread(descriptor, min(size, _LOOKED_AT), 0)
    rest = max(len(beginning), size - _LOOKED_AT)
    return media_type(beginning + os.pread(descriptor, size - rest, rest))


def _chunks(descriptor: int) -> Iterator[bytes]:
    at, size = 0, os.fstat(descriptor).st_size
    while chunk := os.pread(descriptor, min(_CHUNK_BYTES, size - at), at):
        at += len(chunk)
        yield chunk


def made_of(data: bytes, asked: Asked) -> Made:
    """Make what can be made of bytes."""
    reading = read(data, name=asked.name, language=asked.language)
    return _with_rules(structs.replace(reading, dates=(*reading.dates, *_captured(asked))), asked)


def _captured(asked: Asked) -> tuple[CandidateDate, ...]:
    """The day on which a crawler fetched the bytes, the least believed of all: they were published by then."""
    given = {} if asked.captured is None else {"WARC-Date": asked.captured}
    return stamped(given, of=DateOf.SEEN, where="capture")


def _with_rules(reading: Reading, asked: Asked) -> Made:
    context = context_of(reading, publisher=asked.publisher, published=asked.published)
    beginning = looked_at(reading)
    cut = sentences_of(beginning)
    mentions = find_mentions(beginning, context, cut)
    claims = with_entries(extract(beginning, mentions, context, cut), reading) if asked.claims else ()
    # After the claims: none of them may rest on what is not the same on every machine.
    mentions, lacking = named_again(beginning, mentions, cut) if asked.finders else (mentions, ())
    seeming = (*said_of_name(asked.name, reading.media_type), *said_of_signs(reading.text), *lacking)
    told_of = structs.replace(reading, warnings=(*reading.warnings, *seeming))
    return Made(reading=warned(told_of), context=context, mentions=mentions, claims=claims)


def may_share(descriptor: int, asked: bytes) -> bool:
    """Say whether these bytes are read by our own code and a parser of markup, and are few."""
    known = msgspec.msgpack.decode(asked, type=Asked)
    if known.step is not Step.READ or os.fstat(descriptor).st_size > _MOST_SHARED_BYTES:
        return False
    return _type_of(descriptor) in _SHARED_TYPES


def warm() -> None:
    """Load what each reading would else load anew, and fill its tables."""
    load_all()
    compile_all()
    for language, text in _WARMING.items():
        page = _WARMING_PAGE.format(text=text)
        for content in (page, f"<!doctype html><title>{text}</title><article><h1>{text}</h1><p>{page}</p></article>"):
            made_of(content.encode("utf-8"), Asked(name="", language=language))


def prepare(names: tuple[str, ...]) -> None:
    """Load the models of languages, and their finders of names."""
    prepare_models(names)
    prepare_finders(names)
