"""What evidence hides is shown on pages, in whatever place it stands, and is exact in their JSON. Papers invented."""

import json
import re
from datetime import UTC, datetime

import pytest

from ledgerstone.evidence.claims.model import Context
from ledgerstone.evidence.reading.model import Reading, Region, Role
from ledgerstone.record import save
from ledgerstone.record.rows import AcquisitionRow
from ledgerstone.values.digests import sha256_hex
from ledgerstone.web.catalogues import compile_all
from ledgerstone.web.portal.signs import signs_shown

NOW = datetime(2026, 2, 3, tzinfo=UTC)
OVERRIDE = "\u202e"
MARKED = '<abbr class="sign" dir="ltr" title="U+202E RIGHT-TO-LEFT OVERRIDE">U+202E</abbr>'
TEXT = f"The {OVERRIDE}mill of Tar\u200b\u200b\u200bvel <burned>.\n\nAda: \u0645\u06cc\u200c\u062e\u0648."


@pytest.fixture(scope="module", autouse=True)
def _catalogues():
    compile_all()


@pytest.fixture
def source(db) -> str:  # noqa: ARG001 - asked for so that there is a record
    """Give a source that has an override in each of its words."""
    kept, _ = save.add_source(sha256=sha256_hex([TEXT.encode()]), size_bytes=len(TEXT), obtained=NOW)
    fields = dict.fromkeys(("published", "url", "language"))
    said = {name: f"{name}{OVERRIDE}gpj" for name in ("title", "publisher", "origin", "fonds", "shelfmark", "rights")}
    save.add_acquisition(kept, AcquisitionRow(path=f"photo{OVERRIDE}gpj.txt", obtained=NOW, **said, **fields))
    regions = (Region(role=Role.COMMENT, start=TEXT.index("Ada"), end=len(TEXT), author=f"Ada{OVERRIDE}"),)
    reading = Reading(
        media_type="text/plain", language="en", text=TEXT, regions=regions, warnings=(OVERRIDE,), tool="t", version="1"
    )
    save.add_reading(kept, reading, mentions=(), context=Context(), status="read", made=NOW)
    return kept


@pytest.mark.parametrize("address", ["/en/sources/{}", "/en/sources", "/en/sources/{}/4-9"])
def test_no_page_holds_a_sign_that_turns_words_and_each_is_named(source, desk, address):
    shown = desk(address.format(source)).content.decode()
    assert OVERRIDE not in shown
    assert MARKED in shown


def test_title_names_of_files_text_author_and_warning_show_it(source, desk):
    shown = desk(f"/en/sources/{source}").content.decode()
    for before in ('<h1><bdi lang="en" dir="auto">title', "photo", "The ", "Ada", '<li><bdi dir="auto">'):
        assert before + MARKED in shown, before
    assert "<title>title[U+202E]gpj · Ledgerstone</title>" in shown


def test_a_run_of_one_sign_is_counted_and_joiners_of_persian_are_left(source, desk):
    shown = desk(f"/en/sources/{source}").content.decode()
    assert re.search(r"Tar<abbr [^>]*>U\+200B × 3</abbr>vel", shown)
    assert "\u0645\u06cc\u200c\u062e\u0648" in shown


def test_the_exact_words_stay_in_the_json(source, desk):
    found = json.loads(desk(f"/en/sources/{source}.json").content)
    assert found["reading"]["text"] == TEXT
    assert found["title"] == f"title{OVERRIDE}gpj"


def test_the_length_that_is_told_is_that_of_the_page_as_shown(source, desk):
    answer = desk(f"/en/sources/{source}")
    assert int(answer.headers["Content-Length"]) == len(answer.content)


def test_words_for_the_ear_show_it_too_and_addresses_and_forms_are_left():
    page = f'<img alt="a{OVERRIDE}b" src="{OVERRIDE}"><input value="{OVERRIDE}">'
    assert signs_shown(page) == f'<img alt="a[U+202E]b" src="{OVERRIDE}"><input value="{OVERRIDE}">'


def test_a_page_without_such_signs_is_the_same():
    page = "<p>Տարվել, Тарвель \U0001f469\u200d\u2695\ufe0f</p>"
    assert signs_shown(page) == page
