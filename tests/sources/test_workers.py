"""Processes that work: what comes back, and what becomes of those that die, hang, or take too much."""

import multiprocessing
import os
import signal
import time

import pytest

from unmandates.sources.workers import Lost, run

GIB = 1024**3


def work(task: str) -> str:
    """Do what a task says."""
    if task == "die":
        os.kill(os.getpid(), signal.SIGSEGV)
    if task == "leave":
        os._exit(3)
    if task == "raise":
        raise RuntimeError("not caught")
    if task == "hang":
        time.sleep(600)
    if task == "devour":
        return str(len(bytearray(4 * GIB)))
    return f"{task} by {os.getpid()}"


def results(tasks: list[str], count: int = 1, seconds: float = 100) -> dict[str, object]:
    return dict(run(work, tasks, count, seconds, GIB))


def test_every_task_comes_back_and_processes_are_used_again():
    found = results([str(number) for number in range(20)], count=2)
    assert {name: result.split()[0] for name, result in found.items()} == {str(n): str(n) for n in range(20)}
    assert len({result.split()[2] for result in found.values()}) <= 2
    assert results([]) == {}


@pytest.mark.parametrize(("task", "how"), [("die", "SIGSEGV"), ("leave", "exit code 3"), ("raise", "exit code 1")])
def test_a_process_that_ends_costs_the_task_at_hand(task, how):
    found = results(["one", task, "two"])
    assert found[task] == Lost(False, how) and found["two"].startswith("two by")


def test_a_process_that_hangs_is_ended():
    found = results(["hang", "one"], seconds=1)
    assert found["hang"].late and found["one"].startswith("one by")


def test_memory_is_the_kernels_to_hold():
    assert isinstance(results(["devour"])["devour"], Lost)


def test_who_stops_asking_leaves_no_process():
    running = run(work, ["one", "hang", "hang"], 2, 100, GIB)
    assert next(running)[0] == "one"
    running.close()
    assert not multiprocessing.active_children()
