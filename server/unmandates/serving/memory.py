"""Memory that is not needed any more goes back to the system, so that a flood leaves nothing behind.

Answers that nobody asks for again are forgotten, circles of objects are looked for, freed heaps are trimmed.
"""

import ctypes
import gc
import threading
import time
from collections.abc import Callable

from unmandates.web.http import caching
from unmandates.web.http.cache import AnswerCache

_LOOK = 10.0
_SETTLED = 12  #: looks after which a release that has changed over is the only one
_M_ARENA_MAX, _M_MMAP_THRESHOLD = -8, -3  # mallopt(3)
_LARGE = 128 * 1024  #: bytes from which a block is given back when it is freed; by itself the C library raises that
_NEVER = 2**30  #: rounds of looking for circles among what is new after which all there is is looked at, by itself
_ARENAS = 2  #: heaps of the C library; by itself it makes eight for each processor, and each keeps what it once took


def housekeeping(data: Callable[[], object]) -> None:
    """Let this process forget what it need not keep, from now on; `data` tells what it serves, which may change."""
    # By itself Python looks at all there is in the midst of a page, which then takes a tenth of a second longer.
    gc.set_threshold(*gc.get_threshold()[:2], _NEVER)
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallopt"):
        libc.mallopt(_M_ARENA_MAX, _ARENAS)
        libc.mallopt(_M_MMAP_THRESHOLD, _LARGE)
    trim = getattr(libc, "malloc_trim", None)
    threading.Thread(target=_run, args=(trim, data), name="housekeeping", daemon=True).start()


def _run(trim, data: Callable[[], object]) -> None:
    served, looks = None, 0
    while True:
        time.sleep(_LOOK)
        AnswerCache.forget_everywhere(caching.UNUSED)
        if (now := data()) != served:
            served, looks = now, 0
            gc.unfreeze()
        # Requests leave circles that hold their bodies. To look for them takes the time of all objects there are, so
        # what will stay is set apart once; not before the former release has gone.
        gc.collect()
        looks += 1
        if looks == _SETTLED:
            gc.freeze()
        if trim:  # the GNU C library alone keeps what is free at the end of a heap
            trim(0)
