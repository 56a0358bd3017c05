"""Aligned stretches: most pairs of papers are left before they are aligned, and none that would be a copy."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.incidents.copying.alignment import align, close_seeds, runs, seeds_of
from ledgerstone.evidence.incidents.tokens import words_of

VOCABULARY = ("bridge", "houses", "market", "fire", "the", "soldiers", "station", "river", "burned", "of", "people")
TEXTS = st.lists(st.lists(st.sampled_from(VOCABULARY), min_size=4, max_size=12).map(" ".join), min_size=2, max_size=6)


@given(shared=TEXTS, own=TEXTS, other=TEXTS, least=st.integers(1, 40))
def test_every_core_lies_within_a_run_of_close_seeds(
    shared: list[str], own: list[str], other: list[str], least: int
) -> None:
    words, of = (words_of(". ".join(parts)) for parts in ((*own[:1], *shared, *own[1:]), (*shared, *other)))
    seeds, of_seeds = seeds_of(words), seeds_of(of)
    cores = [core for one in align(words, seeds, of, of_seeds) for core in one.cores]
    every = np.arange(len(words.codes) + 1)
    found = runs(close_seeds(seeds), close_seeds(of_seeds), every, least=least)
    for a, b, c, d in cores:
        if b - a >= least:
            assert any(e <= a and b <= f and g <= c and d <= h for e, f, g, h in found)
