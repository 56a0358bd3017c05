"""The outcome of the linkage hangs on edges and decisions only, and on each connected part alone."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerstone.evidence.incidents.grouping.clustering import MOST, Edges, cluster
from ledgerstone.evidence.incidents.model import Constraints

MENTIONS = 12


def edges(*pairs: tuple[int, int, float]) -> Edges:
    first, second, scores = zip(*pairs, strict=True) if pairs else ((), (), ())
    return Edges(
        first=np.array(first, dtype=np.int64),
        second=np.array(second, dtype=np.int64),
        scores=np.array(scores, dtype=np.float64),
    )


def keys(count: int) -> list[bytes]:
    return [b"%06d" % number for number in range(count)]


@st.composite
def graphs(draw: st.DrawFn) -> dict[tuple[int, int], float]:
    pairs = draw(st.lists(st.tuples(st.integers(0, MENTIONS - 1), st.integers(0, MENTIONS - 1)), max_size=30))
    return {
        (min(pair), max(pair)): draw(st.sampled_from([-1.0, 0.05, 0.2, 0.35, 0.6, 0.6, 0.9]))
        for pair in pairs
        if pair[0] != pair[1]
    }


@given(graph=graphs(), seed=st.integers(0, 99))
@settings(max_examples=200, deadline=None)
def test_neither_the_numbers_of_the_mentions_nor_the_order_of_the_edges_changes_anything(graph, seed):
    rng = random.Random(seed)  # noqa: S311  # a permutation, no secret
    before = cluster(edges(*((a, b, score) for (a, b), score in graph.items())), keys(MENTIONS))
    new = list(range(MENTIONS))
    rng.shuffle(new)
    named = [b""] * MENTIONS
    for old, key in enumerate(keys(MENTIONS)):
        named[new[old]] = key
    turned = [(new[b], new[a], score) for (a, b), score in graph.items()]
    rng.shuffle(turned)
    after = cluster(edges(*turned), named)
    assert {frozenset(new[k] for k in group) for group in before} == {frozenset(group) for group in after}


@given(graph=graphs())
@settings(max_examples=100, deadline=None)
def test_each_connected_part_alone_gives_the_same_groups(graph):
    whole = cluster(edges(*((a, b, score) for (a, b), score in graph.items())), keys(MENTIONS))
    for group in whole:
        inside = {pair: score for pair, score in graph.items() if set(pair) & reached(graph, group[0])}
        alone = cluster(edges(*((a, b, score) for (a, b), score in inside.items())), keys(MENTIONS))
        assert group in alone


def reached(graph: dict[tuple[int, int], float], start: int) -> set[int]:
    found, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for pair, score in graph.items():
            if here in pair and score >= 0.1:
                new = set(pair) - found
                found |= new
                waiting += new
    return found


@given(graph=graphs(), apart=st.lists(st.tuples(st.integers(0, 5), st.integers(6, 11)), max_size=4))
@settings(max_examples=100, deadline=None)
def test_no_group_holds_two_sides_that_people_parted(graph, apart):
    constraints = Constraints(apart=tuple(((one,), (other,)) for one, other in apart))
    found = cluster(edges(*((a, b, score) for (a, b), score in graph.items())), keys(MENTIONS), constraints)
    assert sorted(number for group in found for number in group) == list(range(MENTIONS))
    assert not any({one, other} <= set(group) for group in found for one, other in apart)


def test_what_people_joined_is_one_group_whatever_the_papers_say():
    constraints = Constraints(together=((0, 2),))
    assert cluster(edges((0, 1, 0.9), (0, 2, -1.0)), keys(3), constraints) == ((0, 1, 2),)


def test_a_newcomer_goes_to_the_side_that_it_fits_better():
    constraints = Constraints(apart=(((0,), (1,)),))
    assert cluster(edges((0, 1, 0.9), (0, 2, 0.5), (1, 2, 0.7)), keys(3), constraints) == ((0,), (1, 2))


def test_a_chain_of_likenesses_is_no_group():
    chain = [(k, k + 1, 0.5) for k in range(20)]
    assert max(map(len, cluster(edges(*chain), keys(21)))) <= 3


def test_a_conflict_repels_a_bridge():
    assert cluster(edges((0, 1, 0.6), (1, 2, 0.8), (0, 2, -1.0)), keys(3)) == ((0,), (1, 2))


def test_what_fits_two_rivals_alike_joins_neither():
    assert cluster(edges((0, 1, 0.61), (1, 2, 0.6), (0, 2, -1.0)), keys(3)) == ((0,), (1,), (2,))


@pytest.mark.parametrize("count", [MOST // 2, 3 * MOST])
def test_many_reprints_of_one_text_are_one_group(count):
    near = [(k, k + step, 0.95) for k in range(count) for step in range(1, 9) if k + step < count]
    assert cluster(edges(*near), keys(count)) == (tuple(range(count)),)


def test_a_great_part_is_held_together_by_its_stronger_edges_only():
    groups = [(4 * k + i, 4 * k + j, 0.8) for k in range(MOST) for i in range(4) for j in range(i)]
    weak = [(4 * k, 4 * k + 4, 0.15) for k in range(MOST - 1)]
    found = cluster(edges(*groups, *weak), keys(4 * MOST))
    assert set(map(len, found)) == {4}
