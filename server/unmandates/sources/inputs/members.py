"""Members of archives: which names and kinds are taken, and how much all of them may unpack to."""

import re
from collections.abc import Iterator

from unmandates.sources.inputs.limits import MIB, Breach, Limits

_DRIVE = re.compile(r"[A-Za-z]:")
_REMEDY = "Pack the archive anew from plain files"


def plain_name(name: str) -> str:
    """Return the name of a member as a path with `/`. Raises a `Breach` for one that leads out of the archive."""
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or _DRIVE.match(name) or ".." in parts or "\0" in name:
        raise Breach("member_path", "the member's name leads out of the archive", _REMEDY)
    parts = [part for part in parts if part not in ("", ".")]
    if not parts:
        raise Breach("member_path", "the member has no name", _REMEDY)
    return "/".join(parts)


def refuse_kind(kind: str) -> None:
    """Raise a `Breach` for a member that is neither a file nor a folder: a link, a device."""
    raise Breach("link" if kind == "link" else "device", f"the member is a {kind}", _REMEDY)


class Unpacked:
    """What an archive of `packed` bytes has unpacked to so far; more than the limits allow is a `Breach`."""

    def __init__(self, packed: int, limits: Limits) -> None:
        self._packed, self._limits, self._bytes, self._members = max(packed, 1), limits, 0, 0

    def member(self) -> None:
        """Count a member."""
        self._members += 1
        self._limits.hold("archive_members", self._members, "members or more")

    def add(self, count: int, packed: int | None = None) -> None:
        """Count bytes that were unpacked, of `packed` bytes read so far, or else of the whole."""
        self._bytes += count
        self._limits.hold("archive_bytes", self._bytes, "bytes unpacked, or more")
        hold_ratio(self._bytes, self._packed if packed is None else packed, self._limits)


def hold_ratio(unpacked: int, packed: int, limits: Limits) -> None:
    """Raise a `Breach` where so many bytes came out of so few, unless they are less than a MiB."""
    if unpacked > MIB:
        limits.hold("archive_ratio", unpacked // max(packed, 1), "bytes unpacked for each byte")


def pieces(file, limits: Limits) -> Iterator[bytes]:
    """Yield the bytes of a member in pieces. Raises a `Breach` where the limit of a file is passed."""
    read = 0
    while piece := file.read(1 << 16):
        read += len(piece)
        limits.hold("file_bytes", read, "bytes or more")
        yield piece
