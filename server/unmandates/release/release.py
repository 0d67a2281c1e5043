"""A release: an immutable folder with a finished store, dumps, a manifest, and a digest that anybody can recompute.

The digest follows from those of the graphs (`digests`), whose lines are in the dumps. The default graph of the store is
a copy of what a query without FROM sees and is no part of the digest, for it follows from the rest
(`graphs.in_default`). The store is opened where it lies, by any number of processes; nothing is worked out again.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from unmandates.corpus.layout import releases_folder
from unmandates.rdf import canonical, graphs
from unmandates.rdf.quads import in_default, of_graphs
from unmandates.release.digests import RULE, TABLE, digest_of, read_table
from unmandates.release.imported import Terms
from unmandates.release.rereading import graph_digest, recomputed_on_disk

MANIFEST, STORE, NQUADS, TURTLE = "manifest.json", "store", "unmandates.nq", "unmandates.ttl"
#: Files beside the dumps: the ontology alone, and what the checks found.
ONTOLOGY, FINDINGS = "ontology.ttl", "findings.csv"
CURRENT = "current"
#: The part that was curated by hand, on which the others rest, and that which describes the whole, made anew each time.
CURATED, DESCRIPTION = "curated", "description"


#: Files that had the right checksum, with what would change if they did.
_verified: dict[Path, tuple] = {}
#: What is kept of that in a release whose dumps have this many bytes or more: to read them again takes longer than a
#: service may take to open.
MARKS, LARGE = ".verified.json", 2**28


def dump_of(part: str) -> str:
    """Return the name of the dump that holds a part."""
    return NQUADS if part in (CURATED, DESCRIPTION) else f"unmandates-{part}.nq"


class ReleaseError(Exception):
    """A release is missing, incomplete or not what its manifest says; the text says what to do."""


@dataclass(frozen=True)
class Release:
    """A release in its folder, with its manifest as read."""

    folder: Path
    manifest: dict

    @property
    def name(self) -> str:
        """The name of the release: its day and the first eight digits of its digest."""
        return self.manifest["name"]

    @property
    def digest(self) -> str:
        """The digest, as `sha256:` and 64 hexadecimal digits."""
        return self.manifest["digest"]

    @property
    def dumps(self) -> list[str]:
        """The names of the N-Quads dumps, which together hold all named graphs."""
        return [name for name in self.manifest["files"] if name.endswith(".nq")]

    @property
    def files(self) -> dict[str, dict]:
        """The files that the manifest describes: the dumps, then those beside them; `sha256` and `bytes` of each."""
        return self.manifest["files"] | self.manifest.get("beside", {})

    @property
    def described(self) -> dict[str, dict]:
        """All files that the manifest describes, those of the store among them."""
        return self.files | self.manifest.get("store", {})

    @property
    def imports(self) -> dict[str, Terms]:
        """The parts that were imported, by name, each with the terms of its source."""
        known = {field.name for field in fields(Terms)}
        return {
            part: Terms(**{name: value for name, value in said.items() if name in known})
            for part, said in self.manifest.get("imports", {}).items()
        }

    @property
    def reports(self) -> dict[str, Path]:
        """The folders with what imports told of themselves, by source."""
        return {source: self.folder / name for source, name in self.manifest.get("reports", {}).items()}

    @property
    def size(self) -> int:
        """The bytes of the dumps."""
        return sum((self.folder / name).stat().st_size for name in self.dumps)

    def path(self, name: str) -> Path:
        """Return the path of a file that the manifest describes, when it is that file; `ReleaseError` when it is not.

        It lies in the folder, whatever links lead to, and has the checksum: a file is read for that when it has changed
        since it was read last.
        """
        path = self.folder / name
        try:
            expected = self.described[name]["sha256"]
            inside, mark = path.resolve(strict=True).is_relative_to(self.folder.resolve()), _mark(path, expected)
            known = _verified.get(path) == mark or self._marks.get(name) == list(mark[:-1])
            if inside and path.is_file() and (known or checksum(path) == expected):
                _verified[path] = mark
                return path
        except (OSError, KeyError):  # absent, unreadable, a circle of links, or not in the manifest
            pass
        raise ReleaseError(f"{path} is not the file whose digest the manifest has: build the release again")

    @cached_property
    def _marks(self) -> dict[str, list]:
        """What is kept of files that had the right checksum: it, inode, size and time of their last change, by name."""
        try:
            return json.loads((self.folder / MARKS).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}

    def keep_marks(self) -> None:
        """Keep, in a large release, that its files had the right checksum: they are read again once they change."""
        if self.size >= LARGE:
            marks = {name: list(_verified[self.path(name)][:-1]) for name in self.described}
            (self.folder / MARKS).write_text(json.dumps(marks), encoding="utf-8")

    def open_store(self) -> ox.Store:
        """Open the store read-only, as it lies on disk."""
        return ox.Store.read_only(str(self.folder / STORE))

    def load(self) -> ox.Store:
        """Return the release's data in a store in memory, the default graph filled in."""
        store = ox.Store()
        fill(store, *map(self.path, self.dumps))
        return store


