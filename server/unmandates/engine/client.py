"""The web processes' side of the engine."""

import contextlib
import hashlib
import os
import re
import socket
import threading
import time
from collections.abc import Callable, Collection

from unmandates.engine import messages
from unmandates.engine.limits import Limits
from unmandates.engine.query import Answer, Query
from unmandates.engine.refusals import ClientLeft, Interrupted, Malformed, Refusal, TooLong
from unmandates.engine.spool import answer_of
from unmandates.engine.waiting import BLOCKING, Waiting, completed

#: How often, in seconds, a waiting caller looks whether anyone still waits for the answer.
_LOOK = 0.25
#: How long a lost supervisor may take to come back.
_COMEBACK = 10.0
#: What the way there and back may take beyond the time for the query.
_GRACE = 3.0
_LONG_LOOK = 5.0
#: A text without this word asks no other endpoint; with it, the worker reads it more closely.
_SERVICE = re.compile(r"service", re.IGNORECASE)


class EngineClient:
    """A thread-safe client of an engine; connections are kept and used again."""

    def __init__(self, address: str, limits: Limits | None = None, services: Collection[str] = ()):
        """`services` are the endpoints that a query may ask: the engine's own."""
        self.address = address
        self.limits = limits or Limits()
        self.services = frozenset(services)
        self._asks_others = _SERVICE.search if services else lambda text: None
        self._idle: list[socket.socket] = []
        self._lock = threading.Lock()

    def evaluate(self, query: Query, client_id: str = "", departed: Callable[[], bool] | None = None) -> Answer:
        """Evaluate a query for a client (the empty name has no budget) and return the whole answer.

        `departed` is asked now and then whether the one who waits has gone; the query is stopped then.
        Raises a `Refusal`.
        """
        return completed(self.evaluation(query, client_id, departed))

    async def evaluation(
        self,
        query: Query,
        client_id: str = "",
        departed: Callable[[], bool] | None = None,
        waiting: Waiting = BLOCKING,
    ) -> Answer:
        """Do what `evaluate` does, waiting in the way that is given."""
        request, file_body = self._pack(query, client_id)
        timeout = min(query.timeout or self.limits.time, self.limits.time)
        # It may have waited, and have been tried in both lanes; then the supervisor itself has answered.
        patience = 2 * (self.limits.queue_time + timeout) + _GRACE if query.timeout is None else timeout + _GRACE
        return _answer(*await self._exchange(request, file_body, departed, patience, waiting))

    def statistics(self, patience: float = 3.0) -> dict:
        """Return what the supervisor counts: workers by lane, queries that wait, workers' ends. Raises Interrupted."""
        packet, _ = completed(self._exchange(messages.pack({"ask": "statistics"}), b"", None, patience))
        return messages.unpack(packet)[0]

    def charge(self, client_id: str, seconds: float) -> None:
        """Put the time that was spent on a client's answer elsewhere on its account; nothing when nobody keeps one."""
        request = messages.pack({"ask": "charge", "client": client_id[:100], "seconds": seconds})
        with contextlib.suppress(Interrupted):
            completed(self._exchange(request, b"", None, 1.0))

    async def _exchange(
        self,
        request: bytes,
        file_body: bytes,
        departed: Callable[[], bool] | None,
        patience: float,
        waiting: Waiting = BLOCKING,
    ) -> tuple[bytes, int | None]:
        """Return a packet and its file; `patience` is the time in which a supervisor that lives has answered."""
        until = time.monotonic() + min(_COMEBACK, 2 * patience)
        for _ in range(3):  # reading again is safe
            connection = None
            file = messages.store_body(file_body) if file_body else None
            try:
                connection = await self._connect(until, waiting)
                messages.send(connection, request, file)
                await self._await(connection, departed, patience, waiting)
                packet, result = messages.receive(connection)
            except OSError:
                packet, result = b"", None
            except BaseException:  # nobody waits for the answer any more
                if connection is not None:
                    connection.close()
                raise
            finally:
                if file is not None:
                    os.close(file)
            if packet:
                with self._lock:
                    self._idle.append(connection)
                return packet, result
            if connection is not None:
                connection.close()
            self._forget()  # the others were to the same supervisor
        raise Interrupted("The query engine is being restarted.")

    def close(self) -> None:
        """Close the idle connections."""
        self._forget()

    def __enter__(self) -> "EngineClient":
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()

    def _pack(self, query: Query, client_id: str) -> tuple[bytes, bytes]:
        try:
            text = query.text.encode()
        except UnicodeEncodeError:
            raise Malformed("The query holds half a surrogate pair, which is no character.") from None
        if len(text) > self.limits.query_bytes:
            raise TooLong(f"The query has {len(text):,} bytes; {self.limits.query_bytes:,} are allowed.")
        key = hashlib.blake2b(text, digest_size=16)
        for graph in (*query.default_graphs, "", *query.named_graphs):
            key.update(b"\0" + graph.encode())
        header = {
            "client": client_id[:100],
            "key": key.hexdigest(),
            "timeout": min(query.timeout or self.limits.time, self.limits.time),
            "bindings": query.bindings,
            "boolean": query.boolean,
            "graph": query.graph,
            "default": query.default_graphs,
            "named": query.named_graphs,
        }
        if self._asks_others(query.text):
            header["service"] = True
        inline = len(text) <= messages.INLINE
        try:
            return messages.pack(header, text if inline else b""), b"" if inline else text
        except messages.TooLarge:
            raise TooLong("The request names too many graphs.") from None

    async def _connect(self, until: float, waiting: Waiting) -> socket.socket:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        while True:
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            connection.setblocking(False)  # a supervisor that hangs takes neither connections nor packets
            try:
                connection.connect(self.address)
                return connection
            except OSError:
                connection.close()
                if time.monotonic() > until:
                    raise
                await waiting.pause(0.05)

    async def _await(
        self, connection: socket.socket, departed: Callable[[], bool] | None, patience: float, waiting: Waiting
    ) -> None:
        until, look = time.monotonic() + patience, _LOOK if departed else min(_LONG_LOOK, patience)
        while not await waiting.readable(connection, look):
            if departed and departed():
                raise ClientLeft
            if time.monotonic() > until:
                raise Interrupted("The query engine does not answer; it is being looked after.")

    def _forget(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in idle:
            with contextlib.suppress(OSError):
                connection.close()


def _answer(packet: bytes, file: int | None) -> Answer:
    header, body = messages.unpack(packet)
    if "refusal" in header:
        seconds = header.pop("seconds", 0.0)
        refusal = Refusal.from_dict(header)
        refusal.seconds = seconds
        raise refusal
    answer = answer_of(header, body, file)
    if file is None and len(body) != answer.size:
        raise Interrupted("The result did not arrive whole.")
    return answer
