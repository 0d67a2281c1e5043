"""Clients on Node.js: Comunica and sparql-http-client ask the endpoint, rdf-dereference looks IRIs up."""

import json

import pytest

UNODC = "https://w3id.org/unmandates/id/body/unodc"
LABEL = "United Nations Office on Drugs and Crime"
SKOS = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def test_comunica(node, endpoint):
    found = lines(
        node.run(
            "comunica.mjs",
            endpoint,
            f"{SKOS} SELECT ?z ?label {{ VALUES ?z {{ 1 }} <{UNODC}> skos:prefLabel ?label }}",
            f"ASK {{ <{UNODC}> ?p ?o }}",
            f"CONSTRUCT {{ <{UNODC}> ?p ?o }} WHERE {{ <{UNODC}> ?p ?o }}",
        )
    )
    assert sorted(found[0]["names"]) == ["label", "z"]
    assert LABEL in {dict(zip(found[0]["names"], row, strict=True))["label"] for row in found[0]["rows"]}
    assert found[1]["said"] is True and found[2]["statements"] > 10


def test_sparql_http_client(node, endpoint):
    found = lines(node.run("http_client.mjs", endpoint, UNODC))
    assert [one["operation"] for one in found] == ["get", "postDirect", "postUrlencoded"]
    for one in found:
        assert one["names"] == ["z", "label"] and LABEL in one["labels"]
        assert one["statements"] > 10 and one["said"] is True


#: An address, and a subject that is to be told of there.
LOOKED_UP = [
    ("/id/body/unodc", UNODC),
    ("/graph/body/unodc", UNODC),
    ("/ontology", "https://w3id.org/unmandates/ontology"),
    ("/shape", "https://w3id.org/unmandates/shape#Document"),
    ("/graph/shapes", "https://w3id.org/unmandates/shape#Document"),
    ("/dataset", "https://w3id.org/unmandates/dataset"),
    ("/.well-known/void", "https://w3id.org/unmandates/dataset"),
    ("/.well-known/sparql-examples", "https://w3id.org/unmandates/example/all-bodies"),
    ("/graph/examples", "https://w3id.org/unmandates/example/all-bodies"),
    ("/graph/inferred", "https://w3id.org/unmandates/graph/inferred"),
    ("/graph/curated", "https://w3id.org/unmandates/graph/curated"),
    ("/data/body/unodc.n3", UNODC),
]


@pytest.fixture(scope="module")
def dereferenced(node, base):
    asked = [word for path, subject in LOOKED_UP for word in (base + path, subject)]
    return {one["address"].removeprefix(base): one["own"] for one in lines(node.run("dereference.mjs", *asked))}


@pytest.mark.parametrize("path", [path for path, _ in LOOKED_UP])
def test_rdf_dereference(dereferenced, path):
    assert dereferenced[path] > 0
