"""Where an import says of a curated thing another value of what can have one: the curated value stands alone.

A property can have one value where the ontology calls it functional or a shape allows one at most for the class of the
thing; one for each language where a shape says so. The import's statement is then left out of the release and listed,
so that whoever reads the list decides who is right; of a property without a curated value the import's is taken.
How much of a document is held (`unm:coverage`) is told of the curated part where it holds the document: there sources
do not disagree, and nothing is listed; nor is the name of a membership, which is made and not printed.

The citations of a paragraph are numbered by whoever read it, so the same number is another citation elsewhere. Where a
document's citations are curated they stand alone, and listed is what an import has a paragraph cite that no curated
citation of the paragraph cites.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import pyoxigraph as ox

from unmandates.corpus.findings import WARNING, Finding
from unmandates.rdf import graphs
from unmandates.rdf.namespaces import PREFIXES

#: The file of a release that lists the differences.
DIFFERENCES = "differences.csv"
_OWL, _RDF, _SH = (PREFIXES[name] for name in ("owl", "rdf", "sh"))
_TYPE = ox.NamedNode(_RDF + "type")
_FUNCTIONAL = ox.NamedNode(_OWL + "FunctionalProperty")
#: What tells of the graph and not of the thing.
_UNLISTED = f"<{PREFIXES['unm']}coverage>".encode()
#: Names that an import makes up by itself, since no source prints one.
_LABEL, _MEMBERSHIP = f"<{PREFIXES['skos']}prefLabel>".encode(), b"/membership/"
_SINGLE, _SINGLE_BY_LANGUAGE = "single", "by language"
_CITES = ox.NamedNode(PREFIXES["unm"] + "cites")
_CITED = f"<{PREFIXES['unm']}cites> ".encode()
#: A citation, `<…/document/<key>/<provision>/citation/<number>>`, with what stands before the number of its provision.
_CITATION = re.compile(rb"(<[^<>]*?/document/[^/<>]+/)([^<>]+)/citation/\d+>\Z")


@dataclass(frozen=True)
class Curated:
    """What is curated, as N-Triples writes it: values of what can have one, and what is cited.

    `values` are by subject and property, then by language where there is one for each; `cited` are the things that the
    citations of a provision cite, by document and provision.
    """

    values: dict[bytes, dict[bytes, dict[bytes, frozenset[bytes]]]]
    cited: dict[bytes, dict[bytes, set[bytes]]]


@dataclass(frozen=True, order=True)
class Difference:
    """A thing and a property (IRIs), what is curated and what was imported (N-Triples), and the graph of the latter."""

    thing: str
    property: str
    curated: str
    imported: str
    graph: str

    def finding(self) -> Finding:
        """Return it as a finding."""
        message = f"{self.graph} says {self.property} {self.imported}, curated is {self.curated}"
        remedy = "Mend the curated value if the source is right; otherwise nothing is to be done."
        return Finding("import differs", message, remedy, None, None, self.thing, WARNING)


def curated_values(store: ox.Store) -> Curated:
    """Return what is curated of what can have one value, and of citations.

    The store holds ontology and shapes under their names, and what is curated and follows from it as default.
    """
    found: dict = defaultdict(dict)
    default = ox.DefaultGraph()
    for (prop, way), classes in _ways(store).items():
        values: dict[bytes, dict[bytes, set[bytes]]] = defaultdict(lambda: defaultdict(set))
        for quad in store.quads_for_pattern(None, prop, None, default):
            if None in classes or any(ox.Quad(quad.subject, _TYPE, name, default) in store for name in classes):
                value = str(quad.object).encode()
                language = _language(value) if way == _SINGLE_BY_LANGUAGE else b""
                values[str(quad.subject).encode()][language].add(value)
        for subject, said in values.items():
            kept = found[subject].setdefault(str(prop).encode(), {})
            kept.update({language: frozenset(several) for language, several in said.items()})
    cited: dict = defaultdict(lambda: defaultdict(set))
    for quad in store.quads_for_pattern(None, _CITES, None, default):
        if place := _CITATION.match(str(quad.subject).encode()):
            cited[place[1]][place[2]].add(str(quad.object).encode())
    return Curated(dict(found), {document: dict(provisions) for document, provisions in cited.items()})


def cited_in(subject: bytes) -> bytes:
    """Return the document in which a thing is a citation, as `Curated.cited` names it; nothing for what is none."""
    return place[1] if (place := _CITATION.match(subject)) else b""


def _ways(store: ox.Store) -> dict[tuple[ox.NamedNode, str], set]:
    """Return the properties that have one value, with the classes for whose things that is so (None: for all)."""
    ways: dict[tuple, set] = defaultdict(set)
    for quad in store.quads_for_pattern(None, _TYPE, _FUNCTIONAL, ox.NamedNode(graphs.ONTOLOGY)):
        ways[quad.subject, _SINGLE].add(None)
    query = f"""PREFIX sh: <{_SH}> SELECT DISTINCT ?class ?path ?most ?alone FROM <{graphs.SHAPES}> {{
      ?shape sh:targetClass ?class ; sh:property? ?held . ?held sh:path ?path .
      OPTIONAL {{ ?held sh:maxCount ?most }} OPTIONAL {{ ?held sh:uniqueLang ?alone }} FILTER(ISIRI(?path)) }}"""
    for row in store.query(query):
        if row["most"] is not None and row["most"].value == "1":
            ways[row["path"], _SINGLE].add(row["class"])
        elif row["alone"] is not None and row["alone"].value == "true":
            ways[row["path"], _SINGLE_BY_LANGUAGE].add(row["class"])
    return ways


def withheld(lines: bytes, graph: str, curated: Curated) -> tuple[bytes, list[Difference]]:
    """Return the lines of an imported graph without those that differ from what is curated, and these as differences.

    Raises ValueError for a line that is not one of the graph.
    """
    end = f" <{graph}> .\n".encode()
    kept, differing = [], []
    dropped = False
    for line in lines.splitlines(keepends=True):
        if not line.endswith(end):
            raise ValueError(f"a line in the graph {graph} is none of it: import again")
        subject, _, rest = line.partition(b" ")
        rest = rest[: -len(end)]
        if (place := _CITATION.match(subject)) and place[1] in curated.cited:
            dropped = True
            cited = curated.cited[place[1]].get(place[2], set())
            if not rest.startswith(_CITED) or (value := rest.removeprefix(_CITED)) in cited:
                continue
            found = (place[1][1:] + place[2], _CITES.value.encode(), b" ".join(sorted(cited)), value)
        elif (said := curated.values.get(subject)) and (other := _differing(said, rest)):
            dropped = True
            prop, curated_value, value = other
            if prop == _UNLISTED or (prop == _LABEL and _MEMBERSHIP in subject):
                continue
            found = (subject[1:-1], prop[1:-1], curated_value, value)
        else:
            kept.append(line)
            continue
        differing.append(Difference(*(text.decode() for text in found), graph))
    return (b"".join(kept) if dropped else lines), differing


def _differing(said: dict, rest: bytes) -> tuple[bytes, bytes, bytes] | None:
    prop, _, value = rest.partition(b" ")
    if (by_language := said.get(prop)) is None:
        return None
    values = by_language.get(b"") or by_language.get(_language(value))
    return None if not values or value in values else (prop, b" ".join(sorted(values)), value)


def _language(value: bytes) -> bytes:
    return value.rpartition(b'"@')[2].lower() if not value.endswith((b'"', b">")) else b"-"


def write(differences: Iterable[Difference], folder: Path) -> None:
    """Write the list to a release's folder; a cell that a spreadsheet would run is written as text."""
    with (folder / DIFFERENCES).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(field.name for field in fields(Difference))
        writer.writerows(astuple(one) for one in sorted(differences))


def read(folder: Path) -> Iterator[Difference]:
    """Yield the differences of a release; none where there is no list."""
    if (folder / DIFFERENCES).is_file():
        with (folder / DIFFERENCES).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield Difference(**row)
