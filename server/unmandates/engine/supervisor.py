"""The supervisor: takes queries from web processes, hands each to a worker, and ends those that go too far.

It never parses a query and never holds a result; one packet comes in, one goes out. Every query starts in a
*quick* worker. If it is still running after `quick_time` it becomes a *slow* one where it is: it keeps its
work, gets the full memory, loses priority to small queries, and is quick again once it has answered. If no
slow place is free it goes on after all others for as long as no small query waits for a worker; then it is
ended and waits in the queue. A text that was slow once waits for a slow place at once. A query that asks another
endpoint has a lane of its own.
"""

import contextlib
import os
import selectors
import socket
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from unmandates.engine import messages
from unmandates.engine.budget import Budget
from unmandates.engine.crew import Crew
from unmandates.engine.dataset import Store
from unmandates.engine.exit_reasons import verdict
from unmandates.engine.lanes import LANES, QUICK, SERVICE, SLOW, Request, Worker
from unmandates.engine.limits import Limits
from unmandates.engine.processes import is_stopped
from unmandates.engine.refusals import Busy, OverBudget, Refusal
from unmandates.engine.worker import CONFINED, LEAVE, STAY

_REMEMBERED = 2000
#: How long, in seconds, the first of the small queries may wait before it counts as a flood.
_FLOOD = 0.3
#: How long after its own timer a worker is ended from here, in case the signal was lost.
_GRACE = 0.1


