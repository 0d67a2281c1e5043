"""Inference at the build: it is what the standard's rules give, and our own rules tell the life of mandates.

Ours is compared with owlrl on one resolution with the verbs and organs that it names; on the whole corpus owlrl takes
minutes (`python -m tests.bench.inference`). What the ontology does not say it is asked about small ontologies.
"""

import pyoxigraph as ox
import pytest
from tests.ontology.owlrl_entailment import entail_with_owlrl

from unmandates.rdf import graphs
from unmandates.rdf.namespaces import BASE, GRAPH, ID, ONTOLOGY, PREFIXES
from unmandates.release.inference import derive, entail

COMPARED = tuple(GRAPH + name for name in ("document/A-RES-75-283", "scheme/verb", "body/general", "linkset/sdg"))


@pytest.fixture(scope="module")
def some(corpus) -> list[ox.Quad]:
    return [
        quad
        for quad in corpus.quads
        if quad.graph_name.value == graphs.ONTOLOGY or quad.graph_name.value.startswith(COMPARED)
    ]


@pytest.fixture(scope="module")
def derived(corpus) -> ox.Store:
    """The life of mandates as our rules tell it, together with the data."""
    data = [quad for quad in corpus.quads if quad.graph_name.value != graphs.SHAPES]
    entailed = entail(data)
    store = ox.Store()
    store.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in data)
    for triple in [*entailed, *derive(data, entailed)]:
        store.add(ox.Quad(triple.subject, triple.predicate, triple.object))
    return store


def test_the_engine_gives_what_the_standard_rules_give(some):
    ours, theirs = entail(some), entail_with_owlrl(some)
    assert len(ours) > 2000
    assert ours - theirs == set()
    assert theirs - ours == set()


SMALL = {
    "classes": """unm:A rdfs:subClassOf unm:B . unm:B owl:equivalentClass unm:C . unm:C rdfs:subClassOf unm:A .
      unm:U owl:unionOf ( unm:A unm:D ) . <x> a unm:A . <y> a unm:D .""",
    "properties": """unm:p rdfs:subPropertyOf unm:q . unm:q owl:inverseOf unm:r . unm:r rdfs:subPropertyOf unm:s ;
      rdfs:domain unm:A ; rdfs:range unm:B . <x> unm:p <y>, "text" .""",
    "transitive": """unm:p a owl:TransitiveProperty ; owl:inverseOf unm:r . unm:q rdfs:subPropertyOf unm:p .
      <a> unm:q <b> . <b> unm:p <c> . <d> unm:r <c> . <d> unm:q <a> .""",
    "defined": """unm:M owl:equivalentClass [ owl:intersectionOf ( unm:A unm:R ) ] . unm:M rdfs:subClassOf unm:N .
      unm:R owl:onProperty unm:p ; owl:someValuesFrom unm:N . unm:B rdfs:subClassOf unm:A .
      <x> a unm:B ; unm:p <y> . <y> a unm:A ; unm:p <z> . <z> a unm:M . <w> a unm:B .""",
}


@pytest.mark.parametrize("name", SMALL)
def test_small_ontologies_mean_what_the_standard_rules_make_of_them(name):
    quads = small(SMALL[name])
    ours = entail(quads)
    assert ours and ours == entail_with_owlrl(quads)


@pytest.mark.parametrize("axiom", ["a owl:SymmetricProperty", "owl:propertyChainAxiom ( unm:p unm:q )"])
def test_an_ontology_that_says_more_than_is_known_is_refused(axiom):
    with pytest.raises(ValueError, match="not known what follows"):
        entail(small(f"unm:p {axiom} ."))


def small(text: str) -> list[ox.Quad]:
    head = "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in ("unm", "rdfs", "owl"))
    return list(ox.parse(f"BASE <{ID}> {head}{text}", format=ox.RdfFormat.TURTLE))


