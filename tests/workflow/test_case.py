"""A case on a passage: an act on the record, with the reply of the author, and what the public sees of it."""

import json
import re
from contextlib import contextmanager

import msgspec
import pytest
from django.db.models import QuerySet

from ledgerstone.accountability.access import Purpose
from ledgerstone.errors import ForbiddenError, NotFoundError, RefusedError, UsageError
from ledgerstone.evidence.preservation.verify.archive import Asked as Verification
from ledgerstone.exchange.case_page import case_page
from ledgerstone.record import find
from ledgerstone.record.find.case import case as find_case
from ledgerstone.record.find.case import look_at
from ledgerstone.record.find.cases import published_case
from ledgerstone.record.models import Judgement, ReadingRecord, Source
from ledgerstone.workflow.add_user import add_user
from ledgerstone.workflow.open_case import Asked, open_case, place_asked, reply_to_case
from ledgerstone.workflow.publish import publish
from ledgerstone.workflow.publish_case import publish_case
from ledgerstone.workflow.readings.reread import reread
from ledgerstone.workflow.verify_archive import verify_archive

ADA = "Ada Lind"
STORY = (
    "NORVIK, 4 May 1994. {killed} people were killed in Velmar on 3 May 1994, the hospital said. Men went from door to "
    "door with lists of addresses and set fire to the shops near the river. Soldiers closed both bridges and took up "
    "posts at the corners of the quarter when it was over at last.\n"
)
PASSAGE = "people were killed in Velmar on 3 May 1994"
VIOLENCE = "\nAt least seven women of the harbour quarter were raped in Velmar on 3 May 1994, the hospital said.\n"
COMMENTS = "\n\nComments\n\n1. Boris says:\nAt least 900 people were killed in Velmar on 3 May 1994, I know it.\n"


@contextmanager
def quiet(doing, *, total, unit):
    del doing, total, unit
    yield lambda _: None


@pytest.fixture
def papers(archive) -> dict[str, str]:
    """Give the ids of a story and of a reprint with another figure."""
    add_user(ADA)
    made = {}
    for name, killed in (("a", "At least 32"), ("b", "Over 200")):
        (archive.folder / f"{name}.txt").write_text(STORY.format(killed=killed))
        (made[name],) = archive.ingest(archive.folder / f"{name}.txt").sources
    return made


@pytest.fixture
def case(archive, papers) -> str:
    asked = Asked(source=papers["b"], words="Over 200 " + PASSAGE)
    return open_case(archive.directory, asked, by=ADA, reason="a reader asked")


def test_a_case_is_a_judgement_that_keeps_a_place_and_no_words(case, papers, desk):
    row = Judgement.objects.get(pk=case)
    assert (row.subject, row.decision, row.by.name) == (papers["b"], "open-case", ADA)
    assert "killed" not in str(row.other)
    (listed,) = find.cases(**desk)
    assert (listed.id, listed.by, listed.reason, listed.replies) == (case, ADA, "a reader asked", ())
    assert listed.passage.exact == "Over 200 " + PASSAGE


def test_it_is_tied_to_the_log_as_all_judgements_are(archive, case):
    def checked() -> str:
        return verify_archive(archive.directory, Verification(), progress=lambda _: None).result

    assert checked() == "intact"
    # Django's own query set: ours refuses to change what stands.
    QuerySet(Judgement).filter(pk=case).update(other="1:0-9")
    assert checked() == "damaged"


def test_the_case_holds_variants_with_changed_figures_and_findings(case, papers, desk):
    whole = find_case(case[:6], **desk)
    (variant,) = whole.variants
    assert variant.source == papers["a"]
    assert [(one.exact, one.of_exact) for one in variant.changed] == [("Over 200", "At least 32")]
    assert {row.id for row in whole.sources} == set(papers.values())
    (voice,) = whole.said_otherwise
    assert (voice.voice, voice.question) == ("hospital", "killed")
    assert {*voice.claims, *voice.others} <= {row.id for row in whole.claims}
    assert whole.incidents == (whole.claims[0].incident,)


