"""A person's word goes before the text's own, and a publisher is what its name says."""

import pytest

from ledgerstone.evidence.claims.model import VoiceKind
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.values.dates import DateValue
from ledgerstone.workflow.readings.contexts import context_of

OWN = DateValue(edtf="1994-05-04", wording="4 May 1994")
SAID = DateValue(edtf="1994-05-05", wording="1994-05-05")


def reading(language="en", **known) -> Reading:
    return Reading(media_type="text/plain", language=language, text="", tool="plain text", version="1", **known)


def test_what_people_say_goes_before_what_the_text_says():
    found = context_of(reading(published=OWN, publisher="Norvik Bell"), publisher="Velmar Post", published=SAID)
    assert (found.published, found.publisher) == (SAID, "Velmar Post")
    own = context_of(reading(published=OWN, publisher="Norvik Bell"), publisher=None, published=None)
    assert (own.published, own.publisher) == (OWN, "Norvik Bell")


@pytest.mark.parametrize(
    ("publisher", "language", "kind"),
    [
        (None, "en", VoiceKind.UNATTRIBUTED),
        ("Norvik Bell", "en", VoiceKind.MEDIA),
        ("Orsin Telegraph Agency", "en", VoiceKind.AGENCY),
        ("Orsin Telegraph Agency", "ru", VoiceKind.AGENCY),
        ("Орсинское телеграфное агентство", "ru", VoiceKind.AGENCY),
        ("Norvik Council of Teachers", None, VoiceKind.BODY),
    ],
)
def test_a_publisher_is_the_kind_of_speaker_that_its_name_says(publisher, language, kind):
    assert context_of(reading(language), publisher=publisher, published=None).publisher_kind is kind
