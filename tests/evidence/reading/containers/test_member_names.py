import pytest

from ledgerstone.evidence.reading.containers.member_names import LONGEST, decode_names, points_outside


@pytest.mark.parametrize("encoding", ["cp866", "cp1251", "koi8-r"])
def test_names_of_one_container_are_of_one_encoding(encoding):
    names = ["Письмо из Норвика.txt", "Список.txt", "Показания свидетеля.txt", "plain.txt"]
    decoded = decode_names([name.encode(encoding) for name in names])
    assert decoded.paths == names
    assert decoded.warnings == (f"names of members are not in UTF-8: read as {encoding.upper()}, by their letters",)


def test_utf8_and_what_was_decoded_already_stay_as_they_are():
    assert decode_names(["Նամակ".encode(), "Письмо"]).paths == ["Նամակ", "Письмо"]


def test_bytes_that_are_no_text_give_a_path_all_the_same():
    for name in (b"archive/data.warcu\xc5\xfe", bytes(range(256)), b"\xff", b""):
        path = decode_names([name]).paths[0]
        assert "\0" not in path
        assert path.encode().decode() == path


def test_a_lone_surrogate_and_a_nul_are_replaced():
    assert decode_names(["a\ud800b\0c"]).paths == ["a?b\ufffdc"]


def test_a_path_is_cut_where_no_system_has_longer_ones():
    decoded = decode_names(["n" * 9000])
    assert (len(decoded.paths[0]), len(decoded.warnings)) == (LONGEST, 1)


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../a", "a/../../b", "..", "a/..", "C:\\a", "c:a", "\\a", "..\\a", "a\\..\\b"]
)
def test_these_lead_outside(path):
    assert points_outside(path)


@pytest.mark.parametrize("path", ["a", "a/b", "..a", "a..", "a/..b", "...", "", "ab:c", "./a"])
def test_these_do_not(path):
    assert not points_outside(path)
