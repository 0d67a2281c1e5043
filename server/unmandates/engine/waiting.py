"""Ways of waiting: the same coroutine goes on in a thread that blocks, or on an event loop among many others.

Whatever must wait is given a way of waiting, and awaits nothing else. With `BLOCKING` it never pauses, so that
`completed` runs it like a function.
"""

import asyncio
import select
import socket
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor
from contextvars import copy_context
from typing import Protocol, TypeVar

T = TypeVar("T")
_ONCE = select.EPOLLIN | select.EPOLLONESHOT


class Waiting(Protocol):
    """A way of waiting. Times are in seconds."""

    async def readable(self, connection: socket.socket, seconds: float) -> bool:
        """Wait until a connection has something to read, and say whether it has; False when the time is over."""

    async def pause(self, seconds: float) -> None:
        """Let time pass."""

    async def work(self, function: Callable[[], T]) -> T:
        """Return what a function returns that takes its time; nothing else waits for it."""

    def later(self, function: Callable[[], object]) -> None:
        """Call a function for which the answer need not wait."""


class _Blocking:
    async def readable(self, connection: socket.socket, seconds: float) -> bool:
        poll = select.poll()
        poll.register(connection, select.POLLIN)
        return bool(poll.poll(1000 * seconds))

    async def pause(self, seconds: float) -> None:
        time.sleep(seconds)

    async def work(self, function: Callable[[], T]) -> T:
        return function()

    def later(self, function: Callable[[], object]) -> None:
        function()


#: Waits in the calling thread, and works there.
BLOCKING: Waiting = _Blocking()


class OnLoop:
    """Waits on an event loop, in whose thread it must be used, and works in the threads of a pool."""

    def __init__(self, loop: asyncio.AbstractEventLoop, pool: Executor):
        self._loop, self._pool = loop, pool
        # One of its own, in which a connection stays from one query to the next; a closed one leaves by itself.
        self._epoll = select.epoll()
        self._heard: dict[int, asyncio.Future] = {}
        loop.add_reader(self._epoll, self._hear)

    async def readable(self, connection: socket.socket, seconds: float) -> bool:
        """Wait until a connection has something to read, and say whether it has; False when the time is over."""
        descriptor = connection.fileno()
        heard = self._heard[descriptor] = self._loop.create_future()
        try:
            self._epoll.modify(descriptor, _ONCE)
        except FileNotFoundError:
            self._epoll.register(descriptor, _ONCE)
        timer = self._loop.call_later(seconds, _settle, heard, False)
        try:
            return await heard
        finally:
            timer.cancel()

    def _hear(self) -> None:
        for descriptor, _ in self._epoll.poll(0):
            if heard := self._heard.pop(descriptor, None):
                _settle(heard, True)

    async def pause(self, seconds: float) -> None:
        """Let time pass."""
        await asyncio.sleep(seconds)

    async def work(self, function: Callable[[], T]) -> T:
        """Return what a function returns that takes its time; the loop turns meanwhile."""
        return await self._loop.run_in_executor(self._pool, copy_context().run, function)

    def later(self, function: Callable[[], object]) -> None:
        """Call a function when the loop turns next: by then what is ready now has been sent."""
        self._loop.call_soon(function)


def completed(coroutine: Coroutine[None, None, T]) -> T:
    """Run a coroutine that waits by blocking, and return what it returns."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        return end.value
    coroutine.close()
    raise RuntimeError("it waits for something else than BLOCKING")


def _settle(heard: asyncio.Future, value: bool) -> None:
    if not heard.done():
        heard.set_result(value)
