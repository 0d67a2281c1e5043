"""The W3C's test suites for SPARQL 1.0 and 1.1, read from their manifests.

rdflib's source distribution carries them; `make test` fetches it into build/suites. Of the suites all tests of
queries are read: evaluation, syntax and CSV results. Updates, entailment regimes, and queries over other people's
endpoints are not what a read-only service does.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF
from tests.ground import suites_folder

_MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
_QT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
_KINDS = {
    _MF.QueryEvaluationTest: "evaluation",
    _MF.CSVResultFormatTest: "evaluation",
    _MF.PositiveSyntaxTest: "right",
    _MF.PositiveSyntaxTest11: "right",
    _MF.NegativeSyntaxTest: "wrong",
    _MF.NegativeSyntaxTest11: "wrong",
}
_LEFT_OUT = {"entailment", "service", "delete-insert"}
_FROM = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([^>]*)>", re.IGNORECASE)


@dataclass(frozen=True)
class Case:
    """One test. `files` are the data as `serve --data` takes them; `lax` allows any number of equal rows."""

    name: str
    kind: str
    query: Path
    files: tuple[str, ...] = ()
    result: Path | None = None
    lax: bool = False

    @property
    def text(self) -> str:
        """The query, with the address of its file as base."""
        return f"BASE <{self.query.as_uri()}>\n" + self.query.read_text(encoding="utf-8")


def cases() -> list[Case]:
    """Return the tests that were fetched (none: an empty list), those over the same data side by side."""
    found = []
    for suite in ("dawg-data-r2", "sparql11"):
        for manifest in sorted(suites_folder().glob(f"{suite}/*/*manifest.ttl")):
            if manifest.parent.name not in _LEFT_OUT:
                found += _read(manifest)
    return sorted(found, key=lambda case: (case.files, case.name))


def _read(manifest: Path) -> list[Case]:
    graph = rdflib.Graph().parse(manifest, publicID=manifest.as_uri())
    found = []
    for entry in Collection(graph, graph.value(rdflib.URIRef(manifest.as_uri()), _MF.entries)):
        kind = _KINDS.get(graph.value(entry, RDF.type))
        action = graph.value(entry, _MF.action)
        if kind is None or action is None:
            continue
        name = f"{manifest.parent.name}/{str(entry).rpartition('#')[2] or graph.value(entry, _MF.name)}"
        query = _path(graph.value(action, _QT.query) or action)
        result = graph.value(entry, _MF.result)
        lax = graph.value(entry, _MF.resultCardinality) == _MF.LaxCardinality
        found.append(
            Case(name, kind, query, _files(graph, action, query), _path(result) if result else None, lax)
            if kind == "evaluation"
            else Case(name, kind, query)
        )
    return found


def _files(graph: rdflib.Graph, action, query: Path) -> tuple[str, ...]:
    defaults = [str(_path(data)) for data in graph.objects(action, _QT.data)]
    named = {_path(data) for data in graph.objects(action, _QT.graphData)}
    # What FROM names is part of the service's data: nothing is fetched.
    named |= {query.parent / name for name in _FROM.findall(query.read_text(encoding="utf-8"))}
    return (*sorted(defaults), *(f"{path}={path.as_uri()}" for path in sorted(named) if path.is_file()))


def _path(iri: rdflib.URIRef) -> Path:
    return Path(str(iri).removeprefix("file://"))
