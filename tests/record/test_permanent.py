"""Judgements and publications are added and never changed."""

import pytest

from ledgerstone.errors import ForbiddenError
from ledgerstone.record import find, save
from ledgerstone.record.models import Judgement, Publication, Source

PAIR = ("merge", "split")


CLAIM = "c000000000000"


def judge(make, user, decision="accept", *, other=None):
    rivals = ("accept", "reject") if other is None else PAIR
    return save.add_judgement(
        CLAIM, decision=decision, other=other, reason="seen the page", by=user, at=make.now, rivals=rivals
    )


def test_a_later_judgement_supersedes_and_leaves_the_earlier(make, user, desk):
    first = judge(make, user)
    second = judge(make, user, "reject")
    rows = find.judgements(CLAIM, **desk)
    assert {row.id: row.superseded_by for row in rows} == {first: second, second: None}
    standing = find.judgements(CLAIM, standing_only=True, **desk)
    assert [row.decision for row in standing] == ["reject"]


def test_a_decision_on_another_pair_supersedes_nothing(make, user, desk):
    judge(make, user, "merge", other="i000000000001")
    judge(make, user, "merge", other="i000000000002")
    assert len(find.judgements(CLAIM, standing_only=True, **desk)) == 2


def test_a_decision_on_the_same_pair_the_other_way_round_supersedes(make, user, desk):
    other = "i000000000001"
    judge(make, user, "merge", other=other)
    save.add_judgement(other, decision="split", other=CLAIM, reason="no", by=user, at=make.now, rivals=PAIR)
    assert [row.decision for row in find.judgements(standing_only=True, **desk)] == ["split"]


def test_no_way_of_the_orm_changes_or_deletes_a_judgement(make, user):
    judge(make, user)
    held = Judgement.objects.get()
    held.reason = "another"
    with pytest.raises(ForbiddenError):
        held.save()
    with pytest.raises(ForbiddenError):
        held.delete()
    with pytest.raises(ForbiddenError):
        Judgement.objects.update(reason="another")
    with pytest.raises(ForbiddenError):
        Judgement.objects.all().delete()
    with pytest.raises(ForbiddenError):
        Judgement.objects.bulk_update([held], ["reason"])
    assert Judgement.objects.get().reason == "seen the page"


def test_the_public_reads_no_judgement(make, user, public):
    judge(make, user)
    assert find.judgements(**public) == ()
    assert find.users(**public) == ()


def publish(make, user, source):
    row = find.sources(viewer=make.viewer, purpose=make.purpose)[0]
    return save.add_publication(source, listing=row, snapshot=row, cites=(source,), by=user, at=make.now)


def test_versions_count_up_and_stay(make, user, desk, public):
    make.viewer, make.purpose = desk["viewer"], desk["purpose"]
    source = make.keep(b"a")
    first, second = publish(make, user, source), publish(make, user, source)
    assert (first.version, second.version) == (1, 2)
    assert first.id != second.id
    assert find.publications(**public) == ()
    save.make_public(source)
    assert find.publications(**public) == (first, second)
    with pytest.raises(ForbiddenError):
        Publication.objects.update(snapshot="")


def test_a_source_sealed_later_takes_with_it_what_cites_it(make, user, desk, public):
    make.viewer, make.purpose = desk["viewer"], desk["purpose"]
    source = make.keep(b"a")
    save.make_public(source)
    publish(make, user, source)
    Source.objects.update(sealed=True)
    assert find.publications(**public) == ()
