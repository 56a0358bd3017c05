"""`verify` checks kept timestamps again, and finds what does not hold however it came into the log."""

import secrets
from hashlib import sha256

import msgspec
import pytest

from ledgerstone.evidence.preservation.holdings import holdings
from ledgerstone.evidence.preservation.log.reading import current, entries
from ledgerstone.evidence.preservation.objects import keep_bytes, object_key
from ledgerstone.evidence.preservation.timestamps.kept import TokenSaid, kept_timestamps, said_object
from ledgerstone.evidence.preservation.timestamps.query import make_query
from ledgerstone.evidence.preservation.verify.archive import Asked
from ledgerstone.evidence.preservation.verify.results import Fault, Result
from ledgerstone.evidence.preservation.verify.timestamp_check import check_timestamps
from ledgerstone.workflow.archive_log import writing
from ledgerstone.workflow.timestamps.add_timestamp import add_timestamp, timestamp_entry
from ledgerstone.workflow.verify_archive import verify_archive

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kept(ingested, authority, ask, handed_in):
    """Give an archive with a token."""
    lists = (authority.revocations(),)
    add_timestamp(ingested, handed_in(authority.answer(ask())), authority=authority.trust, revocations=lists)
    return ingested


def problems(directory) -> list[tuple[Fault, str]]:
    store = directory.store()
    return [(one.what, one.detail) for one in check_timestamps(store, holdings(entries(store)))]


def slip_in(directory, data: bytes, **changed) -> None:
    """Put a token into the log as an insider would: past all checks, with the key."""
    said = next(one.said for one in kept_timestamps(directory.store()) if isinstance(one.said, TokenSaid))
    with writing(directory) as archive:
        token = keep_bytes(archive.store, data).sha256
        said = msgspec.structs.replace(said, token=token, **changed)
        meta = keep_bytes(archive.store, said_object(said, salt=secrets.token_bytes(32))).sha256
        archive.commit([timestamp_entry(archive, data, meta)])
        archive.settle()


def test_what_was_checked_when_it_came_in_holds_when_checked_again(kept):
    assert problems(kept) == []


def test_a_token_of_something_else_is_found(kept, authority):
    slip_in(kept, authority.answer(make_query(bytes(32), nonce=bytes(8))))
    ((what, detail),) = problems(kept)
    assert what is Fault.INCONSISTENT
    assert "it is about the digest 0000" in detail
    assert verified(kept) is Result.INCONSISTENT
    assert verified(kept, quick=True) is Result.INTACT


def verified(directory, **asked) -> Result:
    return verify_archive(directory, Asked(**asked), progress=lambda _: None).result


def test_another_time_in_the_metadata_is_found(kept, ask, authority):
    slip_in(kept, authority.answer(ask()), **about_now(kept), time="2001-01-01T00:00:00Z")
    assert "and its metadata 2001-01-01" in problems(kept)[0][1]


def about_now(directory) -> dict[str, object]:
    """Return what metadata says of the current checkpoint."""
    data = (directory.archive / "log/checkpoint").read_bytes()
    return {"size": current(directory.store()).checkpoint.size, "checkpoint": sha256(data).hexdigest()}


def test_a_token_about_more_entries_than_there_were_is_found(kept, ask, authority):
    slip_in(kept, authority.answer(ask()), size=10_000)
    assert "it is about 10000 entries, and was kept when there were" in problems(kept)[0][1]


def test_a_token_without_the_certificates_that_it_needs_is_found(kept, ask, authority):
    slip_in(kept, authority.answer(ask()), **about_now(kept), certificates=())
    assert "is a root" in problems(kept)[0][1]


def test_a_missing_token_is_left_to_the_check_of_objects(kept):
    digest = kept_timestamps(kept.store())[0].said.object
    (kept.archive / object_key(digest)).unlink()
    assert problems(kept) == []
