import sys

import pytest

from ledgerstone.cli.doctor import Finding, State, look
from ledgerstone.storage.data_directory import DataDirectory


def names_in(tmp_path) -> Finding:
    return next(found for found in look(DataDirectory(tmp_path)) if found.what == "names in Russian")


def test_a_finder_of_names_that_is_not_installed_is_optional_and_it_says_how(tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "slovnet", None)
    found = names_in(tmp_path)
    assert (found.state, found.mend) == (State.OPTIONAL, "make names, or see docs/reference/names.md")


def test_data_that_is_not_what_was_published_is_bad(tmp_path, monkeypatch: pytest.MonkeyPatch):
    pytest.importorskip("slovnet", reason="slovnet is not installed: make names")
    described = tmp_path / "natasha-1.6.0.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: natasha\nVersion: 1.6.0\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert names_in(tmp_path).state is State.BAD
