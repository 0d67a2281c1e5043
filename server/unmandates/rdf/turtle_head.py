"""The prefixes at the head of a Turtle or TriG result: in one order, and those alone that are used where it is short.

The store writes the prefixes that it is given, all of them and in an order that changes; the same result is to give the
same bytes, and three statements are not to come below twenty lines that nobody needs.
"""

import re

_MARK = b"@prefix "
_PREFIX = re.compile(rb"@prefix ([^:\s]*): <[^>]*> \.\n")


class Head:
    """A writer before another one, which puts the prefixes that come first in order."""

    def __init__(self, writer):
        self._writer = writer
        self._waiting: bytes | None = b""

    def write(self, data: bytes) -> int:
        """Take a piece of the result."""
        if self._waiting is None:
            return self._writer.write(data)
        self._waiting += data
        end = _end(self._waiting)
        begun = self._waiting[end : end + len(_MARK)]
        # A line that has only begun may still be a prefix.
        if _MARK.startswith(begun) or (begun == _MARK and b"\n" not in self._waiting[end:]):
            return len(data)
        self._let_go(end)
        return len(data)

    def flush(self) -> None:
        """Nothing waits for this."""

    def close(self) -> None:
        """Pass on what has waited: the result was prefixes alone, or nothing."""
        if self._waiting:
            self._let_go(_end(self._waiting))

    def _let_go(self, end: int) -> None:
        waiting, self._waiting = self._waiting, None
        self._writer.write(b"".join(sorted(waiting[:end].splitlines(keepends=True))) + waiting[end:])


def without_unused(turtle: bytes) -> bytes:
    """Return a whole document without the prefixes at its head that nothing in it uses."""
    end = _end(turtle)
    head, rest = turtle[:end], turtle[end:]
    return b"".join(match[0] for match in _PREFIX.finditer(head) if match[1] + b":" in rest) + rest


def _end(text: bytes) -> int:
    end = 0
    while match := _PREFIX.match(text, end):
        end = match.end()
    return end