def fill(store: ox.Store, *dumps: Path) -> None:
    """Load N-Quads dumps into a store and copy what a query without FROM sees into its default graph."""
    for dump in dumps:
        store.bulk_load(path=str(dump), format=ox.RdfFormat.N_QUADS)
    fill_default_graph(store)


def fill_default_graph(store: ox.Store, names: Iterable[str] | None = None) -> None:
    """Copy those graphs that a query without FROM sees, all or some by their IRIs, into the store's default graph."""
    if names is None:
        names = [graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)]
    store.bulk_extend(map(in_default, of_graphs(store, filter(graphs.in_default, names))))


def together(store: ox.Store) -> str:
    """Return the digest of the store's named graphs by the rule of 0.1: that of the N-Quads of all of them together."""
    return "sha256:" + canonical.digest(
        canonical.lines(quad for quad in store if not isinstance(quad.graph_name, ox.DefaultGraph))
    )


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _mark(path: Path, checksum: str) -> tuple:
    status = path.stat()
    return checksum, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _is_link(path: Path, other: Path) -> bool:
    return other.exists() and path.samefile(other)


def described(folder: Path, names: Iterable[str], former: Release | None = None) -> dict[str, dict]:
    """Return checksum and size of files in a folder, by name, as a manifest gives them.

    A file that is a link to the one of that name in `former`, a release, has the checksum that was found right there.
    """
    found = {}
    for name in names:
        path = folder / name
        if former and name in former.described and _is_link(path, former.folder / name) and former.path(name):
            sha256 = former.described[name]["sha256"]
        else:
            sha256 = checksum(path)
        _verified[path.resolve()] = _mark(path, sha256)
        found[name] = {"sha256": sha256, "bytes": path.stat().st_size}
    return found


def read_release(folder: Path) -> Release:
    """Read the manifest in a release's folder; `ReleaseError` when it is not there or not readable."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if not isinstance(manifest, dict) or not manifest.keys() >= {"name", "created", "digest"}:
            raise ValueError(f"{MANIFEST} is not that of a release")
        return Release(folder.resolve(), manifest)
    except (OSError, ValueError) as error:
        raise ReleaseError(f"no release in {folder}: run `unmandates build` first ({error})") from error


def current(releases: Path | None = None) -> Release:
    """Return the release in service; `ReleaseError` when there is none."""
    return read_release((releases or releases_folder()) / CURRENT)


def at_hand(releases: Path) -> list[Release]:
    """Return the releases in a folder, the latest first; what cannot be read as one is passed over."""
    found = []
    for folder in releases.iterdir() if releases.is_dir() else ():
        if not folder.is_symlink() and not folder.name.startswith(".") and (folder / MANIFEST).is_file():
            try:
                release = read_release(folder)
            except ReleaseError:
                continue
            if release.manifest.get("name") == folder.name:
                found.append(release)
    return sorted(found, key=lambda release: release.manifest["created"], reverse=True)


def verify_files(release: Release) -> None:
    """Check every file that the manifest describes; `ReleaseError` if one is another file, or lies elsewhere.

    The table of graphs must give the digest; in a release of 0.1, the dump.
    """
    for name in release.described:
        release.path(name)
    if _by_list(release):
        name, digest = TABLE, digest_of(read_table(release.folder))
    else:
        name, digest = NQUADS, "sha256:" + checksum(release.folder / NQUADS)
    if digest != release.digest:
        raise ReleaseError(f"{release.folder / name} does not give the digest of the release: build it again")


def verify(release: Release, mended: Iterable[str] | None = None) -> None:
    """Check the files, and the store against the digest, each by the release's own rule; `ReleaseError` if not.

    Of a store that was made of a former one the graphs `mended` are checked, in which it differs.
    """
    verify_files(release)
    store = release.open_store()
    if mended is not None:
        said = {row.graph: row.sha256 for row in read_table(release.folder)}
        empty = canonical.digest(())
        if any(graph_digest(store, ox.NamedNode(graph)) != said.get(graph, empty) for graph in mended):
            raise ReleaseError(f"the store in {release.folder} was not mended: build the release again, with --force")
    elif (recomputed_on_disk(release.folder / STORE) if _by_list(release) else together(store)) != release.digest:
        raise ReleaseError(f"the store in {release.folder} does not give the digest: build the release again")
    if len(store) != release.manifest["counts"]["stored"]:
        raise ReleaseError(f"the default graph in {release.folder} is not whole: build the release again")


def _by_list(release: Release) -> bool:
    """Say whether the digest is that of a list of graphs; releases of 0.1 name no rule."""
    return release.manifest.get("rule") == RULE
