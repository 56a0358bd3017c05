"""The demo's accounts: every number is that of things which one can open; parts, days and their order are right."""

import urllib.request

import lxml.html
import pytest
from clickable import wrong_numbers, wrong_on_page


@pytest.fixture(scope="module")
def accounts(demo) -> list[dict]:
    return demo.accounts()


def test_every_number_of_every_account_is_that_of_things_that_exist(demo, accounts):
    claims = {row["id"]: row["source"] for row in demo.rows("claims")}
    sources = {row["id"] for row in demo.rows("sources")}
    assert len(accounts) >= 3
    assert [wrong for account in accounts for wrong in wrong_numbers(account, claims, sources)] == []


def page_of(address: str) -> lxml.html.HtmlElement:
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - our own loopback address
        return lxml.html.fromstring(answer.read())


def test_every_number_on_the_page_of_every_account_is_that_of_things_listed_beside_it(site, accounts):
    for account in accounts:
        page = page_of(f"{site.address}en/incidents/{account['incident']['id']}")
        assert list(wrong_on_page(page)) == [], account["incident"]["title"]


def test_every_number_that_the_public_sees_is_that_of_things_listed_beside_it(public_site):
    assert list(wrong_on_page(page_of(public_site.url("account")))) == []


def test_each_planted_part_stands_under_its_whole(accounts, expected):
    planted = {(str(one["part_of"]), one["lower"]) for one in expected["answers"] if "part_of" in one}
    found = set()
    for question in (question for account in accounts for question in account["questions"]):
        values = {answer["id"]: answer["value"] for answer in question["answers"]}
        order = list(values)
        for answer in question["answers"]:
            for whole in answer["part_of"]:
                assert order.index(whole) < order.index(answer["id"])
                found.add((values[whole]["wording"], answer["value"]["lower"]))
    assert planted <= found


def test_days_of_the_first_incident_stand_under_the_days_that_hold_them(accounts):
    fullest = max(accounts, key=lambda account: len(account["incident"]["sources"]))
    when = next(question for question in fullest["questions"] if question["question"] == "when")
    edtf = {answer["id"]: answer["value"]["edtf"] for answer in when["answers"]}
    above = {
        edtf[answer["id"]]: {edtf[one] for one in answer["within"]}
        for answer in when["answers"]
        if "denied" not in answer["stances"]
    }
    assert above["1991-03-11/1991-03-14"] == {"1991-03-11/1991-03-17"}
    assert above["1991-03-13"] == above["1991-03-14"] == {"1991-03-11/1991-03-14"}
    assert above["1991-03-11/1991-03-17"] == set()


def test_no_demo_source_is_against_itself_and_none_took_its_count_back(accounts):
    assert [account["against_itself"] for account in accounts] == [[]] * len(accounts)
    assert [
        question["revised"] for account in accounts for question in account["questions"] if question["revised"]
    ] == []
