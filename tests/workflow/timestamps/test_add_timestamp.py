"""What an authority answered is kept with all that it was checked with, or refused and nothing of it kept."""

from datetime import timedelta
from hashlib import sha256

import pytest
from asn1crypto.tsp import TimeStampReq
from django.utils import timezone
from time_authority import TimeAuthority

from ledgerstone.errors import RefusedError, UsageError
from ledgerstone.evidence.preservation.log.checkpoint import CURRENT
from ledgerstone.evidence.preservation.log.entries import EntryType
from ledgerstone.evidence.preservation.log.reading import current, entries
from ledgerstone.evidence.preservation.metadata import parse_metadata
from ledgerstone.evidence.preservation.objects import object_key
from ledgerstone.evidence.preservation.timestamps.answers import read_answer
from ledgerstone.evidence.preservation.timestamps.kept import kept_timestamps, placed
from ledgerstone.evidence.preservation.timestamps.query import make_query
from ledgerstone.evidence.preservation.verify.archive import Asked
from ledgerstone.evidence.preservation.verify.results import Result
from ledgerstone.workflow.timestamps.add_timestamp import add_timestamp
from ledgerstone.workflow.timestamps.request_timestamp import request_timestamp
from ledgerstone.workflow.verify_archive import verify_archive

pytestmark = pytest.mark.django_db(transaction=True)


def size(directory) -> int:
    return current(directory.store()).checkpoint.size


@pytest.fixture
def refuses(ingested, authority, handed_in):
    """Return a function that hands an answer in, and sees that it is refused for a reason and leaves nothing."""

    def check(data: bytes, reason: str, *, trust=None, revocations=(), clock=timezone.now) -> None:
        before = size(ingested)
        with pytest.raises(RefusedError, match=reason):
            add_timestamp(
                ingested,
                handed_in(data),
                authority=trust or authority.trust,
                revocations=revocations,
                clock=clock,
            )
        assert size(ingested) == before
        found = verify_archive(ingested, Asked(), progress=lambda _: None)
        assert (found.result, found.unfinished) == (Result.INTACT, ())

    return check


def test_a_query_is_about_the_bytes_of_the_current_checkpoint(ingested, ask):
    asked = TimeStampReq.load(ask())
    digest = sha256((ingested.archive / CURRENT).read_bytes()).digest()
    assert asked["message_imprint"]["hashed_message"].native == digest
    assert asked["nonce"].native == 1


def test_a_query_overwrites_no_file(ingested, tmp_path):
    out = tmp_path / "mine"
    out.write_bytes(b"mine")
    with pytest.raises(UsageError, match="is there already"):
        request_timestamp(ingested, out=out, nonce=bytes(8), at=timezone.now())
    assert out.read_bytes() == b"mine"
    assert not (ingested.tmp / "timestamp-requests").exists()


def test_a_token_is_kept_with_its_chain_and_lists_and_verifies(ingested, authority, ask, handed_in):
    before = size(ingested)
    answer = authority.answer(ask())
    lists = (authority.revocations(), authority.revocations("root"))
    done = add_timestamp(ingested, handed_in(answer), authority=authority.trust, revocations=lists)
    assert (done.index, done.size, done.authority) == (before, before, "CN=Example signer")
    new = [entry for _, entry in entries(ingested.store(), before)]
    assert {entry.type for entry in new} == {EntryType.TIMESTAMP}
    assert len(new) == 1 + 3 + 2
    assert b"".join(ingested.store().get(object_key(new[0].object))) == answer
    words = parse_metadata(b"".join(ingested.store().get(object_key(new[0].meta))))
    assert words["kind"] == "rfc3161"
    assert words["checkpoint"] == sha256((ingested.archive / f"log/checkpoints/{before}").read_bytes()).hexdigest()
    assert {entry.object for entry in new[1:]} == {*words["certificates"], *words["revocations"]}
    assert verify_archive(ingested, Asked(), progress=lambda _: None).result is Result.INTACT


def test_a_second_token_needs_no_authority_named_and_keeps_no_certificate_twice(ingested, authority, ask, handed_in):
    add_timestamp(ingested, handed_in(authority.answer(ask())), authority=authority.trust)
    before = size(ingested)
    add_timestamp(ingested, handed_in(authority.answer(ask())))
    assert size(ingested) == before + 1
    assert len(kept_timestamps(ingested.store())) == 2


def test_the_first_token_needs_an_authority_named(ingested, authority, ask, handed_in):
    with pytest.raises(UsageError, match="with --authority"):
        add_timestamp(ingested, handed_in(authority.answer(ask())))


def test_a_kept_token_is_refused_again_but_may_be_checked_against_a_later_list(
    ingested, authority, ask, handed_in, refuses
):
    answer = authority.answer(ask())
    add_timestamp(ingested, handed_in(answer), authority=authority.trust)
    refuses(answer, "it is kept already, at place")
    later = add_timestamp(ingested, handed_in(answer), revocations=(authority.revocations(),))
    assert later.revocations == 1
    assert [len(one.said.revocations) for one in kept_timestamps(ingested.store())] == [0, 1]


