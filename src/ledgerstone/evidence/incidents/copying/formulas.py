"""What pages print whatever they report: words that two papers share and that are no copy.

Outlets have their formulas: how they call for witnesses, introduce themselves, list what else they print, tell of a
shooting with another street and hour in each. All rules here need a date, an outlet or a title to rest on; a paper that
gives none is silent, and silence makes nothing a formula.
"""

from msgspec import Struct

from ledgerstone.evidence.incidents.copying.occasions import Occasion, days_between, other_days
from ledgerstone.evidence.incidents.copying.outlets import same_outlet
from ledgerstone.evidence.incidents.model import Paper
from ledgerstone.evidence.incidents.tokens import SENTENCE_END, WORD, function_words

DAYS_OF_A_TEXT = 14
"""Days after which what an outlet prints again, and tells of no event, is its formula: see `furniture`."""

MOST_OF_A_TEXT = 0.5
"""Share of a text from which it is copied though it tells of no event, where one of two dated papers tells of some."""

SAME_TITLE = 0.5
"""Words that two titles of one text have in common, as Dice."""

AFTER = 4
"""Code points after a last word in which the marks stand that end its sentence."""

LONGEST = 2_000
"""Code points from which what an outlet prints under two titles is an article, whatever it tells of."""

CONTRADICTED = 0.5
"""Numbers that two passages contradict each other in, to those that both give, from which they are of two events."""


class Shared(Struct, frozen=True, kw_only=True):
    """One paper's side of what two papers share.

    Attributes:
        paper: The paper.
        occasion: When it was printed and what it tells of.
        spans: Where the shared words stand in its text, in code points.
    """

    paper: Paper
    occasion: Occasion
    spans: tuple[tuple[int, int], ...]


def only_formulas(one: Shared, other: Shared, share: float) -> bool:
    """Tell whether what two papers share is what pages print whatever they report.

    Args:
        one: The one paper's side.
        other: The other's.
        share: Of the shorter text that is shared, 0 to 1.
    """
    same = same_outlet(one.paper, other.paper)
    retold = same and _other_titles(one.paper, other.paper) and max(_length(one), _length(other)) < LONGEST
    if _tells(one) or _tells(other):
        return (retold and _lists(one) and _lists(other)) or (same and _of_other_events(one, other))
    days = days_between(one.occasion, other.occasion)
    if retold or days is None:
        return retold
    if same and days > DAYS_OF_A_TEXT:
        return True
    news = bool(one.paper.claims or other.paper.claims)
    return news and (share < MOST_OF_A_TEXT or other_days(one.occasion, other.occasion))


def _tells(one: Shared) -> bool:
    """Tell whether a claim stands in one of the spans."""
    places = [(held.claim.passage.start, held.claim.passage.end) for held in one.paper.claims]
    return any(a < end and start < b for start, end in places for a, b in one.spans)


def _length(one: Shared) -> int:
    return sum(end - start for start, end in one.spans)


def _lists(one: Shared) -> bool:
    """Tell whether no sentence ends in the spans or right after them: what else the outlet prints, by its titles."""
    text = one.paper.text
    stretches = (f"{text[a : b + AFTER]}\n" for a, b in one.spans)
    return not any(match.group() != "\n" for stretch in stretches for match in SENTENCE_END.finditer(stretch))


def _of_other_events(one: Shared, other: Shared) -> bool:
    """Tell whether both date events, on other days, and their words contradict each other in the numbers too."""
    if not other_days(one.occasion, other.occasion):
        return False
    mine, theirs = _numbers(one), _numbers(other)
    return min(len(mine - theirs), len(theirs - mine)) > CONTRADICTED * len(mine & theirs)


def _numbers(one: Shared) -> frozenset[str]:
    found = (match.group() for a, b in one.spans for match in WORD.finditer(one.paper.text, a, b))
    return frozenset(word for word in found if word[0].isdigit())


def _other_titles(one: Paper, other: Paper) -> bool:
    """Tell whether both have a title, and few words in common in these."""
    mine, theirs = _title_words(one), _title_words(other)
    return bool(mine and theirs) and 2 * len(mine & theirs) < SAME_TITLE * (len(mine) + len(theirs))


def _title_words(paper: Paper) -> frozenset[str]:
    words = (match.group().casefold() for match in WORD.finditer(paper.title or ""))
    return frozenset(word for word in words if word not in function_words())
