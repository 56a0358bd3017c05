"""What is done in a confined process reaches nothing, oversteps nothing, and never ends the run."""

import ast
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ledgerstone.confinement import pool as pools
from ledgerstone.confinement.abilities import abilities
from ledgerstone.confinement.keeper import MOST_SHARED
from ledgerstone.confinement.limits import MEGABYTE, Ending, Limits
from ledgerstone.confinement.pool import Done, Job, Pool
from ledgerstone.errors import LedgerstoneError

ABLE = abilities()
LIMITS = Limits(memory_bytes=100 * MEGABYTE, seconds=1.5, answer_bytes=MEGABYTE, file_bytes=2 * MEGABYTE)
PROJECT = Path(__file__).parents[2]
CONTENT = b"What a file holds."
Do = Callable[..., Done]


@pytest.fixture(scope="module")
def paper(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("paper") / "paper"
    path.write_bytes(CONTENT)
    return path


def job(paper: Path, asked: str) -> Job:
    return Job(asked=asked.encode(), data=lambda: os.open(paper, os.O_RDONLY))


@pytest.fixture(scope="module", autouse=True)
def _tasks_are_found() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setitem(pools.ENVIRONMENT, "PYTHONPATH", str(Path(__file__).parent))
    yield
    patch.undo()


@pytest.fixture(scope="module")
def pool(tmp_path_factory) -> Iterator[Pool]:
    with Pool("misbehaving:act", tmp=tmp_path_factory.mktemp("work"), limits=LIMITS, workers=1) as made:
        yield made


@pytest.fixture(scope="module")
def do(pool: Pool, paper: Path) -> Do:
    def one(asked: str) -> Done:
        [done] = pool.each([job(paper, asked)])
        return done

    return one


def said(done: Done) -> Any:
    assert done.ending is Ending.DONE, done
    return ast.literal_eval(done.answer.decode())


def test_the_bytes_come_in_and_the_answer_comes_out(do: Do):
    assert said(do("give")) == CONTENT


@pytest.mark.parametrize(
    ("asked", "ending", "detail"),
    [
        ("memory", Ending.MEMORY, ""),
        ("spin", Ending.TIME, ""),
        ("sleep 60", Ending.TIME, ""),
        ("much 2000000", Ending.OUTPUT, ""),
        ("write 3", Ending.OUTPUT, ""),
        ("crash", Ending.CRASHED, "-11"),
        ("abort", Ending.CRASHED, "-6"),
        ("abort_in_want", Ending.MEMORY, ""),
        ("exit", Ending.FAILED, "SystemExit"),
        ("fail", Ending.FAILED, "ValueError"),
        ("fail it has no text", Ending.FAILED, "it has no text"),
    ],
)
def test_whatever_goes_wrong_is_an_answer_and_the_next_one_is_done(do: Do, asked: str, ending: Ending, detail: str):
    done = do(asked)
    assert (done.ending, done.detail, done.answer) == (ending, detail, b"")
    assert said(do("give")) == CONTENT


def test_what_libraries_print_does_not_reach_the_terminal(paper: Path, tmp_path: Path, capfd):
    with Pool("misbehaving:act", tmp=tmp_path, limits=LIMITS, workers=1) as here:
        [done] = here.each([job(paper, "print_error hostile")])
    assert said(done) == len("hostile")
    assert capfd.readouterr().err == ""


def test_files_may_be_written_into_a_folder_that_is_gone_afterwards(do: Do, pool: Pool, paper: Path):
    for done in pool.each([job(paper, "write 1")]):
        assert said(done) == MEGABYTE
        assert [path.name for path in done.folder.iterdir()] == ["big"]
    assert not done.folder.exists()
    assert said(do("here")) == []


def test_a_folder_is_given_again_only_where_it_was_left_as_it_was(pool: Pool, paper: Path):
    asked = ("print_error unheard", "print_error unheard", "write 1", "shut", "print_error unheard")
    used = [done.folder for one in asked for done in pool.each([job(paper, one)])]
    assert used[0] == used[1] == used[2]
    assert used[3] != used[2]
    assert used[4] not in {used[2], used[3]}
    assert not used[3].exists()


@pytest.mark.parametrize(
    "asked",
    [
        "read /etc/passwd",
        f"read {PROJECT / 'README.md'}",
        "create /tmp/planted",
        "create ../planted",
    ],
)
@pytest.mark.skipif(not ABLE.files, reason="this kernel bounds no files (Landlock)")
def test_no_file_is_within_reach_but_libraries_and_its_own(do: Do, asked: str):
    assert do(asked).detail == "PermissionError"
    assert not Path("/tmp/planted").exists()  # noqa: S108 - that nothing was made there


@pytest.mark.skipif(not ABLE.calls, reason="this kernel filters no calls (seccomp)")
@pytest.mark.parametrize("asked", ["fork", "start /bin/true", "connect", "kill 1"])
def test_no_process_no_connection_no_signal(do: Do, asked: str):
    assert do(asked).detail == "PermissionError"


def test_threads_may_be_started(do: Do):
    assert said(do("thread")) == [7]


def test_nothing_of_our_environment_is_known(do: Do, monkeypatch):
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "planted")
    assert said(do("environment")) == [
        "LANG",
        "OPENBLAS_NUM_THREADS",
        "PATH",
        "PYTHONDONTWRITEBYTECODE",
        "PYTHONHASHSEED",
        "PYTHONPATH",
        "TMPDIR",
    ]


