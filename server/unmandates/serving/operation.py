"""What an operator asks: is the process alive (`/health`), can it answer (`/ready`), what has happened (`/metrics`)."""

import json

from unmandates import __version__
from unmandates.engine import Query, Refusal
from unmandates.serving.counters import Recorder
from unmandates.serving.follower import Follower
from unmandates.serving.prometheus import MEDIA_TYPE, exposition

#: The paths, each with whether its answer needs the engine, and so a thread.
PATHS = {"/health": False, "/ready": True, "/metrics": True}
_ASK = Query("ASK { }", timeout=2.0)
Reply = tuple[int, list[tuple[str, str]], bytes]


class Operation:
    """Answers the paths of `PATHS`, beside the application and whatever that is doing."""

    def __init__(self, follower: Follower, recorder: Recorder):
        self._follower, self._recorder = follower, recorder

    def answer(self, path: str) -> Reply:
        """Return status, headers and body."""
        if path == "/metrics":
            return self._metrics()
        status, document = self._ready() if path == "/ready" else (200, self._state("ok"))
        return status, _headers("application/json"), json.dumps(document).encode() + b"\n"

    def _state(self, status: str) -> dict:
        notice = self._follower.notice
        state = {"status": status, "release": notice.name, "digest": self._follower.digest, "version": __version__,
                 "since": notice.since}  # fmt: skip
        return state | ({"refused": notice.refused} if notice.refused else {})

    def _ready(self) -> tuple[int, dict]:
        try:
            self._follower.client.evaluate(_ASK).close()
        except Refusal as refusal:
            return 503, self._state("not ready") | {"reason": refusal.detail}
        return 200, self._state("ready")

    def _metrics(self) -> Reply:
        notice = self._follower.notice
        try:
            engine = self._follower.client.statistics()
        except Refusal:
            engine = None
        text = exposition(self._recorder.sums(), engine, notice)
        return 200, _headers(MEDIA_TYPE), text.encode()


def _headers(media_type: str) -> list[tuple[str, str]]:
    return [("content-type", media_type), ("cache-control", "no-store"), ("x-content-type-options", "nosniff")]
