"""The supervisor: takes queries from web processes, hands each to a worker, and ends those that go too far.

It never parses a query and never holds a result; one packet comes in, one goes out. Every query starts in a
*quick* worker. If it is still running after `quick_time` it becomes a *slow* one where it is: it keeps its
work, gets the full memory, loses priority to small queries, and a new quick worker is forked in its stead. If
no slow place is free it is ended and waits in the queue. A text that was slow once waits for a slow place at
once.
"""

import contextlib
import os
import resource
import selectors
import signal
import socket
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from unmandates.engine import messages
from unmandates.engine.budget import Budget
from unmandates.engine.limits import Limits
from unmandates.engine.processes import close_inherited, fork, silence
from unmandates.engine.refusals import Busy, Interrupted, MemoryLimit, OverBudget, Refusal, TimeLimit, TooDeep
from unmandates.engine.worker import LEAVE, STAY, Store, address_space, work

QUICK, SLOW = "quick", "slow"
_NICENESS = 10
_REMEMBERED = 2000
#: How long, in seconds, the first of the small queries may wait before it counts as a flood.
_FLOOD = 0.3
#: How often a query is tried again whose worker was killed from outside before it had run for long.
_PATIENT = 5
#: How long after its own timer a worker is ended from here, in case the signal was lost.
_GRACE = 0.1


@dataclass(eq=False)
class Request:
    """A query on its way: who asked, its packet, and how often a worker died of no fault of its own."""

    connection: socket.socket
    packet: bytes
    file: int | None
    client: str
    key: str
    timeout: float
    arrived: float
    lane: str = QUICK
    attempts: int = 0


@dataclass(eq=False)
class Worker:
    """A worker process, its lane, and what it is doing. `ended_for` says why the supervisor killed it."""

    pid: int
    connection: socket.socket
    lane: str
    memory_base: int
    request: Request | None = None
    started: float = 0.0
    processor: float = 0.0  #: seconds of processor time that it had used when it got the request
    look_at: float = 0.0  #: when to look again whether its query is small
    ended_for: str | None = None


