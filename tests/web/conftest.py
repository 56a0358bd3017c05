"""A small invented record for the pages, put in through `record.save`: a town, two papers, a telegram, a discussion."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from ledgerstone.evidence.claims.model import (
    Claim,
    Context,
    Passage,
    Question,
    Scope,
    Speaker,
    Stance,
    Voice,
    VoiceKind,
)
from ledgerstone.evidence.incidents.model import (
    Change,
    CopiedPassage,
    Copy,
    CopyKind,
    Direction,
    HeldClaim,
    Incident,
    Lines,
    Reason,
)
from ledgerstone.evidence.reading.model import Reading, Region, Role
from ledgerstone.record import save
from ledgerstone.record.rows import AcquisitionRow
from ledgerstone.storage.fulltext import FullText
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue
from ledgerstone.values.digests import sha256_hex, short_id
from ledgerstone.values.places import PlaceValue
from ledgerstone.values.texts import TextValue

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)

TELEGRAM = """Fire at the mill of Tarvel

TARVEL, 4 March 1931 (Orsin Telegraph Agency)

At least twelve people were killed at the mill of Tarvel on Wednesday, a sergeant of the county police told us.

"They shut the door from outside", said a weaver who lived."""

REPRINT = TELEGRAM.replace("At least twelve", "At least twenty").replace("Fire at the mill", "Death at the mill")

DISCUSSION = """What happened at Tarvel?

Some say dozens died.

Discussion policy: be civil.

1. Ada: My aunt counted 15 dead. <script>alert("x")</script>

2. Ben: Nobody died there."""

ARMENIAN = """Տարվել քաղաքի ջրաղացը

