"""Finished pages in files, on a shelf that all processes of a service share: each is made once, by whoever comes first.

A shelf belongs to one release, and to one address and version of the service; nothing on it grows old.
"""

import hashlib
import json
import os
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from unmandates.web.http.cache import Kept


@dataclass(frozen=True)
class Made(Kept):
    """A finished answer: its body in one content coding, its ETag and its other headers."""

    tag: str
    headers: tuple[tuple[str, str], ...]


class Shelf:
    """Answers by their keys, in a folder that is made when the first is put there."""

    def __init__(self, folder: str | Path):
        self.folder = Path(folder)

    def get(self, key: tuple) -> Made | None:
        """Return what was put there under the key, by any process."""
        try:
            head, _, body = self._file(key).read_bytes().partition(b"\n")
            size, media_type, coding, tag, headers = json.loads(head)
        except (OSError, ValueError):
            return None
        if len(body) != size:
            return None
        return Made(body, media_type, coding, tag, tuple((name, value) for name, value in headers))

    def put(self, key: tuple, made: Made) -> None:
        """Put an answer there, whole or not at all: with a full disk, each process makes its pages for itself."""
        head = json.dumps([len(made.body), made.media_type, made.coding, made.tag, made.headers]).encode()
        file = self._file(key)
        own = file.with_name(f"{file.name}.{os.getpid()}-{threading.get_ident()}")
        with suppress(OSError):
            try:
                self.folder.mkdir(exist_ok=True)
                own.write_bytes(head + b"\n" + made.body)
                own.rename(file)
            except OSError:
                own.unlink()
                raise

    def _file(self, key: tuple) -> Path:
        return self.folder / hashlib.sha256(repr(key).encode()).hexdigest()[:40]
