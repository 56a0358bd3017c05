"""The archive's notice."""

from ledgerstone.web.server.notice import archive_notice


def test_the_notice_is_the_archives_own(tmp_path):
    (tmp_path / "ledgerstone.toml").write_text('notice = "Invented papers"\n', encoding="utf-8")
    assert archive_notice(tmp_path, {}) == "Invented papers"


def test_the_environment_goes_before(tmp_path):
    (tmp_path / "ledgerstone.toml").write_text('notice = "one"\n', encoding="utf-8")
    assert archive_notice(tmp_path, {"LEDGERSTONE_NOTICE": "two"}) == "two"


def test_no_file_and_no_line_is_no_notice(tmp_path):
    assert archive_notice(tmp_path, {}) is None
    (tmp_path / "ledgerstone.toml").write_text('data = "x"\n', encoding="utf-8")
    assert archive_notice(tmp_path, {}) is None


def test_a_file_that_cannot_be_read_is_said_on_the_pages(tmp_path):
    (tmp_path / "ledgerstone.toml").write_text("notice =", encoding="utf-8")
    assert "cannot be read" in archive_notice(tmp_path, {})
