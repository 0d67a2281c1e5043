"""The limits: their defaults, and how an operator sets them."""

import contextlib
import socket
import time

import pytest

from unmandates.engine import EngineClient, Limits, Query, refusals
from unmandates.engine.waiting import completed


def test_environment_sets_limits():
    limits = Limits.from_environment({"UNMANDATES_TIME": "2.5", "UNMANDATES_QUEUE": "7"})
    assert (limits.time, limits.queue, limits.memory) == (2.5, 7, Limits().memory)


@pytest.mark.parametrize("value", ["soon", "0", "-1"])
def test_a_bad_limit_names_its_variable(value):
    with pytest.raises(ValueError, match="UNMANDATES_TIME"):
        Limits.from_environment({"UNMANDATES_TIME": value})


def test_work_elsewhere_is_charged(client):
    client.evaluate(Query("ASK { }"), "192.0.2.1")
    client.charge("192.0.2.1", 200.0)
    with pytest.raises(refusals.OverBudget) as caught:
        client.evaluate(Query("ASK { }"), "192.0.2.1")
    assert caught.value.retry_after > 100
    client.evaluate(Query("ASK { }"), "192.0.2.2")
    client.charge("", 1000.0)
    client.evaluate(Query("ASK { }"))


@pytest.mark.parametrize("does", ["answers nothing", "accepts nothing"])
def test_an_engine_that_says_nothing_is_not_waited_for(tmp_path, does):
    address = str(tmp_path / "engine.sock")
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener, EngineClient(address, Limits()) as client:
        listener.bind(address)
        listener.listen(1 if does == "answers nothing" else 0)
        with contextlib.ExitStack() as stack:
            for _ in range(8 if does == "accepts nothing" else 0):
                other = stack.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET))
                other.setblocking(False)
                other.connect_ex(address)
            started = time.monotonic()
            for departed in (None, lambda: False):
                with pytest.raises(refusals.Interrupted):
                    completed(client._exchange(b"{}\n", b"", departed, 0.5))
            assert time.monotonic() - started < 15