@pytest.mark.parametrize("relation,change", [("renews", "renewed"), ("adapts", "adapted")])
def test_a_mandate_is_created_when_its_document_is_adopted_and_changed_by_a_later_one(relation, change):
    prefix = f"PREFIX unm: <{ONTOLOGY}> BASE <{BASE}> "
    data = ox.Store()
    data.update(
        prefix + "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> INSERT DATA {"
        ' <document/X> a unm:Document ; unm:adoptionDate "2001-02-03"^^xsd:date .'
        ' <document/Y> a unm:Document ; unm:adoptionDate "2003-02-03"^^xsd:date .'
        " <document/X/op/1> a unm:Provision . <document/Y/op/2> unm:partOf <document/Y> ;"
        f" unm:{relation} <document/X/op/1/mandate/1> ."
        " <document/X/op/1/mandate/1> a unm:Mandate ; unm:partOf <document/X> ; unm:source <document/X/op/1> . }"
    )
    made = derive(list(data), [])
    told = {
        (triple.subject.value.rpartition("/")[2], triple.object.value)
        for triple in made
        if triple.predicate.value == ONTOLOGY + "changeDate"
    }
    assert told == {("created", "2001-02-03"), (change + "-by-Y", "2003-02-03")}
    sources = {triple.object.value for triple in made if triple.predicate.value == ONTOLOGY + "source"}
    assert sources == {ID + "document/X/op/1", ID + "document/Y/op/2"}


def test_every_mandate_has_a_beginning(derived):
    query = """SELECT ?mandate WHERE { ?mandate a unm:Mandate ; unm:partOf ?document . ?document unm:adoptionDate ?day
      FILTER NOT EXISTS {
        VALUES ?beginning { <scheme/change/created> <scheme/change/recommended> }
        ?change unm:changes ?mandate ; unm:change ?beginning } }"""
    assert list(derived.query(query, prefixes=PREFIXES, base_iri=BASE)) == []


def rows(store: ox.Store, query: str) -> set[tuple[str, ...]]:
    return {tuple(term.value for term in row) for row in store.query(query, prefixes=PREFIXES, base_iri=BASE)}


def test_what_has_nothing_wider_is_a_top_concept(derived):
    top = rows(derived, "SELECT ?scheme ?concept { ?concept skos:topConceptOf ?scheme }")
    within = rows(derived, "SELECT ?scheme ?concept { ?concept skos:inScheme ?scheme }")
    assert top == rows(derived, "SELECT ?scheme ?concept { ?scheme skos:hasTopConcept ?concept }")
    assert {(scheme,) for scheme, _ in top} == rows(derived, "SELECT ?scheme { ?scheme a skos:ConceptScheme }")
    assert within - top == rows(
        derived, "SELECT ?scheme ?concept { ?concept skos:inScheme ?scheme ; skos:broader/skos:inScheme ?scheme }"
    )
    topics = [(ID + "scheme/topic", ID + f"topic/{name}") for name in ("demand", "trafficking-in-persons")]
    assert [topic in within for topic in topics] == [True, True]
    assert [topic in top for topic in topics] == [False, True]


def test_every_change_that_is_made_has_its_label_in_both_languages(derived):
    query = """SELECT ?change WHERE { VALUES ?language { "en" "ar" } ?change a unm:MandateChange
      FILTER NOT EXISTS { ?change skos:prefLabel ?label FILTER(LANG(?label) = ?language) } }"""
    assert list(derived.query(query, prefixes=PREFIXES, base_iri=BASE)) == []


def test_nothing_changes_before_it_was_created(derived):
    query = """SELECT ?change WHERE {
      ?creation unm:changes ?mandate ; unm:change <scheme/change/created> ; unm:changeDate ?first .
      ?change unm:changes ?mandate ; unm:changeDate ?day FILTER(?day < ?first) }"""
    assert list(derived.query(query, prefixes=PREFIXES, base_iri=BASE)) == []
