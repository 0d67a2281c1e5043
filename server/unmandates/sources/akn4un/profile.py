"""What a profile of an organ gives: how a file's name is read, and what follows for the act."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from unmandates.modules import having
from unmandates.sources.akn4un.act import UnitKind


@dataclass(frozen=True)
class Named:
    """What a name says: session or year and number as in the symbol, and letters (`A-C`), each empty if unsaid."""

    session: str
    number: str
    letters: str = ""


@dataclass(frozen=True)
class Profile:
    """An organ's kind of act.

    `read` takes a file's name without its ending, its language and its job number, and tells what it names, or None.
    `symbol` makes the symbol of it, `cover` takes such a symbol apart again (None for another's). `body` is the key of
    the adopting body, `paragraph` what a paragraph of the act's own text is. `part` begins the name of the part of an
    import, and `session` is the pattern of the session's event (`{}` is the session), empty where none is told.
    """

    name: str
    organ: str
    kind: str
    body: str
    read: Callable[[str], Named | None]
    symbol: Callable[[Named], str]
    cover: Callable[[str], Named | None]
    part: str
    session: Callable[[str], str] = lambda session: ""
    paragraph: UnitKind = UnitKind.OPERATIVE
    classes: Mapping[str, str] | None = None


def profiles() -> list[Profile]:
    """Return all profiles, module by module in the order of their names."""
    found = having("PROFILES", "unmandates.sources.akn4un.profiles")
    return [profile for module in found.values() for profile in module]


def letters_of(written: str) -> str:
    """Return the letters of parts as symbols have them: `AC`, `A-C` and `A - C` are `A-C`, `B and C` stays."""
    bare = " ".join(written.replace("–", "-").replace("_", " ").split()).strip(" -")
    if " and " in bare.lower() or "," in bare:
        return bare
    ends = bare.replace(" ", "").replace("-", "").upper()
    return "-".join(ends) if len(ends) <= 2 else bare
