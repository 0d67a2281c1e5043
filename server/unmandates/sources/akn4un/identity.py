"""Which act a file is of: from its name, which can be trusted, and what its cover adds (letters, a year).

The session or year and the number are the name's. The letters of parts are the name's, else the cover's where it has
the same number; the year of a Security Council resolution is the name's, else the cover's, else that of the folder.
The address of the work inside is never a key.
"""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from unmandates.sources.akn4un.profile import Named, Profile, profiles

_ENDING = re.compile(r"\.xml$", re.IGNORECASE)
_REISSUE = re.compile(r"[-_ ]?rei?s{1,2}ue\w{0,1}(?=[-_ ]|$)", re.IGNORECASE)
_JOB = r"[-_ ]+[A-Z]?\d{6,8}"
_LANGUAGE = {"E": "en", "F": "fr", "S": "es", "R": "ru", "C": "zh", "A": "ar", "G": "de"}
_RUNS = re.compile(r"[/\s()\[\]]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_COVER = re.compile(rb"<docNumber[^>]*refersTo=\"#?symbol\"[^>]*>(.*?)</docNumber>", re.DOTALL)
_TAGS = re.compile(rb"<[^>]*>")


@dataclass(frozen=True)
class NameRead:
    """What a file's name says: the profile, session, number and letters, its language, and whether it is a reissue."""

    profile: Profile
    named: Named
    language: str = ""
    reissue: bool = False


def key_of(symbol: str) -> str:
    """Return the key of a symbol: one hyphen for each run of slashes, spaces and brackets."""
    return _RUNS.sub("-", symbol).strip("-")


def read_name(path: str) -> NameRead | None:
    """Return what the name at the end of a path says, or None where no profile knows it."""
    name = PurePosixPath(path).name
    if not _ENDING.search(name):
        return None
    name = _ENDING.sub("", name).strip()
    bare = _REISSUE.sub("", name)
    for stem, language in _stems(bare):
        for profile in profiles_known():
            named = profile.read(stem)
            if named:
                return NameRead(profile, named, language, bare != name)
    return None


def _stems(name: str) -> list[tuple[str, str]]:
    """Return the ways to take language and job number off a name, the likeliest first."""
    found = []
    tail = re.search(rf"(?:{_JOB}[-_ ]*|[-_ ]+|(?<=\d|\))|(?<=[A-Z])[-_])([EFSRCAGefsrcag])$", name)
    if tail:
        rest = re.sub(rf"(?:{_JOB})?[-_ ]*$", "", name[: tail.start(1)], flags=re.IGNORECASE)
        found.append((rest, _LANGUAGE[tail[1].upper()]))
    without = re.sub(rf"{_JOB}[-_ ]*$", "", name, flags=re.IGNORECASE)
    return [*found, (without, "")]


_known: list[Profile] = []


def profiles_known() -> list[Profile]:
    """Return all profiles, found once."""
    if not _known:
        _known.extend(profiles())
    return _known


def cover_symbol(data: bytes) -> str:
    """Return the symbol on the cover, from the bytes of a file that need not be well-formed; empty without one."""
    found = _COVER.search(data)
    return " ".join(_TAGS.sub(b"", found[1]).decode("utf-8", "replace").split()) if found else ""


def year_of_folder(path: str) -> str:
    """Return the year that a folder of the path is named for, or an empty text."""
    years = [part for part in path.split("/")[:-1] if _YEAR.fullmatch(part)]
    return years[-1] if years else ""


def agrees(named: Named, cover: Named | None) -> bool:
    """Tell whether a cover has the session and number of a name (what a name leaves out agrees)."""
    return cover is not None and cover.number == named.number and named.session in ("", cover.session)
