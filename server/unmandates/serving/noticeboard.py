"""What is in service, as the main process tells the web processes: one small file, replaced at once.

A web process that uses a generation (an engine with its release) holds a shared lock on that generation's file, which
the kernel releases if the process dies. So the main process knows when nobody uses a generation any more without being
told by anyone.
"""

import fcntl
import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

_NOTICE = "notice.json"


class Gone(Exception):
    """The generation is not in service any more."""


@dataclass(frozen=True)
class Notice:
    """What is in service: the number of the generation, its engine's address, and its release.

    `folder` is that of the release (None: the data are plain files). `refused` says which release was not taken into
    service and why (`release`, `reason`, `at`), until another one is.
    """

    generation: int
    address: str
    name: str
    digest: str
    folder: str | None = None
    since: str = ""
    refused: dict | None = None


class Noticeboard:
    """A folder with the notice and the files of the generations; `directory` exists."""

    def __init__(self, directory: str | Path):
        self.directory = Path(directory)

    def post(self, notice: Notice) -> None:
        """Put up a notice in the place of the last one."""
        self._file(notice.generation).touch()
        new = self.directory / f".{_NOTICE}"
        new.write_text(json.dumps(asdict(notice)), encoding="utf-8")
        new.rename(self.directory / _NOTICE)

    def read(self) -> Notice:
        """Return the notice that is up."""
        return Notice(**json.loads((self.directory / _NOTICE).read_text(encoding="utf-8")))

    def mark(self) -> tuple[int, int]:
        """Return something that changes when another notice is put up; cheap."""
        status = os.stat(self.directory / _NOTICE)
        return status.st_ino, status.st_mtime_ns

    def hold(self, generation: int) -> BinaryIO:
        """Return a file that keeps the generation in service until it is closed. Raises Gone."""
        try:
            file = self._file(generation).open("rb")
        except FileNotFoundError:
            raise Gone(f"generation {generation} has ended") from None
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            file.close()
            raise Gone(f"generation {generation} is ending") from None
        return file

    def end(self, generation: int, patience: float) -> bool:
        """Wait until nobody holds the generation, up to `patience` seconds; end it; say whether all had left."""
        until = time.monotonic() + patience
        left = False
        with self._file(generation).open("rb") as file:
            while not left:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    left = True
                except OSError:
                    if time.monotonic() > until:
                        break
                    time.sleep(0.05)
            self._file(generation).unlink()
        return left

    def _file(self, generation: int) -> Path:
        return self.directory / f"generation-{generation}"
