"""What was published, in other sizes: a share of its acts, or all of them and copies under symbols of their own.

A share takes an act with all its languages or not at all, by a digest of what its files' names say, so that a smaller
share lies in a larger one. A copy has another session or number in its files' names, on its cover, in the address of
its work and wherever its text names itself; what it cites is cited as it was. Files of metadata get lines for the
copies beside their own.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from unmandates.sources.akn4un.identity import NameRead, read_name
from unmandates.sources.akn4un.metadata import ENDINGS
from unmandates.sources.akn4un.profile import Named

#: By how much a copy moves the session, or where sessions are years the number, of each profile.
_SESSIONS = {
    "assembly": 100,
    "decisions": 100,
    "human-rights-council": 100,
    "human-rights-council-decisions": 100,
    "human-rights-council-statements": 100,
}
_NUMBERS = {
    "security-council": 3000,
    "drafts-not-adopted": 3000,
    "presidential-statements": 300,
    "economic-and-social-council": 300,
    "economic-and-social-council-decisions": 300,
}
#: Special sessions have two digits.
_SPECIAL = 20
#: Symbols in metadata: what stands before what is moved, and by how much.
_SYMBOLS = (
    (re.compile(r"(A/(?:HRC/)?(?:RES|DEC|PRST)/)(\d+)(?=/\d)"), 100),
    (re.compile(r"(A/(?:HRC/)?(?:RES|DEC|PRST)/(?:ES|S)-)(\d+)(?=/\d)"), _SPECIAL),
    (re.compile(r"(S/RES/)(\d+)"), 3000),
    (re.compile(r"(S/PRST/\d{4}/)(\d+)"), 300),
    (re.compile(r"(E/(?:RES|DEC)/\d{4}/)(\d+)"), 300),
    (re.compile(r"((?<![A-Z/])S/(?:19|20)\d\d/)(\d+)"), 3000),
)


def write(samples: Path, folder: Path, size: float) -> int:
    """Write the samples to a folder in a size of up to 3, one being as they are; return how many files it has."""
    if not 0 < size <= 3 or (size > 1 and size != int(size)):
        raise ValueError(f"{size} is no share and no number of copies up to 3")
    count = 0
    for path in sorted(path for path in samples.rglob("*") if path.is_file()):
        place = path.relative_to(samples)
        name = read_name(place.as_posix())
        if name is None or _drawn(name, place.as_posix(), size):
            _linked(path, folder / place)
            count += 1
        for copy in range(1, int(size)):
            if made := _copied(path, place.as_posix(), name, copy):
                count += 1
                target = folder / made[0]
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(made[1])
    return count


def _drawn(name: NameRead, place: str, share: float) -> bool:
    """Say whether an act is of a share; what has no session in its name is told by its name without the language."""
    said = f"{name.profile.name} {name.named.session} {name.named.number}"
    return int(hashlib.sha256(said.encode()).hexdigest()[:8], 16) < share * 2**32


def _linked(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(path, target)
    except OSError:  # another file system, or links that are not allowed
        shutil.copy2(path, target)


def _copied(path: Path, place: str, name: NameRead | None, copy: int) -> tuple[str, bytes] | None:
    """Return place and bytes of a copy of a file; None for what has none."""
    if name is None:
        if not place.lower().endswith(ENDINGS):
            return None
        text = path.read_bytes().decode("utf-8", "surrogateescape")
        for symbol, by in _SYMBOLS:
            text = symbol.sub(_moving(copy * by), text)
        return f"copy-{copy}/{place}", text.encode("utf-8", "surrogateescape")
    moved = _moved(name, copy)
    if moved is None:
        return None
    change = _renaming(name.named, moved, name.profile.name)
    pure = PurePosixPath(place)
    text = change(path.read_bytes().decode("utf-8", "surrogateescape"))
    return f"copy-{copy}/{pure.parent}/{change(pure.name)}", text.encode("utf-8", "surrogateescape")


def _moving(by: int) -> Callable[[re.Match], str]:
    return lambda found: f"{found[1]}{int(found[2]) + by}"


def _moved(name: NameRead, copy: int) -> Named | None:
    """Return what the copy of an act is named; None where there is no room for one."""
    named = name.named
    if by := _NUMBERS.get(name.profile.name):
        return replace(named, number=str(int(named.number) + copy * by))
    found = re.fullmatch(r"((?:ES|S)-)?(\d+)", named.session)
    if not found:
        return None
    by = _SPECIAL if found[1] else _SESSIONS[name.profile.name]
    return replace(named, session=f"{found[1] or ''}{int(found[2]) + copy * by}")


def _renaming(old: Named, new: Named, profile: str) -> Callable[[str], str]:
    """Return what puts the new name in place of the old in a text or a file's name."""
    if profile == "security-council":
        number = re.compile(rf"(?<!\d){old.number}(?!\d)")
        return lambda text: number.sub(new.number, text)
    session = re.escape(old.session).replace(r"\-", "-?")
    number = rf"0*{old.number}(?!\d)"
    pair = re.compile(rf"(?<![\dA-Za-z]){session}(?:([/_ ]){number}|(-){number}(?!-\d))")  # no day of a month
    return lambda text: pair.sub(lambda found: f"{new.session}{found[1] or found[2]}{new.number}", text)
