"""How the source of an attribution stands to its content, by the pack's table of the cue."""

import pytest

from ledgerstone.evidence.claims.attributions.find import find_attributions
from ledgerstone.evidence.claims.model import Attribution, Manner
from ledgerstone.evidence.claims.packs import available, load


def manners(text: str, language: str) -> list[Manner]:
    values = [mention.value for mention in find_attributions(text, language=language, regions=())]
    return [value.manner for value in values if isinstance(value, Attribution)]


@pytest.mark.parametrize(
    ("language", "text", "manner"),
    [
        ("en", "The mayor said that the bridge fell.", Manner.SAID),
        ("en", "According to the mayor, the bridge fell.", Manner.SAID),
        ("en", "The mayor wrote that the bridge fell.", Manner.WRITTEN),
        ("en", "The mayor denied that the bridge fell.", Manner.DENIED),
        ("en", "The mayor believes that the bridge fell.", Manner.BELIEVED),
        ("en", "The mayor doubts that the bridge fell.", Manner.DOUBTED),
        ("en", "The mayor noticed that the bridge fell.", Manner.KNOWN),
        ("en", "The mayor demanded that the bridge be closed.", Manner.DEMANDED),
        ("en", "The mayor wants to close the bridge.", Manner.WANTED),
        ("en", "The mayor praised the new bridge.", Manner.JUDGED),
        ("en", "The bridge appears to be closed.", Manner.SUPPOSED),
        ("ru", "Мэр заявил, что мост упал.", Manner.SAID),
        ("ru", "Мэр отрицает, что мост упал.", Manner.DENIED),
        ("ru", "Мэр считает, что мост упал.", Manner.BELIEVED),
        ("ru", "Мэр потребовал закрыть мост.", Manner.DEMANDED),
        ("ru", "Мэр хочет закрыть мост.", Manner.WANTED),
        ("fr", "Le maire a déclaré que le pont est tombé.", Manner.SAID),
        ("fr", "Le maire doute que le pont soit tombé.", Manner.DOUBTED),
        ("fr", "Le maire a exigé que le pont soit fermé.", Manner.DEMANDED),
        ("de", "Der Bürgermeister sagte, dass die Brücke gefallen ist.", Manner.SAID),
        ("de", "Der Bürgermeister bestritt, dass die Brücke gefallen ist.", Manner.DENIED),
        ("de", "Der Bürgermeister forderte, dass die Brücke geschlossen wird.", Manner.DEMANDED),
        ("hy", "Քաղաքապետը հայտնեց, որ կամուրջը փլվել է։", Manner.SAID),
        ("hy", "Քաղաքապետը կասկածում է, որ կամուրջը փլվել է։", Manner.DOUBTED),
        ("az", "Nazir bildirib ki, körpü uçub.", Manner.SAID),
        ("az", "Nazir iddianı təkzib edib ki, körpü uçub.", Manner.DENIED),
        ("tr", "Bakan, köprünün yıkıldığını söyledi.", Manner.SAID),
        ("tr", "Bakan, köprünün yıkıldığını yalanladı.", Manner.DENIED),
    ],
)
def test_a_cue_gives_the_manner_of_its_pack(language: str, text: str, manner: Manner):
    assert manners(text, language) == [manner]


def test_every_manner_of_a_pack_is_one_of_the_glossary_and_no_form_stands_in_two():
    for language in available():
        table = load(language).attributions.manners
        assert set(table) <= set(Manner)
        forms = [form for of_manner in table.values() for form in of_manner]
        assert len(forms) == len(set(forms)), language
