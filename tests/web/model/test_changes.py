"""What changed in the ontology: worked out from the two versions, and shown in every language."""

import pyoxigraph as ox
import pytest
from tests.web.page import Page

from unmandates.corpus.files import former_ontologies
from unmandates.rdf.namespaces import ONTOLOGY
from unmandates.text.words import languages, words
from unmandates.web.model.changes import compare
from unmandates.web.things.naming import Text
from unmandates.web.things.vocabulary import Section, Vocabulary, terms_of, vocabulary

HEAD = """PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX unm: <https://w3id.org/unmandates/ontology#>
"""
OLDER = """unm:Text a owl:Class ; rdfs:label "text"@en, "نص"@ar ; skos:definition "Words."@en .
unm:Lost a owl:Class ; rdfs:label "lost"@en .
unm:said a owl:DatatypeProperty, owl:FunctionalProperty ; rdfs:domain unm:Text ; rdfs:label "said"@en, "قيل"@ar .
unm:same a owl:ObjectProperty ; rdfs:domain unm:Text ; rdfs:label "same"@en ."""
LATER = """unm:Thing a owl:Class ; rdfs:label "thing"@en .
unm:Text a owl:Class ; rdfs:subClassOf unm:Thing ; rdfs:label "text"@en, "نص"@ar ; skos:definition "Written words."@en .
unm:said a owl:DatatypeProperty ; rdfs:label "said"@en, "المقول"@ar ;
    rdfs:domain [ a owl:Class ; owl:unionOf ( unm:Text unm:Thing ) ] .
unm:same a owl:ObjectProperty ; rdfs:domain unm:Text ; rdfs:label "same"@en ."""


def terms(text: str) -> dict:
    return terms_of(quad.triple for quad in ox.parse(HEAD + text, format=ox.RdfFormat.TURTLE))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_respect_in_which_a_term_changed_is_told(language):
    later = terms(LATER)
    section = Section(
        ONTOLOGY + "Thing",
        [(later[ONTOLOGY + "Thing"], 0), (later[ONTOLOGY + "Text"], 1)],
        [later[ONTOLOGY + "said"], later[ONTOLOGY + "same"]],
    )
    changes = compare(terms(OLDER), Vocabulary(later, [section], [], "2", "1", {}), language)
    assert [(one, [term.local for term in new]) for one, new in changes.new] == [(section, ["Thing"])]
    assert [term.local for term in changes.gone] == ["Lost"]
    assert {
        term.local: [(facet.name, facet.went, facet.came) for facet in facets] for term, facets in changes.changed
    } == {
        "Text": [
            ("definition", [Text("Words.", "en")], [Text("Written words.", "en")]),
            ("above", [], [ONTOLOGY + "Thing"]),
        ],
        "said": [
            ("label", [Text("قيل", "ar")], [Text("المقول", "ar")]),
            ("domain", [], [ONTOLOGY + "Thing"]),
            ("traits", ["FunctionalProperty"], []),
        ],
    }


def test_only_the_words_of_the_readers_language_are_told_where_they_changed():
    older, later = terms(OLDER), terms(OLDER.replace('"text"', '"writing"').replace('"نص"', '"كتابة"'))
    found = Vocabulary(later, [], list(later.values()), "2", "1", {})
    ((_, (facet,)),) = compare(older, found, "ar").changed
    assert (facet.went, facet.came) == ([Text("نص", "ar")], [Text("كتابة", "ar")])


@pytest.mark.parametrize("language", languages())
def test_the_page_tells_all_terms_that_the_former_version_has_not(real_client, language):
    found = vocabulary(real_client.application.extensions["unmandates"])
    former = former_ontologies()[found.prior]
    older = terms_of(quad.triple for quad in ox.parse(path=str(former), format=ox.RdfFormat.TURTLE))
    page = Page(real_client.get(f"/{language}/ontology/changes").get_data(as_text=True))
    new = {term.local for iri, term in found.terms.items() if iri not in older}
    assert "Vote" in new and new <= set(page.ids)
    assert words(language)["ontology_changes"]["none_gone"] in page.text
    assert {f"/ontology/{found.prior}", f"/ontology/{found.version}"} <= set(page.links)
    for other in ("ontology", "releases"):
        linking = Page(real_client.get(f"/{language}/{other}").get_data(as_text=True))
        assert f"/{language}/ontology/changes" in linking.links


def test_the_former_version_is_served_where_no_former_release_is(real_client):
    for accept in ("text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples"):
        answer = real_client.get("/ontology/0.1.0", headers={"Accept": accept})
        assert (answer.status_code, answer.mimetype) == (200, accept)
    served = ox.Dataset(ox.parse(real_client.get("/ontology/0.1.0.ttl").get_data(), format=ox.RdfFormat.TURTLE))
    kept = ox.Dataset(ox.parse(path=str(former_ontologies()["0.1.0"]), format=ox.RdfFormat.TURTLE))
    for found in (served, kept):
        found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert served == kept
