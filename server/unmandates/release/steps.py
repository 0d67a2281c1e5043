"""How long each step of a build took, and how much memory it held.

Memory is what all processes of the build hold together (resident; what they share counts for each), looked at several
times a second; where the system does not tell of processes as Linux does (proc(5)) it is not known.
"""

import contextlib
import os
import resource
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

#: Seconds between two looks at the memory.
_BETWEEN = 0.2
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Step:
    """A step: its name, seconds of the clock and of processors, and the most memory in bytes (None: not known)."""

    name: str
    seconds: float
    worked: float
    memory: int | None

    def __str__(self) -> str:
        memory = "" if self.memory is None else f" {self.memory / 2**20:8,.0f} MiB"
        return f"{self.seconds:8.1f} s {self.worked:8.1f} s of processors{memory}  {self.name}"


class Steps:
    """The steps of a build as they end; `tell` is called with each. Inside a step no other begins."""

    def __init__(self, tell: Callable[[Step], None] = lambda step: None) -> None:
        self.ended: list[Step] = []
        self._tell = tell

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        """Measure what is done inside as a step of this name; one that fails is not told."""
        began, worked = time.monotonic(), _worked()
        with _watched() as most:
            yield
        seconds = round(time.monotonic() - began, 2)
        self.ended.append(Step(name, seconds, round(_worked() - worked, 2), max(most, default=0) or None))
        self._tell(self.ended[-1])


def _worked() -> float:
    """Return the seconds that processors worked for this process and for those that it started and that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


@contextmanager
def _watched() -> Iterator[list[int]]:
    """Give a list into which the most memory of a while is written."""
    ended, most = threading.Event(), [_family_memory(os.getpid())]

    def watch() -> None:
        while not ended.wait(_BETWEEN):
            most[0] = max(most[0], _family_memory(os.getpid()))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield most
    finally:
        ended.set()
        watcher.join()
    most[0] = max(most[0], _family_memory(os.getpid()))


def _family_memory(pid: int) -> int:
    """Return the resident bytes of a process and of all that it started; 0 for one that has ended."""
    held = 0
    with contextlib.suppress(OSError, ValueError, IndexError):
        held = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    with contextlib.suppress(OSError, ValueError):
        for told in Path(f"/proc/{pid}/task").glob("*/children"):
            held += sum(_family_memory(int(child)) for child in told.read_text().split())
    return held
