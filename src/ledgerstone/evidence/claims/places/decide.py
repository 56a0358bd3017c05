"""Whether a candidate is a place: by what stands around it, how large the place is, and the rest of the document.

A word of place before it ("in", "town of") makes a name a place even where no gazetteer has it. Without one, the
gazetteer must have it, it must be the whole of its run, and it must be large or stand beside another place. Persons,
bodies, months and common words are none.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import Final

from ledgerstone.evidence.claims.gazetteer import Entry, EntryKind
from ledgerstone.evidence.claims.packs.folding import fold
from ledgerstone.evidence.claims.packs.lexicon import Lexicon
from ledgerstone.evidence.claims.places.candidates import Candidate, Page, forms
from ledgerstone.evidence.claims.places.words import PlaceWords, Word

LARGE: Final = 100_000
_TITLE_SHARE: Final = 0.6
_TITLE_WORDS: Final = 20
_LONGEST_FORM: Final = 6
_DATE_WORDS: Final = 4
_DATELINE_GAPS: Final = (" — ", " – ", " -- ", " (", "—", " - ")


class Sureness(IntEnum):
    """How sure it is that a candidate names a place."""

    NO = 0
    IF_ELSEWHERE = 1
    YES = 2


class Sight:
    """The words of a text with a pack and a gazetteer: what is asked to decide on a candidate."""

    def __init__(self, page: Page) -> None:
        self.words = words = page.words
        self.pack = pack = page.pack
        self.folded = [word.folded for word in words]
        self.surnames = _surnames(self.folded, words, pack)
        self._gazetteer = page.gazetteer
        self._entries: dict[str, tuple[Entry, ...]] = {}

    def entries(self, name: str) -> tuple[Entry, ...]:
        """Return the places of a name, looked up once."""
        if self._gazetteer is None:
            return ()
        if name not in self._entries:
            self._entries[name] = self._gazetteer.lookup(name)
        return self._entries[name]

    def preceded(self, index: int, forms: Lexicon[None], *, over: frozenset[str] = frozenset()) -> bool:
        """Return whether one of the forms ends right before a word, small words in between allowed."""
        at = index
        while at > 0 and self.words[at].gap.strip(" \u00a0") in {"", "-"}:
            before = self.folded[at - 1]
            near = self.folded[max(0, at - _LONGEST_FORM) : at] if forms.ends(before) else ()
            if near and forms.before(near, len(near)) is not None:
                return True
            if before not in over:
                return False
            at -= 1
        return False

    def followed(self, index: int, forms: Lexicon[None]) -> bool:
        """Return whether one of the forms begins right after a word."""
        at = index + 1
        if at >= len(self.words) or not forms.begins(self.folded[at]):
            return False
        joined = self.words[at].gap.strip(" \u00a0") in {"", "-", ","}
        return joined and forms.at(self.folded[at : at + _LONGEST_FORM], 0) is not None


def _surnames(folded: Sequence[str], words: Sequence[Word], pack: PlaceWords) -> frozenset[str]:
    """Return the words that follow a given name in a run: by themselves they mean the person."""
    return frozenset(
        folded[index]
        for index in range(1, len(words))
        if words[index].capital
        and words[index].gap in {" ", ". "}
        and words[index - 1].capital
        and (pack.given_names.holds(folded[index - 1]) or (words[index].gap == ". " and len(folded[index - 1]) == 1))
    )


_ARTICLES: Final = frozenset(
    {"the", "la", "le", "les", "l", "nearby", "downtown", "northern", "southern", "eastern", "western", "central"}
)


def judge(sight: Sight, candidate: Candidate) -> Sureness:
    """Return how sure a candidate is a place."""
    if _is_other(sight, candidate):
        return Sureness.NO
    cued = _cued(sight, candidate)
    if is_region(sight, candidate):
        return Sureness.YES
    if not candidate.known:
        return Sureness.YES if _named_by_words(sight, candidate, cued=cued) else Sureness.IF_ELSEWHERE
    if cued:
        return Sureness.YES
    if not _fits_run(sight, candidate):
        return _embedded(sight, candidate)
    return _by_size(sight, candidate)


def _named_by_words(sight: Sight, candidate: Candidate, *, cued: bool) -> bool:
    """Whether the words before make a place of a name that no gazetteer has: not "in the Navy", not "at AGH"."""
    if not _whole_run(candidate) or sight.folded[candidate.first - 1] in _ARTICLES:
        return False
    if cued and _only_locative(sight, candidate):
        return False
    single = candidate.first == candidate.last and not candidate.name.isupper()
    return cued or (single and sight.preceded(candidate.first, sight.pack.scene_before))


def _only_locative(sight: Sight, candidate: Candidate) -> bool:
    """Whether an ending alone speaks for a word that opens a sentence: it may be any noun ("Կայարանում")."""
    opens = sight.words[candidate.first].opens
    others = sight.preceded(candidate.first, sight.pack.before) or sight.followed(candidate.last, sight.pack.after)
    return opens and not others and not is_dateline(sight, candidate) and _locative(sight, candidate)


def _embedded(sight: Sight, candidate: Candidate) -> Sureness:
    """Judge a name that opens a longer run ("Velmar Police"): a land is a place, another one if it is elsewhere."""
    first = candidate.run_first
    while first < candidate.first and sight.pack.directions.holds(sight.folded[first]):
        first += 1
    if first != candidate.first or _common(sight, candidate):
        return Sureness.NO
    land = any(entry.land for entry in sight.entries(candidate.name))
    return Sureness.YES if land else Sureness.IF_ELSEWHERE


def _by_size(sight: Sight, candidate: Candidate) -> Sureness:
    """Judge a name without a cue: countries and large places are places, small ones if they are elsewhere."""
    entries = sight.entries(candidate.name)
    large = any(_well_known(entry) for entry in entries)
    if _common(sight, candidate):
        return Sureness.NO
    led = sight.preceded(candidate.first, sight.pack.weak_before, over=_ARTICLES)
    if large or led or _beside_comma(sight, candidate):
        return Sureness.YES
    return Sureness.IF_ELSEWHERE


def _well_known(entry: Entry) -> bool:
    """Whether a name alone may mean it: a country, water, large region or town; a county has the name of a person."""
    if entry.kind in {EntryKind.TOWN, EntryKind.REGION}:
        return entry.population >= LARGE
    return entry.kind is not EntryKind.DISTRICT


def _cued(sight: Sight, candidate: Candidate) -> bool:
    pack = sight.pack
    if sight.preceded(candidate.first, pack.before, over=_ARTICLES):
        return not _common(sight, candidate)
    if sight.followed(candidate.last, pack.after) and sight.words[candidate.last + 1].gap.strip() != ",":
        return True
    return _typed(sight, candidate) or is_dateline(sight, candidate) or _locative(sight, candidate)


def _typed(sight: Sight, candidate: Candidate) -> bool:
    """Whether a word of type is the last of its own words ("Velmar County")."""
    named = (
        candidate.known
        and candidate.first < candidate.last
        and not sight.pack.stop.holds(sight.folded[candidate.first])
    )
    return named and sight.pack.after.holds(sight.folded[candidate.last])


def _common(sight: Sight, candidate: Candidate) -> bool:
    """Whether it is one common word; an abbreviation with its full stop ("La.") is none."""
    single = candidate.first == candidate.last and not candidate.name.endswith(".")
    return single and sight.pack.stop.holds(sight.folded[candidate.first])


def is_region(sight: Sight, candidate: Candidate) -> bool:
    """Whether the pack names it as a land that the gazetteer does not hold."""
    regions = sight.pack.regions
    return bool(regions) and not regions.isdisjoint(fold(name) for name in forms(candidate.name, sight.pack))


def listed(sight: Sight, places: Sequence[tuple[Candidate, Sureness]]) -> list[tuple[Candidate, Sureness]]:
    """Return the candidates with those made sure that a list joins to a sure one ("in Velmar, Orsin and Norvik")."""
    result: list[tuple[Candidate, Sureness]] = []
    for candidate, how in places:
        before, sure = result[-1] if result else (None, Sureness.NO)
        joined = before is not None and sure is Sureness.YES and _joins(sight, before.last + 1, candidate.first)
        possible = how is Sureness.IF_ELSEWHERE and candidate.known and _whole_run(candidate)
        result.append((candidate, Sureness.YES if joined and possible else how))
    return result


def _joins(sight: Sight, after: int, first: int) -> bool:
    """Whether a comma, or one of the pack's words of lists, is all that stands between two names."""
    if after == first:
        return sight.words[first].gap.strip() == ","
    return after + 1 == first and sight.pack.lists.holds(sight.folded[after])


