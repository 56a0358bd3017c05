"""A passage held against the words of another text: which words are the same, and where they differ.

Words are compared as they are folded, in their order, by the longest runs that both have (Ratcliff and Obershelp, as
`difflib` does it), over stretches that are bounded. What stands between two runs differs, and is given with both
wordings.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from msgspec import Struct

from ledgerstone.evidence.incidents.model import Change, CopiedPassage
from ledgerstone.evidence.incidents.tokens import SENTENCE_END, WORD

MOST_WORDS = 2_000
"""Of a passage; the work grows with the square of it."""

MOST_LOOKED_AT = 50_000
"""Words of the other text among which the passage is looked for; the work grows with them."""

AROUND = 12
"""Words on each side of where the passage is found to stand that are compared, too."""

SPARE = 3
"""Words by which its first sentence there may begin before what is like its beginning here."""

RUN = 5
"""Words in a row from which a stretch of a copy counts as the passage's."""

ROW = 8
"""Words in a row from which a stretch of a text that is no copy is listed: such rows are in formulas, too."""

SHARE = 0.5
"""Share of the passage's words from which a stretch of a copy counts without such a row."""

WHOLE = 0.8
"""Share of the passage's words from which a text that is no copy has the passage, and not only a row of its words."""

MOST_PLACES = 16
"""A word that the passage has more often says nothing of where it stands."""

EDGE = 2
"""Words in a row with which what is taken for the passage must begin and end."""

BETWEEN = 8
"""Code points before a word in which the end of the sentence before it stands."""

DASHES = frozenset("–—")
NOT_LETTERS = ' \t\r\n\xa0.!?։…"”»’)]“«‘([–—-•·*'
"""What may stand between two sentences."""

PHRASE, LEAST_PHRASE, PHRASES = 8, 4, 8


class Wording(Struct, frozen=True, kw_only=True):
    """A passage in another text.

    Attributes:
        start: First code point there.
        end: Code point after the last.
        aligned: The runs of the same words, `start` and `end` in the passage's own text.
        words: How many words are the same.
        row: How many of them are the most that follow each other without a difference.
        share: Part of the passage's words that they are, 0 to 1.
        differs: What is other between the runs, with both wordings; one of the two may be empty.
    """

    start: int
    end: int
    aligned: tuple[CopiedPassage, ...]
    words: int
    row: int
    share: float
    differs: tuple[Change, ...]


class _Words(Struct, frozen=True, kw_only=True):
    text: str
    folded: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


def count_words(text: str) -> int:
    """Return how many words a text has, as they are compared here."""
    return sum(1 for _ in WORD.finditer(text))


def is_short(passage: str) -> bool:
    """Tell whether a passage has too few words to be looked for without its sentence.

    A figure alone ("over 240") stands nowhere else where it was changed, and in too many places where it was not: its
    sentence says where it would stand.
    """
    return count_words(passage) < ROW


def held_against(text: str, span: tuple[int, int], of: str, window: tuple[int, int]) -> Wording | None:
    """Return a passage as it stands in a stretch of another text; None where that has too little of it.

    Args:
        text: The text of the passage.
        span: Where the passage stands in it; words beyond `MOST_WORDS` are not compared.
        of: The other text.
        window: Where to look in it.
    """
    mine = _words(text, span, MOST_WORDS)
    theirs = _nearest(mine, _words(of, window, MOST_LOOKED_AT))
    matcher = SequenceMatcher(None, mine.folded, theirs.folded, autojunk=False)
    runs = [(a, b, size) for a, b, size in matcher.get_matching_blocks() if size]
    runs = _without_stray_ends(runs, len(mine.folded))
    same = sum(size for *_, size in runs)
    row = max((size for *_, size in runs), default=0)
    if not runs or (row < RUN and same < SHARE * len(mine.folded)):
        return None
    low, high = _with_ends(mine, theirs, runs)
    return Wording(
        start=theirs.places[low][0],
        end=theirs.places[high - 1][1],
        aligned=tuple(_aligned(mine, theirs, run) for run in runs),
        words=same,
        row=row,
        share=same / len(mine.folded),
        differs=tuple(_differs(mine, theirs, [(0, low, 0), *runs, (len(mine.folded), high, 0)])),
    )


def _words(text: str, span: tuple[int, int], most: int) -> _Words:
    found = []
    for match in WORD.finditer(text, *span):
        found.append(match)
        if len(found) == most:
            break
    return _Words(
        text=text,
        folded=tuple(match.group().casefold() for match in found),
        places=tuple(match.span() for match in found),
    )


