"""Laws of the linter on texts put together by Hypothesis: it never raises, knows no group, and looks at words alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.references.compare import acts_cited_differently
from ledgerstone.evidence.references.judge import judge_references
from ledgerstone.evidence.references.reasons import REASONS

BLOCKS = (
    "Statement on Orsin",
    "We, the undersigned, declare this. It is so.",
    "At least 32 Norvik people were killed in Orsin on Saturday, 12 March 1994 [1], and 4 Velmar people in Tarn.",
    "The Norvik Relief Board (NRB) met the Velmar Relief Board (VRB) for three days, from 13 to 15 March 1994.",
    "The Norvik Rescue Bureau (NRB) wrote “the town … was empty on that day” [2 – chapter 5, 3].",
    "In the year of the 20th anniversary of the fire in Orsin we cite Resolution No. 12 of 5 March 1994 [9].",
    "– of Norvik in 1994;\n– of Velmar in 1995;",
    "Norvik Relief Board (NRB)\n\nVelmar Reading Room (VRR)",
    "12 March 2014",
    "This Statement is open for joining.",
    "  1. By the NRB on the 20th anniversary of the fire of 1994 dated 3 May 2014\n  2. Velmar Papers, pp. 3-4",
    "References",
    "Comments\n\n  1. Ilen said:\n\n    In Orsin 32 Velmar people were killed.",
    "(NRB) “… [1–3] «» (((",
)
BOILERPLATE = "\n\nShare this\n\n© 1994 The Varn Herald. All rights reserved.\n"
texts = st.lists(st.sampled_from(BLOCKS), max_size=14).map("\n\n".join)
languages = st.sampled_from(["en", "ru", "hy", "az", "fr", "ka", None])


def swapped(text):
    """Return a text with its two groups in each other's place; their names are of one length."""
    for one, other in (("Norvik", "Velmar"), ("NRB", "VRB")):
        text = text.replace(one, "\0" * len(one)).replace(other, one).replace("\0" * len(one), other)
    return text


@given(texts)
def test_swapping_the_names_of_groups_changes_no_finding(read_words, text):
    found, mirrored = (judge_references(read_words(each)).findings for each in (text, swapped(text)))
    assert [(f.rule, swapped(f.message), f.passage and swapped(f.passage.exact)) for f in mirrored] == [
        (f.rule, f.message, f.passage and f.passage.exact) for f in found
    ]
    assert [f.passage and (f.passage.start, f.passage.end) for f in mirrored] == [
        f.passage and (f.passage.start, f.passage.end) for f in found
    ]


@given(texts | st.text(max_size=300), languages)
def test_the_linter_never_raises_is_deterministic_and_its_findings_lie_in_the_text(read_words, text, language):
    found = judge_references(read_words(text, language))
    assert found == judge_references(read_words(text, language))
    for each in (*found.entries, *found.citations):
        assert 0 <= each.start < each.end <= len(text)
    for finding in found.findings:
        assert finding.rule in REASONS
        assert finding.passage is None or text[finding.passage.start : finding.passage.end] == finding.passage.exact
        assert finding.passage is None or finding.passage.exact


@given(texts.filter(str.strip))
def test_appending_boilerplate_changes_no_finding(read_words, text):
    assert judge_references(read_words(text + BOILERPLATE)).findings == judge_references(read_words(text)).findings


@given(texts | st.text(max_size=200), texts | st.text(max_size=200), languages)
def test_comparing_never_raises_and_finds_the_same_from_either_side(read_words, one, other, language):
    readings = [("s1", read_words(one, language)), ("s2", read_words(other, language))]
    found = acts_cited_differently(readings)
    mirrored = acts_cited_differently(readings[::-1])
    assert {(each.what, each.cited[0].passage.exact, each.cited[1].passage.exact) for each in found} == {
        (each.what, each.cited[1].passage.exact, each.cited[0].passage.exact) for each in mirrored
    }
    assert acts_cited_differently([("s1", readings[0][1]), ("s2", readings[0][1])]) == ()


@pytest.mark.parametrize("piece", ["[1] ", "“… ", "(NRB) ", "Law No. 5 ", "32 killed ", "3 days, 1-3 May 1994 "])
def test_what_is_repeated_without_end_is_judged_to_its_end(read_words, piece):
    found = judge_references(read_words("A title\n\n" + piece * 1000))
    assert all(finding.passage for finding in found.findings)
