"""The names of the rules and those of a finder as one list, in which each says what found it.

A finder hints: it comes after the claims are made and none of them knows it, so that they are the same on every
machine, with a finder and without. It makes names alone, without a point on a map, and takes no date and no place away.

- Where a finder's name meets one of the rules, the finder's stands, and what the rule said is kept with it where it
  differs: on texts of the news the finder is right far more often (docs/decisions/0020-names.md).
- What a word types as a name (a title, a word for a body) stays where the finder has nothing.
- What has nothing but its capitals is a name no more where the finder does not take it for one.
- A finder's name for a place is left out where a mentioned place holds all of its words.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ledgerstone.evidence.claims.clauses import Sentence
from ledgerstone.evidence.claims.finders.model import FoundName, NameFinder
from ledgerstone.evidence.claims.mentions import in_order, outside_markers
from ledgerstone.evidence.claims.model import Mention, MentionKind, OtherName, Span
from ledgerstone.evidence.claims.names import BY_CAPITALS
from ledgerstone.evidence.claims.spans import covers, merged, overlaps
from ledgerstone.values.names import NameType, NameValue

MOST_CHARACTERS = 1_000_000
"""How far a finder looks into a text: some four hundred pages, for which a slow one takes ten seconds."""


def with_found(
    text: str, mentions: Sequence[Mention], finder: NameFinder, cut: Sequence[Sentence]
) -> tuple[Mention, ...]:
    """Return the mentions of a text with a finder's names among them, in order.

    Args:
        text: The reading's text.
        mentions: What `find_mentions` found in it.
        finder: Of its language.
        cut: Its sentences.
    """
    seen = cut[: bisect_left(cut, MOST_CHARACTERS, key=lambda sentence: sentence.end)]
    names = [mention for mention in mentions if mention.kind is MentionKind.NAME]
    places = merged(Span(start=m.start, end=m.end) for m in mentions if m.kind is MentionKind.PLACE)
    found = [
        name
        for name in finder.find(text, seen)
        if name.type is not NameType.PLACE or not covers(places, name.start, name.end)
    ]
    hints = outside_markers(text, _hints(text, found, names, finder.method))
    taken = merged(Span(start=name.start, end=name.end) for name in found)
    looked = seen[-1].end if seen else 0
    kept = (mention for mention in mentions if not _outdone(mention, taken, looked))
    return in_order((*kept, *hints))


def _hints(text: str, found: Sequence[FoundName], names: Sequence[Mention], method: str) -> Iterator[Mention]:
    """Yield a mention for each name that a finder found, with what the rules took its words for."""
    for name in found:
        exact = text[name.start : name.end]
        value = NameValue(name=name.base or exact, type=name.type, wording=exact)
        others = tuple(_others(name, names))
        yield Mention(
            kind=MentionKind.NAME,
            start=name.start,
            end=name.end,
            exact=exact,
            value=value,
            method=method,
            others=others,
        )


def _others(name: FoundName, names: Sequence[Mention]) -> Iterator[OtherName]:
    at = bisect_left(names, name.start + 1, key=lambda mention: mention.end)
    while at < len(names) and names[at].start < name.end:
        rule = names[at]
        kind = rule.value.type if isinstance(rule.value, NameValue) else None
        if (rule.start, rule.end, kind) != (name.start, name.end, name.type):
            yield OtherName(start=rule.start, end=rule.end, type=kind, method=rule.method or "")
        at += 1


def _outdone(mention: Mention, taken: tuple[Span, ...], looked: int) -> bool:
    """Whether a name of the rules is listed no more: a finder names its words, or looked at them and named nothing."""
    if mention.kind is not MentionKind.NAME:
        return False
    guessed = mention.end <= looked and (mention.method or "").startswith(BY_CAPITALS)
    return guessed or overlaps(taken, mention.start, mention.end)
