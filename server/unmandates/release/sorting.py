"""Sorting more lines than memory holds: sorted in pieces on disk, and merged."""

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

#: Lines that are held in memory at once, up to about 100 MiB.
PIECE = 400_000


class SortedLines:
    """Lines (bytes, each with its end), added in any order and given back sorted, each once.

    What memory does not hold lies in the folder until the object is closed.
    """

    def __init__(self, folder: Path, piece: int = PIECE) -> None:
        self._folder, self._piece = folder, piece
        self._held: set[bytes] = set()
        self._files: list = []

    def add(self, lines: Iterable[bytes]) -> None:
        """Add lines."""
        for line in lines:
            self._held.add(line)
            if len(self._held) >= self._piece:
                file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 - it is closed with the others
                file.writelines(sorted(self._held))
                self._files.append(file)
                self._held = set()

    def __iter__(self) -> Iterator[bytes]:
        for file in self._files:
            file.seek(0)
        last = None
        for line in heapq.merge(*self._files, sorted(self._held)):
            if line != last:
                yield line
            last = line

    def close(self) -> None:
        """Remove what lies on disk."""
        for file in self._files:
            file.close()

    def __enter__(self) -> "SortedLines":
        return self

    def __exit__(self, *_) -> None:
        self.close()