def test_a_look_keeps_nothing(papers, desk):
    asked = Asked(source=papers["b"], words=PASSAGE)
    assert place_asked(asked)[0] == papers["b"]
    assert find.cases(**desk) == ()


def test_a_short_passage_is_looked_for_with_its_sentence(papers, desk):
    whole = look_at(*place_asked(Asked(source=papers["b"], words="Over 200")), **desk)
    assert whole.sought.exact.startswith("Over 200 " + PASSAGE)
    assert {change.of_exact for one in whole.variants for change in one.changed} == {"At least 32"}


def test_white_space_of_the_passage_may_be_other(papers):
    key, place = place_asked(Asked(source=papers["b"], words="people   were\nkilled in Velmar"))
    assert (key, place.end - place.start) == (papers["b"], len("people were killed in Velmar"))


@pytest.mark.parametrize(
    "asked",
    [
        {"words": ""},
        {"words": " \n"},
        {"words": "the"},
        {},
        {"words": PASSAGE, "start": 1, "end": 2},
        {"start": 3},
        {"start": 5, "end": 5},
        {"start": -1, "end": 4},
        {"start": 0, "end": 1 << 40},
        {"start": 6, "end": 8},
    ],
)
def test_a_passage_that_cannot_be_told_is_refused(papers, asked):
    with pytest.raises(UsageError):
        place_asked(Asked(source=papers["b"], **asked))


def test_words_that_are_not_there_are_not_found(papers):
    with pytest.raises(NotFoundError):
        place_asked(Asked(source=papers["b"], words="nobody was killed"))


def test_an_act_stands_in_a_known_persons_name_with_a_reason(archive, papers):
    asked = Asked(source=papers["b"], words=PASSAGE)
    with pytest.raises(ForbiddenError, match="user add"):
        open_case(archive.directory, asked, by="Nobody", reason="asked")
    with pytest.raises(UsageError, match="reason"):
        open_case(archive.directory, asked, by=ADA, reason=" ")


def test_one_passage_has_one_case(archive, case, papers):
    with pytest.raises(RefusedError, match=case):
        open_case(archive.directory, Asked(source=papers["b"], words="Over 200 " + PASSAGE), by=ADA, reason="again")


def test_a_case_stays_on_its_words_when_the_source_is_read_again(archive, case, papers, desk):
    reread(archive.directory, (papers["b"],), pending=False, stage=quiet)
    whole = find_case(case, **desk)
    assert whole.in_use
    assert whole.passage.exact == "Over 200 " + PASSAGE


def test_words_that_the_reading_in_use_no_longer_has_are_shown_from_their_own(case, papers, desk):
    used = ReadingRecord.objects.get(source=papers["b"])
    used.pk, used.text = None, b"Nothing of the kind is printed here, and nothing else either.\n"
    used.save(force_insert=True)
    Source.objects.filter(pk=papers["b"]).update(reading=used)
    whole = find_case(case, **desk)
    assert not whole.in_use
    assert whole.passage.exact == "Over 200 " + PASSAGE
    assert whole.claims == ()


@pytest.fixture
def reply(archive) -> str:
    (archive.folder / "reply.txt").write_text(
        "I wrote that over 200 people were killed in Velmar on 3 May 1994, and I stand by it. Boris Kern\n"
    )
    (made,) = archive.ingest(archive.folder / "reply.txt").sources
    return made


def test_a_reply_is_a_source_that_stands_in_the_case_and_is_no_variant(archive, case, reply, desk):
    assert find_case(case, **desk).replies == ()
    made = reply_to_case(archive.directory, case, reply, by=ADA, reason="came by post")
    whole = find_case(case, **desk)
    (found,) = whole.replies
    assert (found.source, found.judgement, found.by, found.note) == (reply, made, ADA, "came by post")
    assert found.text.startswith("I wrote that over 200")
    assert reply not in {one.source for one in whole.variants}
    assert next(one for one in whole.checks if one.check == "reply of the author").done


def test_the_source_in_question_is_no_reply_to_itself(archive, case, papers):
    with pytest.raises(UsageError, match="of its own"):
        reply_to_case(archive.directory, case, papers["b"], by=ADA, reason="it says so")


