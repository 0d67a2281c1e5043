"""From lane to lane: what becomes of a worker whose query turned out to be long."""

import os
import subprocess
import sys
import threading
import time
from contextlib import suppress

import pytest

from unmandates.engine import Engine, EngineClient, Limits, Query, Refusal, from_files

#: More than the tenth of a second after which a query is no longer small, on any machine.
LONG = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d FILTER(STR(?b) < STR(?d)) }"
#: Takes CAP_SYS_NICE (23), which lets a process raise a priority, from what is started next: by PR_CAPBSET_DROP (24).
_WITHOUT_PRIVILEGE = """
import ctypes, sys
ctypes.CDLL(None).prctl(24, 23, 0, 0, 0)
from tests.engine.test_lanes import lanes_after_a_long_query
print(lanes_after_a_long_query(sys.argv[1]))
"""


def ask(client, text):
    with client.evaluate(Query(text)) as answer:
        return answer.read()


def lanes_after_a_long_query(path):
    """Return how many idle workers there are in each lane when a long query has been answered."""
    with Engine(from_files([path]), LIMITS_OF_ONE) as engine, EngineClient(engine.address, engine.limits) as client:
        ask(client, COUNTABLE)
        found = client.statistics()
    assert found["promotions"] == 1
    return {lane: states["idle"] for lane, states in found["workers"].items()}


#: With these no query is small: it is promoted at once.
LIMITS_OF_ONE = Limits(quick_time=0.001, quick_workers=2, slow_workers=1)
#: Takes some hundreds of MiB.
HUNGRY = """PREFIX e: <http://example.org/> SELECT (COUNT(*) AS ?n) {
    SELECT DISTINCT ?a ?b { ?a e:v ?x . ?b e:v ?y FILTER(?x < 300) } }"""
COUNTABLE = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b FILTER(REGEX(STR(?a), 'n.*9') || REGEX(STR(?b), '(1.*)*2$')) }"


@pytest.mark.skipif(os.geteuid() != 0, reason="only a privileged process may raise a priority")
def test_a_worker_that_was_slow_is_quick_again(data):
    assert lanes_after_a_long_query(data) == {"quick": 2, "slow": 0, "service": 0}


def test_without_the_privilege_it_stays_slow(data):
    done = subprocess.run(
        [sys.executable, "-c", _WITHOUT_PRIVILEGE, str(data)], capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == str({"quick": 1, "slow": 1, "service": 0}), done.stderr


def test_a_long_query_goes_on_beside_a_slow_one_until_a_small_one_waits(data):
    limits = Limits(time=4.0, quick_workers=2, slow_workers=1, queue_time=0.5)
    with Engine(from_files([data]), limits) as engine, EngineClient(engine.address, engine.limits) as client:
        refused = []

        def long(number):
            try:
                ask(client, f"{LONG} # {number}")
            except Refusal as refusal:
                refused.append(refusal.kind)

        threads = [threading.Thread(target=long, args=(number,)) for number in range(3)]
        for thread in threads:
            thread.start()
            time.sleep(0.5)
        busy = client.statistics()
        assert (busy["workers"]["slow"]["busy"], busy["workers"]["quick"]["busy"]) == (1, 2)
        assert busy["ends"]["queue"] == 0, "nobody waits, so nobody is ended"
        started = time.monotonic()
        assert b"true" in ask(client, "ASK { ?s ?p ?o }")
        assert time.monotonic() - started < 1.0, "a small query does not wait for the end of a long one"
        assert client.statistics()["ends"]["queue"] == 1, "one is ended for one that waits"
        for thread in threads:
            thread.join()
    assert sorted(refused) == sorted(["busy", "time-limit", "time-limit"])


def test_queries_that_wait_for_a_slow_place_do_not_hurry_the_quick_ones(data):
    limits = Limits(time=3.0, quick_workers=2, slow_workers=1, queue_time=20)
    with Engine(from_files([data]), limits) as engine, EngineClient(engine.address, engine.limits) as client:

        def long():
            with suppress(Refusal):
                ask(client, LONG)

        long()  # from now on it is known to be long
        threads = [threading.Thread(target=long) for _ in range(3)]
        for thread in threads:
            thread.start()
        time.sleep(0.3)
        assert client.statistics()["waiting"]["slow"] == 2
        ended = threading.Event()

        def small():
            while not ended.is_set():
                ask(client, "ASK { ?s ?p ?o }")

        threads.append(threading.Thread(target=small))
        threads[-1].start()
        for number in range(20):
            ask(client, f"{COUNTABLE} # {number}")
        assert client.statistics()["ends"]["queue"] == 0
        ended.set()
        for thread in threads:
            thread.join()


@pytest.mark.parametrize("memory_store", [1, 2**30], ids=["disk", "memory"])
def test_a_query_that_outgrows_the_quick_lane_gets_the_memory_of_the_slow_one(data, memory_store):
    """Its worker ends, and one that was forked just then takes it on."""
    limits = Limits(time=20.0, quick_workers=1, quick_memory=64 * 2**20, memory=1500 * 2**20, quick_time=5.0,
                    memory_store=memory_store)  # fmt: skip
    with Engine(from_files([data]), limits) as engine, EngineClient(engine.address, engine.limits) as client:
        assert b"1500000" in ask(client, HUNGRY)
        assert client.statistics()["ends"]["memory"] == 1
