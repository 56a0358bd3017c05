"""Catalogues are whole: every message is there, with its placeholders, in every language."""

import re

import pytest

from ledgerstone.web.catalogues import TRANSLATED, UNCHECKED, catalogue_file, compile_all, messages, read_catalogue

PLACEHOLDER = re.compile(r"%\([a-z]+\)s")


def strings(message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_message_is_missing_empty_or_left_over(language):
    wanted = {message.id for message in messages() if message.id}
    have = {message.id: message for message in read_catalogue(language) if message.id}
    assert set(have) == wanted, "run `python -m ledgerstone.web.update_catalogues`, then translate what is new"
    assert [key for key, message in have.items() if not all(strings(message))] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_placeholders_agree(language):
    for message in read_catalogue(language):
        if not message.id:
            continue
        forms = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = set(PLACEHOLDER.findall(forms[-1]))
        for text in strings(message):
            assert set(PLACEHOLDER.findall(text)) == wanted, message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_that_no_speaker_has_read_says_so(language):
    assert catalogue_file(language).read_text(encoding="utf-8").startswith(UNCHECKED)


def test_messages_are_found_in_code_and_in_templates():
    found = {message.id for message in messages()}
    assert "Working copy: proposals, not published" in found
    assert "language not known" in found
    assert ("%(number)s line", "%(number)s lines") in found


def test_compiling_writes_what_django_reads():
    assert [path.suffix for path in compile_all()] == [".mo"] * len(TRANSLATED)
