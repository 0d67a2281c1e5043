"""The rooms of the package stand on floors: a room imports only rooms below its own, and the README's map shows all."""

import ast
import re
from pathlib import Path

import pytest

from unmandates.corpus.layout import PACKAGE, TURTLE_ROOT

#: Rooms by floor, the lowest first. Rooms of one floor know nothing of each other.
FLOORS = (
    ("clock", "modules", "settings", "rdf"),
    ("text",),
    ("corpus", "engine"),
    ("sources",),
    ("release",),
    ("asking",),
    ("web.http",),
    ("web.endpoint",),
    ("web.things",),
    ("web.frame",),
    ("web.data",),
    ("web.lists",),
    ("web.workbench",),
    ("web.about",),
    ("web.model",),
    ("web.kinds",),
    ("web.forms",),
    ("web.discovery",),
    ("web",),
    ("serving",),
    ("cli",),
)
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
#: What is not a room: the package's own front door, which leads to all, and scripts to be run by readers.
APART = ("", "notebooks")


def name_of(path: Path) -> str:
    """Return the name of a module below the package, with dots: that of its folder for an `__init__`."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").rstrip(".")


def room_of(module: str) -> str:
    """Return the room in which a module is."""
    while module and module not in FLOOR:
        module = module.rpartition(".")[0]
    return module


MODULES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}
ROOMS = sorted({room_of(module) for module in MODULES} - {""})


def imported(module: str) -> set[str]:
    """Return the modules of the package that a module imports, wherever in it the import stands."""
    found = set()
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "unmandates":
            base = node.module.partition(".")[2]
            for alias in node.names:
                below = f"{base}.{alias.name}".lstrip(".")
                found.add(below if below in MODULES else base)
        elif isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[2] for alias in node.names if alias.name.startswith("unmandates.")}
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_is_below(room):
    arrows = {
        f"{module} imports {other}"
        for module in MODULES
        if room_of(module) == room
        for other in imported(module)
        if room_of(other) != room and other and FLOOR[room_of(other)] >= FLOOR[room]
    }
    assert not arrows


def test_every_module_is_in_a_room():
    apart = {module for module in MODULES if not room_of(module) and module.partition(".")[0] not in APART}
    assert not apart and set(ROOMS) == set(FLOOR)


def test_the_map_shows_every_room_with_what_it_is_for():
    readme = (TURTLE_ROOT / "README.md").read_text(encoding="utf-8")
    shown = dict(re.findall(r"^  ([\w/]+)/ +(.+)$", readme, re.MULTILINE))
    folders = {room.replace(".", "/") for room in FLOOR if MODULES.get(room, Path()).name == "__init__.py"} - {"web"}
    assert folders == set(shown) and [FLOOR[name.replace("/", ".")] for name in shown] == sorted(
        FLOOR[name.replace("/", ".")] for name in shown
    )
    for folder in folders:
        told = ast.get_docstring(ast.parse((PACKAGE / folder / "__init__.py").read_text(encoding="utf-8")))
        assert told.partition("\n\n")[0].replace("\n", " ") == shown[folder]


def test_every_room_has_its_tests():
    rooms = {room.replace(".", "/") for room in FLOOR if MODULES.get(room, Path()).name == "__init__.py"}
    assert not [room for room in sorted(rooms) if not any((TURTLE_ROOT / "tests" / room).rglob("test_*.py"))]
