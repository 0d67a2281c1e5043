"""The curated files: where they are, what they say, and in which graph.

The path is the key: `graph/<kind>/<key>.ttl`, or `graph/<kind>/<key>/<part>.ttl` for a thing kept in several
files, holds the thing `<kind>/<key>` and is its graph. Nothing is listed by hand. The files of the kind `linkset`
alone speak of things that other files hold: they say what these are called in another data set.
"""

from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from unmandates.corpus.findings import Finding
from unmandates.corpus.layout import TURTLE_ROOT
from unmandates.rdf import graphs
from unmandates.rdf.literals import as_kept
from unmandates.rdf.names import with_wholes
from unmandates.rdf.namespaces import ID, graph_of
from unmandates.rdf.turtle import comments, natural

#: The kind whose files speak of things of other files.
LINK_SETS = "linkset"
#: The folder of `ontology/` with the ontology of each former version, one file a version: published, and no part of it.
VERSIONS = "versions"


@dataclass(frozen=True)
class SourceFile:
    """A Turtle file and the graph (an IRI) that it fills; `thing` is the IRI that owns it, if there is one.

    The graph is empty when the place of the file names none.
    """

    path: Path
    graph: str
    thing: str | None = None

    def owns(self, subject: str) -> bool:
        """Say whether a subject is the thing of the file or lies below it."""
        return self.thing is not None and (subject == self.thing or subject.startswith(self.thing + "/"))

    def describes(self, subject: str) -> bool:
        """Say whether the file is the place to look for a subject: a link set only names things of other files."""
        return self.owns(subject) or (self.thing is not None and not self.is_link_set)

    @property
    def is_link_set(self) -> bool:
        """Whether the file holds links of things that other files own."""
        return self.graph.startswith(graph_of(LINK_SETS, ""))


@dataclass
class Corpus:
    """What was read: quads (pyoxigraph), the file of each subject IRI, and findings about single files."""

    root: Path
    quads: list[ox.Quad] = field(default_factory=list)
    file_of: dict[str, Path] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def in_graphs(self, *names: str) -> list[ox.Quad]:
        """Return the quads of the graphs with these IRIs."""
        return [quad for quad in self.quads if quad.graph_name.value in names]

    def curated(self) -> list[ox.Quad]:
        """Return the quads that were curated by hand."""
        return [quad for quad in self.quads if graphs.standing(quad.graph_name.value) == "curated"]

    def locate(self, iri: str) -> Path | None:
        """Return the file that describes the IRI, or else the one that describes the nearest whole above it."""
        return next((self.file_of[one] for one in with_wholes(iri) if one in self.file_of), None)


def source_files(root: Path = TURTLE_ROOT) -> list[SourceFile]:
    """Return the Turtle files below `root`, curated ones first, each kind sorted by path."""
    curated = []
    for path in sorted((root / "graph").rglob("*.ttl")):
        kind, *below = path.relative_to(root / "graph").parts
        if not below:
            curated.append(SourceFile(path, ""))
            continue
        key = below[0].removesuffix(".ttl")
        curated.append(SourceFile(path, graph_of(kind, key), f"{ID}{kind}/{key}"))
    modules = (root / "ontology").rglob("*.ttl")
    former = set(former_ontologies(root).values())
    ontology = [SourceFile(path, graphs.ONTOLOGY) for path in sorted(modules) if path not in former]
    shapes = [SourceFile(path, graphs.SHAPES) for path in sorted((root / "shapes").rglob("*.ttl"))]
    return curated + ontology + shapes


def former_ontologies(root: Path = TURTLE_ROOT) -> dict[str, Path]:
    """Return the file of each former version of the ontology below `root`, by its version, the latest first."""
    found = {path.stem: path for path in (root / "ontology" / VERSIONS).glob("*.ttl")}
    return {version: found[version] for version in sorted(found, key=natural, reverse=True)}


def read(root: Path = TURTLE_ROOT) -> Corpus:
    """Read all Turtle files below `root`; a file that cannot be read becomes a finding, not an exception."""
    corpus = Corpus(root)
    for source in source_files(root):
        _read_file(source, corpus)
    return corpus


def _read_file(source: SourceFile, corpus: Corpus) -> None:
    where = source.path.relative_to(corpus.root)

    def report(message: str, remedy: str, line: int | None = None, thing: str | None = source.thing) -> None:
        corpus.findings.append(Finding("syntax", message, remedy, file=where, line=line, thing=thing))

    if not source.graph:
        report("the file lies in no folder of a kind", "Move it to graph/<kind>/<key>.ttl.")
        return
    try:
        text = source.path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        report(f"byte {error.start} is not UTF-8", "Save the file as UTF-8.")
        return
    try:
        triples = list(ox.parse(text, format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        report(str(error.msg), "Mend the Turtle at this place.", line=error.lineno)
        return
    graph = ox.NamedNode(source.graph)
    blank_scope = where.as_posix().replace("/", "_").replace(".", "_").replace("-", "_")
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode) and source.describes(triple.subject.value):
            corpus.file_of.setdefault(triple.subject.value, where)
        corpus.quads.append(
            ox.Quad(_scoped(triple.subject, blank_scope), triple.predicate, _scoped(triple.object, blank_scope), graph)
        )
    if source.thing is None:
        return
    for line in comments(text):
        report("a comment stands in curated data", "Make the remark a skos:editorialNote of its thing.", line)
    if any(isinstance(term, ox.BlankNode) for triple in triples for term in (triple.subject, triple.object)):
        report("a blank node stands in curated data", "Give the part an IRI below its whole.")
    for subject in sorted({triple.subject.value for triple in triples if isinstance(triple.subject, ox.NamedNode)}):
        if not source.owns(subject) and not source.is_link_set:
            remedy = "Move the statement to the file of its own thing, or mend the IRI."
            report(f"{subject} does not lie below the thing of this file", remedy, thing=subject)


def _scoped(term, scope: str):
    """Keep blank nodes of different files apart, which a parser may number alike; values have their one form."""
    return ox.BlankNode(f"{scope}_{term.value}") if isinstance(term, ox.BlankNode) else as_kept(term)
