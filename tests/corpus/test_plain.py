"""What plainly keeps a shape: nothing that breaks it, and so much of the corpus that pySHACL has little to do."""

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import SH, XSD

from unmandates.corpus import shacl
from unmandates.corpus.check import Checked, Rules
from unmandates.corpus.plain import Facts, PlainShape
from unmandates.rdf.namespaces import ID, PREFIXES

FOCUS = ox.NamedNode(ID + "body/x")
HEAD = "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in ("unm", "skos", "xsd", "rdfs")) + f"BASE <{ID}> "


def doubtful(shape: str, data: str) -> bool:
    """Say whether <body/x> of the data is in doubt by a property shape."""
    graph = rdflib.Graph().parse(data=f"{HEAD}PREFIX sh: <{SH}> <shape> {shape} .", format="turtle")
    store = ox.Store()
    store.load(f"{HEAD}{data} .".encode(), format=ox.RdfFormat.TURTLE)
    return PlainShape(graph, rdflib.URIRef(ID + "shape")).doubtful(Facts(store), {FOCUS}) == {FOCUS}


@pytest.mark.parametrize(
    "shape,kept,broken",
    [
        ("sh:path unm:p ; sh:minCount 1", "<body/x> unm:p 1", "<body/x> unm:q 1"),
        ("sh:path unm:p ; sh:maxCount 1", "<body/x> unm:p 1", "<body/x> unm:p 1, 2"),
        ("sh:path unm:p ; sh:class unm:A", "<body/x> unm:p <y> . <y> a unm:B . unm:B rdfs:subClassOf unm:A",
         "<body/x> unm:p <y> . <y> a unm:C"),
        ("sh:path unm:p ; sh:datatype xsd:date", '<body/x> unm:p "2024-02-29"^^xsd:date',
         '<body/x> unm:p "2023-02-29"^^xsd:date'),
        ("sh:path unm:p ; sh:datatype xsd:integer ; sh:minInclusive 1", "<body/x> unm:p 1", "<body/x> unm:p 0"),
        ("sh:path unm:p ; sh:datatype xsd:integer", "<body/x> unm:p 1", '<body/x> unm:p "1"'),
        ("sh:path unm:p ; sh:languageIn ( 'en' 'ar' )", "<body/x> unm:p 'a'@en", "<body/x> unm:p 'a'@fr"),
        ("sh:path unm:p ; sh:uniqueLang true", "<body/x> unm:p 'a'@en, 'a'@fr", "<body/x> unm:p 'a'@en, 'b'@en"),
        ("sh:path unm:p ; sh:pattern '^a+$'", "<body/x> unm:p 'aa'", "<body/x> unm:p 'ab'"),
        ("sh:path unm:p ; sh:in ( 1 <y> )", "<body/x> unm:p <y>", "<body/x> unm:p 2"),
        ("sh:path unm:p ; sh:or ( [ sh:class unm:A ] [ sh:nodeKind sh:IRI ] )", "<body/x> unm:p <y>",
         "<body/x> unm:p 'y'"),
        ("sh:path [ sh:inversePath unm:p ] ; sh:minCount 1", "<y> unm:p <body/x>", "<body/x> unm:p <y>"),
        ("sh:path [ sh:alternativePath ( unm:p unm:q ) ] ; sh:maxCount 1", "<body/x> unm:p 1 ; unm:q 1",
         "<body/x> unm:p 1 ; unm:q 2"),
        ("sh:path unm:p ; sh:lessThan unm:q", "<body/x> unm:q 1", "<body/x> unm:p 2 ; unm:q 1"),
        ("sh:sparql [ sh:select 'SELECT $this WHERE { $this <p> ?o FILTER NOT EXISTS { ?o <p> $this } }' ]",
         f"<body/x> <{ID}q> <y>", None),
    ],
)  # fmt: skip
def test_a_constraint(shape, kept, broken):
    shape = shape.replace("<p>", f"<{ID}p>")
    broken = broken or f"<body/x> <{ID}p> <y>"
    assert (doubtful(shape, kept), doubtful(shape, broken)) == (False, True)


@pytest.mark.parametrize(
    "shape",
    [
        "sh:path unm:p ; sh:maxLength 5",
        "sh:path unm:p ; sh:datatype xsd:dateTime",
        "sh:path [ sh:oneOrMorePath unm:p ] ; sh:maxCount 1",
        "sh:sparql [ sh:select 'SELECT $this WHERE { { $this <p> ?o } UNION { BIND($this AS ?o) } }' ]",
    ],
)
def test_what_is_not_known_here_leaves_everything_in_doubt(shape):
    assert doubtful(shape, f'<body/x> unm:p "2024-01-01T00:00:00"^^<{XSD.dateTime}>')


def test_little_of_the_corpus_is_in_doubt(corpus, monkeypatch):
    """So a check of much is fast: what is in doubt is asked of pySHACL node by node."""
    asked = []
    monkeypatch.setattr(shacl, "_held", lambda shape, executor, data, nodes, locate: asked.extend(nodes) or [])
    assert Rules(corpus).shapes.findings(Checked(corpus).merged) == []
    assert 0 < len(asked) < 1000
