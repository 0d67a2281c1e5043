"""How much processing each client has had lately."""


class Budget:
    """A leaky bucket for each client: it holds `seconds` and runs empty in `window` seconds.

    The empty name stands for clients without a budget, such as those on the same machine.
    """

    def __init__(self, seconds: float, window: float):
        self._seconds = seconds
        self._rate = seconds / window
        self._levels: dict[str, tuple[float, float]] = {}

    def used(self, client: str, now: float) -> float:
        """Return the seconds that the client has used and not got back yet."""
        if client not in self._levels:
            return 0.0
        level, at = self._levels[client]
        return max(0.0, level - (now - at) * self._rate)

    def charge(self, client: str, seconds: float, now: float) -> None:
        """Add seconds of processing to a client's account."""
        if not client:
            return
        self._levels[client] = (self.used(client, now) + seconds, now)
        if len(self._levels) > 10_000:
            self._levels = {name: level for name, level in self._levels.items() if self.used(name, now) > 0}

    def wait(self, client: str, now: float) -> int:
        """Return the whole seconds until the client may ask again; 0 means now."""
        over = self.used(client, now) - self._seconds
        return int(over / self._rate) + 1 if over > 0 else 0
