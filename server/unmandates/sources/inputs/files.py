"""Input files: where they lie, and their bytes when asked for.

Folders are walked in the order of names, and never left: a link, a device or a pipe in them is a note. A folder whose
name begins with a dot belongs to a program and is passed by.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from unmandates.sources.inputs.limits import Breach, Limits
from unmandates.sources.notes import Note, Outcome


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file below what was given on the command line: its path there (with `/`), and how to come by its bytes.

    `path` begins with the name of the folder or archive that was given; members of an archive follow it as if it were
    a folder (`session74.zip/English/A_RES_74_1.xml`). `container` is the file on disk; `member` the name in it, if it
    is an archive. It can be handed to another process.
    """

    path: str
    container: Path
    member: str = ""
    size: int = 0

    def read(self) -> bytes:
        """Return its bytes. Raises a `Breach` (`limits.py`) where a limit is passed or the file cannot be read."""
        from unmandates.sources.inputs.zips import read_member

        limits = Limits.from_environment()
        try:
            if self.member:
                return read_member(self.container, self.member, limits)
            with open_plain(self.container) as file:
                data = file.read(limits.file_bytes + 1)
        except OSError as error:
            raise Breach("unreadable", f"the file cannot be read: {error.strerror}") from None
        limits.hold("file_bytes", len(data), "bytes or more")
        return data


def open_plain(path: Path):
    """Open a file for reading bytes; one that is no plain file (any more), or a link, is an OSError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(0, "it is no plain file")
    return os.fdopen(descriptor, "rb")


def named(paths: Iterable[Path]) -> dict[str, Path]:
    """Return what was given by the name that paths below it begin with, in the order of names.

    A link that is given is followed, since who gives it means what it leads to. Raises ValueError for what is not
    there, and for two that have one name.
    """
    found: dict[str, Path] = {}
    for path in paths:
        if not path.exists():
            raise ValueError(f"{path}: there is no such file or folder")
        real = path.resolve()
        name = as_text(real.name) or "root"
        if found.setdefault(name, real) != real:
            raise ValueError(f"two inputs are called {name}: give the folder that holds both")
    return dict(sorted(found.items()))


def as_text(name: str) -> str:
    """Return the name of a file as text that can be written: bytes that are no UTF-8 stand as escapes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def walk(name: str, path: Path, limits: Limits) -> Iterator[InputFile | Note]:
    """Yield the plain files at and below a path of the disk as they lie, archives as files, and notes on the others."""
    try:
        kind = path.lstat()
    except OSError as error:
        yield Note("refused-unreadable", Outcome.SKIPPED, name, detail=error.strerror or "")
        return
    if refused := _refused(name, kind.st_mode, limits):
        yield refused
    elif stat.S_ISREG(kind.st_mode):
        yield InputFile(name, path, size=kind.st_size)
    elif path.name.startswith(".") and "/" in name:
        yield Note("folder-of-a-program", Outcome.FOREIGN, name)
    else:
        try:
            below = sorted(os.listdir(path), key=os.fsencode)
        except OSError as error:
            yield Note("refused-unreadable", Outcome.SKIPPED, name, detail=error.strerror or "")
            return
        for entry in below:
            yield from walk(f"{name}/{as_text(entry)}", path / entry, limits)


def _refused(name: str, mode: int, limits: Limits) -> Note | None:
    if stat.S_ISLNK(mode):
        return Note("refused-link", Outcome.SKIPPED, name)
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        return Note("refused-device", Outcome.SKIPPED, name)
    try:
        hold_path(name, limits)
    except Breach as breach:
        return breach.note(name[: limits.path_length])
    return None


def hold_path(name: str, limits: Limits) -> None:
    """Raise a `Breach` for a path that is too long or too deep."""
    limits.hold("path_length", len(name), "characters of a path")
    limits.hold("path_depth", name.count("/"), "folders inside each other")
