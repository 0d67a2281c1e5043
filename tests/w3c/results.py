"""Results held against each other: rows as multisets, blank nodes up to their names, numbers and times by value."""

import csv
import io
from collections import Counter
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pyoxigraph as ox
import rdflib

_RS = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_EXACT = {_XSD + name for name in ("integer", "decimal", "int", "long", "short", "byte", "nonNegativeInteger")}
_INEXACT = {_XSD + name for name in ("double", "float")}
_TIMES = {_XSD + name for name in ("date", "dateTime", "time")}
_ROW = "urn:variable:"

Rows = list[dict[str, object]]


def expected(path: Path) -> bool | Rows | list[ox.Triple]:
    """Read a result file of the suites: a boolean, rows, or triples."""
    if path.suffix in (".srx", ".srj", ".tsv"):
        form = {".srx": "XML", ".srj": "JSON", ".tsv": "TSV"}[path.suffix]
        return parsed(path.read_bytes(), form)
    if path.suffix == ".csv":
        return csv_rows(path.read_text(encoding="utf-8"))
    form = {".ttl": ox.RdfFormat.TURTLE, ".rdf": ox.RdfFormat.RDF_XML, ".nt": ox.RdfFormat.N_TRIPLES}[path.suffix]
    triples = [quad.triple for quad in ox.parse(path=str(path), format=form, base_iri=path.as_uri())]
    return _result_set(triples) if any(t.object == ox.NamedNode(_RS.ResultSet) for t in triples) else triples


def parsed(body: bytes, form: str) -> bool | Rows:
    """Read a boolean or rows in one of the W3C's formats: XML, JSON or TSV."""
    result = ox.parse_query_results(body, format=getattr(ox.QueryResultsFormat, form))
    if isinstance(result, ox.QueryBoolean):
        return bool(result)
    names = [variable.value for variable in result.variables]
    return [{name: row[name] for name in names if row[name] is not None} for row in result]


def csv_rows(text: str) -> Rows:
    """Read rows of CSV, whose values are plain texts; names of blank nodes become one."""
    return [
        {name: "_:" if value.startswith("_:") else value for name, value in row.items() if value}
        for row in csv.DictReader(io.StringIO(text, newline=""))
    ]


def same_rows(ours: Rows, theirs: Rows, lax: bool = False) -> bool:
    """Return whether two tables have the same rows; `lax`: as sets, for REDUCED."""
    ours, theirs = [[{n: _by_value(v) for n, v in row.items()} for row in rows] for rows in (ours, theirs)]
    if any(isinstance(value, ox.BlankNode) for row in (*ours, *theirs) for value in row.values()):
        return _canonical(_as_triples(ours)) == _canonical(_as_triples(theirs))
    ours, theirs = [Counter(frozenset(row.items()) for row in rows) for rows in (ours, theirs)]
    return set(ours) == set(theirs) if lax else ours == theirs


def same_triples(ours: list[ox.Triple], theirs: list[ox.Triple]) -> bool:
    """Return whether two graphs are isomorphic."""
    ours, theirs = [
        [ox.Triple(t.subject, t.predicate, _by_value(t.object)) for t in triples] for triples in (ours, theirs)
    ]
    return _canonical(ours) == _canonical(theirs)


def _by_value(term):
    if not isinstance(term, ox.Literal):
        return term
    if term.language:
        return ox.Literal(term.value, language=term.language.lower())
    datatype = term.datatype.value
    try:
        if datatype in _EXACT:
            return ox.Literal(str(Decimal(term.value).normalize() + 0), datatype=term.datatype)
        if datatype in _INEXACT:
            return ox.Literal(repr(float(term.value)), datatype=term.datatype)
    except (InvalidOperation, ValueError):
        return term  # no number, whatever its type says
    return ox.Literal(term.value.replace("+00:00", "Z"), datatype=term.datatype) if datatype in _TIMES else term


def _as_triples(rows: Rows) -> list[ox.Triple]:
    return [
        ox.Triple(node, ox.NamedNode(_ROW + name), value)
        for row in rows
        for node in [ox.BlankNode()]
        for name, value in (row or {"": ox.Literal("")}).items()
    ]


def _canonical(triples: list[ox.Triple]) -> set[ox.Quad]:
    dataset = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


def _result_set(triples: list[ox.Triple]) -> bool | Rows:
    graph: dict = {}
    for triple in triples:
        graph.setdefault(triple.subject, {}).setdefault(triple.predicate.value, []).append(triple.object)
    for values in graph.values():
        if boolean := values.get(str(_RS.boolean)):
            return boolean[0].value == "true"
    return [
        {graph[b][str(_RS.variable)][0].value: graph[b][str(_RS.value)][0] for b in values.get(str(_RS.binding), [])}
        for subject in graph.values()
        for solution in subject.get(str(_RS.solution), [])
        for values in [graph[solution]]
    ]
