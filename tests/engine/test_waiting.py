"""One coroutine, two ways of waiting: in a thread that blocks, and on an event loop among many others."""

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.loops import run

from unmandates.engine import Query, refusals
from unmandates.engine.waiting import BLOCKING, OnLoop, completed

SMALL = "SELECT ?o { <http://example.org/a> <http://example.org/p> ?o } ORDER BY ?o"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c > ?f) }"


def on_loop(use):
    """Return what a coroutine returns that gets a way of waiting on an event loop."""

    async def main():
        with ThreadPoolExecutor(1) as pool:
            return await use(OnLoop(asyncio.get_running_loop(), pool))

    return run(main)


def test_both_ways_give_the_same_answer(client):
    expected = client.evaluate(Query(SMALL)).read()
    assert on_loop(lambda waiting: client.evaluation(Query(SMALL), waiting=waiting)).read() == expected


def test_many_wait_in_one_thread(client):
    threads = threading.active_count() + 1  # that of the loop

    async def ask(waiting):
        texts = [f"SELECT ?v {{ <http://example.org/n{n}> <http://example.org/v> ?v }}" for n in range(200)]
        asked = (client.evaluation(Query(text, "text/csv"), waiting=waiting) for text in texts)
        answers = await asyncio.gather(*asked)
        return [answer.read().split() for answer in answers], threading.active_count()

    answers, active = on_loop(ask)
    assert answers == [[b"v", str(n).encode()] for n in range(200)]
    assert active == threads


def test_a_long_query_keeps_no_other_from_its_answer(client):
    async def ask(waiting):
        started, long = time.monotonic(), asyncio.ensure_future(client.evaluation(Query(ENDLESS), waiting=waiting))
        await client.evaluation(Query(SMALL), waiting=waiting)
        between = time.monotonic() - started
        with pytest.raises(refusals.TimeLimit):
            await long
        return between, time.monotonic() - started

    between, whole = on_loop(ask)
    assert between < whole


def test_a_query_is_stopped_when_its_client_leaves_or_its_task_ends(client):
    async def ask(waiting):
        with pytest.raises(refusals.ClientLeft):
            await client.evaluation(Query(ENDLESS + " # left"), departed=lambda: True, waiting=waiting)
        task = asyncio.ensure_future(client.evaluation(Query(ENDLESS + " # cancelled"), waiting=waiting))
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    ended = client.statistics()["ends"]["left"]
    on_loop(ask)
    until = time.monotonic() + 10
    while client.statistics()["ends"]["left"] < ended + 2 and time.monotonic() < until:
        time.sleep(0.02)
    assert client.statistics()["ends"]["left"] == ended + 2


def test_work_is_done_in_another_thread_on_a_loop_alone():
    here = threading.get_ident()
    assert completed(BLOCKING.work(threading.get_ident)) == here
    assert on_loop(lambda waiting: waiting.work(threading.get_ident)) != here


def test_what_waits_for_something_else_is_no_function():
    with pytest.raises(RuntimeError, match="BLOCKING"):
        completed(asyncio.sleep(0))
