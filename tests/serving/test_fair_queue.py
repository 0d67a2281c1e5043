"""Turns: in which order those who wait are given places."""

import asyncio

import pytest
from tests.loops import run

from unmandates.serving.fair_queue import _FLOOD, Crowded, Turns


def served(asked: list[str], most: int = 1000) -> list[int]:
    """Return the places in the row of those who ask, one after another at one taken place, as they are served."""

    async def main() -> list[int]:
        turns, order = Turns(1, most), []
        await turns.take("first")

        async def one(number: int, client: str) -> None:
            await turns.take(client)
            order.append(number)
            turns.leave(client)

        waiting = []
        for number, client in enumerate(asked):
            waiting.append(asyncio.create_task(one(number, client)))
            await asyncio.sleep(0)
        turns.leave("first")
        await asyncio.gather(*waiting)
        return order

    return run(main)


def test_where_few_wait_the_oldest_is_first():
    assert served(["a"] * (_FLOOD - 1)) == list(range(_FLOOD - 1))


def test_in_a_flood_the_newest_is_first():
    row = served(["a"] * (_FLOOD + 3))
    assert row[:4] == [_FLOOD + 2, _FLOOD + 1, _FLOOD, _FLOOD - 1] and row[4:] == list(range(_FLOOD - 1))


def test_too_many_send_away_who_has_waited_longest():
    with pytest.raises(Crowded):
        served(["a"] * 3, most=2)
