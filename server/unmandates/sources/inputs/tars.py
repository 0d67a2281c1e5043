"""Tar archives, packed or not: gone through once, from the first byte to the last, since they can be read in no other
way at a bearable cost. Whoever goes through them takes the bytes of each member when it comes.
"""

import bz2
import gzip
import lzma
import tarfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from unmandates.sources.inputs.files import open_plain
from unmandates.sources.inputs.limits import Breach, Limits
from unmandates.sources.inputs.members import Unpacked, pieces, plain_name, refuse_kind

_BROKEN = (tarfile.TarError, lzma.LZMAError, zlib.error, EOFError, OSError, ValueError, OverflowError, RecursionError)
_BLOCK = 512
_XZ, _BZ2, _GZ = b"\xfd7zXZ\x00", b"BZh", b"\x1f\x8b"


def members(path: Path, limits: Limits) -> Iterator[tuple[str, Iterator[bytes]] | tuple[str, Breach]]:
    """Yield the name of each file as a path with its bytes in pieces; for a member that is refused, the breach.

    The pieces are taken before the next member is asked for. Raises a `Breach` for what makes the archive as a whole
    unfit; what was yielded before stands.
    """
    with open_plain(path) as packed:
        unpacked = Unpacked(path.stat().st_size, limits)
        try:
            stream = _Forward(_unpacking(packed, limits), lambda count: unpacked.add(count, packed.tell()), limits)
            with tarfile.TarFile(fileobj=stream) as archive:
                while (member := _next(archive, stream)) is not None:
                    unpacked.member()
                    if not member.isdir():
                        yield _taken(archive, member, limits)
        except _BROKEN as error:
            raise _breach(error) from None


def _next(archive: tarfile.TarFile, stream: "_Forward") -> tarfile.TarInfo | None:
    archive.members = []  # it would keep all that it has seen
    stream.of_header = 0
    stream.in_header = True
    member = archive.next()
    stream.in_header = False
    if member is None and not stream.at_end:
        raise EOFError("it ends in the middle, or what stands there tells of no member")
    return member


def _taken(archive: tarfile.TarFile, member: tarfile.TarInfo, limits: Limits):
    try:
        name = plain_name(member.name)
        if member.issym() or member.islnk():
            refuse_kind("link")
        if not member.isreg() or member.issparse():
            refuse_kind("device" if not member.isreg() else "sparse file")
        limits.hold("file_bytes", member.size, "bytes")
    except Breach as breach:
        return member.name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"), breach
    return name, _pieces(archive, member, limits)


def _pieces(archive: tarfile.TarFile, member: tarfile.TarInfo, limits: Limits) -> Iterator[bytes]:
    try:
        yield from pieces(archive.extractfile(member), limits)
    except _BROKEN as error:
        raise _breach(error) from None


def _breach(error: Exception) -> Breach:
    if isinstance(error, Breach):
        return error
    return Breach("archive", f"the archive cannot be unpacked: {str(error) or type(error).__name__}")


def _unpacking(packed, limits: Limits):
    """Return a stream of what a file holds, unpacked by the method that its first bytes name."""
    head = packed.read(6)
    packed.seek(0)
    if head == _XZ:
        return _Decompressed(packed, lambda: lzma.LZMADecompressor(memlimit=limits.archive_memory))
    if head.startswith(_BZ2):
        return _Decompressed(packed, bz2.BZ2Decompressor)
    return gzip.GzipFile(fileobj=packed) if head.startswith(_GZ) else packed


class _Decompressed:
    """A stream that is unpacked piece by piece, and asks for no more memory than its method is given."""

    def __init__(self, packed, new: Callable) -> None:
        self._packed, self._new, self._method = packed, new, new()

    def read(self, count: int) -> bytes:
        """Return at most so many bytes, none at the end."""
        while True:
            if self._method.eof:
                rest = self._method.unused_data or self._packed.read(1 << 16)
                if not rest.strip(b"\0"):
                    return b""
                self._method = self._new()
            else:
                rest = self._packed.read(1 << 16) if self._method.needs_input else b""
                if self._method.needs_input and not rest:
                    raise EOFError("it ends in the middle")
            if data := self._method.decompress(rest, count):
                return data


class _Forward:
    """A stream as the tar reader wants it: it goes forward alone, but for the last block, and counts what is read."""

    def __init__(self, stream, add: Callable[[int], None], limits: Limits) -> None:
        self._stream, self._add, self._limits = stream, add, limits
        self._place, self._held, self._ahead = 0, b"", b""
        #: Whether what is read tells of members, and how much of that was read since the last one.
        self.in_header, self.of_header = True, 0

    @property
    def at_end(self) -> bool:
        """Whether the last that was read is the block of zeros that ends an archive."""
        return len(self._held) == _BLOCK and not self._held.strip(b"\0")

    def seekable(self) -> bool:
        """Say yes, as far as the tar reader wants to know."""
        return True

    def tell(self) -> int:
        """Return the place."""
        return self._place

    def seek(self, place: int) -> int:
        """Go to a place further on, or back by at most a block."""
        back = self._place - place
        if back > len(self._held) or back > _BLOCK:
            raise tarfile.ReadError("it leads back to what was read")
        if back > 0:
            self._ahead = self._held[-back:] + self._ahead
            self._held, self._place = self._held[:-back], place
        while self._place < place and self._take(min(place - self._place, 1 << 16)):
            pass
        return self._place

    def read(self, count: int) -> bytes:
        """Return the next bytes, fewer only at the end."""
        if self.in_header:
            self.of_header += count
            self._limits.hold("archive_header", self.of_header, "bytes that tell of a member")
        found = bytearray()
        while len(found) < count and (piece := self._take(count - len(found))):
            found += piece
        return bytes(found)

    def _take(self, count: int) -> bytes:
        if self._ahead:
            piece, self._ahead = self._ahead[:count], self._ahead[count:]
        else:
            piece = self._stream.read(count)
            self._add(len(piece))
        self._place += len(piece)
        self._held = (self._held + piece)[-_BLOCK:]
        return piece
