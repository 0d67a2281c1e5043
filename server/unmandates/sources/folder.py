"""The folder of an import: what a run leaves, and what the next run and a build find there.

| file                          | holds                                                                                |
|-------------------------------|--------------------------------------------------------------------------------------|
| `import.json`                 | source, rights, versions, parts, counts, day of the run; `complete` once it ended    |
| `documents/<part>/<key>.nq`   | the graphs of an item one after another, each as canonical N-Quads, sorted           |
| `documents/<part>/<key>.json` | its mark, files with digests, notes, and a row for each graph                        |
| `index.csv`                   | the items                                                                            |
| `files.csv`                   | every file that was given: taken, recovered, skipped or foreign, and why             |
| `notes.csv`                   | what was noticed                                                                     |

A file is written beside its place and then put there by one rename. Days stand in `import.json` alone: all else is the
same for the same input.

Whether an import is whole is put on disk at the start (it is not) and at the end: first the items, all at once, then
the tables, at last that it is. So after a crash of the machine a folder that is called complete has what its tables
tell of; of one that is not, the next run reads each item before it trusts it.
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from unmandates.sources.inputs.csv_text import write_rows

#: The version of this layout.
FORMAT = 1
ABOUT, INDEX, FILES, NOTES = "import.json", "index.csv", "files.csv", "notes.csv"
_DOCUMENTS, _SPOOL, _SEEN, _LOCK = "documents", ".spool", ".seen.json", ".lock"
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}\Z")
_PART = re.compile(r"[a-z0-9][a-z0-9-]{0,63}\Z")


class ImportStopped(Exception):
    """An import cannot be made, or is none; the message says why and what to do."""


def fits(part: str, key: str) -> bool:
    """Say whether a part and a key can be names of files and stand in an IRI as they are."""
    return bool(_PART.match(part) and _KEY.match(key))


class ImportFolder:
    """A folder of an import, that exists or will be made."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @contextmanager
    def held(self) -> Iterator[Path]:
        """Hold the folder for one run, making it where it is missing; give an empty folder for what is unpacked.

        Raises `ImportStopped` if it is another's, or another run is at work.
        """
        ours = any((self.root / name).exists() for name in (_LOCK, ABOUT))
        if self.root.exists() and not ours and any(self.root.iterdir()):
            raise ImportStopped(f"{self.root} holds other things: name a folder that is empty or of an import")
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / _LOCK).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise ImportStopped(f"another import is at work in {self.root}: wait until it has ended") from None
            spool = self.root / _SPOOL
            shutil.rmtree(spool, ignore_errors=True)
            spool.mkdir()
            try:
                yield spool
            finally:
                shutil.rmtree(spool, ignore_errors=True)

    def about(self) -> dict:
        """Return what `import.json` says; nothing where there is none."""
        return _read(self.root / ABOUT) or {}

    def say_about(self, about: dict) -> None:
        """Write `import.json`, and wait until it is on disk."""
        write(self.root / ABOUT, _json(about), wait=True)

    def seen(self) -> dict[str, list]:
        """Return size, size of the container, time of change and digest of each file as it was last read, by path."""
        return _read(self.root / _SEEN) or {}

    def say_seen(self, seen: dict[str, list]) -> None:
        """Write what `seen` returns."""
        write(self.root / _SEEN, json.dumps(seen).encode(), wait=True)

    def settle(self) -> None:
        """Wait until all that was written of items is on disk; file by file that would take twenty times as long."""
        os.sync()

    @contextmanager
    def table(self, name: str, columns: Iterable[str]) -> Iterator[TextIO]:
        """Give a text file for the rows of a table with these columns; it is there once all have been written."""
        beside = self.root / f".{name}"
        with beside.open("w", encoding="utf-8", newline="") as file:
            write_rows([columns], file)
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.rename(self.root / name)

    def file_of(self, part: str, key: str) -> str:
        """Return the path, below the folder, of the statements of an item."""
        return f"{_DOCUMENTS}/{part}/{key}.nq"

    def record(self, part: str, key: str, read: bool = False) -> dict | None:
        """Return what is known of an item; None where its statements are not there as it says.

        They are judged by their size; with `read` by what they are.
        """
        record = _read(self._record_file(part, key))
        if record is None:
            return None
        file = self.root / self.file_of(part, key)
        try:
            there = file.stat().st_size == sum(row["bytes"] for row in record["rows"])
            if there and read:
                there = _digests(file.read_bytes(), record["rows"]) == [row["sha256"] for row in record["rows"]]
        except OSError:
            return None
        return record if there else None

    def say_item(self, record: dict, statements: bytes) -> None:
        """Write the statements of an item and then its record, which makes it known."""
        part, key = record["part"], record["key"]
        file = self.root / self.file_of(part, key)
        file.parent.mkdir(parents=True, exist_ok=True)
        write(file, statements)
        write(self._record_file(part, key), _json(record))

    def records(self) -> Iterator[dict]:
        """Yield the records of all items, by part and key."""
        for folder in sorted(path for path in (self.root / _DOCUMENTS).glob("*") if path.is_dir()):
            for key in sorted(path.stem for path in folder.glob("*.json")):
                if record := _read(self._record_file(folder.name, key)):
                    yield record

    def keep(self, items: set[tuple[str, str]]) -> int:
        """Remove what belongs to other items than those with these parts and keys; return how many went."""
        gone = set()
        for path in sorted((self.root / _DOCUMENTS).glob("*/*")):
            if (path.parent.name, path.stem) not in items or path.suffix not in (".nq", ".json"):
                gone.add((path.parent.name, path.stem))
                path.unlink()
        for folder in (self.root / _DOCUMENTS).glob("*"):
            if not any(folder.iterdir()):
                folder.rmdir()
        return len(gone)

    def _record_file(self, part: str, key: str) -> Path:
        return self.root / _DOCUMENTS / part / f"{key}.json"


def write(path: Path, data: bytes, wait: bool = False) -> None:
    """Write a file beside its place, and put it there by one rename; with `wait`, it is on disk at the return."""
    beside = path.with_name(f".{path.name}-{os.getpid()}")
    with beside.open("wb") as file:
        file.write(data)
        if wait:
            file.flush()
            os.fsync(file.fileno())
    beside.rename(path)
    if wait:
        _settle_names(path.parent)


def _settle_names(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _digests(statements: bytes, rows: list[dict]) -> list[str]:
    """Return the digest of each graph of an item, which lie one after another."""
    pieces = (statements[row["start"] : row["start"] + row["bytes"]] for row in rows)
    return [hashlib.sha256(piece).hexdigest() for piece in pieces]


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


def _read(path: Path) -> dict | None:
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
