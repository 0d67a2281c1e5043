"""What one query, one client and all clients together may use; every number has its unit.

The defaults fit a public service on a small machine. An operator sets others through the environment: the
field `time` is read from `UNMANDATES_TIME`, `client_budget` from `UNMANDATES_CLIENT_BUDGET`, and so on.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from unmandates.settings import above_zero, from_environment

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The limits of an engine. Times are in seconds, sizes in bytes."""

    time: float = 30.0  #: seconds that one query may run
    memory: int = 1024 * MIB  #: bytes that one query may take beyond the data
    result_bytes: int = 256 * MIB  #: bytes of one serialized result
    result_rows: int = 5_000_000  #: rows of one result (lines, for graphs in N-Triples and N-Quads)
    query_bytes: int = MIB  #: bytes of the text of one query
    nesting: int = 256  #: brackets open at once in the text of one query

    quick_workers: int = 8  #: workers that wait for small queries
    quick_time: float = 0.1  #: seconds after which a query is no longer small
    quick_memory: int = 256 * MIB  #: bytes that a small query may take
    slow_workers: int = 4  #: queries that may run longer than `quick_time` at once
    queue: int = 64  #: queries that may wait for a worker
    queue_time: float = 10.0  #: seconds that a query may wait for a worker

    service_workers: int = 2  #: queries that may ask other endpoints at once
    service_time: float = 10.0  #: seconds that such a query may run
    service_bytes: int = 4 * MIB  #: bytes that another endpoint may answer

    client_concurrency: int = 8  #: queries of one client that may run or wait at once
    client_budget: float = 60.0  #: seconds of processing for one client in `client_window`
    client_window: float = 60.0  #: seconds in which the budget is refilled

    connections: int = 1024  #: connections that one web process holds at once
    client_connections: int = 128  #: those of one client that is no believed proxy

    worker_queries: int = 10_000  #: queries after which a worker is replaced
    worker_growth: int = 64 * MIB  #: bytes by which a worker may have grown before it is replaced
    #: bytes of files up to which data are held in memory. Small data are joined twice as fast there; of large data a
    #: worker, which is a copy of its parent, copies every page that it reads, and a disk is four times as fast.
    memory_store: int = 128 * MIB
    loading_memory: int = 512 * MIB  #: bytes that loading may take beside forty for each byte of the files

    def __post_init__(self):
        above_zero(self)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Limits":
        """Return the defaults with what the environment sets.

        Raises ValueError, naming the variable, for a value that is no positive number.
        """
        return from_environment(cls, "UNMANDATES_", environment)
