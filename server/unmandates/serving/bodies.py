"""Bodies of requests on their way in: how long one may take, and how many bytes all of them may have."""

import asyncio
from contextlib import suppress

from unmandates.serving.fair_queue import Turns

_AT_ONCE = 16  #: bodies that are read at once; the others wait on the wire
_WAITING = 2048
_SOON = 2.0  #: seconds after which a body makes room, if others wait
_DRAIN_TIME = 10.0  #: seconds for which a body that nobody wants is taken off the wire
_DRAIN_BYTES = 64 * 2**20  #: bytes of it


class TooSlow(Exception):
    """The body did not arrive in time, or was given up for others when there were too many bytes."""


class Body:
    """One body on its way; what has been read of it, and whether that is all."""

    def __init__(self, proto):
        self._pieces = aiter(proto)
        self.data = bytearray()
        self.ended = False

    async def piece(self) -> bytes:
        """Return the next bytes; none at the end."""
        try:
            return await anext(self._pieces)
        except StopAsyncIteration:
            self.ended = True
            return b""

    async def drain(self) -> None:
        """Take the rest off the wire, within bounds, and throw it away.

        A client that sends all before it reads would never see an answer that was given earlier: its connection would
        break while it sends (RFC 9112, 9.6).
        """
        taking = asyncio.ensure_future(self._take())
        try:
            await asyncio.wait({taking}, timeout=_DRAIN_TIME)
        finally:
            taking.cancel()

    async def _take(self) -> None:
        taken = 0
        with suppress(Exception):  # the client has gone
            while taken < _DRAIN_BYTES and (piece := await self.piece()):
                taken += len(piece)


class Bodies:
    """All bodies that are being read: each has up to `longest` bytes and `seconds`, all together up to `most` bytes.

    A few are read at once; of those that wait the newest of the client with fewest comes first.
    """

    def __init__(self, longest: int, most: int, seconds: float):
        self.longest, self._most, self._seconds = longest, most, seconds
        self._size = 0
        self._reading: dict[Body, asyncio.Task] = {}
        self._turns = Turns(_AT_ONCE, _WAITING)

    async def read(self, body: Body, client: str) -> bytes:
        """Return a client's body, with one byte more than `longest` of a longer one. Raises TooSlow, Crowded."""
        turn = asyncio.ensure_future(self._turns.take(client))
        try:
            await asyncio.wait({turn}, timeout=self._seconds)
            if not turn.done():
                raise TooSlow
            turn.result()
            return await self._read(body)
        finally:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self._turns.leave(client)
            turn.cancel()

    async def _read(self, body: Body) -> bytes:
        reading = self._reading[body] = asyncio.ensure_future(self._collect(body))
        try:
            done, _ = await asyncio.wait({reading}, timeout=_SOON)
            if not done and not self._turns.waiting:
                await asyncio.wait({reading}, timeout=self._seconds - _SOON)
            if not reading.done() or reading.cancelled() or reading.exception() is not None:
                raise TooSlow
            return bytes(memoryview(body.data)[: self.longest + 1])
        finally:
            reading.cancel()
            del self._reading[body]
            self._size -= len(body.data)
            body.data = bytearray()

    async def _collect(self, body: Body) -> None:
        while len(body.data) <= self.longest and (piece := await body.piece()):
            body.data += piece
            self._size += len(piece)
            if self._size > self._most:
                self._give_up_oldest(body)

    def _give_up_oldest(self, newest: Body) -> None:
        # A body that is sent in earnest is there in moments; the oldest is the one that is held back.
        for body, reading in self._reading.items():
            if body is not newest and not reading.done() and not reading.cancelling():
                reading.cancel()
                return
