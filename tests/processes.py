"""Processes as Linux tells of them (proc(5)): whom one has started, and what memory it takes."""

import contextlib
from pathlib import Path


def children(pid: int) -> list[int]:
    """Return the processes that a process has started, in any of its threads; none for one that has ended."""
    found = []
    with contextlib.suppress(OSError):
        for told in Path(f"/proc/{pid}/task").glob("*/children"):
            found += map(int, told.read_text().split())
    return found


def family(pid: int) -> list[int]:
    """Return those processes, and those that they have started, and so on."""
    return [member for child in children(pid) for member in (child, *family(child))]


def memory(pid: int) -> int:
    """Return the bytes that a process takes, what it shares in proportion (PSS); 0 for one that has ended."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def unique(pid: int) -> int:
    """Return the bytes that a process has for itself alone (USS); 0 for one that has ended."""
    with contextlib.suppress(OSError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Private_"))
    return 0


def memory_of_family(pid: int) -> int:
    """Return the bytes that all take which a process has started, and those that they have started, together."""
    return sum(map(memory, family(pid)))
