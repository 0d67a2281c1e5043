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
    data_home = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(data_home).expanduser() / "unmandates" / "releases"
