"""Claims of sexual violence: no victim's name in them, and none before the public that no person let out.

The rules of DOMAIN.md, section G: 4 (no identity without consent, sealed by default) and 7. Words that tell of it are
kept in also where no claim came of them: a sentence that names one woman and counts nobody is among the worst.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import structs

from ledgerstone.evidence.claims.model import Claim, Question
from ledgerstone.evidence.claims.packs import load
from ledgerstone.values.counts import CountValue
from ledgerstone.values.names import NameValue

ENDS = re.compile(r"[.!?։…\n]")
"""Where a sentence may end; one cut too short at an abbreviation keeps the words that tell of it."""


def without_victim(claim: Claim) -> Claim:
    """Return a claim without words that may name a victim of sexual violence: whom one person's claim is of.

    The words of a group ("women of the village") stay, of one person none do: a word's form does not tell a name from
    a trade or a village small enough to know her by.
    """
    if claim.question is not Question.SEXUAL_VIOLENCE:
        return claim
    value = None if isinstance(claim.value, NameValue) else claim.value
    several = isinstance(value, CountValue) and value.upper != 1 and value.lower != 1
    scope = claim.scope if several else structs.replace(claim.scope, of_whom=None)
    return structs.replace(claim, value=value, scope=scope)


def for_the_desk(claims: Iterable[Claim]) -> tuple[bool, ...]:
    """Return of each claim whether it is kept from the public: of sexual violence, or with words of a passage that is.

    Args:
        claims: Of one reading.
    """
    kept = tuple(claims)
    passages = _merged(claim for claim in kept if _tells(claim))
    starts = [start for start, _ in passages]
    before = (bisect_left(starts, claim.passage.end) - 1 for claim in kept)
    return tuple(at >= 0 and passages[at][1] > claim.passage.start for claim, at in zip(kept, before, strict=True))


def told_in(text: str, language: str | None) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the sentences of a text that tell of sexual violence, in order; some may be given twice.

    Args:
        text: The words.
        language: Of the text; without a pack none are found.
    """
    words = _words(language)
    if words is None:
        return
    ends = [found.start() for found in ENDS.finditer(text)]
    for found in words.finditer(text):
        at = bisect_left(ends, found.start())
        yield (ends[at - 1] + 1 if at else 0), (ends[at] if at < len(ends) else len(text))


def _tells(claim: Claim) -> bool:
    if claim.question is Question.SEXUAL_VIOLENCE:
        return True
    words = _words(claim.method.partition("/")[2].partition(" ")[0])
    return words is not None and words.search(claim.passage.exact) is not None


@cache
def _words(language: str | None) -> re.Pattern[str] | None:
    """Return the words by which a language tells of it; None where its pack has none."""
    table = load(language).claims
    harms = (harm for harm in table.harms if harm.question == Question.SEXUAL_VIOLENCE)
    forms = {form for harm in harms for form in (*harm.either, *harm.before, *harm.after, *harm.nouns)}
    forms.update(table.guarded)
    if not forms:
        return None
    return re.compile(rf"\b(?:{'|'.join(map(_pattern, sorted(forms)))})", re.IGNORECASE)


def _pattern(form: str) -> str:
    """Return the pattern of a form of a pack, in which a star stands for any ending and a space for spaces."""
    words = (re.escape(word.removesuffix("*")) + ("" if word.endswith("*") else r"\b") for word in form.split())
    return r"\w{0,30}\s{1,9}".join(words)


def _merged(claims: Iterable[Claim]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for claim in sorted(claims, key=lambda one: one.passage.start):
        start, end = claim.passage.start, claim.passage.end
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found
