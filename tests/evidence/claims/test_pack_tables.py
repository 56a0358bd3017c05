"""The fast reading of packs: what `tomllib` reads, the same errors on the same lines."""

import tomllib
from importlib import resources

import msgspec
import pytest

from ledgerstone.evidence.claims import packs
from ledgerstone.evidence.claims.packs import Pack, available, decode
from ledgerstone.evidence.claims.packs.tables import tables


@pytest.mark.parametrize("language", available())
def test_a_pack_is_what_the_standard_reader_makes_of_it(language):
    file = resources.files(packs).joinpath(f"{language}.toml")
    assert decode(file) == msgspec.toml.decode(file.read_bytes(), type=Pack)


@pytest.mark.parametrize(
    "content",
    [
        'a = ["x"]',
        'a = ["x", "y",]\nb = [\n  "x", "y y",\n  "é"\n]\n',
        'a = [ "x" , "y" , ]',
        'a = [\n  "x", # "y",\n  "z",\n]',
        "a = []\nb = ['x', 'y']",
        r'a = ["x\"", "y\\"]',
        'a = ["x", 1]\nb = 1.5\nc = [["x"], ["y"]]',
        '[t]\na = ["x"]\n[[u]]\na = ["y"]\n[[u]]\na = ["z"]',
        't = { a = ["x"] }\n"b c" = ["x"]',
        'a = """\nb = ["x"]\n"""',
        "a = '''\nb = [\"x\"]\n'''",
        'a = ["x"]\r\nb = [\r\n"y"]\r\n',
        '# b = ["x"]\na = "b = [" # ["x"]\n',
        'a = ["#", "[", "]", ","]',
    ],
)
def test_what_is_toml_is_read_as_the_standard_reader_reads_it(content):
    found = msgspec.to_builtins(tables(content))
    assert _listed(found) == tomllib.loads(content)


@pytest.mark.parametrize(
    "content",
    [
        'a = ["x" "y"]',
        'a = [, "x"]',
        'a = ["x",, "y"]',
        'a = ["x"',
        'a = ["x"]\na = ["y"]',
        'a = ["x", "y",\n  "z",\n]\n\nb = ["x" "y"]\n',
        'a = ["\t", "\x01"]',
        'é = ["x"]',
    ],
)
def test_what_is_no_toml_is_refused_with_the_line_of_the_standard_reader(content):
    with pytest.raises(tomllib.TOMLDecodeError) as standard:
        tomllib.loads(content)
    with pytest.raises(tomllib.TOMLDecodeError) as fast:
        tables(content)
    assert _place(fast) == _place(standard)


def _listed(value):
    if isinstance(value, dict):
        return {key: _listed(each) for key, each in value.items()}
    return [_listed(each) for each in value] if isinstance(value, list | tuple) else value


def _place(raised):
    return str(raised.value).partition("(at ")[2].partition(",")[0]
