"""A release: an immutable folder with a store, dumps and a manifest, and the digest that anybody can recompute.

The digest is the SHA-256 of the dataset's canonical N-Quads (RDFC-1.0, https://www.w3.org/TR/rdf-canon/), sorted,
UTF-8, one statement a line: the file `unmandates.nq`. The default graph of the store is a copy of what a query
without FROM sees and is not part of the digest, for it follows from the rest (`graphs.in_default`).
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from unmandates.corpus.layout import releases_folder
from unmandates.rdf import graphs

MANIFEST, STORE, NQUADS, TURTLE = "manifest.json", "store", "unmandates.nq", "unmandates.ttl"
#: Files beside the dumps: the ontology alone, and what the checks found.
ONTOLOGY, FINDINGS = "ontology.ttl", "findings.csv"
CURRENT = "current"


#: Files that had the right checksum, with what would change if they did.
_verified: dict[Path, tuple] = {}


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
    def files(self) -> dict[str, dict]:
        """The files that the manifest describes: the dumps, then those beside them; `sha256` and `bytes` of each."""
        return self.manifest["files"] | self.manifest.get("beside", {})

    def path(self, name: str) -> Path:
        """Return the path of a file that the manifest describes, when it is that file; `ReleaseError` when it is not.

        It lies in the folder, whatever links lead to, and has the checksum: a file is read for that when it has changed
        since it was read last.
        """
        path = self.folder / name
        try:
            expected = self.files[name]["sha256"]
            inside, status = path.resolve(strict=True).is_relative_to(self.folder.resolve()), path.stat()
            mark = (expected, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
            if inside and path.is_file() and (_verified.get(path) == mark or checksum(path) == expected):
                _verified[path] = mark
                return path
        except (OSError, KeyError):  # absent, unreadable, a circle of links, or not in the manifest
            pass
        raise ReleaseError(f"{path} is not the file whose digest the manifest has: build the release again")

    def open_store(self) -> ox.Store:
        """Open the store read-only, as it lies on disk."""
        return ox.Store.read_only(str(self.folder / STORE))

    def load(self) -> ox.Store:
        """Return the release's data in a store in memory, the default graph filled in."""
        store = ox.Store()
        fill(store, self.path(NQUADS))
        return store


def fill(store: ox.Store, nquads: Path) -> None:
    """Load an N-Quads dump into a store and copy what a query without FROM sees into its default graph."""
    store.bulk_load(path=str(nquads), format=ox.RdfFormat.N_QUADS)
    fill_default_graph(store)


def fill_default_graph(store: ox.Store) -> None:
    """Copy the graphs that a query without FROM sees into the store's default graph."""
    for graph in list(store.named_graphs()):
        if isinstance(graph, ox.NamedNode) and graphs.in_default(graph.value):
            found = store.quads_for_pattern(None, None, None, graph)
            store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in found)


def canonical_lines(store: ox.Store) -> list[str]:
    """Return the canonical N-Quads of the store's named graphs, sorted, each line with its end."""
    dataset = ox.Dataset(quad for quad in store if not isinstance(quad.graph_name, ox.DefaultGraph))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    text = ox.serialize(dataset, format=ox.RdfFormat.N_QUADS).decode("utf-8")
    return sorted(line + "\n" for line in text.split("\n") if line)


def digest_of(lines: list[str]) -> str:
    """Return the digest of canonical N-Quads lines."""
    return "sha256:" + hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


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
    """Check every file that the manifest describes; `ReleaseError` if one is another file, or lies elsewhere."""
    for name in release.files:
        release.path(name)


def verify(release: Release) -> None:
    """Check the dump against its checksum and the digest, and the store against both; `ReleaseError` if they differ."""
    verify_files(release)
    if checksum(release.folder / NQUADS) != release.digest.removeprefix("sha256:"):
        raise ReleaseError(f"the dump in {release.folder} does not give the digest: build the release again")
    store = release.open_store()
    if digest_of(canonical_lines(store)) != release.digest:
        raise ReleaseError(f"the store in {release.folder} does not give the digest: build the release again")
    if len(store) != release.manifest["counts"]["stored"]:
        raise ReleaseError(f"the default graph in {release.folder} is not whole: build the release again")
