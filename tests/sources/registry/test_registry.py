"""A register of three acts of an invented organ is valid, is imported, and one query joins it to what is curated."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.sources.made_up import kinds, sorted_out, statements, written

from unmandates.rdf import graphs
from unmandates.rdf.namespaces import GRAPH, ID
from unmandates.sources.notes import Outcome
from unmandates.sources.registry import SOURCE
from unmandates.sources.source import Standing

REGISTER = Path(__file__).parents[1] / "standard"

#: Acts of another organ that recall a resolution of the Assembly, with what that resolution is and how it was adopted.
JOINING = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX unm: <https://w3id.org/unmandates/ontology#>
SELECT ?organ ?act ?cited ?assembly ?mandates WHERE {
    ?citation unm:cites ?document ; unm:parent/unm:parent ?register .
    ?register unm:adoptedBy/skos:prefLabel ?organ ; unm:symbol ?act .
    ?document unm:symbol ?cited ; unm:adoptedBy/skos:prefLabel ?assembly .
    FILTER(LANG(?organ) = "en" && LANG(?assembly) = "en" && ?organ != ?assembly)
    FILTER(STRSTARTS(STR(?register), "https://register.lake-varn.example/"))
    { SELECT ?document (COUNT(?mandate) AS ?mandates) WHERE {
        ?mandate a unm:Mandate . BIND(IRI(REPLACE(STR(?mandate), "(/document/[^/]+)/.*$", "$1")) AS ?document)
    } GROUP BY ?document }
}
"""


def drawn(tmp_path, name: str, text: str | bytes):
    items, notes = sorted_out(SOURCE, [written(tmp_path, name, text)])
    assert notes == []
    (item,) = items.values()
    return SOURCE.draw(item)


@pytest.fixture
def turtle() -> str:
    return (REGISTER / "lake-commission.ttl").read_text(encoding="utf-8")


def test_turtle_and_json_ld_say_the_same(tmp_path, turtle):
    first = drawn(tmp_path, "one.ttl", turtle)
    second = drawn(tmp_path, "two.jsonld", (REGISTER / "lake-commission.jsonld").read_bytes())
    assert list(first.triples) == list(second.triples) == [Standing.TEXT]
    assert statements(first) == statements(second)
    assert len(statements(first)) == 79
    assert Outcome.SKIPPED not in {note.outcome for note in first.notes + second.notes}


def test_it_is_joined_with_what_is_curated_by_one_query(tmp_path, turtle, corpus):
    found = drawn(tmp_path, "lake.ttl", turtle)
    store = ox.Store()
    store.bulk_extend(quad for quad in corpus.quads if graphs.standing(quad.graph_name.value) == "curated")
    graph = ox.NamedNode(f"{GRAPH}import/registry/text/lake")
    store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object, graph) for t in found.triples[Standing.TEXT])
    rows = [tuple(value.value for value in row) for row in store.query(JOINING, use_default_graph_as_union=True)]
    assert [row[:4] for row in rows] == [("Lake Varn Commission", "LVC/RES/2/1", "A/RES/76/7", "General Assembly")]
    assert int(rows[0][4]) > 10


def test_the_standing_is_the_one_that_the_register_names(tmp_path, turtle):
    found = drawn(tmp_path, "lake.ttl", turtle.replace("statement-standing/text", "statement-standing/candidate"))
    assert list(found.triples) == [Standing.CANDIDATE]


def test_a_register_that_breaks_the_standard_is_not_taken(tmp_path, turtle):
    found = drawn(tmp_path, "lake.ttl", turtle.replace("    dcterms:publisher <body/commission> ;\n", ""))
    assert found.triples == {}
    (note,) = [note for note in found.notes if note.outcome == Outcome.SKIPPED]
    assert note.kind == "standard-not-kept"
    assert "dcterms:publisher" in note.detail


def test_a_register_cannot_speak_of_what_is_curated(tmp_path, turtle):
    line = f'<{ID}document/A-RES-76-7> <http://purl.org/dc/terms/title> "Another title"@en .\n'
    found = drawn(tmp_path, "lake.ttl", turtle + line)
    assert found.triples == {}
    assert "foreign-subject" in "".join(note.detail for note in found.notes)


def test_named_graphs_are_made_one_and_told(tmp_path):
    quads = ox.parse((REGISTER / "lake-commission.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    graph = ox.NamedNode("https://register.lake-varn.example/graph")
    data = ox.serialize(
        [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads], format=ox.RdfFormat.TRIG
    )
    found = drawn(tmp_path, "lake.trig", data)
    assert kinds(found.notes)["graphs-made-one"] == 1
    assert len(statements(found)) == 79


def test_files_of_other_formats_are_none_of_the_source(tmp_path):
    names = ["registers/lake.ttl", "other/lake.nq", "readme.md", ".ttl"]
    items, notes = sorted_out(SOURCE, [written(tmp_path, name, "") for name in names])
    assert {key: item.part for key, item in items.items()} == {"lake": "registers"}
    assert [(note.kind, note.outcome) for note in notes] == [
        ("register-twice", Outcome.SKIPPED),
        ("no-register", Outcome.FOREIGN),
        ("no-register", Outcome.FOREIGN),
    ]


@pytest.mark.parametrize("text", ["", "<a> <b> <c> .", "not Turtle", "\x00", "<" * 100000, "[" * 100000])
def test_what_is_no_register_gives_notes_alone(tmp_path, text):
    found = drawn(tmp_path, "lake.ttl", text)
    assert found.triples == {}
    assert {note.outcome for note in found.notes} == {Outcome.SKIPPED}