def test_a_bracket_lies_between_the_tokens_before_and_after(ingested, authority, ask, handed_in, archive):
    add_timestamp(ingested, handed_in(authority.answer(ask())), authority=authority.trust)
    late = archive.folder / "late.txt"
    late.write_text("Twelve houses burned in Velmar on 5 May 1994.\n", encoding="utf-8")
    archive.ingest(late)
    add_timestamp(ingested, handed_in(authority.answer(ask())))
    first, second = (read_answer(object_of(ingested, one.said.token)) for one in kept_timestamps(ingested.store()))
    found = placed(ingested.store(), sha256(late.read_bytes()).hexdigest())
    assert (found.bracket.after, found.bracket.not_later_than) == (first.moment, second.moment)
    early = placed(ingested.store(), sha256((archive.folder / "a.txt").read_bytes()).hexdigest())
    assert (early.bracket.after, early.bracket.not_later_than) == (None, first.moment)
    assert placed(ingested.store(), "0" * 64).index is None


def object_of(directory, digest: str) -> bytes:
    return b"".join(directory.store().get(object_key(digest)))


def test_a_token_of_another_digest_is_refused(ask, authority, refuses):
    ask()
    other = make_query(bytes(32), nonce=(1).to_bytes(8, "big"))
    refuses(authority.answer(other), "it is about the digest 0000.*, and the query was about")


def test_a_token_of_another_nonce_is_refused(ask, authority, refuses):
    asked = TimeStampReq.load(ask())
    other = make_query(asked["message_imprint"]["hashed_message"].native, nonce=b"\x7fanother")
    refuses(authority.answer(other), "it answers no query of this archive: none with its nonce, 7f616e6f74686572")


def test_a_token_without_a_nonce_is_refused(ask, authority, refuses):
    asked = TimeStampReq.load(ask())
    bare = TimeStampReq({"version": "v1", "message_imprint": asked["message_imprint"], "cert_req": True})
    refuses(authority.answer(bare.dump()), "it has no nonce, and ours have")


def test_a_token_that_was_cut_off_is_refused(ask, authority, refuses):
    refuses(authority.answer(ask())[:-100], "it was cut off")


def test_an_error_page_is_refused(refuses):
    refuses(b'{"error": "quota"}', "perhaps a page about an error")


def test_an_empty_answer_is_refused(refuses):
    refuses(b"", "it is empty")


def test_a_token_that_was_made_before_its_query_is_refused(ask, authority, refuses):
    later = timezone.now() + timedelta(hours=1)
    answer = authority.answer(ask(later))
    refuses(answer, "it is backdated: .*, and its query was written at", clock=lambda: later)


def test_a_token_that_says_less_than_the_log_proves_is_refused(ingested, ask, authority, handed_in, refuses):
    add_timestamp(ingested, handed_in(authority.answer(ask())), authority=authority.trust)
    moment = timezone.now() - timedelta(minutes=2)
    refuses(authority.signed_again(authority.answer(ask()), moment=moment), "it is backdated: .* the log proves")


def test_a_token_of_the_future_is_refused(ask, authority, refuses):
    answer = authority.signed_again(authority.answer(ask()), moment=timezone.now() + timedelta(minutes=20))
    refuses(answer, "and this machine's clock .*: one is wrong")


def test_a_token_of_a_revoked_authority_is_refused(ask, tmp_path, refuses):
    own = TimeAuthority(tmp_path / "own", "Own")
    answer = own.answer(ask())
    refuses(answer, "was revoked on", trust=own.trust, revocations=(own.revoke("signer"),))


def test_a_token_of_an_expired_authority_is_refused(ask, authority, refuses):
    authority.certify("ran_out", end="20230101000000Z")
    refuses(authority.signed_again(authority.answer(ask()), signer="ran_out"), "is valid from .* to 2023-01-01")


def test_a_token_of_an_unknown_root_is_refused(ask, authority, tmp_path, refuses):
    refuses(authority.answer(ask()), "no chain of certificates", trust=TimeAuthority(tmp_path / "own", "Own").trust)


def test_a_token_by_a_certificate_for_something_else_is_refused(ask, authority, refuses):
    authority.certify("for_code", "other_purpose")
    refuses(authority.signed_again(authority.answer(ask()), signer="for_code"), "is not for time stamping alone")


def test_a_token_over_a_checkpoint_that_the_archive_does_not_keep_is_refused(ingested, ask, authority, handed_in):
    answer = authority.answer(ask())
    (ingested.archive / f"log/checkpoints/{size(ingested)}").unlink()
    with pytest.raises(RefusedError, match="that this archive does not keep"):
        add_timestamp(ingested, handed_in(answer), authority=authority.trust)


def test_files_of_trust_that_hold_none_are_named(ingested, ask, authority, handed_in, tmp_path):
    answer, empty = handed_in(authority.answer(ask())), tmp_path / "empty.pem"
    empty.write_bytes(b"")
    with pytest.raises(UsageError, match=r"empty\.pem: it holds no certificates"):
        add_timestamp(ingested, answer, authority=empty)
    with pytest.raises(UsageError, match=r"empty\.pem: it holds no list of revoked certificates"):
        add_timestamp(ingested, answer, authority=authority.trust, revocations=(empty,))
