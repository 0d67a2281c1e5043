"""What whoever asks for a name that does not exist is told: in a header for programs, on the page for people."""

import pytest
import rdflib
from rdflib.namespace import RDFS, SKOS

from unmandates.corpus.files import read
from unmandates.rdf import graphs
from unmandates.rdf.names import term_name
from unmandates.rdf.namespaces import ONTOLOGY
from unmandates.rdf.stores import as_rdflib
from unmandates.web.endpoint.hints import Vocabulary, nearest_terms, words_of
from unmandates.web.frame.suggestions import knowing

#: What was written for want of knowing, and the term that it was meant for.
MEANT = {
    "deadline": "dueDate", "hasDeadline": "dueDate", "deadlines": "dueDate", "due": "dueDate", "topic": "about",
    "subject": "about", "hasTopic": "about", "responsible": "assignee", "responsibleEntity": "assignee",
    "date": "adoptionDate", "adoptedOn": "adoptionDate", "dateOfAdoption": "adoptionDate", "organ": "adoptedBy",
    "refersTo": "cites", "isPartOf": "partOf", "contains": "hasPart", "paragraph": "Paragraph",
    "text": "summary", "language": "availableIn", "location": "place", "start": "startDate", "frequency": "recurrence",
    "country": "State", "implements": "answers", "acronym": "abbreviation", "asignee": "assignee",
    "adressee": "addressee", "Mandat": "Mandate", "citation": "Citation", "mandate": "Mandate", "dueDates": "dueDate",
    "documentSymbol": "symbol", "task": "Mandate", "begins": "startDate", "memberOf": "organization",
}  # fmt: skip


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """What the ontology of this checkout calls its terms."""
    graph = as_rdflib(read().in_graphs(graphs.ONTOLOGY))
    terms = {term_name(str(term)) for term in graph.subjects() if str(term).startswith(ONTOLOGY)}
    names = [
        (term_name(str(term)), str(name))
        for property in (RDFS.label, SKOS.altLabel)
        for term, name in sorted(graph.subject_objects(property))
        if isinstance(term, rdflib.URIRef) and str(term).startswith(ONTOLOGY)
    ]
    return Vocabulary(frozenset(terms), words_of(names))


@pytest.mark.parametrize("guess", MEANT)
def test_a_guessed_term_leads_to_the_one_that_was_meant(vocabulary, guess):
    hint = nearest_terms(f"SELECT * {{ ?s unm:{guess} ?o }}", vocabulary)
    assert hint == f"unm:{guess} is not in the ontology; did you mean unm:{MEANT[guess]}?"


def test_no_other_name_is_that_of_two_terms(vocabulary):
    graph = as_rdflib(read().in_graphs(graphs.ONTOLOGY))
    seen: dict[str, str] = {}
    for term, name in graph.subject_objects(SKOS.altLabel):
        assert seen.setdefault(str(name).casefold(), str(term)) == str(term), name


@pytest.mark.parametrize(
    "query",
    ["SELECT * { ?s unm:assignee <body/unodc> }", "PREFIX unm: <https://example.org/> ASK { ?s unm:deadline ?o }",
     "BASE <https://example.org/> ASK { <body/nowhere> ?p ?o }", 'ASK { ?s ?p "unm:deadline" }',
     "ASK { ?s ?p ?o } # unm:deadline",
     "SELECT (GROUP_CONCAT(?n) AS ?y) { ?x skos:prefLabel ?n }",
     "SELECT (GROUP_CONCAT(?n) AS ?y) { ?x unm:about/skos:prefLabel ?n FILTER(LANG(?n) = 'en') }",
     "SELECT (GROUP_CONCAT(STR(?x)) AS ?y) { ?x ?p ?o }"],
)  # fmt: skip
def test_nothing_is_said_without_need(vocabulary, query):
    assert nearest_terms(query, vocabulary) is None


@pytest.mark.parametrize("inside", ["?x", "DISTINCT ?x", '?x ; SEPARATOR = ", "', "distinct ?x;separator='|'"])
def test_an_empty_concatenation_is_foretold(vocabulary, inside):
    hint = nearest_terms(f"SELECT (group_concat({inside}) AS ?y) {{ ?x ?p ?o }}", vocabulary)
    assert hint == "GROUP_CONCAT(?x) is empty where ?x is an IRI: write GROUP_CONCAT(STR(?x))."


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("<scheme/verb/ask>", "<scheme/verb>"), ("<scheme/verb/requests>", "<scheme/verb/request>"),
        ("<scheme/status/in force>", None), ("<scheme/status/inforce>", "<scheme/status/in-force>"),
        ("<body/unodcc>", "<body/unodc>"), ("<document/a-res-76-186>", "<document/A-RES-76-186>"),
        ("<document/A-RES-76-187>", ""),
        ("<https://w3id.org/unmandates/id/body/UNODC>", "<body/unodc>"),
        ("<document/A-RES-76-186/op/99>", "<document/A-RES-76-186>"),
    ],
)  # fmt: skip
def test_a_thing_that_the_release_does_not_hold_is_named(real_app, vocabulary, written, near):
    told = knowing(vocabulary, real_app.extensions["unmandates"])
    hint = nearest_terms(f"SELECT * {{ ?s ?p ?o FILTER NOT EXISTS {{ ?s unm:verb {written} }} }}", told)
    if near is None:
        assert hint is None, "not even an IRI"
    else:
        assert hint.endswith("is not in this release" + (f"; did you mean {near}?" if near else "."))