def _locative(sight: Sight, candidate: Candidate) -> bool:
    """Whether the last word has an ending that by itself says "in" (Armenian, Azerbaijani)."""
    word = sight.words[candidate.last]
    long_enough = word.end - word.start > len("ABda")
    return long_enough and word.folded.endswith(sight.pack.locatives) if sight.pack.locatives else False


def is_dateline(sight: Sight, candidate: Candidate) -> bool:
    """Whether it opens a line and a dash follows, a date between them allowed, as in a dispatch."""
    at = candidate.last + 1
    opens = candidate.first == 0 or "\n" in sight.words[candidate.first].gap
    if not opens or at >= len(sight.words):
        return False
    if sight.words[at].gap in _DATELINE_GAPS:
        return True
    until = min(at + _DATE_WORDS, len(sight.words) - 1)
    date = sight.words[at].gap.strip() == "," and any(word.folded.isdigit() for word in sight.words[at:until])
    return date and any(word.gap.startswith(_DATELINE_GAPS) for word in sight.words[at + 1 : until + 1])


def _beside_comma(sight: Sight, candidate: Candidate) -> bool:
    """Whether a comma joins it to a country or region of the gazetteer ("Velmar, Norland")."""
    at = candidate.last + 1
    if at >= len(sight.words) or sight.words[at].gap.strip() != "," or not sight.words[at].capital:
        return False
    names = [sight.folded[at], f"{sight.folded[at]}.", " ".join(sight.folded[at : at + 2])]
    return any(entry.land for name in names for entry in sight.entries(name))


