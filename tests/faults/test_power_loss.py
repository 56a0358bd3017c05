"""The power may fail at any moment: what was acknowledged is whole then, and the next run goes on.

One run of the subject is recorded by strace, with every byte and every sync; `rig.disk_model` says what a disk may
hold when it stops: every prefix of the run; between two syncs all subsets of up to 12 changes that no sync has ordered,
beyond that each single omission and 2,000 seeded subsets. That the bench would see a mistake is shown by planted ones.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from rig.disk_model import BARRIERS, SUBSETS
from rig.mutants import MUTANTS, NONE
from rig.recording import OPTIONS, Recording, recording
from rig.replay import States, sample, states_of, wrong_with
from rig.taking_in import ALL_DIGESTS, make_archive
from rig.tracing import Nursery

from ledgerstone.storage.data_directory import DataDirectory

FEWEST_BARRIERS = 40
SHORT_STATES, SHORT_SUBSETS = 200, 50
MUTANT_STATES, ENOUGH = 500, 3
"""A planted mistake is looked for in so many states, until it was seen in so many of them."""


class PowerBench:
    """Records runs of the subject, and tries what may be left of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._template = make_archive(DataDirectory(folder / "template")).root
        self._nursery = Nursery(folder)

    def close(self) -> None:
        self._nursery.close()

    def recorded(self, mutant: str) -> Recording:
        data = self._folder / "data"
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(self._template, data)
        run = self._nursery.run(data, mutant, *OPTIONS)
        assert (run.code, run.acknowledged) == (0, set(ALL_DIGESTS)), run.words
        return recording(run.calls, data, self._template, self._nursery.acks)

    def failures(self, recorded: Recording, states: States, most: int | None) -> Iterator[list[str]]:
        """Yield what is wrong with each state; of many, with a sample."""
        for state in states.different if most is None else sample(states.different, most):
            yield wrong_with(recorded, state, self._folder / "state")


@pytest.fixture
def bench(quick_disk: Path) -> Iterator[PowerBench]:
    made = PowerBench(quick_disk)
    yield made
    made.close()


def survive(bench: PowerBench, most: int | None) -> tuple[str, list[str]]:
    """Try the states of a run without mistakes; return the figures, and what went wrong."""
    recorded = bench.recorded(NONE)
    barriers = sum(event.kind in BARRIERS for event in recorded.events)
    assert barriers >= FEWEST_BARRIERS
    states = states_of(recorded, SUBSETS if most is None else SHORT_SUBSETS)
    tried = list(bench.failures(recorded, states, most))
    recovered = sum(not wrong for wrong in tried)
    figures = (
        f"{recovered:,} of {len(tried):,} states recover ({len(states.different):,} different ones of {states.ways:,} "
        f"tried, from {len(recorded.events) - barriers:,} changes and {barriers:,} syncs)"
    )
    return figures, [one for wrong in tried for one in wrong]


def test_a_sample_of_what_a_power_loss_may_leave_recovers(bench: PowerBench, closing_line):
    figures, wrong = survive(bench, SHORT_STATES)
    closing_line(f"power loss, a sample: {figures}")
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.long
def test_whatever_a_power_loss_may_leave_recovers(bench: PowerBench, closing_line):
    figures, wrong = survive(bench, None)
    closing_line(f"power loss: {figures}")
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_planted_mistake_is_caught(bench: PowerBench, mutant: str, closing_line):
    recorded = bench.recorded(mutant)
    tried = caught = 0
    for wrong in bench.failures(recorded, states_of(recorded, SHORT_SUBSETS), MUTANT_STATES):
        tried, caught = tried + 1, caught + bool(wrong)
        if caught == ENOUGH:
            break
    closing_line(f"power loss, planted mistake ({mutant}): seen in {caught} of the first {tried} states")
    assert caught == ENOUGH
