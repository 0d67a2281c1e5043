"""Folders of imports as parts of a release: what `unmandates import` wrote, taken in as canonical lines.

A folder has `import.json` (source, rights, parts) and below `documents/<part>/` for each item `<key>.nq`, its graphs as
canonical N-Quads one after the other, and `<key>.json`, where each of them lies with its digest. Each part of a folder
is a part of the release, named `<source>-<part>`.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from unmandates.rdf import graphs

#: Names the sources without a stated licence, or for non-commercial use, that come into releases all the same.
SERVED_SOURCES = "UNMANDATES_SERVE_SOURCES"
_ABOUT = "import.json"
_NAME = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")


class NoImport(ValueError):
    """A folder is no import, or not as its import left it; the text says what to do."""


@dataclass(frozen=True)
class DrawnGraph:
    """A graph of an item: its IRI, the digest and number of its lines, and where they lie in the item's file."""

    graph: str
    sha256: str
    statements: int
    start: int
    bytes: int


@dataclass(frozen=True)
class DrawnItem:
    """An item as it was imported: its key, the file that holds the lines of its graphs, and these."""

    key: str
    file: Path
    graphs: tuple[DrawnGraph, ...]

    @property
    def mark(self) -> str:
        """What stands for all that the item says: the same mark, the same statements."""
        return hashlib.sha256("".join(one.sha256 + one.graph for one in self.graphs).encode()).hexdigest()

    def lines(self, graph: DrawnGraph) -> bytes:
        """Return the lines of one of its graphs. Raises `NoImport` when they are not those of the import."""
        with self.file.open("rb") as file:
            file.seek(graph.start)
            lines = file.read(graph.bytes)
        if hashlib.sha256(lines).hexdigest() != graph.sha256:
            raise NoImport(f"{graph.graph} is not as it was imported: import its files again")
        return lines


@dataclass(frozen=True)
class Terms:
    """On which terms a source is used: its titles, sentences and whom to name by language, and where that is said."""

    source: str
    title: Mapping[str, str] = field(default_factory=dict)
    statement: Mapping[str, str] = field(default_factory=dict)
    acknowledgement: Mapping[str, str] = field(default_factory=dict)
    said_at: str = ""
    served: bool = True


class ImportedPart:
    """A part of a release: the items of one part of an import folder."""

    def __init__(self, folder: Path, name: str, terms: Terms) -> None:
        self.name, self.terms = f"{terms.source}-{name}", terms
        self.folder = folder
        self._folder = folder / "documents" / name
        self.items = tuple(self._read())
        marks = "".join(f"{item.key} {item.mark}\n" for item in self.items)
        self.inputs = hashlib.sha256(f"{terms}\n{marks}".encode()).hexdigest()

    def _read(self) -> Iterator[DrawnItem]:
        for path in sorted(self._folder.glob("*.json")):
            said = _json(path)
            try:
                rows = tuple(
                    DrawnGraph(
                        row["graph"], row["sha256"], *(int(row[name]) for name in ("statements", "start", "bytes"))
                    )
                    for row in said["rows"]
                )
            except (KeyError, TypeError, ValueError) as error:
                raise NoImport(f"{path} is not as an import writes it ({error}): import again") from error
            item = DrawnItem(path.stem, path.with_suffix(".nq"), rows)
            for row in rows:
                if graphs.source_of(row.graph) != self.terms.source:
                    raise NoImport(f"{path} has the graph {row.graph}, which is none of {self.terms.source}")
            yield item


def imported_parts(
    folders: Iterable[Path], served: Iterable[str] | None = None
) -> tuple[list[ImportedPart], list[Terms]]:
    """Return the parts of import folders, by their names, and the sources that are left out.

    Left out is a source whose terms do not let it be served, unless `served` (by default what the environment says)
    names it. Raises `NoImport` for a folder that is no import, and where two folders hold one part.
    """
    named = os.environ.get(SERVED_SOURCES, "").replace(",", " ").split() if served is None else served
    parts: dict[str, ImportedPart] = {}
    left_out = []
    for folder in folders:
        about = _json(folder / _ABOUT)
        try:
            terms = _terms(about)
            names = sorted(about["parts"])
        except (KeyError, TypeError, AttributeError) as error:
            raise NoImport(f"{folder / _ABOUT} does not say {error}: import again") from error
        if about.get("complete") is False:
            raise NoImport(f"the import in {folder} has not come to its end: run it again")
        if unfit := [name for name in (terms.source, *names) if not _NAME.fullmatch(name)]:
            raise NoImport(f"{folder / _ABOUT} has the name {unfit[0]!r}, which can name no file: import again")
        if not terms.served and terms.source not in named:
            left_out.append(terms)
            continue
        for part in (ImportedPart(folder, name, terms) for name in names):
            if part.name in parts:
                raise NoImport(f"{part.name} stands in two folders: leave one out")
            if part.items:
                parts[part.name] = part
    return [parts[name] for name in sorted(parts)], left_out


def _terms(about: dict) -> Terms:
    source, rights = about["source"], about.get("rights", {})
    name = source if isinstance(source, str) else source["name"]
    return Terms(
        name,
        about.get("title", {}),
        rights.get("statement", {}),
        rights.get("acknowledgement", {}),
        rights.get("said_at", ""),
        bool(rights.get("served", True)),
    )


def _json(path: Path) -> dict:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NoImport(f"no import in {path.parent}: {error}") from error
    if not isinstance(said, dict):
        raise NoImport(f"{path} is not as an import writes it: import again")
    return said