@pytest.mark.skipif(not ABLE.files, reason="this kernel bounds no files (Landlock)")
def test_a_declared_tool_may_be_started_and_no_other(paper: Path, tmp_path: Path):
    limits = Limits(seconds=5, tools=("/usr/bin/env",))
    with Pool("misbehaving:act", tmp=tmp_path, limits=limits, workers=1) as other:
        answers = list(other.each([job(paper, "start /usr/bin/env"), job(paper, "start /usr/bin/sort --version")]))
    assert said(answers[0]) == 0
    assert answers[1].detail == "PermissionError"


def test_answers_come_in_order_from_several_workers(paper: Path, tmp_path: Path):
    with Pool("misbehaving:act", tmp=tmp_path, limits=LIMITS, workers=2) as other:
        asked = [f"much {number}" if number % 7 else "crash" for number in range(60)]
        lengths = [len(done.answer) - 2 for done in other.each(job(paper, one) for one in asked)]
    assert lengths == [number if number % 7 else -2 for number in range(60)]
    assert list(tmp_path.iterdir()) == []


def test_only_a_few_are_under_way_before_the_first_is_taken(paper: Path, tmp_path: Path):
    begun = []

    def jobs() -> Iterator[Job]:
        for number in range(50):
            begun.append(number)
            yield job(paper, "sleep 0.5" if number == 0 else "give")

    with Pool("misbehaving:act", tmp=tmp_path, limits=LIMITS, workers=2) as other:
        next(other.each(jobs()))
        assert len(begun) <= 2 * pools.AHEAD + 1


def test_what_a_piece_of_work_needs_is_made_ready_for_it_and_all_that_follow(paper: Path, tmp_path: Path):
    with Pool("misbehaving:act", tmp=tmp_path, limits=LIMITS, workers=1) as other:
        asked = ("need a b", "need", "need b c", "need_in_vain", "need")
        found = list(other.each(job(paper, one) for one in asked))
    # What is not ready though it was made so is no reason to try for ever.
    assert found[3].ending is Ending.CRASHED
    assert [said(done) for done in (*found[:3], found[4])] == [
        ["a", "b"],
        ["a", "b"],
        ["a", "b", "c"],
        ["a", "b", "c", "nothing"],
    ]


def test_work_that_may_share_a_process_does_so_a_few_times(do: Do):
    do("give")
    found = [said(do(f"shared {number}")) for number in range(MOST_SHARED + 2)]
    processes = [process for process, _ in found]
    assert len(set(processes[:MOST_SHARED])) == 1
    assert processes[MOST_SHARED] not in processes[:MOST_SHARED]
    assert found[1][1] == ["0"]
    assert found[MOST_SHARED][1] == []


@pytest.mark.parametrize("between", ["give", "fail", "crash", "spin", "memory", "write 1"])
def test_other_work_has_a_process_of_its_own_and_none_is_done_where_it_was(do: Do, between: str):
    do("give")
    first, _ = said(do("shared first"))
    do(between)
    second, before = said(do("shared second"))
    assert second != first
    assert before == []


def test_what_takes_over_its_process_cannot_make_others_come_there(do: Do):
    do("lie")
    _, before = said(do("shared one"))
    assert before == []


@pytest.mark.parametrize("how", ["fail-after", "crash-after"])
def test_what_goes_wrong_where_others_were_is_tried_where_none_was(do: Do, how: str):
    do("give")
    first, _ = said(do("shared poison"))
    second, before = said(do(f"shared {how} poison"))
    assert second != first
    assert before == []


def test_a_process_that_grew_is_used_for_nothing_more(do: Do):
    do("give")
    first, _ = said(do("shared grow 50"))
    second, before = said(do("shared one"))
    assert second != first
    assert before == []


def test_what_was_planted_in_a_shared_folder_afterwards_is_not_there_for_the_next(do: Do):
    do("give")
    do("shared plant later")
    time.sleep(0.4)
    assert said(do("here")) == []


def test_a_keeper_that_is_killed_is_replaced_and_its_work_is_said_to_have_crashed(do: Do):
    keeper = said(do("keeper"))
    assert isinstance(keeper, int)
    child = os.fork()
    if child == 0:
        time.sleep(0.4)
        os.kill(keeper, signal.SIGKILL)
        os._exit(0)
    done = do("sleep 1.2")
    os.waitpid(child, 0)
    assert done.ending is Ending.CRASHED
    assert said(do("give")) == CONTENT


def test_a_task_that_cannot_be_started_is_an_error_and_no_answer(paper: Path, tmp_path: Path):
    with Pool("nowhere:act", tmp=tmp_path, limits=LIMITS) as other, pytest.raises(LedgerstoneError, match="doctor"):
        list(other.each([job(paper, "give")]))
