"""All files of what was given on the command line: folders walked, archives opened, archives in archives as well.

Zip members are read where they lie. What can be read only from its start is unpacked once, in order, into a spool: a
folder of the importer's own, in which files have numbers for names, so that no name of a stranger ever names a file.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from unmandates.sources.inputs import tars, zips
from unmandates.sources.inputs.files import InputFile, hold_path, named, walk
from unmandates.sources.inputs.limits import Breach, Limits
from unmandates.sources.notes import Note, Outcome

_ZIP = (".zip",)
_TAR = (".tar", ".tar.xz", ".txz", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2")
_OF_PROGRAM = re.compile(r".*?/\.[^/]*(?=/)", re.S)


class Inputs:
    """The files of what was given, in a fixed order; `say` is told what was refused on the way.

    `spool` is an empty folder that stays until all has been read. Raises ValueError for what is not there.
    """

    def __init__(self, given: Iterable[Path], spool: Path, say: Callable[[Note], None], limits: Limits) -> None:
        self._given, self._spool, self._say, self._limits = named(given), spool, say, limits
        self._files = self._spooled = self._numbers = 0
        self._passed: set[str] = set()

    def __iter__(self) -> Iterator[InputFile]:
        try:
            for name, path in self._given.items():
                for found in walk(name, path, self._limits):
                    if isinstance(found, Note):
                        self._say(found)
                    else:
                        yield from self._opened(found.path, found, 1)
        except Breach as breach:
            self._say(breach.note())

    def _opened(self, name: str, file: InputFile, depth: int) -> Iterator[InputFile]:
        """Yield a file, or if it is an archive what is in it; `file` is where it lies, `depth` that of the archive."""
        lower = name.lower()
        if not lower.endswith((*_ZIP, *_TAR)):
            self._files += 1
            self._limits.hold("files", self._files, "files or more")
            yield file
            return
        try:
            self._limits.hold("archive_nesting", depth, "archives inside each other")
            path = self._on_disk(file)
            seen: set[str] = set()
            for member in self._of_zip(name, path) if lower.endswith(_ZIP) else self._of_tar(name, path):
                if member.path in seen:
                    self._say(Note("refused-member-repeated", Outcome.SKIPPED, member.path))
                    continue
                seen.add(member.path)
                yield from self._opened(member.path, member, depth + 1)
        except OSError as error:
            self._say(Note("refused-unreadable", Outcome.SKIPPED, name, detail=error.strerror or ""))
        except Breach as breach:
            if breach.limit == "files":
                raise
            self._say(breach.note(name))

    def _on_disk(self, file: InputFile) -> Path:
        if not file.member:
            return file.container
        pieces = zips.read_pieces(file.container, file.member, self._limits)
        return self._spool_pieces(pieces, file.container)

    def _of_zip(self, name: str, path: Path) -> Iterator[InputFile]:
        for below, *found in zips.members(path, self._limits):
            if isinstance(found[0], Breach):
                self._refuse(name, below, found[0])
            elif self._fits(f"{name}/{below}"):
                yield InputFile(f"{name}/{below}", path, *found)

    def _of_tar(self, name: str, path: Path) -> Iterator[InputFile]:
        for below, found in tars.members(path, self._limits):
            if isinstance(found, Breach):
                self._refuse(name, below, found)
            elif self._fits(f"{name}/{below}"):
                spooled = self._spool_pieces(found, path)
                yield InputFile(f"{name}/{below}", spooled, size=spooled.stat().st_size)

    def _fits(self, path: str) -> bool:
        try:
            hold_path(path, self._limits)
        except Breach as breach:
            self._say(breach.note(path[: self._limits.path_length]))
            return False
        if of_program := _OF_PROGRAM.match(path):
            if of_program[0] not in self._passed:
                self._say(Note("folder-of-a-program", Outcome.FOREIGN, of_program[0]))
            self._passed.add(of_program[0])
        return not of_program

    def _refuse(self, name: str, below: str, breach: Breach) -> None:
        self._say(breach.note(f"{name}/{below}"[: self._limits.path_length]))

    def _spool_pieces(self, pieces: Iterable[bytes], archive: Path) -> Path:
        """Write bytes to the spool; the file bears the time of the archive, by which it is known to be unchanged."""
        self._numbers += 1
        folder = self._spool / f"{self._numbers // 1000:06}"
        folder.mkdir(exist_ok=True)
        path = folder / f"{self._numbers:09}"
        try:
            with path.open("xb") as file:
                for piece in pieces:
                    self._spooled += len(piece)
                    self._limits.hold("archive_bytes", self._spooled, "bytes of all archives, or more")
                    file.write(piece)
        except Breach:
            path.unlink()
            raise
        changed = archive.stat().st_mtime_ns
        os.utime(path, ns=(changed, changed))
        return path
