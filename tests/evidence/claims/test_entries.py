"""What a claim says of how it was made: its cue, the words that it rests on, and the pack entries behind them."""

from importlib import resources

import pytest

from ledgerstone.evidence.claims.clauses import form_words
from ledgerstone.evidence.claims.model import Claim, Part, Passage, Question
from ledgerstone.evidence.claims.packs import available, load
from ledgerstone.evidence.claims.packs.entries import entry_of
from ledgerstone.evidence.claims.packs.folding import fold

TEXT = "The ministry denied that ten people were killed in Baku on 13 January 1990."


def line_of(file: str) -> str:
    name, number = file.removeprefix("packs/").split(":")
    content = resources.files("ledgerstone.evidence.claims.packs").joinpath(name).read_text(encoding="utf-8")
    return content.splitlines()[int(number) - 1]


def ground(claim: Claim, part: Part) -> Passage:
    return next(one.words for one in claim.grounds if one.part is part)


def test_a_claim_names_the_words_that_each_part_of_it_rests_on(claims_of):
    (claim,) = claims_of(TEXT, Question.KILLED)
    assert claim.cue is not None
    assert claim.cue.exact == "denied"
    found = {part: ground(claim, part).exact for part in Part if any(one.part is part for one in claim.grounds)}
    assert found == {
        Part.QUESTION: "killed",
        Part.WHERE: "Baku",
        Part.WHEN: "13 January 1990",
        Part.STANCE: "denied",
        Part.VOICE: "denied",
    }
    assert all(TEXT[g.words.start : g.words.end] == g.words.exact for g in claim.grounds)


def test_an_entry_s_line_in_the_pack_holds_its_form(claims_of):
    entries = [one.entry for claim in claims_of(TEXT) for one in claim.grounds if one.entry]
    assert entries
    assert all(f'"{entry.form}"' in line_of(entry.file) for entry in entries)


def test_a_plain_assertion_has_no_cue(claims_of):
    (claim,) = claims_of("Ten people were killed in Baku.", Question.KILLED)
    assert claim.cue is None


def test_a_question_s_cue_is_its_mark(claims_of):
    (claim,) = claims_of("Were ten people killed in Baku?", Question.KILLED)
    assert claim.cue is not None
    assert claim.cue.exact == "?"


@pytest.mark.parametrize(
    "language", [code for code in available() if load(code).stance.denied and not load(code).spelling.of]
)
def test_every_form_of_a_pack_s_denials_has_its_line(language):
    for form in load(language).stance.denied:
        entry = entry_of(language, "stance.denied", form_words(fold(form)).replace("*", "").split())
        assert entry is not None
        assert f'"{entry.form}"' in line_of(entry.file)


def test_a_word_in_another_spelling_has_the_line_of_the_pack_whose_words_it_writes():
    entry = entry_of("az-Cyrl", "claims.harms.killed", ["өлдүрүлүб"])
    assert entry is not None
    assert entry.form == "өлдүрүлүб"
    assert '"öldürülüb"' in line_of(entry.file)
