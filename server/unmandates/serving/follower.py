"""A web process follows the noticeboard: it makes the next generation beside the present one and then changes over.

A request is answered by one generation from beginning to end, so that no answer mixes two releases; the generation
that was left is held until its last request is answered.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable

from unmandates.engine.waiting import Waiting
from unmandates.serving.generation import Generation, Setting
from unmandates.serving.noticeboard import Gone, Notice, Noticeboard
from unmandates.web.endpoint.serving import Outcome

_LOOK = 0.2  #: seconds between two looks at the noticeboard
_AGAIN = 5.0  #: seconds after which a generation that could not be made is tried again
_log = logging.getLogger(__name__)


class Follower:
    """A WSGI application: that of the generation in service."""

    def __init__(self, setting: Setting, finished: Callable[[Outcome], None] | None = None):
        """Make the application of the generation in service now. Raises what goes wrong in that."""
        self._setting, self._finished = setting, finished
        self._board = Noticeboard(setting.directory)
        while True:
            self._mark, self.notice = self._board.mark(), self._board.read()
            try:
                self._file = self._board.hold(self.notice.generation)
                break
            except Gone:
                time.sleep(0.01)  # another one was put up meanwhile
        self._generation = Generation(setting, self.notice, finished)
        threading.Thread(target=self._follow, name="follower", daemon=True).start()

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        return self._generation(environ, start_response)

    async def endpoint(self, environ: dict, waiting: Waiting) -> Callable:
        """Return the answer of the endpoint to a request, as a WSGI application that gives it at once."""
        return await self._generation.endpoint(environ, waiting)

    @property
    def digest(self) -> str:
        """The digest of the release in service here."""
        return self._generation.notice.digest

    @property
    def client(self):
        """The client of the engine in service here."""
        return self._generation.serving.client

    def _follow(self) -> None:
        while True:
            time.sleep(_LOOK)
            try:
                try:
                    mark = self._board.mark()
                    if mark == self._mark:
                        continue
                    notice = self._board.read()
                except FileNotFoundError:
                    return  # the service is ending
                if notice.generation != self._generation.notice.generation:
                    self._change_over(notice)
                self.notice, self._mark = notice, mark
            except Gone:
                continue
            except Exception:
                _log.exception("the next release could not be taken into service in this process; the last one stays")
                time.sleep(_AGAIN)

    def _change_over(self, notice: Notice) -> None:
        file = self._board.hold(notice.generation)
        try:
            following = Generation(self._setting, notice, self._finished)
        except BaseException:
            file.close()
            raise
        former, self._generation = self._generation, following
        former_file, self._file = self._file, file
        limits = self._setting.limits
        threading.Thread(
            target=_leave, args=(former, former_file, limits.time + limits.queue_time), name="drain", daemon=True
        ).start()


def _leave(generation: Generation, file, patience: float) -> None:
    generation.drain(patience)
    file.close()
