"""Where a claim goes back to: the end of its voice chain, the agency that is credited, or the paper itself.

A paper credited to an agency speaks for the agency, except in what the agency's own paper, where it is held and was
copied, does not have: that is the paper's own addition. A speaker whom nobody names is the paper's own witness. What a
paper took over word for word from an earlier one it does not say in its own name.
"""

import re
from collections.abc import Hashable, Iterator
from enum import IntEnum
from itertools import combinations

from msgspec import Struct

from ledgerstone.evidence.claims.model import Claim, Speaker, VoiceKind
from ledgerstone.evidence.incidents.copying.credits import Credit
from ledgerstone.evidence.incidents.model import HeldClaim, Paper
from ledgerstone.evidence.incidents.naming import is_initial, other_spelling, part_keys, same_name, whole_key

INDEFINITE = re.compile(r"^(?:an?|une?|eine?[rmns]?) ", re.IGNORECASE)
"""Of a body, it may be another one in another paper ("a hospital")."""
ARTICLE = re.compile(r"^(?:the |an? |les? |la |une? |l['’])", re.IGNORECASE)
MOST_WORDS = 5
"""Of a name of which every selection is looked up; an agency is cited by one word or two of a longer one."""
MOST_SPELLINGS = 64
"""Names that sound alike and are compared; hostile texts have thousands."""
APOSTROPHE = re.compile("['’ʼ]")
OF_A_PAPER = frozenset({VoiceKind.MEDIA, VoiceKind.UNATTRIBUTED, VoiceKind.UNKNOWN})
NOUNS = frozenset({VoiceKind.WITNESS, VoiceKind.CROWD})
"""Kinds that are mostly told by a common noun ("residents")."""
UNNAMED = frozenset({VoiceKind.WITNESS, VoiceKind.CROWD, VoiceKind.UNKNOWN, VoiceKind.UNATTRIBUTED})


class By(IntEnum):
    """How we know the origin; the greater, the nearer to the words of the claim."""

    PAPER = 0
    PUBLISHER = 1
    CREDIT = 2
    VOICE = 3


class Origin(Struct, frozen=True, kw_only=True):
    """What a claim goes back to.

    Attributes:
        name: As the text names it; None for somebody whom it does not name.
        by: How we know.
        kind: What kind of speaker.
        within: The paper to which this origin is confined: a witness whom it does not name, or names by an initial;
            None where the name means the same in other papers.
        generic: Whether the name is a common noun ("police"), which may be another body in another paper.
    """

    name: str | None
    by: By
    kind: VoiceKind
    within: str | None = None
    generic: bool = False


class Shares(Struct, frozen=True, kw_only=True):
    """What of papers that took over a text is theirs: ids of claims.

    Attributes:
        added: In a paper's own addition to the text of the agency that it credits.
        taken: In words that stand in an earlier paper, which has the same claim there.
    """

    added: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()


def origin_of(paper: Paper, held: HeldClaim, credit: Credit | None, shares: Shares) -> Origin:
    """Return what a claim goes back to.

    Args:
        paper: The paper that has it.
        held: The claim.
        credit: As `credit_in` returns it for the paper.
        shares: What of the paper is its own.
    """
    end = _end_of_chain(held.claim)
    if end is not None and not _is_credit(end, credit):
        return _spoken(paper, end)
    if credit is not None and held.id not in shares.added:
        return Origin(name=credit.name, by=By.CREDIT, kind=VoiceKind.AGENCY)
    if paper.publisher and held.id not in shares.taken:
        return published_by(paper)
    return Origin(name=paper.publisher or paper.title, by=By.PAPER, kind=VoiceKind.DOCUMENT, within=paper.id)


def _is_credit(end: Speaker, credit: Credit | None) -> bool:
    """Return whether the last speaker of a chain is only the agency that the whole paper is credited to."""
    agency = credit is not None and end.kind is VoiceKind.AGENCY and end.name is not None
    return agency and credit is not None and end.name == credit.name


def _end_of_chain(claim: Claim) -> Speaker | None:
    """Return the last speaker whom the text gives; None where the document itself speaks.

    A citation ("[1]") says where the document has it from and speaks for nobody: the document does.
    """
    voice = claim.voice
    named = [one for one in voice.chain if not (one.name or "").startswith("[")]
    if voice.chain:
        return named[-1] if named else None
    if voice.kind in {VoiceKind.WITNESS, VoiceKind.OFFICIAL, VoiceKind.COURT, VoiceKind.CROWD}:
        return Speaker(name=voice.name, kind=voice.kind)
    return None


