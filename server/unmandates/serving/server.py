"""The web server, made to stop by any number of signals at any moment."""

import contextlib
import os
import threading

from granian import Granian


class Server(Granian):
    """Granian, whose signals are heard by a thread.

    Its own handlers set a `threading.Event`, whose lock the interrupted code may hold: by a second signal close to the
    first (a terminal's and make's) the process waits for itself for ever.
    """

    def __init__(self, *arguments, **settings) -> None:
        super().__init__(*arguments, **settings)
        heard, self._signalled = os.pipe()
        os.set_blocking(self._signalled, False)
        threading.Thread(target=self._listen, args=(heard,), name="signals", daemon=True).start()

    def signal_handler_interrupt(self, *_) -> None:
        """Stop, from a signal's handler."""
        self._signal(b"i")

    def signal_handler_reload(self, *_) -> None:
        """Begin with new processes, from a signal's handler."""
        self._signal(b"r")

    def _signal(self, kind: bytes) -> None:
        with contextlib.suppress(BlockingIOError):  # thousands wait to be heard: what they ask for will be done
            os.write(self._signalled, kind)

    def _listen(self, heard: int) -> None:
        while kind := os.read(heard, 1):
            if kind == b"i":
                super().signal_handler_interrupt()
            else:
                super().signal_handler_reload()
