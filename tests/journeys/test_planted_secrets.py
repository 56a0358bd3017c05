"""200 secrets are planted, in every place that a paper has; after redaction and erasure no search finds one of them.

The same search finds every one before. Ciphertexts lie in the archive then, and are searched like all else.
"""

import csv
import json
import random
import re
import shutil
import sqlite3
import subprocess
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from warm import run_warm

SEED = 1915
PAPERS, IN_EACH = 20, 10
SYLLABLES = {
    "en": ("bro vel dra skut min zor fal gur tev lin cha pru osk wem dul"),
    "ru": ("бро вел дра жут мин зор фал гур тев лин чща пру осы хем дул"),
    "hy": ("բրո վել դրա ժութ մին զոր ֆալ գուր թև լին չխա պրու օսկ հեմ դուլ"),
}
SENTENCES = {
    "en": "On 3 May 1994 at least {2} people were killed in {1}, {0} said. The town was cut off for a week.",
    "ru": "3 мая 1994 года в {1} убиты не менее {2} человек, сообщил {0}. Город был отрезан неделю.",
    "hy": "1994 թվականի մայիսի 3-ին {1} քաղաքում սպանվել է առնվազն {2} մարդ, ասաց {0}։ Քաղաքը մեկ շաբաթ կտրված էր։",
}
PAGE = """<!DOCTYPE html><html lang="{0}"><head><meta charset="utf-8"><title>{1}</title></head><body><main><article>
<h1>{1}</h1><p>{2}</p><p>{2}</p></article><section id="comments"><h2>1 comment</h2><ol class="comment-list">
<li class="comment" id="c1"><p class="comment-author"><cite>{3}</cite> said:</p>
<p>I knew them: {3} wrote to {4}.</p></li></ol></section></main></body></html>
"""
DESCRIBED = ("path", "title", "publisher", "published", "url", "language", "origin", "fonds", "shelfmark", "rights")
EXPORTS = ("claims", "sources", "annotations", "incidents")
LISTINGS = ("sources", "claims", "incidents", "copies")
BY = ("--by", "Ada Lind")
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_EVERY = 'SELECT * FROM "{}"'


@dataclass(frozen=True)
class Program:
    """The program on an archive."""

    root: Path

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return run_warm(["--data", self.root, *arguments])

    def call(self, *arguments: str | Path) -> str:
        done = self.run(*arguments)
        assert done.returncode == 0, f"{arguments}: {done.stderr}"
        return done.stdout

    def rows(self, *arguments: str | Path) -> list[dict]:
        return [json.loads(line) for line in self.call(*arguments, "--json").splitlines()]


@dataclass(frozen=True)
class Paper:
    """A paper that is planted: its language, its secrets, and its bytes."""

    number: int
    language: str
    secrets: tuple[str, ...]

    @property
    def in_text(self) -> tuple[str, ...]:
        return self.secrets[:4] if self.is_page else self.secrets[:3]

    @property
    def is_page(self) -> bool:
        return self.number % 2 == 0

    @property
    def path(self) -> str:
        return f"{self.secrets[4]}.{'html' if self.is_page else 'txt'}"

    @property
    def text(self) -> str:
        name, place, number, commenter = self.secrets[:4]
        sentence = SENTENCES[self.language].format(name, place, number)
        if self.is_page:
            return PAGE.format(self.language, f"No. {self.number}", sentence, commenter, name.upper())
        return f"No. {self.number}\n\n{sentence}\n\n{sentence} {name.upper()}.\n"

    @property
    def title(self) -> str:
        return f"On {self.secrets[5]}"

    def described(self) -> dict[str, str]:
        """Return its line of the manifest, with the secrets that are not in its text."""
        fourth, _, _, publisher, origin, shelfmark, rights = self.secrets[3:]
        return {
            "path": self.path,
            "title": self.title,
            "publisher": f"{publisher} Press",
            "published": "1994-05-04",
            "url": "https://example.org/" + (f"page/{self.number}" if self.is_page else quote(fourth)),
            "language": self.language,
            "origin": f"from {origin}",
            "fonds": "" if self.is_page else fourth,
            "shelfmark": f"box {shelfmark}",
            "rights": f"with {rights}",
        }


