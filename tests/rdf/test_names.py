"""What IRIs are called, and that a name means its IRI."""

from itertools import permutations

import pyoxigraph as ox
import pytest

from unmandates.rdf.names import abbreviate, expand, local_name, relative, split, term_name, whole_of, with_wholes
from unmandates.rdf.namespaces import BASE, ID, ONTOLOGY, PREFIXES

ELSEWHERE = "https://example.org/x"


@pytest.mark.parametrize(
    "iri, written",
    [
        ("https://w3id.org/unmandates/id/body/unodc", "<body/unodc>"),
        ("https://w3id.org/unmandates/id/document/A-75-L.93", "<document/A-75-L.93>"),
        ("https://w3id.org/unmandates/id/a:b/c", "<https://w3id.org/unmandates/id/a:b/c>"),
        ("http://www.w3.org/2001/XMLSchema#date", "xsd:date"),
        ("http://www.w3.org/2001/XMLSchema#", "<http://www.w3.org/2001/XMLSchema#>"),
        ("http://www.w3.org/2001/XMLSchema#a/b", "<http://www.w3.org/2001/XMLSchema#a/b>"),
        (ELSEWHERE, "<https://example.org/x>"),
    ],
)
def test_abbreviated_iris_mean_themselves(iri, written):
    assert abbreviate(iri) == written
    head = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
    (triple,) = ox.parse(f"{head}BASE <{BASE}>\n<s> a {written} .", format=ox.RdfFormat.TURTLE)
    assert triple.object.value == iri


def test_an_iri_has_one_prefix():
    assert not [pair for pair in permutations(PREFIXES.values(), 2) if pair[0].startswith(pair[1])]
    assert split(PREFIXES["skos"] + "prefLabel") == ("skos", "prefLabel")
    assert split(PREFIXES["skos"]) == ("skos", "")
    assert split(ELSEWHERE) is None


def test_a_name_means_its_iri():
    assert expand("skos:prefLabel") == PREFIXES["skos"] + "prefLabel"
    assert expand("unm:dueDate") == expand("dueDate") == ONTOLOGY + "dueDate"
    assert expand("adms:status", {"adms": "http://www.w3.org/ns/adms#"}) == "http://www.w3.org/ns/adms#status"
    with pytest.raises(KeyError):
        expand("adms:status")


def test_a_part_belongs_to_its_whole():
    part, whole = ID + "document/A-RES-75-283/op/2", ID + "document/A-RES-75-283"
    assert relative(part) == "document/A-RES-75-283/op/2"
    assert whole_of(part) == whole_of(whole) == whole
    assert list(with_wholes(part)) == [part, whole + "/op", whole]
    assert (relative(ELSEWHERE), whole_of(ELSEWHERE), list(with_wholes(ELSEWHERE))) == (*[ELSEWHERE] * 2, [ELSEWHERE])


def test_a_term_and_its_last_name():
    assert term_name(ONTOLOGY + "dueDate") == local_name(ONTOLOGY + "dueDate") == "dueDate"
    assert term_name(PREFIXES["skos"] + "prefLabel") == PREFIXES["skos"] + "prefLabel"
    assert local_name(PREFIXES["skos"] + "prefLabel") == "prefLabel"
    assert local_name(ID + "scheme/role/chair") == local_name("scheme/role/chair") == "chair"