@dataclass
class Supervisor:
    """One event loop over the listener, the clients' connections and the workers'."""

    listener: socket.socket
    store: Store
    limits: Limits
    directory: str
    workers: dict[socket.socket, Worker] = field(default_factory=dict)
    queue: list[Request] = field(default_factory=list)
    clients: dict[socket.socket, Request | None] = field(default_factory=dict)
    slow_keys: OrderedDict = field(default_factory=OrderedDict)

    def __post_init__(self):
        self.selector = selectors.DefaultSelector()
        self.budget = Budget(self.limits.client_budget, self.limits.client_window)

    def run(self) -> None:
        """Serve until killed."""
        self.listener.setblocking(False)
        self.selector.register(self.listener, selectors.EVENT_READ, self._accept)
        while True:
            self.replenish()
            for key, _ in self.selector.select(self._patience()):
                if key.fileobj.fileno() >= 0:  # an earlier event of this round may have closed it
                    key.data(key.fileobj)
            self._watch()
            self._dispatch()

    # ------------------------------------------------------------------ clients

    def _accept(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            connection, _ = listener.accept()
            connection.setblocking(False)
            self.clients[connection] = None
            self.selector.register(connection, selectors.EVENT_READ, self._hear_client)

    def _hear_client(self, connection: socket.socket) -> None:
        try:
            packet, file = messages.receive(connection)
        except BlockingIOError:
            return
        except OSError:
            packet, file = b"", None
        if not packet or self.clients[connection] is not None:
            if file is not None:
                os.close(file)
            self._drop_client(connection)
            return
        header, _ = messages.unpack(packet)
        now = time.monotonic()
        timeout = min(header["timeout"], self.limits.time)
        request = Request(connection, packet, file, header["client"], header["key"], timeout, now)
        if request.key in self.slow_keys:
            request.lane = SLOW
        self.clients[connection] = request
        if refusal := self._refuse(request, now):
            self._reply(request, messages.pack(refusal.to_dict() | {"seconds": 0}))
        elif request.lane == QUICK and not self.queue and (worker := self._idle(QUICK)):
            self._hand(request, worker)  # at once: nobody else waits
        else:
            self.queue.append(request)

    def _refuse(self, request: Request, now: float) -> Refusal | None:
        limits = self.limits
        if request.client:
            if wait := self.budget.wait(request.client, now):
                return OverBudget(
                    f"This client has used its {limits.client_budget:g} seconds of processing in "
                    f"{limits.client_window:g} seconds.",
                    retry_after=wait,
                )
            mine = sum(1 for other in self.clients.values() if other and other.client == request.client)
            if mine > limits.client_concurrency:
                return OverBudget(f"This client has {limits.client_concurrency} queries under way.", retry_after=1)
        # Small queries wait for moments only, so more of them may wait.
        room = limits.queue * (4 if request.lane == QUICK else 1)
        if sum(1 for other in self.queue if other.lane == request.lane) >= room:
            return Busy(f"{room} queries are waiting already.")
        return None

    def _drop_client(self, connection: socket.socket) -> None:
        request = self.clients.pop(connection)
        self.selector.unregister(connection)
        connection.close()
        if request is None:
            return
        if request in self.queue:
            self.queue.remove(request)
            _free(request)
        for worker in self.workers.values():
            if worker.request is request:
                self._end(worker, "left")

    def _reply(self, request: Request, packet: bytes, file: int | None = None) -> None:
        _free(request)
        if request.connection in self.clients:
            self.clients[request.connection] = None
            try:
                messages.send(request.connection, packet, file)
            except OSError:
                self._drop_client(request.connection)
        if file is not None:
            os.close(file)

    # ------------------------------------------------------------------ workers

    def replenish(self) -> None:
        """Fork the quick workers that are missing."""
        quick = sum(1 for worker in self.workers.values() if worker.lane == QUICK)
        for _ in range(self.limits.quick_workers - quick):
            self._hire(QUICK)

    def _hire(self, lane: str) -> Worker:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        memory = self.limits.quick_memory if lane == QUICK else self.limits.memory
        base = address_space()

        def run() -> None:
            close_inherited(theirs.fileno())
            silence()
            if lane == SLOW:
                os.nice(_NICENESS)
            work(theirs, self.store, self.limits, memory, self.directory)

        pid = fork(run)
        theirs.close()
        ours.setblocking(False)
        worker = Worker(pid, ours, lane, base)
        self.workers[ours] = worker
        self.selector.register(ours, selectors.EVENT_READ, self._hear_worker)
        return worker

    def _hear_worker(self, connection: socket.socket) -> None:
        worker = self.workers[connection]
        try:
            packet, file = messages.receive(connection)
        except BlockingIOError:
            return
        except OSError:
            packet, file = b"", None
        if packet[:1] not in (STAY, LEAVE):
            self._bury(worker)
            return
        request, worker.request = worker.request, None
        spent = time.monotonic() - worker.started
        if request:
            self.budget.charge(request.client, spent, time.monotonic())
            self._reply(request, packet[1:], file)
        elif file is not None:
            os.close(file)
        if packet[:1] == LEAVE or worker.ended_for:
            self._dismiss(worker)

    def _dismiss(self, worker: Worker) -> int:
        """Let go of a worker that has ended or must; return its exit code (negative: a signal)."""
        del self.workers[worker.connection]
        self.selector.unregister(worker.connection)
        worker.connection.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(worker.pid, signal.SIGKILL)  # its last packet is here: nothing is lost
        _, status = os.waitpid(worker.pid, 0)
        return os.waitstatus_to_exitcode(status)

    def _bury(self, worker: Worker) -> None:
        code = self._code_of(worker)
        request = worker.request
        if request is None:
            return
        now = time.monotonic()
        self.budget.charge(request.client, now - worker.started, now)
        if worker.ended_for == "left":
            _free(request)
        elif worker.ended_for == "queue":
            self._retry(request, SLOW, now)
        elif worker.ended_for == "time" or code == -signal.SIGALRM:
            self._fail(
                request,
                TimeLimit(
                    f"It was stopped after {request.timeout:g} seconds.",
                    "Ask for less: add LIMIT, bind more, or start from a more selective pattern.",
                ),
            )
        elif code in (-signal.SIGABRT, -signal.SIGBUS) and worker.lane == QUICK:
            self._retry(request, SLOW, now)  # it outgrew the memory of small queries
        elif code == -signal.SIGABRT:
            self._fail(
                request,
                MemoryLimit(
                    f"It needed more than {self.limits.memory:,} bytes.",
                    "Sorting, grouping and cross products of many rows take memory.",
                ),
            )
        elif code in (-signal.SIGSEGV, -signal.SIGBUS):
            self._fail(
                request,
                TooDeep(
                    "Evaluating it needs more stack than there is.",
                    "Flatten nested functions, groups, or long chains.",
                ),
            )
        elif request.attempts < (_PATIENT if now - worker.started < self.limits.quick_time else 1):
            request.attempts += 1
            self._retry(request, worker.lane, now)
        else:
            self._fail(request, Interrupted("The process that evaluated it was ended from outside, again and again."))

    def _code_of(self, worker: Worker) -> int:
        # The connection closes a moment before the process can be waited for; the signal sent meanwhile by
        # `_dismiss` would hide the reason, so the end is awaited here first.
        until = time.monotonic() + 1.0
        while time.monotonic() < until:
            with contextlib.suppress(ChildProcessError):
                result = os.waitid(os.P_PID, worker.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
                if result is not None:
                    break
            time.sleep(0.0005)
        return self._dismiss(worker)

    def _end(self, worker: Worker, reason: str) -> None:
        worker.ended_for = worker.ended_for or reason
        with contextlib.suppress(ProcessLookupError):
            os.kill(worker.pid, signal.SIGKILL)

    # ------------------------------------------------------------------ time

    def _retry(self, request: Request, lane: str, now: float) -> None:
        if request.connection not in self.clients:
            _free(request)
            return
        if lane == SLOW:
            self._remember(request.key)
        request.lane, request.arrived = lane, now
        self.queue.append(request)

    def _remember(self, key: str) -> None:
        self.slow_keys[key] = True
        self.slow_keys.move_to_end(key)
        if len(self.slow_keys) > _REMEMBERED:
            self.slow_keys.popitem(last=False)

    def _fail(self, request: Request, refusal: Refusal) -> None:
        self._reply(request, messages.pack(refusal.to_dict() | {"seconds": 0}))

    def _patience(self) -> float | None:
        now = time.monotonic()
        due = [request.arrived + self.limits.queue_time for request in self.queue]
        for worker in self.workers.values():
            if worker.request and not worker.ended_for:
                quick = worker.lane == QUICK
                due.append(worker.started + (self.limits.quick_time if quick else worker.request.timeout + _GRACE))
        return max(0.0, min(due) - now) if due else None

    def _slice(self) -> float:
        # When others wait, a query has to show sooner that it is small.
        crowded = any(request.lane == QUICK for request in self.queue)
        return self.limits.quick_time / (4 if crowded else 1)

    def _watch(self) -> None:
        now = time.monotonic()
        for worker in list(self.workers.values()):
            if worker.request is None or worker.ended_for:
                continue
            elapsed = now - worker.started
            if elapsed > worker.request.timeout + _GRACE:
                self._end(worker, "time")
            elif worker.lane == QUICK and elapsed >= self._slice() and now >= worker.look_at:
                # On a crowded machine a small query may have waited for the processor and done nothing yet.
                missing = self._slice() - (_processor_time(worker.pid) - worker.processor)
                if missing > 0 and elapsed < 10 * self.limits.quick_time:
                    worker.look_at = now + missing
                elif self._slow_count() < self.limits.slow_workers:
                    self._promote(worker)
                else:
                    self._end(worker, "queue")
        for request in [r for r in self.queue if now - r.arrived > self.limits.queue_time]:
            self.queue.remove(request)
            self._fail(request, Busy(f"No place became free within {self.limits.queue_time:g} seconds."))

    def _slow_count(self, busy: bool = True) -> int:
        return sum(1 for worker in self.workers.values() if worker.lane == SLOW and (worker.request or not busy))

    def _promote(self, worker: Worker) -> None:
        # An idle slow worker gives its place, so that there are never more than the limits say.
        if self._slow_count(busy=False) >= self.limits.slow_workers:
            self._dismiss(next(w for w in self.workers.values() if w.lane == SLOW and not w.request))
        with contextlib.suppress(ProcessLookupError, PermissionError):
            most = worker.memory_base + self.limits.memory
            resource.prlimit(worker.pid, resource.RLIMIT_AS, (most, most))
            os.setpriority(os.PRIO_PROCESS, worker.pid, _NICENESS)
        worker.lane = SLOW
        self._remember(worker.request.key)

    def _idle(self, lane: str) -> Worker | None:
        for worker in self.workers.values():
            if worker.request is None and worker.lane == lane and not worker.ended_for:
                return worker
        return None

    def _dispatch(self) -> None:
        if not self.queue:
            return
        for lane in (QUICK, SLOW):
            waiting = [request for request in self.queue if request.lane == lane]
            if not waiting:
                continue
            now = time.monotonic()
            # Those who used least go first, then those who came first. Under a flood the small queries that come
            # last would all wait for the flood, so then the newest goes first and the oldest runs out of time.
            flooded = lane == QUICK and now - min(request.arrived for request in waiting) > _FLOOD
            turn = -1 if flooded else 1
            waiting.sort(key=lambda request: (self.budget.used(request.client, now), turn * request.arrived))
            for request in waiting:
                worker = self._idle(lane)
                if worker is None and lane == SLOW and self._slow_count(busy=False) < self.limits.slow_workers:
                    worker = self._hire(SLOW)
                if worker is None:
                    break
                self.queue.remove(request)
                self._hand(request, worker)

    def _hand(self, request: Request, worker: Worker) -> None:
        worker.request, worker.started, worker.look_at = request, time.monotonic(), 0.0
        worker.processor = _processor_time(worker.pid)
        try:
            messages.send(worker.connection, request.packet, request.file)
        except OSError:  # it has just died, without having seen the query
            worker.request, worker.ended_for = None, "outside"
            self.queue.append(request)


def _processor_time(pid: int) -> float:
    # The clock of another process: clock_getcpuclockid(3) has no other name in Python.
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except OSError:
        return 0.0


def _free(request: Request) -> None:
    if request.file is not None:
        os.close(request.file)
        request.file = None
