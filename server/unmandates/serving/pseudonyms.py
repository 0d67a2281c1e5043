"""Names for clients in the log: the lines of one client belong together for some hours, and lead to no address.

A line tells the words of a query. With the address of who asked it beside them the log would tell who looked for what;
it has a name in place of the address, worked out with a key that only this process knows and throws away when its time
is over (HMAC, RFC 2104). What is refused for a client's sake is decided by the address and needs no log.
"""

import hashlib
import hmac
import os
import secrets
import threading
import time
from collections.abc import Callable, Mapping

SETTING, DEFAULT_HOURS = "UNMANDATES_LOG_CLIENT_HOURS", 24.0


class Pseudonyms:
    """Names of clients that are the same for `hours`, at the longest; with 0 hours nobody has a name."""

    def __init__(self, hours: float = DEFAULT_HOURS, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._clock, self._lock = hours * 3600, clock, threading.Lock()
        self._key, self._until = b"", float("-inf")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Pseudonyms":
        """Return them with the hours that the environment sets; raise ValueError, naming it, for what is no number."""
        text = environment.get(SETTING) or str(DEFAULT_HOURS)
        try:
            hours = float(text)
        except ValueError:
            hours = -1.0
        if not 0 <= hours < float("inf"):
            raise ValueError(f"{SETTING} must be a number of hours, 0 or more, not {text!r}")
        return cls(hours)

    def name(self, address: str) -> str:
        """Return the name of a client for now: twelve hexadecimal digits, or nothing."""
        if not self._seconds:
            return ""
        with self._lock:
            if self._clock() >= self._until:
                self._key, self._until = secrets.token_bytes(32), self._clock() + self._seconds
            key = self._key
        return hmac.new(key, address.encode(), hashlib.sha256).hexdigest()[:12]