@dataclass
class Supervisor:
    """One event loop over the listener, the clients' connections and the workers'."""

    listener: socket.socket
    store: Store
    limits: Limits
    directory: str
    queue: list[Request] = field(default_factory=list)
    clients: dict[socket.socket, Request | None] = field(default_factory=dict)
    slow_keys: OrderedDict = field(default_factory=OrderedDict)

    def __post_init__(self):
        self.selector = selectors.DefaultSelector()
        self.budget = Budget(self.limits.client_budget, self.limits.client_window)
        self.crew = Crew(self.store, self.limits, self.directory, self.selector, self._hear_worker)

    def run(self) -> None:
        """Serve until killed."""
        self.listener.setblocking(False)
        self.selector.register(self.listener, selectors.EVENT_READ, self._accept)
        while True:
            for key, _ in self.selector.select(self._patience()):
                if key.fileobj.fileno() >= 0:  # an earlier event of this round may have closed it
                    key.data(key.fileobj)
            self._staff()
            if self._watch():
                self._staff()

    def _staff(self) -> None:
        self.crew.replenish()
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
        if header.get("ask") == "statistics":
            self._reply(Request(connection, packet, file, "", "", 0, now), messages.pack(self._statistics()))
            return
        if header.get("ask") == "charge":
            self.budget.charge(header["client"], header["seconds"], now)
            self._reply(Request(connection, packet, file, "", "", 0, now), messages.pack({}))
            return
        lane = SERVICE if header.get("service") else QUICK
        timeout = min(header["timeout"], self.limits.service_time if lane == SERVICE else self.limits.time)
        request = Request(connection, packet, file, header["client"], header["key"], timeout, now, lane)
        if lane == QUICK and request.key in self.slow_keys:
            request.lane = SLOW
        self.clients[connection] = request
        if refusal := self._refuse(request, now):
            self._fail(request, refusal)
        elif request.lane == QUICK and not self._small_ones() and (worker := self.crew.find(QUICK)):
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
        for worker in self.crew.workers.values():
            if worker.request is request:
                self.crew.end(worker, "left")

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

    def _fail(self, request: Request, refusal: Refusal) -> None:
        self._reply(request, messages.pack(refusal.to_dict() | {"seconds": 0}))

    def _statistics(self) -> dict:
        return {
            "ends": self.crew.ends,
            "promotions": self.crew.promotions,
            "workers": self.crew.census(),
            "waiting": {lane: sum(1 for request in self.queue if request.lane == lane) for lane in LANES},
        }

    # ------------------------------------------------------------------ workers

    def _hear_worker(self, connection: socket.socket) -> None:
        worker = self.crew.workers[connection]
        try:
            packet, file = messages.receive(connection)
        except BlockingIOError:
            return
        except OSError:
            packet, file = b"", None
        if packet == CONFINED:
            self.crew.confirm(worker)
            return
        if packet[:1] not in (STAY, LEAVE):
            self._lose(worker)
            return
        request, worker.request = worker.request, None
        spent = time.monotonic() - worker.started
        if request:
            self.budget.charge(request.client, spent, time.monotonic())
            self._reply(request, packet[1:], file)
        elif file is not None:
            os.close(file)
        if packet[:1] == LEAVE or worker.ended_for:
            self.crew.dismiss(worker)
        elif worker.lane == SLOW or worker.overdue:
            self.crew.restore(worker)

    def _lose(self, worker: Worker) -> None:
        code = self.crew.bury(worker)
        request = worker.request
        if request is None:
            return
        now = time.monotonic()
        self.budget.charge(request.client, now - worker.started, now)
        found = verdict(worker, code, now, self.limits)
        if isinstance(found, Refusal):
            self._fail(request, found)
        elif found is None or request.connection not in self.clients:
            _free(request)
        else:
            if found == SLOW:
                self._remember(request.key)
            request.lane, request.arrived = found, now
            self.queue.append(request)

    def _remember(self, key: str) -> None:
        self.slow_keys[key] = True
        self.slow_keys.move_to_end(key)
        if len(self.slow_keys) > _REMEMBERED:
            self.slow_keys.popitem(last=False)

    # ------------------------------------------------------------------ time

    def _patience(self) -> float | None:
        due = [request.arrived + self.limits.queue_time for request in self.queue]
        for worker in self.crew.running():
            if worker.lane == QUICK:
                due.append(max(worker.started + self._slice(), worker.look_at))
            due.append(worker.started + worker.request.timeout + _GRACE)
        return max(0.0, min(due) - time.monotonic()) if due else None

    def _slice(self) -> float:
        # When others wait, a query has to show sooner that it is small.
        return self.limits.quick_time / (4 if self._is_crowded() else 1)

    def _small_ones(self) -> int:
        """How many queries wait that may be small."""
        return sum(request.lane == QUICK for request in self.queue)

    def _is_crowded(self) -> bool:
        """Whether more of them wait than there are quick workers that are idle, or that end for their sake."""
        waiting = self._small_ones()
        return waiting > 0 and waiting > sum(
            worker.lane == QUICK and (worker.request is None or worker.ended_for is not None)
            for worker in self.crew.workers.values()
        )

    def _watch(self) -> bool:
        """Look after queries that run or wait; return whether a worker has changed its lane or ends."""
        now, changed = time.monotonic(), False
        # The youngest first: if one must be ended, its work is the least that can be lost.
        for worker in sorted(self.crew.running(), key=lambda worker: -worker.started):
            elapsed = now - worker.started
            if elapsed > worker.request.timeout + _GRACE:
                self.crew.end(worker, "time")
                changed = True
            elif worker.lane == QUICK and elapsed >= self._slice() and now >= worker.look_at:
                # On a crowded machine a small query may have waited for the processor and done nothing yet.
                missing = self._slice() - (worker.processor_time() - worker.processor)
                if is_stopped(worker.pid):
                    self.crew.end(worker, "outside")  # the query is tried again elsewhere
                    changed = True
                elif missing > 0 and elapsed < 10 * self.limits.quick_time:
                    worker.look_at = now + missing
                elif self.crew.promote(worker):
                    self._remember(worker.request.key)
                    changed = True
                elif self._is_crowded():
                    self.crew.end(worker, "queue")
                    changed = True
                else:
                    self.crew.hold_back(worker)
                    worker.look_at = now + self.limits.quick_time / 4
        for request in [r for r in self.queue if now - r.arrived > self.limits.queue_time]:
            self.queue.remove(request)
            self._fail(request, Busy(f"No place became free within {self.limits.queue_time:g} seconds."))
        return changed

    def _dispatch(self) -> None:
        if not self.queue:
            return
        for lane in LANES:
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
                worker = self.crew.find(lane)
                if worker is None:
                    break
                self.queue.remove(request)
                self._hand(request, worker)

    def _hand(self, request: Request, worker: Worker) -> None:
        worker.request, worker.started, worker.look_at = request, time.monotonic(), 0.0
        worker.processor = worker.processor_time()
        try:
            messages.send(worker.connection, request.packet, request.file)
        except OSError:  # it has just died, without having seen the query
            worker.request, worker.ended_for = None, "outside"
            self.queue.append(request)


def _free(request: Request) -> None:
    if request.file is not None:
        os.close(request.file)
        request.file = None
