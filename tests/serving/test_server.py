"""The web server's signals."""

import os
import signal
import threading

import pytest

from unmandates.serving.server import Server


@pytest.mark.parametrize(("number", "told"), [(signal.SIGTERM, "interrupt_signal"), (signal.SIGHUP, "reload_signal")])
def test_a_signal_is_heard_by_a_thread_and_waits_for_nothing_it_interrupts(number, told):
    server = Server("unmandates.serving.process:web_process", factory=True)
    heard, written = os.pipe()
    listening = threading.Thread(target=server.listen, args=(heard,), daemon=True)
    with server.main_loop_interrupt._cond:  # as the code holds it that waits for the event, or sets it
        server.signal_handler_interrupt(number, None)
        server.signal_handler_reload(number, None)
        listening.start()
        os.write(written, bytes([number]))
    assert server.main_loop_interrupt.wait(10)
    assert getattr(server, told)
    os.close(written)
    listening.join(10)
    assert not listening.is_alive()
