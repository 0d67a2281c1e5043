"""The main process puts releases in service: starts an engine, lets it through the gate, changes over, drains.

Whoever publishes a release renames a link (`build.switch`); the link is looked at here. What does not pass is refused:
the release in service stays, the log and the notice say why, and nothing is tried again until the link or what it leads
to changes.
"""

import logging
import shutil
import subprocess
import threading
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from unmandates.clock import today
from unmandates.engine import Engine, Source, SourceError
from unmandates.release.release import MANIFEST
from unmandates.release.source import folder_of, from_release
from unmandates.serving import prerender
from unmandates.serving.gate import NotFit, examine
from unmandates.serving.generation import Setting
from unmandates.serving.noticeboard import Notice, Noticeboard
from unmandates.web.things.settings import pages_ahead

_LOOK = 0.5  #: seconds between two looks at the link
_GRACE = 10.0  #: seconds that a generation stays beyond the longest query, for a process that is slow to change over
_log = logging.getLogger(__name__)


class Switch:
    """Keeps one engine in service, and the next one beside it while it is on its way.

    `link` is what is followed: the path of a release's folder, in general a symbolic link; None follows nothing.
    """

    def __init__(self, setting: Setting, source: Source, link: Path | None = None):
        self._setting, self._link = setting, link
        self._board = Noticeboard(setting.directory)
        self._engines: dict[int, Engine] = {}
        # The source's own folder, for the link may have been moved since the source was read.
        self._seen = self._look(folder_of(source))
        self._ended = threading.Event()
        self._making = threading.Lock()
        self._ahead: subprocess.Popen | None = None
        self._first, self._day = source, today()

    def start(self) -> "Switch":
        """Put the first release in service and begin to follow the link. Raises SourceError."""
        engine = self._start(0, self._first)
        notice = self._notice(0, engine)
        self._board.post(notice)
        self._make_ahead(notice)
        if self._link is not None:
            threading.Thread(target=self._follow, name="switch", daemon=True).start()
        return self

    def stop(self) -> None:
        """Stop following, and end all engines."""
        self._ended.set()
        self._stop_making()
        for engine in list(self._engines.values()):
            engine.stop()
        self._engines.clear()

    def __enter__(self) -> "Switch":
        return self.start()

    def __exit__(self, *_) -> None:
        self.stop()

    @staticmethod
    def _look(path: Path | None) -> tuple | None:
        """Return something that changes when the path leads to another release, or something else lies there."""
        if path is None:
            return None
        try:
            folder = path.resolve()
            status = (folder / MANIFEST).stat()
            return folder, status.st_ino, status.st_mtime_ns
        except OSError:
            return None

    def _follow(self) -> None:
        while not self._ended.wait(_LOOK):
            self._see_the_day()
            found = self._look(self._link)
            if found is None or found == self._seen:
                continue
            self._seen = found
            try:
                self._change_over(found[0])
            except (NotFit, SourceError) as reason:
                self._refuse(found[0].name, str(reason))
            except Exception as error:
                _log.exception("a release could not be examined")
                self._refuse(found[0].name, f"it could not be examined: {type(error).__name__}")

    def _see_the_day(self) -> None:
        """Make the pages anew when a day has begun, in UTC: the statuses on them are those of the day."""
        if (day := today()) == self._day:
            return
        self._day = day
        notice = self._board.read()
        self._stop_making()
        shutil.rmtree(self._setting.shelf(notice), ignore_errors=True)
        _log.info("a day has begun", extra={"fields": {"day": day.isoformat()}})
        self._make_ahead(notice)

    def _change_over(self, folder: Path) -> None:
        notice = self._board.read()
        number = notice.generation + 1
        _log.info("release found", extra={"fields": {"release": folder.name}})
        engine = self._start(number, from_release(folder))
        try:
            following = self._notice(number, engine)
            examine(following, self._setting)
        except BaseException:
            self._engines.pop(number).stop()
            raise
        self._board.post(following)
        self._make_ahead(following)
        _log.info("release in service", extra={"fields": {"release": following.name, "digest": following.digest}})
        limits = self._setting.limits
        if not self._board.end(notice.generation, limits.time + limits.queue_time + _GRACE):
            _log.warning("the former release is still in use and is ended")
        self._engines.pop(notice.generation).stop()
        shutil.rmtree(self._setting.shelf(notice), ignore_errors=True)
        _log.info("release ended", extra={"fields": {"release": notice.name}})

    def _make_ahead(self, notice: Notice) -> None:
        self._stop_making()
        with self._making:
            if notice.folder and pages_ahead() and not self._ended.is_set():
                try:
                    self._ahead = prerender.start(notice, self._setting)
                except OSError:  # no process, no memory: pages are made when they are asked for
                    _log.exception("pages cannot be made ahead")

    def _stop_making(self) -> None:
        with self._making:
            if self._ahead:
                self._ahead.kill()
                self._ahead.wait()
                self._ahead = None

    def _refuse(self, name: str, reason: str) -> None:
        _log.error("release refused", extra={"fields": {"release": name, "reason": reason}})
        refused = {"release": name, "reason": reason, "at": _now()}
        with suppress(OSError):  # the service is ending
            self._board.post(replace(self._board.read(), refused=refused))

    def _start(self, number: int, source: Source) -> Engine:
        engine = Engine(source, self._setting.limits, self._setting.services)
        self._engines[number] = engine
        try:
            return engine.start()
        except BaseException:
            del self._engines[number]
            raise

    def _notice(self, number: int, engine: Engine) -> Notice:
        source, folder = engine.source, folder_of(engine.source)
        return Notice(number, engine.address, source.name, source.digest, folder and str(folder), _now())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