def planted() -> tuple[Paper, ...]:
    """Return the papers, with 200 secrets that differ: names, places and numbers, in three scripts."""
    chance = random.Random(SEED)  # noqa: S311 - the same secrets in every run
    seen: set[str] = set()

    def word(language: str) -> str:
        while True:
            made = "".join(chance.choices(SYLLABLES[language].split(), k=4)).capitalize()
            if made not in seen:
                seen.add(made)
                return made

    def secrets(language: str) -> tuple[str, ...]:
        number = str(chance.randrange(10**8, 10**9))
        words = [f"{word(language)} {word(language)}" if at in {0, 3} else word(language) for at in range(IN_EACH - 1)]
        return (*words[:2], number, *words[2:])

    languages = [tuple(SENTENCES)[at % 3] for at in range(PAPERS)]
    return tuple(Paper(at, language, secrets(language)) for at, language in enumerate(languages))


class Search:
    """Looks for all secrets at once in bytes: as UTF-8 and UTF-16, with escapes undone, in any case, marks apart."""

    def __init__(self, papers: tuple[Paper, ...]) -> None:
        self._plain = {secret: plain(secret) for paper in papers for secret in paper.secrets}
        self._done: dict[bytes, frozenset[str]] = {}

    def __call__(self, data: bytes) -> frozenset[str]:
        key = sha256(data).digest()
        if key not in self._done:
            self._done[key] = self._find(data)
        return self._done[key]

    def _find(self, data: bytes) -> frozenset[str]:
        text = data.decode("utf-8", "ignore")
        undone = ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
        wide = (data[at:].decode(coding, "ignore") for at in (0, 1) for coding in ("utf-16-le", "utf-16-be"))
        texts = [plain(one) for one in (text, undone, unquote(text, errors="ignore"), *wide)]
        return frozenset(
            secret for secret, looked_for in self._plain.items() if any(looked_for in one for one in texts)
        )


def plain(text: str) -> str:
    """Return a text without case, with marks apart from their letters, and as search folds two spellings of one."""
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).replace("եւ", "եվ")


