"""Answers that are kept: a bounded cache of whole results, per process.

What is kept where, and for how long, is told in `caching`.
"""

import re
import sys
import threading
import time
import zlib
from collections import OrderedDict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from weakref import WeakSet

from unmandates.engine.tokens import unescape_all

#: A result of these differs from one evaluation to the next; nothing keeps it.
_FLEETING = re.compile(r"\b(?:rand|now|uuid|struuid|bnode|service)\b", re.IGNORECASE)
_COMPRESS_FROM = 1024  #: bytes; below that, compressing is not worth the header


@dataclass(frozen=True)
class Kept:
    """A body with its media type and its content coding (None: none)."""

    body: bytes
    media_type: str
    coding: str | None


class AnswerCache:
    """A least-recently-used cache that holds up to `capacity` bytes of answers and keys, each up to an eighth of it.

    By hand, since cachetools neither weighs keys nor shows what is unused for longest without taking it out.
    """

    _all: "WeakSet[AnswerCache]" = WeakSet()

    def __init__(self, capacity: int):
        self.capacity = capacity
        self.size = 0
        self._kept: OrderedDict[Hashable, tuple[Kept, int, float]] = OrderedDict()
        self._lock = threading.Lock()
        self._all.add(self)

    @classmethod
    def forget_everywhere(cls, seconds: float) -> int:
        """Drop what nobody has asked for in so many seconds from all caches of the process; return its bytes."""
        return sum(cache.forget(seconds) for cache in list(cls._all))

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable) -> Kept | None:
        """Return what is kept under the key."""
        with self._lock:
            kept, weight, _ = self._kept.get(key, (None, 0, 0.0))
            if kept is not None:
                self._kept[key] = kept, weight, time.monotonic()
                self._kept.move_to_end(key)
            return kept

    def put(self, key: Hashable, kept: Kept) -> None:
        """Keep an answer, if it is small enough, and drop the ones unused for longest."""
        weight = _weight([key, *vars(kept).values()]) + 1024  # the bookkeeping weighs something too
        if weight > self.capacity // 8:
            return
        with self._lock:
            if old := self._kept.pop(key, None):
                self.size -= old[1]
            self._kept[key] = kept, weight, time.monotonic()
            self.size += weight
            while self.size > self.capacity:
                self.size -= self._kept.popitem(last=False)[1][1]

    def forget(self, seconds: float) -> int:
        """Drop what nobody has asked for in so many seconds; return its bytes."""
        before, until = self.size, time.monotonic() - seconds
        with self._lock:
            while self._kept and next(iter(self._kept.values()))[2] <= until:
                self.size -= self._kept.popitem(last=False)[1][1]
        return before - self.size


def _weight(value: object) -> int:
    """Return the bytes of a key or answer; both hold what the client sent, and that may be long and the body short."""
    weight, values = 0, [value]
    for value in values:
        weight += sys.getsizeof(value)
        if isinstance(value, (tuple, list)):
            values += value
    return weight


def is_fleeting(text: str) -> bool:
    """Say whether a query may answer otherwise the next time, on the same data.

    A word in a comment counts too, and one that is written with escapes of characters (SPARQL 1.1, section 19.2).
    """
    return _FLEETING.search(unescape_all(text)) is not None


def compressed(body: bytes, coding: str | None) -> tuple[bytes, str | None]:
    """Return a body as it is kept for who takes a coding, with the one that it has: none where it is not worth it."""
    if coding is None or len(body) < _COMPRESS_FROM:
        return body, None
    return b"".join(compress(iter((body,)), 6)), coding


def compress(chunks: Iterator[bytes], level: int) -> Iterator[bytes]:
    """Yield the chunks compressed by gzip, without a time stamp: the same body gives the same bytes."""
    compressor = zlib.compressobj(level, zlib.DEFLATED, 31)
    for chunk in chunks:
        if data := compressor.compress(chunk):
            yield data
    yield compressor.flush()