1931 թվականի մարտի 4-ին Տարվելում սպանվել է 12 մարդ։"""


def said(text: str, words: str, question: Question, value, **more) -> Claim:
    start = text.index(words)
    blank = {
        "scope": Scope(),
        "voice": Voice(name=None, kind=VoiceKind.UNATTRIBUTED),
        "stance": Stance.REPORTED,
        "region": "body",
    }
    passage = Passage(start=start, end=start + len(words), exact=words)
    return Claim(question=question, value=value, passage=passage, method="test 1", **{**blank, **more})


def keep(text: str, claims: tuple[Claim, ...] = (), regions: tuple[Region, ...] = (), **about) -> str:
    content = text.encode("utf-8", "surrogatepass")
    source, _ = save.add_source(sha256=sha256_hex([content]), size_bytes=len(content), obtained=NOW)
    fields = ("title", "publisher", "published", "url", "language", "origin", "fonds", "shelfmark", "rights")
    described = {**dict.fromkeys(fields), **{key: value for key, value in about.items() if key in fields}}
    save.add_acquisition(source, AcquisitionRow(path=f"papers/{source}.txt", obtained=NOW, **described))
    reading = Reading(
        media_type="text/plain",
        language=about.get("language"),
        text=text,
        regions=regions,
        title=about.get("title"),
        warnings=about.get("warnings", ()),
        tool="plain text",
        version="1",
    )
    key = save.add_reading(source, reading, mentions=(), context=Context(), status="read", made=NOW)
    held = tuple(HeldClaim(id=claim_id(source, claim), claim=claim) for claim in claims)
    comments = frozenset(one.id for one in held if one.claim.region == "comment")
    save.replace_claims(source, key, held, in_comments=comments)
    return source


def claim_id(source: str, claim: Claim) -> str:
    return short_id("c", source, claim.question.value, str(claim.passage.start))


def region(text: str, words: str, role: Role, **more) -> Region:
    start = text.index(words)
    return Region(role=role, start=start, end=start + len(words), **more)


def telegram_claims(text: str, number: int, words: str) -> tuple[Claim, ...]:
    voice = Voice(
        name="a sergeant of the county police",
        kind=VoiceKind.OFFICIAL,
        chain=(
            Speaker(name="Orsin Telegraph Agency", kind=VoiceKind.AGENCY),
            Speaker(name="a sergeant of the county police", kind=VoiceKind.OFFICIAL),
        ),
    )
    when = DateValue(edtf="1931-03-04", earliest=date(1931, 3, 4), latest=date(1931, 3, 4), wording="on Wednesday")
    where = PlaceValue(name="Tarvel", wording="the mill of Tarvel")
    scope = Scope(of_whom="people", where=where, unit="people", term="killed")
    return (
        said(text, words, Question.KILLED, CountValue(lower=number, wording=words), scope=scope, voice=voice),
        said(text, "at the mill of Tarvel on Wednesday", Question.WHERE, where, voice=voice),
        said(text, "on Wednesday", Question.WHEN, when, voice=voice),
        said(
            text,
            "They shut the door from outside",
            Question.WORDS_SAID,
            TextValue(text="They shut the door from outside"),
            voice=Voice(name="a weaver who lived", kind=VoiceKind.WITNESS),
        ),
    )


def telegram(text: str, number: int, words: str, publisher: str, published: str) -> str:
    regions = (
        region(text, text.splitlines()[0], Role.TITLE),
        region(text, text.splitlines()[2], Role.DATELINE),
        region(text, text[text.index("At least") :], Role.BODY),
    )
    claims = telegram_claims(text, number, words)
    about = {"title": text.splitlines()[0], "publisher": publisher, "published": published, "language": "en"}
    return keep(text, claims, regions, rights="invented", **about)


def discussion() -> str:
    text = DISCUSSION
    first = text[text.index("1. Ada") : text.index("\n\n2. Ben")]
    regions = (
        region(text, "What happened at Tarvel?", Role.TITLE),
        region(text, "Discussion policy: be civil.", Role.POLICY),
        region(text, first, Role.COMMENT, author="Ada", order=1),
        region(text, "2. Ben: Nobody died there.", Role.COMMENT, author="Ben", order=2, parent=1),
    )
    claims = (
        said(text, "dozens died", Question.KILLED, CountValue(wording="dozens"), stance=Stance.DOUBTED),
        said(text, "15 dead", Question.KILLED, CountValue(lower=15, upper=15, wording="15"), region="comment"),
    )
    return keep(text, claims, regions, title="What happened at Tarvel?", language="en", warnings=("guessed & kept",))


def armenian() -> str:
    count = CountValue(lower=12, upper=12, wording="12 մարդ")
    claims = (said(ARMENIAN, "12 մարդ", Question.KILLED, count),)
    return keep(ARMENIAN, claims, title="Տարվել քաղաքի ջրաղացը", language="hy", publisher="Լապտեր")


def incident_of(sources: tuple[str, ...], claims: tuple[str, ...]) -> Incident:
    day = date(1931, 3, 4)
    return Incident(
        id=short_id("i", "tarvel"),
        title="Violence, Tarvel, 1931-03-04",
        kind="violence",
        when=DateValue(edtf="1931-03-04", earliest=day, latest=day, wording="4 March 1931"),
        where=("Tarvel",),
        claims=claims,
        sources=sources,
        lines=Lines(min=1, max=2, reason="one paper gives no origin"),
        evidence=(Reason(text="the same day and the same mill", supports=True),),
    )


def changed_copy(source: str, of: str) -> Copy:
    start = TELEGRAM.index("twelve")
    return Copy(
        source=source,
        of=of,
        kind=CopyKind.EDITED,
        direction=Direction.KNOWN,
        share=0.93,
        passages=(CopiedPassage(start=25, end=len(REPRINT), of_start=24, of_end=len(TELEGRAM)),),
        changed=(
            Change(
                start=REPRINT.index("twenty"),
                end=REPRINT.index("twenty") + 6,
                exact="twenty",
                of_start=start,
                of_end=start + 6,
                of_exact="twelve",
            ),
        ),
    )


def build() -> SimpleNamespace:
    """Put it all on the record."""
    first = telegram(TELEGRAM, 12, "At least twelve people", "The Lantern", "1931-03-05")
    second = telegram(REPRINT, 20, "At least twenty people", "The Bell", "1931-03-07")
    talk, far = discussion(), armenian()
    sources = (first, second, talk, far)
    claims = tuple(
        claim_id(source, claim)
        for source, found in (
            (first, telegram_claims(TELEGRAM, 12, "At least twelve people")),
            (second, telegram_claims(REPRINT, 20, "At least twenty people")),
        )
        for claim in found
    )
    incident = incident_of(sources, claims)
    save.replace_incidents((incident,))
    save.replace_copies((changed_copy(second, first),))
    return SimpleNamespace(first=first, second=second, talk=talk, far=far, incident=incident.id, claims=claims)


@pytest.fixture
def archive(db, directory) -> SimpleNamespace:  # noqa: ARG001 - asked for so that there is a record
    """Give the ids of what is on the record, its texts in the index."""
    made = build()
    index = FullText(directory.search_index)
    for source, text in ((made.first, TELEGRAM), (made.second, REPRINT), (made.talk, DISCUSSION), (made.far, ARMENIAN)):
        index.put_all([(source, text)])
    return made


@pytest.fixture
def desk(client):
    """Give a browser in which every request is the desk's."""

    def get(address: str, **more):
        return client.get(address, **{"ledgerstone.viewer": "desk", **more})

    return get
