"""The web server's signals."""

import threading

from unmandates.serving.server import Server


def test_a_signal_does_not_wait_for_what_it_interrupts():
    server = Server("unmandates.serving.process:web_process", factory=True)
    with server.main_loop_interrupt._cond:  # as the code holds it that waits for the event, or sets it
        handler = threading.Thread(target=server.signal_handler_interrupt, daemon=True)
        handler.start()
        handler.join(10)
        assert not handler.is_alive()
    assert server.main_loop_interrupt.wait(10)
    assert server.interrupt_signal
