"""Zip archives: listed and read member by member where they lie, since a zip file can be read at any place.

Only members that are stored or deflated are read, which is what programs write
(https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT): the other methods can ask for memory without bound.
"""

import atexit
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from unmandates.sources.inputs.files import open_plain
from unmandates.sources.inputs.limits import Breach, Limits
from unmandates.sources.inputs.members import Unpacked, hold_ratio, pieces, plain_name, refuse_kind

_ENTRY = b"PK\x01\x02"
#: Archives that are open: the archive and its file, by path, size and time.
_open: dict[tuple, tuple] = {}
_KEPT_OPEN = 4
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError)


def members(path: Path, limits: Limits) -> Iterator[tuple[str, str, int] | tuple[str, Breach]]:
    """Yield name as a path, name in the archive, and size of each file of a zip; for one that is refused, the breach.

    Raises a `Breach` for what makes the archive as a whole unfit; what was yielded before stands.
    """
    archive = _opened(path)
    unpacked = Unpacked(path.stat().st_size, limits)
    for info in archive.infolist():
        unpacked.member()
        if info.is_dir():
            continue
        try:
            name = plain_name(info.filename)
            _refuse(info, archive, limits)
        except Breach as breach:
            yield info.filename, breach
            continue
        unpacked.add(info.file_size)
        yield name, info.filename, info.file_size


def read_member(path: Path, member: str, limits: Limits) -> bytes:
    """Return the bytes of a member, by its name in the archive. Raises a `Breach`."""
    return b"".join(read_pieces(path, member, limits))


def read_pieces(path: Path, member: str, limits: Limits) -> Iterator[bytes]:
    """Yield the bytes of a member in pieces. Raises a `Breach`."""
    try:
        archive = _opened(path)
        _refuse(archive.getinfo(member), archive, limits)
        with archive.open(member) as file:
            yield from pieces(file, limits)
    except _BROKEN as error:
        raise _breach(error, "the member cannot be unpacked") from None


def _refuse(info: zipfile.ZipInfo, archive: zipfile.ZipFile, limits: Limits) -> None:
    mode = info.external_attr >> 16
    if stat.S_ISLNK(mode):
        refuse_kind("link")
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        refuse_kind("device")
    if archive.getinfo(info.filename) is not info:
        raise Breach("member_repeated", "the archive has another member of this name, which is read")
    if info.flag_bits & 1:
        raise Breach("encrypted", "the member is encrypted", "Unpack the archive and give the folder")
    if info.compress_type not in _METHODS:
        raise Breach("method", "the member is packed by a method that is not read", "Pack it as zip programs do")
    limits.hold("file_bytes", info.file_size, "bytes")
    hold_ratio(info.file_size, info.compress_size, limits)


def _breach(error: Exception, what: str) -> Breach:
    return error if isinstance(error, Breach) else Breach("archive", f"{what}: {str(error) or type(error).__name__}")


def _opened(path: Path) -> zipfile.ZipFile:
    """Return an archive, opened once for as long as it is not changed and few others are read."""
    found = path.stat()
    key = path, found.st_size, found.st_mtime_ns
    if key not in _open:
        while len(_open) >= _KEPT_OPEN:
            _open.pop(next(iter(_open)))[1].close()
        file = open_plain(path)
        try:
            _open[key] = zipfile.ZipFile(_Directory(file, Limits.from_environment())), file
        except _BROKEN as error:
            file.close()
            raise _breach(error, "the file is no zip archive") from None
    return _open[key][0]


@atexit.register
def _close() -> None:
    while _open:
        _open.popitem()[1][1].close()


class _Directory:
    """A zip file whose directory, the one thing that is read in one piece, is counted before it becomes objects."""

    def __init__(self, file, limits: Limits) -> None:
        self._file, self._limits = file, limits
        self.seek, self.tell, self.close, self.seekable = file.seek, file.tell, file.close, file.seekable

    def read(self, count: int = -1) -> bytes:
        """Return the next bytes, which are at most those of a directory."""
        most = self._limits.archive_members * 512
        if count > most:
            raise self._limits.breach("archive_members", f"{count:,} bytes of directory")
        data = self._file.read(most if count < 0 else count)
        if len(data) > 1 << 16:
            self._limits.hold("archive_members", data.count(_ENTRY), "members")
        return data