def _nearest(mine: _Words, theirs: _Words) -> _Words:
    """Return the stretch of the other text that has most of the passage's words at about the same distances.

    Each word that both have votes for the place at which the passage would begin; rare words weigh more.
    """
    here: dict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(mine.folded):
        here[word].append(number)
    there = Counter(word for word in theirs.folded if word in here)
    width = max(AROUND, len(mine.folded) // 2)
    votes: dict[int, float] = defaultdict(float)
    for number, word in enumerate(theirs.folded):
        places = here.get(word, ())
        for place in places if len(places) <= MOST_PLACES else ():
            votes[(number - place) // width] += 1 / (len(places) * there[word])
    if not votes:
        return theirs
    best = max(sorted(votes), key=lambda bucket: votes[bucket] + votes.get(bucket + 1, 0.0))
    low = max(0, best * width - AROUND)
    high = (best + 2) * width + len(mine.folded) + AROUND
    return _Words(text=theirs.text, folded=theirs.folded[low:high], places=theirs.places[low:high])


def _without_stray_ends(runs: list[tuple[int, int, int]], count: int) -> list[tuple[int, int, int]]:
    """Leave out runs of a single word at either end: a chance "the" far off is not where the passage begins."""
    least = min(EDGE, count)
    while runs and runs[0][2] < least:
        runs = runs[1:]
    while runs and runs[-1][2] < least:
        runs = runs[:-1]
    return runs


def _aligned(mine: _Words, theirs: _Words, run: tuple[int, int, int]) -> CopiedPassage:
    a, b, size = run
    return CopiedPassage(
        start=mine.places[a][0],
        end=mine.places[a + size - 1][1],
        of_start=theirs.places[b][0],
        of_end=theirs.places[b + size - 1][1],
    )


def _with_ends(mine: _Words, theirs: _Words, runs: Sequence[tuple[int, int, int]]) -> tuple[int, int]:
    """Return the first word of the passage there, and the word after its last.

    Where the passage begins or ends with words that are other there ("over 240"), as many words are taken for their
    counterpart, within the sentence, and its beginning where the passage has that of its own ("at least 34").
    """
    (a, b, _), (last_a, last_b, size) = runs[0], runs[-1]
    low, high = b, last_b + size
    begins = next((at for at in range(b, max(0, b - a - SPARE) - 1, -1) if _begins(theirs, at)), None)
    if a and begins is not None and _begins(mine, 0):
        low = begins
    while low > 0 and b - low < a and not _begins(theirs, low):
        low -= 1
    while high < len(theirs.folded) and high - last_b - size < len(mine.folded) - last_a - size:
        if _begins(theirs, high):
            break
        high += 1
    return low, high


def _begins(words: _Words, number: int) -> bool:
    """Tell whether a word is the first of a sentence, or stands behind a dateline's dash."""
    start = words.places[number][0]
    before = words.text[max(0, start - BETWEEN) : start]
    between = before[len(before.rstrip(NOT_LETTERS)) :]
    return len(between) == start or not DASHES.isdisjoint(between) or SENTENCE_END.search(between + " ") is not None


def _differs(mine: _Words, theirs: _Words, runs: Sequence[tuple[int, int, int]]) -> list[Change]:
    """What stands between the runs, with both wordings."""
    found = []
    for (a, b, size), (next_a, next_b, _) in pairwise(runs):
        if a + size < next_a or b + size < next_b:
            start, end = _stretch(mine, a + size, next_a)
            of_start, of_end = _stretch(theirs, b + size, next_b)
            found.append(
                Change(
                    start=start,
                    end=end,
                    exact=mine.text[start:end],
                    of_start=of_start,
                    of_end=of_end,
                    of_exact=theirs.text[of_start:of_end],
                )
            )
    return found


def _stretch(words: _Words, first: int, after: int) -> tuple[int, int]:
    """Where some words stand; where there are none, the place between their neighbours."""
    if first < after:
        return words.places[first][0], words.places[after - 1][1]
    at = words.places[first - 1][1] if first else words.places[0][0]
    return at, at


def phrases_of(text: str) -> tuple[str, ...]:
    """Return rows of words of a passage to search for, spread over it: `PHRASE` words each, `PHRASES` at most.

    A passage of less than `LEAST_PHRASE` words has none: too many texts have them by chance.
    """
    words = [match.group() for match in WORD.finditer(text)]
    if len(words) < LEAST_PHRASE:
        return ()
    firsts = list(range(0, max(1, len(words) - LEAST_PHRASE + 1), PHRASE))
    step = max(1, -(-len(firsts) // PHRASES))
    return tuple(" ".join(words[first : first + PHRASE]) for first in firsts[::step])
