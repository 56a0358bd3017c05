"""A name in quotation marks behind a noun belongs to the speaker's name."""

import pytest

from ledgerstone.evidence.claims.attributions.find import find_attributions


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("ru", "Как сообщило агентство «Орсин», были убиты 34 человека.", "агентство «Орсин»"),
        ("en", "A house burned, reported the agency “Orsin Wire”.", "the agency “Orsin Wire”"),
    ],
)
def test_a_short_quoted_name_is_part_of_the_speaker(language, text, speaker):
    found = find_attributions(text, language=language, regions=())
    spans = [text[span.start : span.end] for mention in found for span in mention.value.source]
    assert speaker in spans
