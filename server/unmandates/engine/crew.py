"""The workers of a supervisor: hired, found, promoted, ended and buried."""

import contextlib
import os
import resource
import selectors
import signal
import socket
import time
from collections import Counter
from collections.abc import Callable

from unmandates.engine.dataset import Store
from unmandates.engine.lanes import LANES, QUICK, SERVICE, SLOW, Worker
from unmandates.engine.limits import Limits
from unmandates.engine.processes import close_inherited, fork, silence
from unmandates.engine.service_relay import relay
from unmandates.engine.worker import work

_NICENESS = 10
#: The name of a worker's end in the statistics, by the signal that ended it.
_ENDS = {signal.SIGALRM: "time", signal.SIGABRT: "memory", signal.SIGSEGV: "depth", signal.SIGBUS: "depth",
         signal.SIGKILL: "outside"}  # fmt: skip


class Crew:
    """The workers by their connections. `heard` is called with a connection on which a worker has said something."""

    def __init__(
        self,
        store: Store,
        limits: Limits,
        directory: str,
        selector: selectors.BaseSelector,
        heard: Callable[[socket.socket], None],
    ):
        self._store, self._limits, self._directory = store, limits, directory
        self._selector, self._heard = selector, heard
        self.workers: dict[socket.socket, Worker] = {}
        self.ends: Counter[str] = Counter(dict.fromkeys([*_ENDS.values(), "queue", "left"], 0))
        self.promotions = 0
        self._priority = os.getpriority(os.PRIO_PROCESS, 0)

    def replenish(self) -> None:
        """Fork quick workers: all that are missing if fewer than half of them wait for a query."""
        quick = [worker.request is None for worker in self.workers.values() if worker.lane == QUICK]
        if 2 * sum(quick) < self._limits.quick_workers:
            for _ in range(self._limits.quick_workers - len(quick)):
                self._hire(QUICK)

    def running(self) -> list[Worker]:
        """Return the workers that have a query and are not being ended."""
        return [worker for worker in self.workers.values() if worker.request and not worker.ended_for]

    def count(self, lane: str, busy: bool = True) -> int:
        """Return the number of workers in a lane: of those with a query, or (not `busy`) of all."""
        return sum(1 for worker in self.workers.values() if worker.lane == lane and (worker.request or not busy))

    def find(self, lane: str) -> Worker | None:
        """Return an idle worker of the lane, another one if there is a place; None if all places are taken."""
        if worker := self._idle(lane):
            return worker
        places = {SLOW: self._limits.slow_workers, SERVICE: self._limits.service_workers}.get(lane, 0)
        if self.count(lane, busy=False) >= places:
            return None
        # A worker that has read the data is faster than a new one.
        if lane == SLOW and (worker := self._idle(QUICK)):
            self._slow_down(worker)
            return worker
        return self._hire(lane)

    def _idle(self, lane: str) -> Worker | None:
        waiting = (w for w in self.workers.values() if w.lane == lane and not w.request and not w.ended_for)
        return next(waiting, None)

    def _hire(self, lane: str) -> Worker:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        # A worker that asks other endpoints gets a line to a process that asks in its stead, and no network.
        line, relay_pid = None, None
        if lane == SERVICE:
            line, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
            relay_pid = fork(lambda: _relay(far, self._store.services, self._limits), "relay")
            far.close()

        def run() -> None:
            close_inherited(theirs.fileno(), *([line.fileno()] if line else []))
            silence()
            if lane != QUICK:
                os.nice(_NICENESS)
            memory = self._limits.quick_memory if lane == QUICK else self._limits.memory
            work(theirs, self._store, self._limits, memory, self._directory, line)

        pid = fork(run, f"worker {lane}")
        theirs.close()
        if line:
            line.close()
        ours.setblocking(False)
        worker = Worker(pid, ours, lane, relay_pid)
        self.workers[ours] = worker
        self._selector.register(ours, selectors.EVENT_READ, self._heard)
        return worker

    def promote(self, worker: Worker) -> bool:
        """Let a quick worker go on as a slow one, with the memory of those; False if no place is free."""
        if self.count(SLOW) >= self._limits.slow_workers:
            return False
        # An idle slow worker gives its place, so that there are never more than the limits say.
        if self.count(SLOW, busy=False) >= self._limits.slow_workers:
            self.dismiss(next(w for w in self.workers.values() if w.lane == SLOW and not w.request))
        self._slow_down(worker)
        self.promotions += 1
        return True

    def hold_back(self, worker: Worker) -> None:
        """Let a quick worker go on for the time being, but after all others."""
        if not worker.overdue:
            worker.overdue = True
            self._put_behind(worker)

    def _slow_down(self, worker: Worker) -> None:
        worker.lane, worker.overdue = SLOW, False
        self._put_behind(worker)
        if worker.confined:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                _, most = resource.prlimit(worker.pid, resource.RLIMIT_AS)
                resource.prlimit(worker.pid, resource.RLIMIT_AS, (most, most))

    def _put_behind(self, worker: Worker) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.setpriority(os.PRIO_PROCESS, worker.pid, self._priority + _NICENESS)

    def confirm(self, worker: Worker) -> None:
        """Note that a worker is under its limits; one that has become slow meanwhile gets those of slow ones."""
        worker.confined = True
        if worker.lane == SLOW:
            self._slow_down(worker)

    def restore(self, worker: Worker) -> None:
        """Let a worker that went on after the others wait for small queries again, for it has read the data already.

        Where the system does not let it regain its priority (RLIMIT_NICE, no CAP_SYS_NICE), a slow worker stays one,
        and an overdue one is let go.
        """
        try:
            _, most = resource.prlimit(worker.pid, resource.RLIMIT_AS)
            soft = most - max(self._limits.memory, self._limits.quick_memory) + self._limits.quick_memory
            os.setpriority(os.PRIO_PROCESS, worker.pid, self._priority)
            resource.prlimit(worker.pid, resource.RLIMIT_AS, (soft, most))
        except (ProcessLookupError, PermissionError):
            if worker.overdue:
                self.dismiss(worker)
            return
        worker.lane, worker.overdue = QUICK, False
        if self.count(QUICK, busy=False) > self._limits.quick_workers:
            newest = [other for other in self.workers.values() if other.lane == QUICK and not other.request]
            self.dismiss(newest[-1])

    def end(self, worker: Worker, reason: str) -> None:
        """Kill a worker for a reason; its end is noticed later."""
        worker.ended_for = worker.ended_for or reason
        with contextlib.suppress(ProcessLookupError):
            os.kill(worker.pid, signal.SIGKILL)

    def dismiss(self, worker: Worker) -> int:
        """Let go of a worker that has ended or must; return its exit code (negative: a signal)."""
        del self.workers[worker.connection]
        self._selector.unregister(worker.connection)
        worker.connection.close()
        for pid in filter(None, (worker.relay, worker.pid)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)  # its last packet is here: nothing is lost
            _, status = os.waitpid(pid, 0)
        return os.waitstatus_to_exitcode(status)

    def bury(self, worker: Worker) -> int:
        """Let go of a worker whose connection has closed, and count its end; return its exit code."""
        # The connection closes a moment before the process can be waited for; the signal sent meanwhile by
        # `dismiss` would hide the reason, so the end is awaited here first.
        until = time.monotonic() + 1.0
        while time.monotonic() < until:
            with contextlib.suppress(ChildProcessError):
                if os.waitid(os.P_PID, worker.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
                    break
            time.sleep(0.0005)
        code = self.dismiss(worker)
        self.ends[worker.ended_for or _ENDS.get(-code, "outside")] += 1
        return code

    def census(self) -> dict[str, dict[str, int]]:
        """Return the number of busy and idle workers in each lane."""
        busy = {lane: self.count(lane) for lane in LANES}
        return {lane: {"busy": busy[lane], "idle": self.count(lane, busy=False) - busy[lane]} for lane in LANES}


def _relay(line: socket.socket, services: frozenset[str], limits: Limits) -> None:
    close_inherited(line.fileno())
    silence()
    relay(line, services, limits.service_time, limits.service_bytes)
