"""Processes that draw items: one that dies or hangs costs the item at hand, and is replaced.

They are started anew, not forked, so that each holds nothing but what it draws; a limit of memory is the kernel's.
"""

import contextlib
import multiprocessing
import resource
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait

_CONTEXT = multiprocessing.get_context("spawn")
#: What a process says when it begins with a task: its time counts from there, and not from its start.
_BEGUN = "begun"
#: Seconds that a process may take to start, on a machine that has much else to do.
_STARTING = 120.0


@dataclass(frozen=True)
class Lost:
    """Why nothing came back: `late` if its time was up, else the process died; `how` says of what."""

    late: bool
    how: str


class _Worker:
    """A process, the task that it is at, and when its time is up."""

    def __init__(self, work: Callable, memory: int) -> None:
        self.connection, theirs = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_serve, args=(work, theirs, memory), daemon=True)
        self.process.start()
        theirs.close()
        self.task, self.seconds, self.deadline = None, 0.0, 0.0

    def give(self, task: object, seconds: float) -> None:
        self.task, self.seconds = task, seconds
        self.deadline = time.monotonic() + _STARTING
        with contextlib.suppress(OSError):  # one that has died in the meantime is found out when it is asked
            self.connection.send(task)

    def begin(self) -> None:
        self.deadline = time.monotonic() + self.seconds

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


def run(work: Callable, tasks: Iterable, count: int, seconds: float, memory: int) -> Iterator[tuple[object, object]]:
    """Yield each task with what a function makes of it, or `Lost`, as they end; `count` processes work at once.

    A task may take so many `seconds`, and a process hold so many bytes of `memory`. Function, tasks and what comes back
    are handed over as pickles; what the function raises ends its process.
    """
    tasks = iter(tasks)
    workers: list[_Worker] = []
    try:
        waiting = True
        while waiting or workers:
            while waiting and len(workers) < count:
                waiting = _start(workers, _Worker(work, memory), tasks, seconds)
            ready = wait([worker.connection for worker in workers], _time_left(workers)) if workers else []
            for worker in list(workers):
                result = _result(worker, worker.connection in ready)
                if result is None:
                    continue
                task = worker.task
                workers.remove(worker)
                if waiting and not isinstance(result, Lost):
                    waiting = _start(workers, worker, tasks, seconds)
                else:
                    worker.end()
                yield task, result
    finally:
        for worker in workers:
            worker.end()


def _start(workers: list[_Worker], worker: _Worker, tasks: Iterator, seconds: float) -> bool:
    """Give a worker the next task, and say whether there was one; without one the worker is ended."""
    try:
        task = next(tasks)
    except StopIteration:
        worker.end()
        return False
    workers.append(worker)
    worker.give(task, seconds)
    return True


def _time_left(workers: list[_Worker]) -> float:
    return max(0.0, min(worker.deadline for worker in workers) - time.monotonic())


def _result(worker: _Worker, ready: bool):
    """Return what came back from a worker, `Lost` where nothing will, and None where it is at work.

    What it says of its beginning is taken note of.
    """
    if ready:
        try:
            if (said := worker.connection.recv()) != _BEGUN:
                return said
            worker.begin()
        except (EOFError, OSError):
            worker.process.join()
            code = worker.process.exitcode
            return Lost(False, signal.Signals(-code).name if code < 0 else f"exit code {code}")
    return Lost(True, "its time was up") if time.monotonic() >= worker.deadline else None


def _serve(work: Callable, connection: Connection, memory: int) -> None:
    """Do tasks until nobody gives any; the terminal's interrupt is for the process that gives them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):  # nobody is there any more
        while True:
            task = connection.recv()
            connection.send(_BEGUN)
            connection.send(work(task))
