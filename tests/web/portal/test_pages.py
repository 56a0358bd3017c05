"""The pages: what is on them, for whom, and with which headers."""

import json
import re

import pytest

from ledgerstone.web.catalogues import compile_all
from ledgerstone.workflow.add_user import add_user
from ledgerstone.workflow.publish import publish

BANNER = "Working copy: proposals, not published"
HOSTILE = "<script>alert"


@pytest.fixture(scope="module", autouse=True)
def _catalogues():
    compile_all()


def pages_of(archive) -> tuple[str, ...]:
    return (
        "/en/",
        "/en/sources",
        f"/en/sources/{archive.first}",
        f"/en/sources/{archive.talk}",
        f"/en/sources/{archive.first}/70-90",
        "/en/incidents",
        f"/en/incidents/{archive.incident}",
        "/en/search",
        "/en/method",
    )


def beside(address: str) -> str:
    return f"{address}index.json" if address.endswith("/") else f"{address}.json"


def text_of(response) -> str:
    return response.content.decode("utf-8")


def test_each_page_answers_with_the_banner_and_each_has_its_json(archive, desk):
    for address in pages_of(archive):
        response = desk(address)
        assert response.status_code == 200, address
        assert BANNER in text_of(response), address
        found = desk(beside(address))
        assert found.status_code == 200, address
        assert found["Content-Type"] == "application/json"
        json.loads(found.content)


def test_pages_set_no_cookie_and_allow_nothing_from_elsewhere(archive, desk):
    for address in (*pages_of(archive), "/en/nothing", "/robots.txt"):
        response = desk(address)
        assert response.cookies == {}, address
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert "unsafe" not in policy
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Referrer-Policy"] == "no-referrer"
        assert "<script" not in text_of(response)
        assert "style=" not in text_of(response)


def test_a_working_copy_is_kept_in_no_cache_and_from_every_robot(archive, desk, client):
    assert "no-store" in desk("/en/")["Cache-Control"]
    assert "no-store" not in client.get("/en/")["Cache-Control"]
    assert "Disallow: /" in text_of(desk("/robots.txt"))
    assert "Allow: /" in text_of(client.get("/robots.txt"))
    assert archive.first not in text_of(client.get("/en/sources"))


def test_the_archives_notice_stands_on_every_page(archive, desk, settings):
    settings.ARCHIVE_NOTICE = "Invented <papers>"
    for address in (*pages_of(archive), "/en/nothing"):
        assert "Invented &lt;papers&gt;" in text_of(desk(address)), address


def test_words_from_the_world_are_never_markup(archive, desk):
    shown = text_of(desk(f"/en/sources/{archive.talk}"))
    assert HOSTILE not in shown
    assert "&lt;script&gt;alert" in shown
    found = text_of(desk("/en/search", QUERY_STRING="q=%3Cscript%3Ealert%22"))
    assert HOSTILE not in found


def test_the_public_sees_nothing_that_was_not_published(archive, client):
    for address in pages_of(archive):
        for asked in (address, beside(address)):
            response = client.get(asked)
            assert response.status_code in {200, 404}
            for hidden in (archive.first, archive.talk, archive.incident, "Tarvel", "twelve"):
                if hidden not in asked:
                    assert hidden not in text_of(response), asked


def test_no_client_can_make_itself_the_desk(archive, client):
    response = client.get(f"/en/sources/{archive.first}", headers={"ledgerstone.viewer": "desk"})
    assert response.status_code == 404
    assert "Tarvel" not in text_of(response)


def test_the_public_sees_a_published_account_without_banner_and_without_comments(archive, client, directory):
    add_user("Nerel (invented)")
    publish(directory, archive.incident, by="Nerel (invented)", with_sources=True)
    account = client.get(f"/en/incidents/{archive.incident}")
    assert account.status_code == 200
    assert BANNER not in text_of(account)
    assert "Version 1, published by Nerel (invented)" in text_of(account)
    talk = text_of(client.get(f"/en/sources/{archive.talk}"))
    assert "My aunt counted" not in talk


def test_each_figure_of_an_account_leads_to_its_passage_in_one_click(archive, desk):
    account = text_of(desk(f"/en/incidents/{archive.incident}"))
    links = re.findall(r'class="chip" href="([^"#]+)#(c[0-9a-f]{12})"', account)
    assert {claim for _, claim in links} == set(archive.claims)
    for address, claim in links:
        assert f'id="{claim}"' in text_of(desk(address))


def test_an_account_shows_rivals_side_by_side_copies_with_both_wordings_and_what_is_not_known(archive, desk):
    shown = text_of(desk(f"/en/incidents/{archive.incident}"))
    for words in ("12 or more", "20 or more", "2 answers, side by side", ">twenty<", ">twelve<"):
        assert words in shown
    unknown = shown[shown.index('id="not-known"') :]
    assert "How many are said to have been injured?" in unknown
    assert "How many are said to have been killed?" not in unknown


def test_a_source_shows_its_identity_regions_warnings_and_notes(archive, desk):
    shown = text_of(desk(f"/en/sources/{archive.talk}"))
    for words in ("comment 2", "answers comment 1", "Ben", "policy", "guessed &amp; kept", "no number given"):
        assert words in shown
    first = text_of(desk(f"/en/sources/{archive.first}"))
    digest = json.loads(desk(f"/en/sources/{archive.first}.json").content)["sha256"]
    for words in (digest, "The Lantern", "5 March 1931", "247 bytes", "invented", "Orsin Telegraph Agency"):
        assert words in first


