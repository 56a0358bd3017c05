"""The timestamps that the log keeps, each checked again with the certificates and CRLs that are kept with it.

What is missing or damaged as an object is named by the check of objects, and not here again.
"""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from ledgerstone.errors import LedgerstoneError
from ledgerstone.evidence.preservation.holdings import Checked, Holdings
from ledgerstone.evidence.preservation.log.checkpoint import kept_key, parse_signed
from ledgerstone.evidence.preservation.log.note import NoteError
from ledgerstone.evidence.preservation.metadata import MetadataError
from ledgerstone.evidence.preservation.objects import object_key
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.evidence.preservation.timestamps.answers import TokenError, read_answer
from ledgerstone.evidence.preservation.timestamps.bracket import Dated, latest_before
from ledgerstone.evidence.preservation.timestamps.certificates import load_certificate, read_revocations
from ledgerstone.evidence.preservation.timestamps.cosignatures import parse_cosigned, parse_witness
from ledgerstone.evidence.preservation.timestamps.kept import CosignatureSaid, Kept, TokenSaid, dated, parse_said
from ledgerstone.evidence.preservation.timestamps.tokens import (
    Authority,
    check_imprint,
    check_moment,
    check_signature,
)
from ledgerstone.evidence.preservation.verify.kept_check import signed_by_current
from ledgerstone.evidence.preservation.verify.results import Fault, Problem


class _ElsewhereError(Exception):
    """An object is not there or not whole: the check of objects says so."""


def check_timestamps(store: Store, held: Holdings) -> Iterator[Problem]:
    """Yield what is wrong with the timestamps that a log keeps.

    Args:
        store: What holds the log and the objects.
        held: What the log says.
    """
    before: list[Dated] = []
    for one in held.timestamps:
        try:
            said = parse_said(_object(store, one.meta))
            kept = Kept(index=one.index, said=said)
            if said.object == one.object:
                _check(store, held, kept, before)
                before += dated([kept])
        except _ElsewhereError:
            continue
        except (TokenError, NoteError, MetadataError, ValueError) as error:
            yield _problem(one, str(error))


def _problem(one: Checked, why: str) -> Problem:
    detail = f"the timestamp at place {one.index} does not hold: {why}; find out how it came into the log"
    return Problem(what=Fault.INCONSISTENT, path=object_key(one.object), detail=detail)


def _check(store: Store, held: Holdings, kept: Kept, before: list[Dated]) -> None:
    said = kept.said
    if said.size > kept.index:
        raise ValueError(f"it is about {said.size} entries, and was kept when there were {kept.index}")
    try:
        checkpoint = b"".join(store.get(kept_key(said.size)))
    except LedgerstoneError as error:
        raise _ElsewhereError from error
    if sha256(checkpoint).hexdigest() != said.checkpoint:
        raise ValueError(f"{kept_key(said.size)} is not the checkpoint that it is about")
    if isinstance(said, TokenSaid):
        _check_token(store, said, checkpoint, before)
    else:
        _check_cosignature(store, held, said, checkpoint)


def _check_token(store: Store, said: TokenSaid, checkpoint: bytes, before: list[Dated]) -> None:
    answer = read_answer(_object(store, said.token))
    check_imprint(answer, sha256(checkpoint).digest())
    authority = Authority(
        certificates=tuple(load_certificate(_object(store, one)) for one in said.certificates),
        revocations=tuple(read_revocations(_object(store, one)) for one in said.revocations),
    )
    check_signature(answer, authority)
    check_moment(answer, asked=None, proven=latest_before(said.size, before), now=answer.moment)
    if datetime.fromisoformat(said.time) != answer.moment:
        raise ValueError(f"it says {answer.moment.isoformat()}, and its metadata {said.time}")


def _check_cosignature(store: Store, held: Holdings, said: CosignatureSaid, checkpoint: bytes) -> None:
    found = parse_cosigned(_object(store, said.note), [parse_witness(said.witness)])
    if found.signed.note.text != parse_signed(checkpoint).note.text:
        raise ValueError("the cosigned checkpoint is not the one that was kept")
    if not signed_by_current(found.signed, said.size, held.keys):
        raise ValueError("the cosigned checkpoint is not signed by the key that was current")
    if datetime.fromisoformat(said.time) not in {one.moment for one in found.cosignatures}:
        raise ValueError(f"no cosignature of {parse_witness(said.witness).name} says {said.time}")


def _object(store: Store, digest: str) -> bytes:
    """Return an object that is whole."""
    try:
        data = b"".join(store.get(object_key(digest)))
    except LedgerstoneError as error:
        raise _ElsewhereError from error
    if sha256(data).hexdigest() != digest:
        raise _ElsewhereError
    return data
