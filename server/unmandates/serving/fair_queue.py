"""Turns at a few places: whoever has fewest of them goes first, then whoever waits longest, and in a flood the newest.

A queue that is served from its beginning lets everybody wait for the whole flood; served from its end, it lets those
wait who are the flood. Where few wait there is no flood, and the newest first would make one wait for all that come.
"""

import asyncio
from collections import Counter

_FLOOD = 16  #: how many must wait of one client to be a flood


class Crowded(Exception):
    """More wait already than may."""


class Turns:
    """So many `places` at once, and `most` who wait for one. For the tasks of one event loop.

    Who has waited longest is sent away when another one comes and there are too many.
    """

    def __init__(self, places: int, most: int):
        self._free, self._most, self._count = places, most, 0
        self._under_way: Counter[str] = Counter()
        self._waiting: dict[str, list[asyncio.Future]] = {}

    @property
    def waiting(self) -> int:
        """How many wait for a place."""
        return self._count

    async def take(self, client: str) -> None:
        """Wait for a place. Raises Crowded."""
        if self._free <= 0:
            turn = asyncio.get_running_loop().create_future()
            self._waiting.setdefault(client, []).append(turn)
            self._count += 1
            if self._count > self._most:
                self._send_away()
            try:
                await turn
            except BaseException:
                if turn.done() and not turn.cancelled() and turn.exception() is None:
                    self._free += 1  # it was given to one who has gone meanwhile
                    self._pass_on()
                else:
                    self._drop(client, turn)
                raise
        else:
            self._free -= 1
        self._under_way[client] += 1

    def leave(self, client: str) -> None:
        """Give a place back."""
        self._under_way[client] -= 1
        if not self._under_way[client]:
            del self._under_way[client]
        self._free += 1
        self._pass_on()

    def _pass_on(self) -> None:
        while self._free > 0 and self._waiting:
            client = min(self._waiting, key=lambda name: self._under_way[name])
            waiting = self._waiting[client]
            turn = waiting[-1 if len(waiting) >= _FLOOD else 0]
            self._drop(client, turn)
            if not turn.done():
                self._free -= 1
                turn.set_result(None)

    def _send_away(self) -> None:
        client = max(self._waiting, key=lambda name: len(self._waiting[name]))
        turn = self._waiting[client][0]
        self._drop(client, turn)
        if not turn.done():
            turn.set_exception(Crowded())

    def _drop(self, client: str, turn: asyncio.Future) -> None:
        waiting = self._waiting.get(client, [])
        if turn in waiting:
            waiting.remove(turn)
            self._count -= 1
            if not waiting:
                del self._waiting[client]
