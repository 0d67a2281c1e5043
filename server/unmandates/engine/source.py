"""What an engine serves: a named set of data, its digest, and how to load it."""

import codecs
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

import pyoxigraph

from unmandates.rdf.formats import GRAPHS, N3, of_suffix
from unmandates.rdf.namespaces import PREFIXES


class SourceError(Exception):
    """The data could not be read; the message names the file and, where known, the line."""


#: What makes a source of files.
FILES = f"{__name__}:from_files"


@dataclass(frozen=True)
class Source:
    """A set of data. `digest` changes when the data do; `size` is that of its files in bytes.

    `store` is the folder of a store in which the data lie finished; what does not fit in memory is asked there.
    `collections` names, by the IRI of a collection, the folder of a store whose default graph is all of it: a query of
    which it is the data set is asked there.

    `maker` names a function, as `module:name`, that makes the same source of `paths` in another process.

    `prefixes` and `base` are known to every query; a `base` of None leaves relative IRIs to the query, and to whoever
    serves the source: then they are relative to the endpoint's own address (SPARQL 1.1 Protocol, 2.1.4).
    """

    name: str
    digest: str
    load: Callable[[pyoxigraph.Store], None]
    size: int = 0
    maker: str = FILES
    paths: tuple[str, ...] = ()
    prefixes: Mapping[str, str] = field(default_factory=lambda: PREFIXES)
    base: str | None = None
    store: str | None = None
    collections: Mapping[str, str] = field(default_factory=dict)


def from_files(files: Iterable[str | Path]) -> Source:
    """Return a source of RDF files: `FILE` (into the default graph, or the graphs it names) or
    `FILE=GRAPH-IRI`.

    The format follows from the suffix: .ttl, .nt, .rdf or .xml or .owl, .jsonld or .json, .trig, .nq, .n3. A byte order
    mark at the start is no part of what a file says (RFC 3629, section 6).
    Raises SourceError for a file that is missing or whose suffix says nothing.
    """
    paths = tuple(map(str, files))
    parts = [_part(path) for path in paths]
    digest = hashlib.sha256()
    for path, graph, _ in parts:
        digest.update(f"{graph or ''}\0{path.suffix}\0{path.stat().st_size}\0".encode())
        with path.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())

    def load(store: pyoxigraph.Store) -> None:
        for path, graph, kind in parts:
            _load_file(store, path, graph, kind)

    name = ", ".join(path.name for path, _, _ in parts)
    size = sum(path.stat().st_size for path, _, _ in parts)
    return Source(name, "sha256:" + digest.hexdigest(), load, size, FILES, paths)


def made_again(maker: str, paths: Iterable[str]) -> Source:
    """Return the source that a maker makes of paths. Raises SourceError."""
    module, _, name = maker.partition(":")
    return getattr(import_module(module), name)(paths)


def _part(text: str) -> tuple[Path, str | None, pyoxigraph.RdfFormat]:
    path, graph = Path(text), None
    if not path.exists() and "=" in text:
        name, _, graph = text.partition("=")
        path = Path(name)
    if not path.is_file():
        raise SourceError(f"{path}: there is no such file")
    form = of_suffix(path.suffix.removeprefix(".").lower(), GRAPHS)
    if form is None:
        known = ", ".join(f".{form.suffix}" for form in GRAPHS)
        raise SourceError(f"{path}: the suffix names no RDF format ({known})")
    kind = pyoxigraph.RdfFormat.N3 if form is N3 else getattr(pyoxigraph.RdfFormat, form.serializer)
    if graph is not None:
        try:
            pyoxigraph.NamedNode(graph)
        except ValueError as error:
            raise SourceError(f"{path}: {graph} is no IRI: {error}") from None
    return path, graph, kind


def _load_file(store: pyoxigraph.Store, path: Path, graph: str | None, kind: pyoxigraph.RdfFormat) -> None:
    to_graph = pyoxigraph.NamedNode(graph) if graph else None
    try:
        with path.open("rb") as file:
            marked = file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8
            where = {"input": file} if marked else {"path": str(path)}  # by its path it is read without Python
            store.bulk_load(**where, format=kind, base_iri=path.resolve().as_uri(), to_graph=to_graph)
        if to_graph:
            store.add_graph(to_graph)  # an empty file still makes its graph
    except (SyntaxError, ValueError, OSError) as error:
        raise SourceError(f"{path}: {error}") from None
