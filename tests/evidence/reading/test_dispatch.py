"""Every media type that is named has a function that takes it."""

import pytest

from ledgerstone.evidence.reading import dispatch


@pytest.mark.parametrize(
    ("table", "found_by"),
    [
        (dispatch.READERS, dispatch.reader_of),
        (dispatch.OPENERS, dispatch.opener_of),
        (dispatch.RECOGNISERS, dispatch.recogniser_of),
    ],
    ids=["readers", "openers", "recognisers"],
)
def test_every_name_is_that_of_a_function(table, found_by):
    for media_type, name in table.items():
        found = found_by(media_type)
        assert f"{found.__module__.removeprefix('ledgerstone.evidence.reading.')}:{found.__name__}" == name
    assert found_by("application/x-invented") is None


def test_sound_and_pictures_that_move_have_one_reader():
    assert dispatch.reader_of("audio/ogg") is dispatch.reader_of("video/mp4")
    dispatch.load_all()