def _whole_run(candidate: Candidate) -> bool:
    return candidate.last == candidate.run_last


def _fits_run(sight: Sight, candidate: Candidate) -> bool:
    """Whether the rest of its run leaves it a place: words of type after it, or a title's line."""
    after, before = candidate.run_last - candidate.last, candidate.first - candidate.run_first
    if not after and not before:
        return True
    if not after and (_after_opener(sight, candidate) or _of_a_land(sight, candidate)):
        return True
    return _in_title(sight, candidate)


def _after_opener(sight: Sight, candidate: Candidate) -> bool:
    """Whether a common word that opens its sentence, and small words, are all before it ("While the Orsin riots")."""
    first, words = candidate.run_first, sight.words
    small = not any(word.capital for word in words[first + 1 : candidate.first])
    return small and words[first].opens and sight.pack.stop.holds(sight.folded[first])


def _of_a_land(sight: Sight, candidate: Candidate) -> bool:
    """Whether it is the land that a name of a body ends with ("the National Assembly of Norland")."""
    land = any(entry.kind is EntryKind.COUNTRY for entry in sight.entries(candidate.name))
    return land and sight.preceded(candidate.first, sight.pack.weak_before, over=_ARTICLES)


def _in_title(sight: Sight, candidate: Candidate) -> bool:
    """Whether most words of the line are capitalised, so that a run says nothing."""
    first = candidate.first
    while first > max(0, candidate.first - _TITLE_WORDS) and "\n" not in sight.words[first].gap:
        first -= 1
    last = candidate.last
    end = min(len(sight.words), candidate.last + _TITLE_WORDS)
    while last + 1 < end and "\n" not in sight.words[last + 1].gap:
        last += 1
    line = sight.words[first : last + 1]
    return len(line) > LONG_NAME and sum(word.capital for word in line) / len(line) >= _TITLE_SHARE


LONG_NAME: Final = 4


def _is_other(sight: Sight, candidate: Candidate) -> bool:
    """Whether the words around say that it is a person or a body, or it is a common word at a sentence's start."""
    pack, words = sight.pack, sight.words
    run = range(candidate.run_first, candidate.run_last + 1)
    if any(pack.bodies.holds(sight.folded[i]) for i in run):
        return not sight.preceded(candidate.first, pack.before)
    if sight.preceded(candidate.run_first, pack.people_before):
        return True
    if candidate.first == candidate.last and sight.folded[candidate.first] in sight.surnames:
        return not sight.preceded(candidate.first, pack.before)
    if any(pack.given_names.holds(sight.folded[i]) for i in range(candidate.run_first, candidate.first)):
        return True
    named = pack.given_names.holds(sight.folded[candidate.first])
    if named and (candidate.first == candidate.last) and not sight.preceded(candidate.first, pack.before):
        return True
    only = candidate.first == candidate.last and words[candidate.first].opens
    return only and not candidate.known and pack.stop.holds(sight.folded[candidate.first])
