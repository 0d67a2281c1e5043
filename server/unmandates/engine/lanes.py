"""Queries and workers on their way: what the supervisor knows of each, and the lanes that keep kinds apart."""

import socket
import time
from dataclasses import dataclass

#: *Quick* workers take every query first; *slow* ones hold those that turned out to be long; *service* workers take
#: those that ask another endpoint.
QUICK, SLOW, SERVICE = "quick", "slow", "service"
LANES = (QUICK, SLOW, SERVICE)


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
    relay: int | None = None  #: process id of the relay to other endpoints, for a service worker
    request: Request | None = None
    started: float = 0.0
    processor: float = 0.0  #: seconds of processor time that it had used when it got the request
    look_at: float = 0.0  #: when to look again whether its query is small
    ended_for: str | None = None
    confined: bool = False  #: whether it is under its limits, and they can be changed from outside
    overdue: bool = False  #: a quick worker whose query turned out to be long when no slow place was free

    def processor_time(self) -> float:
        """Return the seconds of processor time that it has used."""
        # The clock of another process: clock_getcpuclockid(3) has no other name in Python.
        try:
            return time.clock_gettime((~self.pid << 3) | 2)
        except OSError:
            return 0.0