def files_of(root: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file with its name; of databases all that their tables and the full-text index hold, besides."""
    for path in sorted(root.rglob("*")):
        if path.is_file():
            name = str(path.relative_to(root))
            yield name, name.encode("utf-8", "surrogateescape") + b"\n" + path.read_bytes()
            if path.suffix == ".sqlite3":
                yield f"rows of {name}", rows_of(path)


def rows_of(database: Path) -> bytes:
    """Return every value of every table, and the words of the index, one a line: rows lie torn over pages."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as opened:
        tables = [row[0] for row in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        values = [one for table in tables for row in opened.execute(_EVERY.format(table)) for one in row]
        if "found" in tables:
            opened.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, found, row)")
            values += [row[0] for row in opened.execute("SELECT term FROM temp.terms")]
    return b"\n".join(one if isinstance(one, bytes) else str(one).encode() for one in values)


def shown(program: Program, folder: Path, papers: tuple[Paper, ...]) -> Iterator[tuple[str, bytes]]:
    """Yield all that the program gives out of an archive, with what it is."""
    asked = [(listing, (listing, "--json")) for listing in LISTINGS]
    asked += [("log", ("log", "show", "--json"))]
    for some in zip(*[iter(papers)] * 5, strict=True):
        query = " OR ".join(f'"{secret}"' for paper in some for secret in paper.secrets)
        asked += [("search", ("search", query, "--limit", "200", "--json"))]
    asked += [("account", ("account", row["id"], "--json")) for row in program.rows("incidents")]
    for kind in EXPORTS:
        asked += [(f"export {kind} for {one}", ("export", kind, "--for", one)) for one in ("public", "desk")]
    for name, command in asked:
        yield name, program.call(*command).encode()
    for kind in ("bag", "archive"):
        program.call("export", kind, "--out", folder / kind)
        for name, data in files_of(folder / kind):
            yield f"export {kind}", name.encode("utf-8", "surrogateescape") + data


def found_in(program: Program, folder: Path, search: Search, papers: tuple[Paper, ...]) -> dict[str, frozenset[str]]:
    """Return the secrets that are found, by what they are found in: a part of the data directory, or an output."""
    folder.mkdir()
    found: dict[str, frozenset[str]] = {}
    for name, data in (*files_of(program.root), *shown(program, folder, papers)):
        part = f"{name.split('/')[0]}/" if "/" in name and not name.startswith("rows of") else name
        found[part] = found.get(part, frozenset()) | search(data)
    return found


@pytest.fixture(scope="module")
def papers() -> tuple[Paper, ...]:
    return planted()


@pytest.fixture(scope="module")
def archive(papers, tmp_path_factory):
    """Make an archive of the papers, judged, published, with refusals; and a recovery key."""
    folder = tmp_path_factory.mktemp("planted")
    made = Program(folder / "data")
    pile = folder / "pile"
    pile.mkdir()
    for paper in papers:
        (pile / paper.path).write_text(paper.text, encoding="utf-8")
    with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as opened:
        table = csv.DictWriter(opened, DESCRIBED)
        table.writeheader()
        table.writerows(paper.described() for paper in papers)
    made.call("init")
    made.call("user", "add", "Ada Lind")
    made.call("ingest", pile, "--manifest", folder / "manifest.csv")
    for paper in papers:
        (folder / "links" / str(paper.number)).mkdir(parents=True)
        (folder / "links" / str(paper.number) / paper.path).symlink_to("/dev/null")
    assert made.run("ingest", folder / "links").returncode == 1
    for incident in made.rows("incidents")[:4]:
        made.call("publish", incident["id"], *BY, "--with-sources")
    ids = ids_of(made)
    for paper in papers[::4]:
        claim = made.rows("claims", "--source", ids[paper.title])[0]["id"]
        made.call("judge", claim, "accept", *BY, "--reason", f"{paper.secrets[0]} told me")
    (folder / "shares").mkdir()
    made.call("recovery", "new", "--out-dir", folder / "shares")
    return made


def ids_of(program: Program) -> dict[str, str]:
    """Return the ids of sources by their titles."""
    return {row["title"]: row["id"] for row in program.rows("sources")}


def redact(program: Program, source: str, paper: Paper, folder: Path) -> None:
    """Take the secrets out of a paper's text: by their places, or by name."""
    if paper.number % 4 < 2:
        words = folder / f"{paper.number}.txt"
        words.write_text("\n".join(paper.in_text), encoding="utf-8")
        options = ("--words", words)
    else:
        text = program.rows("source", source)[0]["reading"]["text"]
        wanted = {form for secret in paper.in_text for form in (secret, secret.upper())}
        places = sorted((at, at + len(one)) for one in wanted for at in range(len(text)) if text.startswith(one, at))
        options = ("--passages", ",".join(f"{start}-{end}" for start, end in places))
    program.call("redact", source, *options, *BY, "--reason", f"{paper.secrets[0]} asked for it")


def test_no_secret_is_found_after_redaction_and_erasure_and_every_one_before(archive, papers, tmp_path):
    every = frozenset(secret for paper in papers for secret in paper.secrets)
    assert len(every) == PAPERS * IN_EACH == 200
    search = Search(papers)
    before = found_in(archive, tmp_path / "before", search, papers)
    assert before["archive/"] == every
    assert before["rows of record.sqlite3"] == every
    blind = {part for part, found in before.items() if not found}
    assert blind <= {"keys/", "tmp/", "log", "copies"}
    assert {f"export {kind} for {audience}" for kind in EXPORTS for audience in ("public", "desk")} <= before.keys()
    after = Program(tmp_path / "data")
    shutil.copytree(archive.root, after.root)
    half, ids = PAPERS // 2, ids_of(after)
    for paper in papers[:half]:
        redact(after, ids[paper.title], paper, tmp_path)
    erased = [ids[paper.title] for paper in papers[half:]]
    receipt = after.call("erase", *erased, *BY, "--request", f"by {papers[-1].secrets[0]}", "--json")
    assert not search(receipt.encode())
    found = found_in(after, tmp_path / "after", search, papers)
    assert {part: secrets for part, secrets in found.items() if secrets} == {}
    assert found.keys() >= before.keys() - {"account", "tmp/"}
    assert after.rows("verify")[0]["result"] == "intact"
    assert len(after.rows("sources")) == half, "the redactions are there"
