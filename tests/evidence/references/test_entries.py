"""What an entry must give: its author and its year, in every language with a pack alike."""

import pytest

HEAD = "A title\n\nIt is so [1]. All of it was seen.\n\nReferences\n\n"


@pytest.mark.parametrize(
    ("language", "entry", "named"),
    [
        ("en", "Orsin Relief Board, The Fire, 2014", True),
        ("en", "Report by the Town Hall, 2014", True),
        ("en", "M. Tolen, The Market, 2014", True),
        ("en", "Papers of the first meeting on the fire, 2014", False),
        ("en", "Papers of the meeting “M. Tolen”, 2014", False),
        ("en", "Papers of a meeting on the 20th anniversary of the fire of Orsin in 1994", False),
        ("ru", "Заявление Комитета Норвика, 2014", True),
        ("ru", "И. Толен, Рынок, 2014", True),
        ("ru", "Материалы первой конференции о пожаре, 2014", False),
        ("hy", "Նորվիկի խորհրդի հայտարարությունը, 2014", True),
        ("hy", "Ա. Տոլեն, Շուկան, 2014", True),
        ("hy", "Առաջին գիտաժողովի նյութեր, 2014", False),
        ("az", "Norvik Şurasının bəyanatı, 2014", True),
        ("az", "Birinci konfransın materialları, 2014", False),
        ("fr", "Déclaration du Conseil de Norvik, 2014", True),
        ("fr", "Actes de la première conférence sur l’incendie, 2014", False),
    ],
)
def test_an_author_is_a_person_or_a_body_in_every_language(found_in, language, entry, named):
    found = found_in(f"{HEAD}1. {entry}\n", "entry-without-author", language=language)
    assert len(found) == (not named)


def test_the_year_of_what_is_remembered_is_not_the_works(found_in):
    entries = "1. M. Tolen, on the 20th anniversary of the fire of 1994\n2. M. Tolen, The Mill, 2014\n"
    (finding,) = found_in(HEAD + entries, "entry-without-year")
    assert "entry 1" in finding.message
    assert "what it is about" in finding.message
