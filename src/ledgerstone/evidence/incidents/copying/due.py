"""The pairs of papers that wait to be compared, compared."""

from collections.abc import Callable, Collection, Mapping, Sequence

from ledgerstone.evidence.incidents.copying.cards import about_in
from ledgerstone.evidence.incidents.copying.kept import KeptCopies, PairOfNumbers
from ledgerstone.evidence.incidents.copying.pairs import About, compare_pairs
from ledgerstone.evidence.incidents.copying.traits import compared_by
from ledgerstone.evidence.incidents.copying.translations import compare_skeletons
from ledgerstone.evidence.incidents.model import Copy
from ledgerstone.evidence.incidents.pile import Papers


def compare_due(kept: KeptCopies, read: Callable[[Sequence[str]], Papers]) -> tuple[Copy, ...]:
    """Return the copies among the pairs that wait to be compared, sorted by `source`, then by `of`.

    Args:
        kept: Where papers are kept.
        read: Gives papers by their ids, which are in order.
    """
    pairs = _due_pairs(kept)
    found = _by_words(kept, read, [pair for pair, bits in pairs.items() if compared_by(bits)[0]], pairs)
    known = {frozenset({copy.source, copy.of}) for copy in found}
    found += _translated(kept, [pair for pair, bits in pairs.items() if compared_by(bits)[2]], known)
    return tuple(sorted(found, key=lambda copy: (copy.source, copy.of)))


def _due_pairs(kept: KeptCopies) -> dict[PairOfNumbers, int]:
    """Return the pairs that wait and are candidates, in the order of the later paper."""
    due = kept.due()
    numbers = kept.numbers({end for pair in due for end in pair})
    asked = [(numbers[one], numbers[other]) for one, other in due if one in numbers and other in numbers]
    return dict(sorted(kept.bits([(max(ends), min(ends)) for ends in asked]).items()))


def _by_words(
    kept: KeptCopies,
    read: Callable[[Sequence[str]], Papers],
    pairs: Sequence[PairOfNumbers],
    bits: Mapping[PairOfNumbers, int],
) -> list[Copy]:
    named = kept.named({end for pair in pairs for end in pair})
    order = sorted(named, key=lambda number: named[number].id)
    place = {number: at for at, number in enumerate(order)}
    abouts = _abouts(kept, order)
    asked = ((place[pair[1]], place[pair[0]], compared_by(bits[pair])[1]) for pair in pairs)
    return list(compare_pairs(read([named[number].id for number in order]), asked, lambda at: abouts[order[at]]))


def _translated(kept: KeptCopies, pairs: Sequence[PairOfNumbers], known: Collection[frozenset[str]]) -> list[Copy]:
    """Return the translations among pairs that share no words as far as known."""
    cards = kept.cards({end for pair in pairs for end in pair})
    found = []
    for later, earlier in pairs:
        one, other = cards[later].skeleton, cards[earlier].skeleton
        if one is not None and other is not None and frozenset({one.head.id, other.head.id}) not in known:
            found.append(compare_skeletons(one, other))
    return [copy for copy in found if copy is not None]


def _abouts(kept: KeptCopies, numbers: Collection[int]) -> dict[int, About]:
    """Return what is known of papers before they are read."""
    outside = kept.outside(numbers)
    return {number: about_in(card, outside[number]) for number, card in kept.cards(numbers).items()}
