"""Memory that is not needed any more goes back to the system, so that a flood leaves nothing behind."""

import ctypes
import threading
import time

from unmandates.web.http.cache import AnswerCache

_UNUSED = 60.0  #: seconds after which an answer that nobody asked for again is not kept any longer
_LOOK = 10.0
_M_ARENA_MAX = -8  # mallopt(3)
_ARENAS = 2  #: heaps of the C library; by itself it makes eight for each processor, and each keeps what it once took


def housekeeping() -> None:
    """Let this process forget what it need not keep, from now on."""
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallopt"):
        libc.mallopt(_M_ARENA_MAX, _ARENAS)
    threading.Thread(target=_run, args=(getattr(libc, "malloc_trim", None),), name="housekeeping", daemon=True).start()


def _run(trim) -> None:
    while True:
        time.sleep(_LOOK)
        AnswerCache.forget_everywhere(_UNUSED)
        if trim:  # the GNU C library alone keeps what is free at the end of a heap
            trim(0)
