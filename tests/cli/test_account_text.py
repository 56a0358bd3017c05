"""The account in a terminal: who says what, in how many lines, and never a sentence of our own about what happened."""

from datetime import UTC, datetime

import msgspec
import pytest
from rich.cells import cell_len

from ledgerstone.cli.account_text import account_lines
from ledgerstone.cli.value_text import lines_words, value_words
from ledgerstone.evidence.claims.model import Passage, Question, Scope, Stance, Voice, VoiceKind
from ledgerstone.evidence.incidents.model import (
    Account,
    AgainstItself,
    Answer,
    Change,
    Copy,
    CopyKind,
    Direction,
    Incident,
    Line,
    Lines,
    Printed,
    QuestionAnswers,
    Reason,
    Revision,
    Saying,
)
from ledgerstone.record.rows import AccountDetail, ClaimRow, PublicationRow, SourceRow
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue
from ledgerstone.values.places import PlaceValue
from ledgerstone.values.texts import TextValue

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def source(key: str, publisher: str | None) -> SourceRow:
    return SourceRow(
        id=key,
        sha256="0" * 64,
        media_type="text/plain",
        size=1,
        title=None,
        publisher=publisher,
        published="1994-05-04",
        obtained=NOW,
        origin=None,
        language="en",
        status="read",
        visibility="desk",
    )


def answer(lower: int, wording: str, *lines: Line) -> Answer:
    return Answer(
        value=CountValue(lower=lower, wording=wording),
        scope=Scope(unit="people"),
        stances=(Stance.REPORTED,),
        lines=lines,
        lines_min=len(lines),
        lines_max=len(lines),
    )


COPY = Copy(
    source="s2",
    of="s1",
    kind=CopyKind.EDITED,
    direction=Direction.KNOWN,
    share=0.8,
    changed=(Change(start=0, end=2, exact="36", of_start=0, of_end=2, of_exact="32"),),
)


@pytest.fixture
def detail() -> AccountDetail:
    telegram = Line(
        origin="Orsin Telegraph Agency",
        why="copies of one telegram",
        sources=("s1", "s2"),
        claims=(),
        explanation="Two papers, one line: s2 has the words of s1.",
    )
    letter = Line(origin=None, why="own words", sources=("s3",), claims=())
    killed = (answer(32, "at least 32", telegram, letter), answer(36, "36", letter))
    return AccountDetail(
        account=Account(
            incident=Incident(
                id="i1",
                title="Violence, Velmar, 1994-05-03",
                kind="violence",
                when=None,
                where=("Velmar",),
                claims=(),
                sources=("s1", "s2", "s3"),
                lines=Lines(min=1, max=2, reason="one copy is a translation"),
                evidence=(Reason(text="same day and place", supports=True),),
            ),
            questions=tuple(
                QuestionAnswers(
                    question=one,
                    answers=killed if one is Question.KILLED else (),
                    not_known=one is not Question.KILLED,
                )
                for one in Question
            ),
            copies=(COPY,),
            comments=("c9",),
        ),
        claims=(),
        sources=(source("s1", "Norvik Bell"), source("s2", "Velmar Post"), source("s3", None)),
        judgements=(),
        publication=None,
    )


@pytest.fixture
def text(detail) -> str:
    return "\n".join(line.text for line in account_lines(detail))


def flat(text: str) -> str:
    return " ".join(text.split())


def test_rival_values_stand_side_by_side_in_their_sources_words(text):
    assert text.index("“at least 32”") < text.index("“36”")
    assert "2 independent lines" in text


def test_copies_are_one_line_and_named_with_what_they_changed(text):
    assert "Two papers, one line: Velmar Post [2] has the words of Norvik Bell [1]." in flat(text)
    assert "Velmar Post, 1994-05-04 [2] repeats Norvik Bell, 1994-05-04 [1]: edited, 80%" in flat(text)
    assert "“36” where the other has “32”" in text
    assert "[2] Velmar Post, 1994-05-04, s2" in text


def test_what_no_source_says_is_listed_as_not_known(text):
    assert "Not known: no source here says" in text
    assert "Injured" in text
    assert "1 claim in readers' comments; none counts as a line" in text


def test_unpublished_matter_is_headed_as_a_working_copy(text):
    assert "Working copy: proposals, not published" in text


def test_a_published_account_names_who_published_it(detail):
    row = PublicationRow(id="p1", subject="i1", version=2, by="Ada Lind", at=NOW, sha256="0" * 64)
    published = AccountDetail(account=detail.account, claims=(), sources=detail.sources, judgements=(), publication=row)
    assert any("Version 2 was published by Ada Lind" in line.text for line in account_lines(published))


