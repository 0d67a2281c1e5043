"""The web server, made to stop by any number of signals at any moment."""

import os
import signal
import threading

from granian import Granian


class Server(Granian):
    """Granian, whose signals are heard by a thread.

    Its own handlers set a `threading.Event`, whose lock the interrupted code may hold: by a second signal close to the
    first (a terminal's and make's) the process waits for itself for ever. And they run when the main thread runs, which
    waits: a signal that the kernel gives to another thread does not wake it.
    What Python writes to the wakeup descriptor is written by whichever thread the signal interrupts.
    """

    def serve(self, *arguments, **settings) -> None:
        """Serve until a signal says otherwise; must be called in the main thread."""
        heard, told = os.pipe()
        os.set_blocking(told, False)
        before = signal.set_wakeup_fd(told, warn_on_full_buffer=False)
        threading.Thread(target=self.listen, args=(heard,), name="signals", daemon=True).start()
        try:
            super().serve(*arguments, **settings)
        finally:
            signal.set_wakeup_fd(before)
            os.close(told)

    def signal_handler_interrupt(self, *_) -> None:
        """Do nothing: the thread hears it."""

    def signal_handler_reload(self, *_) -> None:
        """Do nothing: the thread hears it."""

    def listen(self, heard: int) -> None:
        """Do what signals ask for, whose numbers come through a descriptor, a byte each, until it is closed."""
        with open(heard, "rb", buffering=0) as numbers:
            while number := numbers.read(1):
                if number[0] in (signal.SIGTERM, signal.SIGINT):
                    super().signal_handler_interrupt()
                elif number[0] == signal.SIGHUP:
                    super().signal_handler_reload()
