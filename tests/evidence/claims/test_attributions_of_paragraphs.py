"""Attributions whose parts lie in several paragraphs, and words that only look like cues."""

import pytest

from ledgerstone.evidence.claims.attributions.find import find_attributions
from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Attribution, Context, Question
from ledgerstone.evidence.reading.model import Region, Role
from ledgerstone.evidence.reading.read import read


def found(text: str, language: str = "en") -> list[tuple[str, str, tuple[str, ...]]]:
    """Source, cue and content of each attribution, in the text's words."""
    values = [mention.value for mention in find_attributions(text, language=language, regions=())]
    return [
        (
            " ".join(text[s.start : s.end] for s in value.source),
            " ".join(text[s.start : s.end] for s in value.cue),
            tuple(text[s.start : s.end] for s in value.content),
        )
        for value in values
        if isinstance(value, Attribution)
    ]


@pytest.mark.parametrize(
    ("language", "text", "source", "content"),
    [
        (
            "en",
            "The commission found that:\n\n– the bridge fell;\n– the weir held.\n\nNobody spoke.",
            "The commission",
            ("the bridge fell", "the weir held"),
        ),
        (
            "ru",
            "Комиссия установила, что:\n– мост упал;\n– плотина устояла.",
            "Комиссия",
            ("мост упал", "плотина устояла"),
        ),
        (
            "fr",
            "La commission a déclaré que :\n– le pont est tombé ;\n– la digue a tenu.",
            "La commission",
            ("le pont est tombé", "la digue a tenu"),
        ),
        (
            "de",
            "Die Kommission erklärte, dass:\n– die Brücke fiel;\n– der Damm hielt.",
            "Die Kommission",
            ("die Brücke fiel", "der Damm hielt"),
        ),
        (
            "hy",
            "Հանձնաժողովը հայտարարեց, որ.\n– կամուրջը փլվել է,\n– պատվարը դիմացել է։",
            "Հանձնաժողովը",
            ("կամուրջը փլվել է", "պատվարը դիմացել է"),
        ),
        ("az", "Komissiya bildirib ki:\n– körpü uçub;\n– bənd qalıb.", "Komissiya", ("körpü uçub", "bənd qalıb")),
        (
            "tr",
            "Komisyon şunları bildirdi:\n– köprü yıkıldı;\n– bent dayandı.",
            "Komisyon",
            ("şunları", "köprü yıkıldı", "bent dayandı"),
        ),
    ],
)
def test_the_points_of_a_list_that_a_colon_opens_are_said(
    language: str, text: str, source: str, content: tuple[str, ...]
):
    ((who, _, what),) = found(text, language)
    assert (who, what) == (source, content)


def test_a_resolution_s_verbs_have_the_speaker_of_its_heading():
    text = (
        "We, the members of the Assembly,\n\nDeclare that:\n\n1. the bridge is closed;\n2. the weir is open\n\n"
        "and urge\n\nthe council to rebuild it."
    )
    assert sorted(found(text)) == [
        ("We", "Declare that", ("the bridge is closed", "the weir is open")),
        ("We", "urge", ("the council to rebuild it",)),
    ]


def test_a_verb_after_a_conjunction_that_nothing_precedes_attributes_nothing():
    assert found("The bridge is closed.\nAnd urged them to go home.") == []


def test_a_list_is_gone_through_once_for_each_colon_whatever_its_length():
    text = "The mayor said that:\n" + "– the bridge fell;\n" * 500
    ((_, _, content),) = found(text)
    assert len(content) == 60


@pytest.mark.parametrize(
    "text",
    [
        "The rules noted in the list are old.",
        "They built it in a village called Orlo.",
        "We must think twice about the bridge.",
        "Anna Orlo Written instantly",
        "The council has shown no interest in the bridge.",
    ],
)
def test_names_places_and_idioms_say_nothing(text: str):
    told = find_attributions(text, language="en", regions=())
    assert [
        m.exact for m in told if isinstance(m.value, Attribution) and m.value.manner not in {"judged", "wanted"}
    ] == []


def test_the_owner_of_a_noun_of_saying_begins_behind_what_stands_before_it():
    assert found("All this stands in addition to Vell's denial of the fire.") == [
        ("Vell's", "denial of", ("the fire",)),
    ]


def test_a_verb_joined_within_a_relative_clause_has_its_noun_for_a_speaker():
    ((source, cue, content),) = found("The report, which leaves out the weir but calls for a new bridge.")
    assert (source, cue, content) == ("The report", "calls for", ("a new bridge",))


def test_the_line_that_names_a_comment_s_author_is_no_attribution():
    text = "The bridge is closed.\n\nAnna Orlo, MD said:\n\n“It fell.”\n"
    start = text.index("Anna")
    comment = Region(role=Role.COMMENT, start=start, end=len(text))
    assert len(find_attributions(text, language="en", regions=())) == 1
    assert find_attributions(text, language="en", regions=(comment,)) == ()


def test_one_word_in_quotation_marks_is_said_where_a_speaker_is_said_to_say_it():
    text = "The council urged them to “withdraw” from the valley. The ship “mirsel” lay there."
    reading = read(text.encode(), name="page.txt", language="en")
    claims = extract(reading, find_mentions(reading, Context()), Context())
    assert [c.passage.exact for c in claims if c.question is Question.WORDS_SAID] == ["“withdraw”"]
