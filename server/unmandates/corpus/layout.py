"""Where the Turtle folders and the releases lie, in a checkout and in an installed wheel."""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
_SHIPPED = PACKAGE / "_turtle"

#: The folder that holds `ontology/`, `graph/` and `shapes/`: inside the wheel, or the top of a checkout.
TURTLE_ROOT = _SHIPPED if _SHIPPED.is_dir() else PACKAGE.parents[1]


def releases_folder() -> Path:
    """Return the folder of releases: `$UNMANDATES_RELEASES`, `releases/` of a checkout, or the user's data folder."""
    named = os.environ.get("UNMANDATES_RELEASES")
    if named:
        return Path(named).expanduser().resolve()
    if TURTLE_ROOT is not _SHIPPED:
        return TURTLE_ROOT / "releases"
    return _data_home() / "releases"


def import_folder(source: str) -> Path:
    """Return the folder of the import of a source: below `$UNMANDATES_IMPORTS`, or below the user's data folder.

    It is never in a checkout: what others publish is no part of the project.
    """
    named = os.environ.get("UNMANDATES_IMPORTS")
    return (Path(named).expanduser().resolve() if named else _data_home() / "imports") / source


def _data_home() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share").expanduser() / "unmandates"