def test_a_claim_is_shown_with_what_it_leaves_open_on_its_source_and_in_the_account(archive, desk):
    page = text_of(desk(f"/en/sources/{archive.first}"))
    assert "not certain: " in page
    assert "not certain: " in text_of(desk(f"/en/incidents/{archive.incident}"))


def test_quotations_carry_their_own_language_and_direction(archive, desk):
    shown = text_of(desk(f"/en/sources/{archive.far}"))
    assert '<html lang="en">' in shown
    assert '<p class="words" lang="hy" dir="auto">' in shown


def test_json_has_the_shapes_of_the_command_line(archive, desk):
    (first, *_) = json.loads(desk("/en/sources.json").content)
    assert {"id", "sha256", "media_type", "size", "title", "publisher", "published", "obtained"} <= set(first)
    account = json.loads(desk(f"/en/incidents/{archive.incident}.json").content)
    assert {"incident", "questions", "copies"} <= set(account)
    whole = json.loads(desk(f"/en/sources/{archive.first}.json").content)
    assert whole["id"] == archive.first
    assert whole["reading"]["text"].startswith("Fire at the mill")


def test_a_passage_has_an_address_with_selectors(archive, desk):
    found = json.loads(desk(f"/en/sources/{archive.first}/74-80.json").content)
    whole = json.loads(desk(f"/en/sources/{archive.first}.json").content)["reading"]["text"]
    assert found["exact"] == whole[74:80]
    assert whole.startswith(found["prefix"] + found["exact"] + found["suffix"])
    for outside in ("80-74", "74-74", "0-999999"):
        assert desk(f"/en/sources/{archive.first}/{outside}").status_code == 404


@pytest.mark.parametrize("address", ["/en/sources/s000", "/en/incidents/i0", "/en/x", "/nothing", "/en/sources/s/1-2"])
@pytest.mark.usefixtures("archive")
def test_what_is_not_there_answers_404_in_the_same_dress(desk, address):
    response = desk(address)
    assert response.status_code == 404
    assert "Is there such a page?" in text_of(response)


@pytest.mark.usefixtures("archive")
def test_search_without_a_word_answers_400_and_with_none_the_form_alone(desk):
    assert desk("/en/search", QUERY_STRING="q=***").status_code == 400
    assert "Where do these words stand?" not in text_of(desk("/en/search"))


@pytest.mark.parametrize("query", ["page=0", "page=99", "page=x", "page=%D9%A3", "page=-1", "at=x"])
@pytest.mark.usefixtures("archive")
def test_strange_page_numbers_lead_to_the_nearest_page(desk, query):
    assert desk("/en/sources", QUERY_STRING=query).status_code == 200


@pytest.mark.usefixtures("archive")
def test_head_answers_as_get_does_without_the_body(client):
    for address in ("/en/", "/en/sources.json", "/robots.txt"):
        head, got = client.head(address), client.get(address)
        assert (head.status_code, head.content) == (200, b"")
        assert head["Content-Length"] == got["Content-Length"] == str(len(got.content))
    assert client.post("/en/").status_code == 405


@pytest.mark.parametrize(
    ("asked", "code"), [("hy", "hy"), ("fr-CA,fr;q=0.9", "fr"), ("ka, az;q=0.5", "az"), ("", "en"), ("ka", "en")]
)
@pytest.mark.usefixtures("archive")
def test_an_address_without_a_language_leads_to_the_browsers(client, asked, code):
    response = client.get("/sources?page=2", headers={"accept-language": asked})
    assert (response.status_code, response["Location"]) == (302, f"/{code}/sources?page=2")
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("hy", "Աշխատանքային"), ("ru", "Рабочая копия"), ("az", "İşçi nüsxə"), ("fr", "Copie de travail")],
)
def test_each_language_has_its_pages(archive, desk, language, words):
    for address in pages_of(archive):
        shown = text_of(desk(address.replace("/en/", f"/{language}/", 1)))
        assert words in shown
        assert f'<html lang="{language}">' in shown


@pytest.mark.usefixtures("db", "directory")
def test_an_empty_archive_says_how_to_begin(desk):
    assert "ledgerstone ingest" in text_of(desk("/en/"))
    assert "There are none yet." in text_of(desk("/en/incidents"))


@pytest.mark.usefixtures("archive")
def test_a_fault_of_ours_shows_no_details(client, directory):
    client.raise_request_exception = False
    directory.search_index.write_bytes(b"no database" * 1000)
    response = client.get("/en/search?q=mill")
    assert response.status_code == 500
    assert "The fault is ours." in text_of(response)
    assert str(directory.root) not in text_of(response)
    assert "Error" not in text_of(response)


def test_a_hit_is_marked_and_says_why_it_was_found(archive, desk):
    shown = text_of(desk("/en/search", QUERY_STRING="q=weaver"))
    assert "<mark>" in shown
    assert "2 passages" in shown
    assert "the very words" in shown
    assert f"/en/sources/{archive.first}/" in shown
    (first, *_) = json.loads(desk("/en/search.json", QUERY_STRING="q=weaver").content)
    assert {"source", "passage", "score", "how"} <= set(first)


def test_a_list_longer_than_a_page_names_its_neighbours(archive, desk, monkeypatch):
    monkeypatch.setattr("ledgerstone.web.portal.views.search._PAGE_SIZE", 1)
    first = desk("/en/search.json", QUERY_STRING="q=weaver")
    assert first["Link"] == '</en/search.json?q=weaver&page=2>; rel="next"'
    second = desk("/en/search", QUERY_STRING="q=weaver&page=2")
    assert "Page 2 of 2" in text_of(second)
    assert archive.first in text_of(first) + text_of(second)
