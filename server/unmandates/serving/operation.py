"""What an operator asks: is the process alive (`/health`), can it answer (`/ready`), what has happened (`/metrics`)."""

from unmandates.engine import Query, Refusal
from unmandates.serving.counters import Recorder
from unmandates.serving.follower import Follower
from unmandates.serving.prometheus import MEDIA_TYPE, exposition
from unmandates.web.http import health
from unmandates.web.http.health import Health

_METRICS_PATH = "/metrics"
#: The paths, each with whether its answer needs the engine, and so a thread.
PATHS = {health.PATH: False, health.READY_PATH: True, _METRICS_PATH: True}
_ASK = Query("ASK { }", timeout=2.0)
Reply = tuple[int, list[tuple[str, str]], bytes]


class Operation:
    """Answers the paths of `PATHS`, beside the application and whatever that is doing."""

    def __init__(self, follower: Follower, recorder: Recorder):
        self._follower, self._recorder = follower, recorder

    def answer(self, path: str) -> Reply:
        """Return status, headers and body."""
        if path == _METRICS_PATH:
            return self._metrics()
        said = self._ready() if path == health.READY_PATH else self._state(health.ALIVE)
        return said.code, _headers(health.HEADERS), said.body()

    def _state(self, status: str, reason: str = "") -> Health:
        notice = self._follower.notice
        return Health(
            status, notice.name, self._follower.digest, since=notice.since, refused=notice.refused, reason=reason
        )

    def _ready(self) -> Health:
        try:
            self._follower.client.evaluate(_ASK).close()
        except Refusal as refusal:
            return self._state(health.NOT_READY, refusal.detail)
        return self._state(health.READY)

    def _metrics(self) -> Reply:
        notice = self._follower.notice
        try:
            engine = self._follower.client.statistics()
        except Refusal:
            engine = None
        text = exposition(self._recorder.sums(), engine, notice)
        return 200, _headers(health.HEADERS | {"Content-Type": MEDIA_TYPE}), text.encode()


def _headers(named: dict[str, str]) -> list[tuple[str, str]]:
    return [(name.lower(), value) for name, value in named.items()]
