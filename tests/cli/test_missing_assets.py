"""The lines of missing assets on a terminal."""

from ledgerstone.cli.missing_assets import MOST_LISTED, print_missing
from ledgerstone.record.rows import AssetRow


def row(number, kind="link", held=None):
    return AssetRow(kind=kind, address=f"https://herald.example/{number}", start=number, label=None, held=held)


def test_what_is_held_is_not_listed_and_pictures_come_before_links(capsys):
    print_missing((row(1), row(2, "image"), row(3, "image", "s1")))
    assert capsys.readouterr().out.splitlines() == [
        "asset missing: image https://herald.example/2 (at 2)",
        "asset missing: link https://herald.example/1 (at 1)",
    ]


def test_a_long_list_ends_with_how_many_more_there_are(capsys):
    print_missing(tuple(map(row, range(MOST_LISTED + 1_500))))
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == MOST_LISTED + 1
    assert lines[-1] == "and 1,500 more assets missing; --json lists them all"