def test_the_public_sees_no_case_that_nobody_published(archive, case, papers, public):
    assert find.cases(**public) == ()
    with pytest.raises(NotFoundError, match="not published"):
        published_case(case, purpose=Purpose.READING)
    with pytest.raises(ForbiddenError, match="not public"):
        publish_case(archive.directory, case, by=ADA)
    publish(archive.directory, papers["b"], by=ADA)
    assert find.cases(**public) == ()


def test_a_published_case_stays_as_it_was_and_names_no_one_of_the_desk(archive, case, papers, public):
    for source in papers.values():
        publish(archive.directory, source, by=ADA)
    made = publish_case(archive.directory, case, by=ADA)
    before = published_case(case, purpose=Purpose.READING)
    (archive.folder / "c.txt").write_text(STORY.format(killed="About 300"))
    archive.ingest()
    assert published_case(case, purpose=Purpose.READING) == before
    assert (made.subject, made.version) == (case, 1)
    assert [row.id for row in find.cases(**public)] == [case]
    assert (before.opened.by, before.opened.reason) == (None, None)
    page = case_page(before, made)
    assert page.count(ADA) == page.count(f"published by <bdi>{ADA}</bdi>") == 1
    assert verify_archive(archive.directory, Verification(), progress=lambda _: None).result == "intact"


def test_sources_that_are_not_public_are_left_out_of_a_published_case(archive, case, papers):
    publish(archive.directory, papers["b"], by=ADA)
    made = publish_case(archive.directory, case, by=ADA)
    whole = published_case(case, purpose=Purpose.READING)
    assert whole.variants == ()
    assert papers["a"] not in case_page(whole, made)


def test_a_source_that_is_sealed_later_takes_the_published_case_with_it(archive, case, papers, public):
    for source in papers.values():
        publish(archive.directory, source, by=ADA)
    publish_case(archive.directory, case, by=ADA)
    Source.objects.filter(pk=papers["a"]).update(sealed=True)
    assert find.cases(**public) == ()
    Source.objects.filter(pk=papers["b"]).update(sealed=True)
    with pytest.raises(NotFoundError):
        find_case(case, **{**public, "purpose": Purpose.READING})


def test_sexual_violence_and_comments_are_masked_in_what_the_public_gets(archive, desk):
    add_user(ADA)
    (archive.folder / "a.txt").write_text(STORY.format(killed="At least 32") + VIOLENCE + COMMENTS)
    (source,) = archive.ingest().sources
    text = find.source(source, **desk).reading.text
    place = Asked(source=source, start=text.index("At least 32"), end=text.index("the hospital said.\n", 300))
    case = open_case(archive.directory, place, by=ADA, reason="a reader asked")
    publish(archive.directory, source, by=ADA)
    made = publish_case(archive.directory, case, by=ADA)
    page = case_page(published_case(case, purpose=Purpose.READING), made)
    for words in ("raped", "seven women", "harbour quarter", "Boris"):
        assert words not in page
    assert re.search(r"(?<![\d.])900(?!\d)", page) is None
    assert "raped" in case_page(find_case(case, **desk), None)


def test_the_desk_is_shown_nothing_of_a_sealed_source(case, papers, desk):
    Source.objects.filter(pk=papers["a"]).update(sealed=True)
    assert find_case(case, **desk).variants == ()
    Source.objects.filter(pk=papers["b"]).update(sealed=True)
    assert find.cases(**desk) == ()
    with pytest.raises(NotFoundError):
        find_case(case, **desk)


def test_a_published_account_and_reading_again_know_of_a_published_case(archive, case, papers):
    for source in papers.values():
        publish(archive.directory, source, by=ADA)
    publish_case(archive.directory, case, by=ADA)
    (made,) = reread(archive.directory, (papers["b"],), pending=False, stage=quiet)
    assert made.lost == ()


def test_the_json_of_a_case_has_its_keys(case, desk):
    whole = json.loads(msgspec.json.encode(find_case(case, **desk)))
    assert list(whole) == [
        "id", "opened", "source", "reading", "in_use", "passage", "variants", "first", "findings", "cited_otherwise",
        "said_otherwise", "checks", "replies", "incidents", "claims", "sources", "sought",
    ]  # fmt: skip