def _is_own(paper: Paper, end: Speaker) -> bool:
    """Return whether a speaker is somebody of the paper itself ("the Courier's correspondent")."""
    if end.name is None or paper.publisher is None or end.kind not in OF_A_PAPER:
        return False
    name = APOSTROPHE.split(ARTICLE.sub("", end.name))[0]
    return same_name(name, paper.publisher, part=True) and not other_spelling(name, paper.publisher)


def _spoken(paper: Paper, end: Speaker) -> Origin:
    if _is_own(paper, end):
        return published_by(paper)
    name = ARTICLE.sub("", end.name or "") or None
    if name is None or is_initial(name):
        return Origin(name=name, by=By.VOICE, kind=end.kind, within=paper.id)
    words = name.split()
    small = not any(word[0].isupper() for word in words)
    if end.kind in NOUNS and not small:
        # The capital may be that of the sentence ("Hospital doctors said"); of one word alone nobody can tell.
        small = len(words) > 1 and not any(word[0].isupper() for word in words[1:])
        if len(words) == 1:
            return Origin(name=name, by=By.VOICE, kind=end.kind, generic=True)
    if small and end.kind is VoiceKind.WITNESS:
        return Origin(name=name, by=By.VOICE, kind=end.kind, within=paper.id)
    another = end.kind is VoiceKind.BODY and INDEFINITE.match(end.name or "") is not None
    return Origin(name=name, by=By.VOICE, kind=end.kind, generic=small and (end.kind in UNNAMED or another))


def same_origin(one: Origin, other: Origin) -> bool:
    """Return whether two origins are one: the same name, and within one paper where the name means nothing outside."""
    if one.within != other.within:
        return False
    if one.name is None or other.name is None:
        return one.name is other.name and one.kind is other.kind
    # What a text writes in small letters is a common noun, and no part of a name ("ministry" of an agency's).
    named = not one.name.islower() and not other.name.islower()
    return same_name(one.name, other.name, part=named and (_is_agency(one) or _is_agency(other)))


def _is_agency(origin: Origin) -> bool:
    return origin.kind is VoiceKind.AGENCY or origin.by is By.CREDIT


class Known:
    """Origins met so far, each with the number under which it was first met; only like names are compared."""

    def __init__(self) -> None:
        self._same: dict[Origin, int] = {}
        self._like: dict[Hashable, list[Origin]] = {}

    def first(self, origin: Origin, number: int) -> int:
        """Return the number of the first origin that is the same, `number` where this is the first."""
        if origin not in self._same:
            met = self.met(origin)
            self._same[origin] = number if met is None else met
            own = "agency" if _is_agency(origin) else "other"
            parts = _parts(origin)
            for key in (_whole(origin), (own, parts), *((own, "holds", some) for some in _some_of(parts))):
                held = self._like.setdefault(key, [])
                if len(held) < MOST_SPELLINGS:
                    held.append(origin)
        return self._same[origin]

    def met(self, origin: Origin) -> int | None:
        """Return the number of the first origin that is the same; None where none was met."""
        if origin in self._same:
            return self._same[origin]
        parts = _parts(origin)
        seen: list[Hashable] = [_whole(origin)]
        for sort in ("agency", "other") if _is_agency(origin) else ("agency",):
            seen += [(sort, "holds", parts), *((sort, some) for some in _some_of(parts))]
        like = dict.fromkeys(of for key in seen for of in self._like.get(key, ()))
        return min((self._same[of] for of in like if same_origin(origin, of)), default=None)


def _whole(origin: Origin) -> Hashable:
    """Return a key that the same whole name shares."""
    return origin.within, origin.kind if origin.name is None else whole_key(origin.name)


def _parts(origin: Origin) -> frozenset[str]:
    """Return the keys of the words of a name that may be a part of another's, or the other way round."""
    return frozenset() if origin.name is None or origin.within is not None else part_keys(origin.name)


def _some_of(parts: frozenset[str]) -> Iterator[frozenset[str]]:
    """Yield the keys of shorter names: all selections of the words of a name, of a long one those of few words."""
    sizes = range(1, len(parts) + 1) if len(parts) <= MOST_WORDS else (1, 2, len(parts))
    for size in sizes:
        yield from map(frozenset, combinations(sorted(parts), size))


def published_by(paper: Paper) -> Origin:
    """Return a paper's publisher as an origin."""
    return Origin(name=paper.publisher, by=By.PUBLISHER, kind=VoiceKind.MEDIA)


def is_publisher(origin: Origin, paper: Paper) -> bool:
    """Return whether an origin is the publisher of a paper."""
    if origin.name is None or paper.publisher is None or origin.within is not None:
        return False
    return same_name(origin.name, paper.publisher, part=origin.kind is VoiceKind.AGENCY)
