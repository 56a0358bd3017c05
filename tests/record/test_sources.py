"""What the record holds of sources, and who finds it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from msgspec import structs

from ledgerstone.errors import NotFoundError
from ledgerstone.evidence.claims.model import Context
from ledgerstone.record import find, save
from ledgerstone.record.find import holdings
from ledgerstone.record.models import ClaimRecord, ReadingRecord, Source
from ledgerstone.values.digests import sha256_hex, short_id

PLAIN = "54d4d72843aed79cf9c84ef4841488448db51d0744ff946e04afeb291832754a"


def test_same_bytes_are_one_source_with_an_acquisition_for_each_description(make, desk):
    one = make.keep(b"a", path="a.txt", publisher="Norvik Bell")
    two = make.keep(b"a", path="a.txt", publisher="Velmar Post")
    make.keep(b"a", path="a.txt", publisher="Velmar Post")
    assert one == two
    found = find.source(one, **desk)
    assert [row.publisher for row in found.acquisitions] == ["Norvik Bell", "Velmar Post"]
    assert found.source.publisher == "Norvik Bell"


def test_what_people_said_goes_before_what_the_reading_says(make, desk):
    source = make.keep(b"a", published="1994-05", title=None)
    row = find.source(source, **desk).source
    assert (row.published, row.title) == ("1994-05", None)


def test_later_words_fill_gaps_and_call_for_a_new_reading(make, desk):
    source = make.keep(b"a", publisher="Norvik Bell")
    assert holdings.unread_count() == 0
    save.add_acquisition(source, make.acquisition("b.txt", published="1994-05-03"))
    (waiting,) = holdings.unread()
    assert (waiting.id, waiting.said.publisher, waiting.said.published) == (source, "Norvik Bell", "1994-05-03")
    assert find.source(source, **desk).source.published == "1994-05-03"


def test_a_second_path_without_new_words_calls_for_no_new_reading(make):
    source = make.keep(b"a", publisher="Norvik Bell")
    save.add_acquisition(source, make.acquisition("b.txt", publisher="Norvik Bell"))
    assert holdings.unread_count() == 0


def test_what_is_said_while_a_source_is_read_calls_for_another_reading(make):
    source, _ = save.add_source(sha256=sha256_hex([b"a"]), size_bytes=1, obtained=make.now)
    save.add_acquisition(source, make.acquisition("a.txt"))
    (known,) = holdings.unread()
    save.add_acquisition(source, make.acquisition("b.txt", published="1994-05-03"))
    one = {"source": source, "reading": make.reading(), "mentions": (), "context": Context(), "status": "read"}
    save.add_readings([save.ByTool(**one, known=known.said)], made=make.now)
    (waiting,) = holdings.unread()
    save.add_readings([save.ByTool(**one, known=waiting.said)], made=make.now)
    assert holdings.unread_count() == 0


def test_waiting_sources_come_in_their_order_however_many_and_while_they_are_read(make):
    said = make.acquisition("a.txt")
    coming = [save.Coming(sha256=sha256_hex([b"%d" % n]), size_bytes=1, acquisition=said) for n in range(250)]
    keys = [key for key, _ in save.add_coming(coming)]
    found = []
    for one in holdings.unread():
        found.append(one.id)
        Source.objects.filter(pk=one.id).update(status="read")
    assert found == sorted(keys)


def test_many_new_sources_and_readings_cost_as_many_statements_as_one(make):
    def statements(beginning: bytes, count: int) -> int:
        coming = [
            save.Coming(sha256=sha256_hex([beginning, b"%d" % n]), size_bytes=1, acquisition=make.acquisition("a.txt"))
            for n in range(count)
        ]
        about = {"reading": make.reading(), "mentions": (), "context": Context(), "status": "read"}
        with CaptureQueriesContext(connection) as seen:
            keys = [key for key, _ in save.add_coming(coming)]
            readings = save.add_readings([save.ByTool(source=key, **about) for key in keys], made=make.now)
            save.replace_all_claims(
                [
                    save.ClaimsOf(
                        source=key, reading=reading, claims=(make.held(make.claim(), key),), in_comments=frozenset()
                    )
                    for key, reading in zip(keys, readings, strict=True)
                ]
            )
        return len(seen)

    assert statements(b"one", 1) == statements(b"many", 20)


def test_bytes_that_come_twice_together_are_one_source_with_both_descriptions(make):
    digest = sha256_hex([b"a"])
    some = [save.Coming(sha256=digest, size_bytes=1, acquisition=make.acquisition(path)) for path in ("a.txt", "b.txt")]
    one, two = save.add_coming(some)
    assert (one[0], one[1], two[1]) == (two[0], True, False)
    assert Source.objects.get().acquisitions.count() == 2


def test_a_new_reading_leaves_the_old_one(make):
    make.keep(b"a")
    make.keep(b"a")
    assert ReadingRecord.objects.count() == 2


def test_text_is_kept_code_point_for_code_point(make, desk):
    text = "nul \0, tab \t, \r\n, Ա ə İ \U0001f9ff Twelve people"
    source = make.keep(b"a", text=text)
    assert find.source(source, **desk).reading.text == text


def test_ids_and_digests_may_be_abbreviated_while_only_one_begins_so(make, desk):
    source = make.keep(b"a")
    make.keep(b"b")
    assert find.source(source[:9], **desk).source.id == source
    assert find.source(sha256_hex([b"a"])[:10], **desk).source.id == source
    for unknown in ("", "s", "x9", "%"):
        with pytest.raises(NotFoundError):
            find.source(unknown, **desk)


def test_the_public_finds_nothing_that_was_not_let_out(make, desk, public):
    source = make.keep(b"a")
    assert find.sources(**desk)
    assert find.sources(**public) == ()
    assert find.claims(**public) == ()
    with pytest.raises(NotFoundError):
        find.source(source, **public)


def test_the_public_sees_no_comment_and_no_commenter(make, public):
    source = make.keep(b"a")
    save.make_public(source)
    shown = find.source(source, **public).reading
    assert "Ada" not in shown.text
    assert "I saw it" not in shown.text
    assert shown.text.startswith("Mill\n\nTwelve people")
    assert all(region.author is None for region in shown.regions)
    assert [row.passage.exact for row in find.claims(source=source, **public)] == ["Twelve people"]


def test_a_sealed_source_is_seen_by_no_one_but_the_custodian(make, desk):
    source = make.keep(b"a")
    Source.objects.update(sealed=True)
    assert find.sources(**desk) == ()
    assert find.claims(**desk) == ()
    assert list(holdings.expected_digests()) == [sha256_hex([b"a"])]
    assert source


def test_a_listing_takes_the_same_number_of_queries_however_long(make, desk):
    for number in range(3):
        make.keep(str(number).encode())
    with CaptureQueriesContext(connection) as few:
        find.claims(**desk), find.sources(**desk)
    for number in range(3, 12):
        make.keep(str(number).encode())
    with CaptureQueriesContext(connection) as many:
        find.claims(**desk), find.sources(**desk)
    # Claims, the readings that have places for them, whose voices people put right, sources.
    assert len(few) == len(many) == 4


def test_claims_are_found_by_source_and_question(make, desk):
    one, two = make.keep(b"a"), make.keep(b"b")
    assert {row.source for row in find.claims(**desk)} == {one, two}
    assert {row.source for row in find.claims(source=one, **desk)} == {one}
    assert find.claims(source=one, question="injured", **desk) == ()


def test_a_claim_that_comes_again_keeps_its_status_and_one_that_changed_does_not(make):
    source = make.keep(b"a")
    reading = ReadingRecord.objects.get()
    first = make.held(make.claim(), source)
    save.set_status(first.id, "accepted")
    save.replace_claims(source, reading.pk, (first,), in_comments=frozenset())
    assert ClaimRecord.objects.get(pk=first.id).status == "accepted"
    changed = make.held(make.claim(13), source)
    save.replace_claims(source, reading.pk, (changed,), in_comments=frozenset())
    assert ClaimRecord.objects.get(pk=first.id).status == "proposed"


def test_a_claim_that_is_read_no_longer_stays_out_of_listings(make, desk):
    source = make.keep(b"a")
    save.replace_claims(source, ReadingRecord.objects.get().pk, (), in_comments=frozenset())
    assert find.claims(**desk) == ()
    assert ClaimRecord.objects.filter(source=source, current=False).count() == 2


def test_numbers_count_what_the_viewer_may_see(make, desk, public):
    make.keep(b"a")
    assert (find.numbers(**desk).sources, find.numbers(**desk).claims) == (1, 2)
    assert find.numbers(**public).sources == 0


def test_an_id_depends_on_the_bytes_alone(make):
    assert make.keep(b"a", path="x") == short_id("s", sha256_hex([b"a"]))


def test_a_description_without_a_capture_has_the_digest_that_it_had_before_there_were_any(make):
    plain = make.acquisition("a.txt")
    assert save.fingerprint(plain) == PLAIN
    assert save.fingerprint(structs.replace(plain, captured="2015-02-01T00:00:00Z")) != PLAIN
