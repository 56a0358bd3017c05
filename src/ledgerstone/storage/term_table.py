"""What mentions have and which mentions have it, in SQLite: a part of the index of mentions.

What few mentions have is one row with all of them. What many have has a row for each: of these only neighbours are
asked for, and a row for all would grow with the pile.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.grouping.kept import Held, Pair, Shift
from ledgerstone.evidence.incidents.grouping.rarity import COMMON
from ledgerstone.storage.derived_index import signed, unsigned
from ledgerstone.storage.packed_rows import (
    OTHER,
    Entries,
    Keys,
    PackedRows,
    ends_of,
    in_order,
    packed,
    unpacked,
)

_HAS: Final = np.dtype([(OTHER, "<i8"), ("times", "<i2")])
TERM_SCHEMA: Final = (
    "CREATE TABLE term (code INTEGER PRIMARY KEY, mentions INTEGER, sentences INTEGER, entries BLOB)",
    "CREATE TABLE posting (code INTEGER, number INTEGER, times INTEGER, PRIMARY KEY (code, number)) WITHOUT ROWID",
    "CREATE TABLE told (code INTEGER, sentence INTEGER, times INTEGER, PRIMARY KEY (sentence, code)) WITHOUT ROWID",
)
_ROWS: Final = "SELECT code, mentions, sentences, entries FROM term WHERE code IN ({})"
_UNPOST: Final = "DELETE FROM posting WHERE code = ? AND number = ?"
_Row = tuple[int, int, int, bytes]


class _Change(Struct, frozen=True, kw_only=True, eq=False):
    """What goes and comes, and in how many mentions each code was and is."""

    gone: Held
    fresh: Held
    was: Keys
    now: Keys


class TermTable(PackedRows):
    """The terms, places and days of mentions."""

    def exchange(self, gone: Held, fresh: Held) -> Shift:
        """Take mentions out of the counts and postings of what they have, and put others in.

        Args:
            gone: What the ones have.
            fresh: What the others have; some may be mentions of before in another form.
        """
        sentences = self._tell(gone, fresh)
        codes = np.unique(np.append(gone.codes, fresh.codes))
        keys = codes.view(np.int64)
        rows = {row[0]: row for row in self._among(_ROWS, keys.tolist())}
        was = np.array([rows[key][1:3] if key in rows else (0, 0) for key in keys.tolist()], dtype=np.int64)
        was = was.reshape(-1, 2)
        now = was + np.array([(0, sentences.get(key, 0)) for key in keys.tolist()], dtype=np.int64).reshape(-1, 2)
        now[:, 0] += _often(codes, fresh) - _often(codes, gone)
        at, entries = self._exchanged(codes, _Change(gone=gone, fresh=fresh, was=was[:, 0], now=now[:, 0]), rows)
        self._keep(keys, now, at, entries, rows)
        short = now[at, 0] <= COMMON
        at, entries = at[short], entries[short]
        return Shift(
            codes=codes,
            was=was,
            now=now,
            starts=np.searchsorted(at, np.arange(len(codes) + 1)),
            numbers=entries[OTHER].astype(np.int64),
            times=entries["times"].astype(np.int64),
        )

    def _exchanged(self, codes: NDArray[np.uint64], change: _Change, rows: Mapping[int, _Row]) -> tuple[Keys, Entries]:
        """Return the entries of codes as they are now, by places of codes; of what many have those that came."""
        keys = codes.view(np.int64)
        held, before = unpacked([(key, row[3]) for key, row in rows.items()], _HAS)
        of_short = _places(keys, held)
        shrinks = keys[(change.was > COMMON) & (change.now <= COMMON)]
        of_long, drawn = self._drawn(shrinks.tolist())
        gone_at, gone = _entries(codes, change.gone)
        fresh_at, fresh = _entries(codes, change.fresh)
        long = (change.was > COMMON) & (change.now > COMMON)
        lost = long[gone_at]
        self._run_many(_UNPOST, list(zip(keys[gone_at[lost]].tolist(), gone[OTHER][lost].tolist(), strict=True)))
        at = np.concatenate([of_short, _places(keys, of_long), gone_at, fresh_at])
        entries = np.concatenate([before, drawn, gone, fresh])
        out = np.zeros(len(at), dtype=np.bool_)
        out[len(before) + len(drawn) :][: len(gone)] = True
        order, again = in_order(at, entries[OTHER])
        stay = order[ends_of(again) & ~out[order]]
        return at[stay], entries[stay]

    def _drawn(self, keys: Collection[int]) -> tuple[Keys, Entries]:
        """Take the postings of what many had out of their rows; return them."""
        found = list(self._among("SELECT code, number, times FROM posting WHERE code IN ({})", keys))
        self._run_many("DELETE FROM posting WHERE code = ?", [(key,) for key in keys])
        entries = np.array([row[1:] for row in found], dtype=_HAS)
        return np.array([key for key, _, _ in found], dtype=np.int64), entries

    def _keep(self, keys: Keys, now: NDArray[np.int64], at: Keys, entries: Entries, rows: Mapping[int, _Row]) -> None:
        """Keep the counts and the entries of codes, where they are other than before."""
        long = now[at, 0] > COMMON
        posts = zip(keys[at[long]].tolist(), *(entries[long][name].tolist() for name in (OTHER, "times")), strict=True)
        self._run_many("INSERT OR REPLACE INTO posting VALUES (?, ?, ?)", list(posts))
        held = dict(packed(keys[at[~long]], entries[~long]))
        counts = zip(keys.tolist(), now.tolist(), strict=True)
        made = [(key, mentions, sentences, held.get(key, b"")) for key, (mentions, sentences) in counts]
        other = [row for row in made if row[1] and row != rows.get(row[0])]
        self._run_many("INSERT OR REPLACE INTO term VALUES (?, ?, ?, ?)", other)
        self._run_many("DELETE FROM term WHERE code = ?", [row[:1] for row in made if not row[1]])

    def _tell(self, gone: Held, fresh: Held) -> Counter[int]:
        """Count terms in sentences anew; return for terms in how many more different sentences they are."""
        net = Counter(_told(fresh))
        net.subtract(_told(gone))
        moved = {pair: by for pair, by in net.items() if by}
        known = self._known({sentence for _, sentence in moved})
        was = self._told([pair for pair in moved if pair[1] in known])
        now = {pair: was.get(pair, 0) + by for pair, by in moved.items()}
        self._run_many("INSERT OR REPLACE INTO told VALUES (?, ?, ?)", [(*pair, n) for pair, n in now.items() if n])
        self._run_many("DELETE FROM told WHERE code = ? AND sentence = ?", [pair for pair, n in now.items() if not n])
        turned: Counter[int] = Counter()
        for pair, times in now.items():
            turned[pair[0]] += (times > 0) - (pair in was)
        return turned

    def _known(self, sentences: Collection[int]) -> frozenset[int]:
        """Return those of some sentences of which terms are counted: most of a new paper are its own."""
        query = "SELECT 1 FROM told WHERE sentence = ? LIMIT 1"
        return frozenset(one for one in sentences if self._run(query, (one,)).fetchone() is not None)

    def _told(self, pairs: Sequence[Pair]) -> dict[Pair, int]:
        """Return how often pairs of a term and a sentence are counted; those that are not are left out."""
        if not pairs:
            return {}
        self._run("CREATE TEMP TABLE IF NOT EXISTS pair (code INTEGER, sentence INTEGER)")
        self._run_many("INSERT INTO pair VALUES (?, ?)", pairs)
        query = (
            "SELECT told.code, told.sentence, told.times FROM pair CROSS JOIN told "
            "ON told.code = pair.code AND told.sentence = pair.sentence"
        )
        found = {(code, sentence): times for code, sentence, times in self._run(query)}
        self._run("DELETE FROM pair")
        return found

    def counts(self, codes: Collection[int]) -> dict[int, Pair]:
        """Return in how many mentions and in how many different sentences terms are; those in none are left out."""
        query = "SELECT code, mentions, sentences FROM term WHERE code IN ({})"
        rows = self._among(query, map(signed, codes))
        return {unsigned(code): (mentions, sentences) for code, mentions, sentences in rows}

    def postings(self, codes: Iterable[int]) -> dict[int, dict[int, int]]:
        """Return the mentions of postings, in order, with what each code counts in them."""
        found: dict[int, dict[int, int]] = {code: {} for code in codes}
        asked = [signed(code) for code in found]
        for code, _, _, entries in self._among(_ROWS, asked):
            found[unsigned(code)] = dict(np.frombuffer(entries, dtype=_HAS).tolist())
        query = "SELECT code, number, times FROM posting WHERE code IN ({}) ORDER BY code, number"
        for code, number, times in self._among(query, asked):
            found[unsigned(code)][number] = times
        return found

    def around(self, code: int, number: int, most: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the nearest mentions with what more than COMMON have before and after a number, nearest first.

        Args:
            code: Of what they have.
            number: Of a mention.
            most: How many before and how many after.
        """
        asked = (signed(code), number, most)
        before = "SELECT number FROM posting WHERE code = ? AND number < ? ORDER BY number DESC LIMIT ?"
        after = "SELECT number FROM posting WHERE code = ? AND number > ? ORDER BY number LIMIT ?"
        return tuple(one for (one,) in self._run(before, asked)), tuple(one for (one,) in self._run(after, asked))


def _told(held: Held) -> Iterator[Pair]:
    return zip(held.terms.view(np.int64).tolist(), held.sentences.view(np.int64).tolist(), strict=True)


def _often(codes: NDArray[np.uint64], held: Held) -> Keys:
    """Return how often each of some codes, sorted, is in what is held."""
    return np.bincount(np.searchsorted(codes, held.codes), minlength=len(codes))


def _entries(codes: NDArray[np.uint64], held: Held) -> tuple[Keys, Entries]:
    """Return the entries of what is held, with the places of their codes, sorted."""
    posted = held.times > 0
    entries = np.zeros(int(posted.sum()), dtype=_HAS)
    entries[OTHER], entries["times"] = held.numbers[posted], held.times[posted]
    return np.searchsorted(codes, held.codes[posted]), entries


def _places(keys: Keys, some: Keys) -> Keys:
    """Return the places of some keys among all of them."""
    order = np.argsort(keys)
    return order[np.searchsorted(keys, some, sorter=order)]