@pytest.mark.parametrize(
    ("value", "scope", "words"),
    [
        (None, Scope(), "no value that can be held"),
        (
            CountValue(wording="dozens"),
            Scope(of_whom="teachers", term="injured"),
            "“dozens” (of whom: “teachers”, injured)",
        ),
        (DateValue(edtf="1994-05-03", wording="last Tuesday"), Scope(), "“last Tuesday” = 1994-05-03"),
        (PlaceValue(name="Velmar", wording="Velmar"), Scope(), "“Velmar”"),
        (TextValue(text="riot"), Scope(part="32"), "“riot” (part of 32)"),
    ],
)
def test_a_value_is_shown_in_its_sources_words_with_what_it_covers(value, scope, words):
    assert value_words(value, scope) == words


def test_one_line_is_singular_and_a_range_is_plural():
    assert lines_words(1, 1) == "1 independent line"
    assert lines_words(1, 3) == "1 to 3 independent lines"


def with_question(detail: AccountDetail, **changes) -> AccountDetail:
    """Give the account with another entry on the killed."""
    questions = tuple(
        msgspec.structs.replace(one, **changes) if one.question is Question.KILLED else one
        for one in detail.account.questions
    )
    return msgspec.structs.replace(detail, account=msgspec.structs.replace(detail.account, questions=questions))


def shown(detail: AccountDetail, width: int = 80) -> list[str]:
    return [line.text for line in account_lines(detail, width)]


def test_a_part_stands_indented_below_its_whole(detail):
    whole, part = (msgspec.structs.replace(one, id=f"a{at}") for at, one in enumerate(killed_of(detail)))
    part = msgspec.structs.replace(part, part_of=("a0",), scope=Scope(part="32"))
    rows = shown(with_question(detail, answers=(whole, part)))
    assert "  “at least 32”" in rows
    assert "    of these: “36” (part of 32)" in rows


def killed_of(detail: AccountDetail) -> tuple[Answer, ...]:
    return next(one for one in detail.account.questions if one.question is Question.KILLED).answers


def printed(source: str, day: str) -> Printed:
    return Printed(claim="c1", source=source, published=DateValue(edtf=day, wording=day))


def test_change_over_time_is_told_by_date_of_publication(detail):
    first, second = (msgspec.structs.replace(one, id=f"a{at}") for at, one in enumerate(killed_of(detail)))
    one, other = printed("s1", "1994-05-04"), printed("s3", "1994-06-01")
    told = (
        Saying(answer="a0", origin="Orsin Agency", claims=(), first=one, last=other),
        Saying(answer="a1", origin=None, claims=(), first=None, last=None, undated=("s2",)),
    )
    later = Revision(origin="Orsin Agency", answer="a0", first=one, later_answer="a1", later=other)
    text = shown(with_question(detail, answers=(first, second), over_time=told, revised=(later,)))
    assert "    1994-05-04: “at least 32”, Orsin Agency, last 1994-06-01" in text
    assert "    undated: “36”, origin not known" in text
    assert "Orsin Agency first gave “at least 32” in Norvik Bell, 1994-05-04 [1]" in flat("\n".join(text))


def test_what_a_source_says_against_itself_is_shown_in_its_words(detail):
    found = AgainstItself(source="s1", question=Question.KILLED, claims=("c1", "c2"), reason="these cannot both hold")
    claims = tuple(claim(key, words) for key, words in (("c1", "32 were killed"), ("c2", "36 were killed")))
    account = msgspec.structs.replace(detail.account, against_itself=(found,))
    text = flat("\n".join(shown(msgspec.structs.replace(detail, account=account, claims=claims))))
    assert "Norvik Bell, 1994-05-04 [1], killed: these cannot both hold “32 were killed” “36 were killed”" in text


def claim(key: str, words: str) -> ClaimRow:
    return ClaimRow(
        id=key,
        source="s1",
        question="killed",
        value=None,
        scope=Scope(),
        voice=Voice(name=None, kind=VoiceKind.UNATTRIBUTED),
        stance=Stance.ASSERTED,
        passage=Passage(start=0, end=len(words), exact=words),
        region="body",
        incident="i1",
        method="test 1",
        status="proposed",
    )


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("title", ["Насилие в городе " * 12, "町" * 90, "Լորվենո " * 20])
def test_no_line_is_wider_than_the_terminal_in_any_script(detail, width, title):
    incident = msgspec.structs.replace(detail.account.incident, title=title)
    wide = msgspec.structs.replace(detail, account=msgspec.structs.replace(detail.account, incident=incident))
    rows = shown(wide, width)
    assert max(map(cell_len, rows)) <= width
    assert "".join(title.split()) in "".join("".join(rows).split())


def test_signs_that_steer_a_terminal_are_shown_as_escapes(detail):
    incident = msgspec.structs.replace(detail.account.incident, title="\x1b[2J\u202eVelmar")
    hostile = msgspec.structs.replace(detail, account=msgspec.structs.replace(detail.account, incident=incident))
    assert not {"\x1b", "\u202e"} & set("".join(shown(hostile)))
