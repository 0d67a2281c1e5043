"""SPARQLWrapper, in each of its formats by each of its ways to ask.

It names a format three times in the address, some by two names at once, and turns the answer into what its format
promises; a warning that the answer has another type is an error here.
"""

import csv
import io

import pytest
import rdflib
import SPARQLWrapper as sw

UNODC = "https://w3id.org/unmandates/id/body/unodc"
SELECT = f"SELECT * {{ VALUES (?z ?a) {{ (1 2) }} <{UNODC}> skos:prefLabel ?label FILTER(lang(?label) = 'en') }}"
ASK = f"ASK {{ <{UNODC}> a unm:Body }}"
CONSTRUCT = f"CONSTRUCT {{ <{UNODC}> skos:prefLabel ?label }} {{ <{UNODC}> skos:prefLabel ?label }}"
DESCRIBE = f"DESCRIBE <{UNODC}>"
LABEL = "United Nations Office on Drugs and Crime"
# It says that it has no Accept header for the format that it calls `rdf`; the name in the address says it.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Sending Accept header:RuntimeWarning"),
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]
WAYS = [(sw.GET, sw.URLENCODED), (sw.POST, sw.URLENCODED), (sw.POST, sw.POSTDIRECTLY)]


def ask(endpoint, text, name, way, plain=False):
    wrapper = sw.SPARQLWrapper(endpoint)
    wrapper.setMethod(way[0])
    wrapper.setRequestMethod(way[1])
    wrapper.setReturnFormat(name)
    wrapper.setOnlyConneg(plain)
    wrapper.setQuery("PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n" + text)
    return wrapper.query()


def labels(found) -> set[str]:
    """Return what the column `label` holds, of whatever SPARQLWrapper makes of a format of rows."""
    if isinstance(found, dict):
        assert found["head"]["vars"] == ["z", "a", "label"]
        return {row["label"]["value"] for row in found["results"]["bindings"]}
    if isinstance(found, bytes):
        delimiter = "\t" if b"\t" in found else ","
        head, *rows = csv.reader(io.StringIO(found.decode()), delimiter=delimiter)
        assert [name.lstrip("?") for name in head] == ["z", "a", "label"]
        return {row[2].removesuffix("@en") for row in rows}
    return {element.firstChild.data for element in found.getElementsByTagName("literal")} - {"1", "2"}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: "-".join(way))
@pytest.mark.parametrize("plain", [False, True], ids=["named", "negotiated"])
@pytest.mark.parametrize("name", [sw.JSON, sw.XML, sw.CSV, sw.TSV])
def test_rows(endpoint, name, way, plain):
    assert labels(ask(endpoint, SELECT, name, way, plain).convert()) == {LABEL}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: "-".join(way))
@pytest.mark.parametrize("name", [sw.JSON, sw.XML])
def test_yes_or_no(endpoint, name, way):
    found = ask(endpoint, ASK, name, way).convert()
    said = found["boolean"] if name == sw.JSON else found.getElementsByTagName("boolean")[0].firstChild.data == "true"
    assert said is True


@pytest.mark.parametrize("way", WAYS, ids=lambda way: "-".join(way))
@pytest.mark.parametrize("text", [CONSTRUCT, DESCRIBE], ids=["construct", "describe"])
@pytest.mark.parametrize(
    ("name", "plain"),
    [(name, plain) for name in (sw.TURTLE, sw.N3, sw.RDFXML, sw.XML, sw.JSONLD) for plain in (False, True)]
    + [(sw.RDF, False)],
)
def test_graphs(endpoint, name, text, way, plain):
    found = ask(endpoint, text, name, way, plain).convert()
    if isinstance(found, bytes):
        found = rdflib.Graph().parse(data=found, format="turtle")
    assert rdflib.Literal(LABEL, lang="en") in set(found.objects(rdflib.URIRef(UNODC), rdflib.SKOS.prefLabel))


def test_parameters_of_other_services(endpoint):
    wrapper = sw.SPARQLWrapper(endpoint, defaultGraph="https://w3id.org/unmandates/graph/body/unodc")
    wrapper.setReturnFormat(sw.JSON)
    for name, value in (("infer", "true"), ("timeout", "0"), ("should-sponge", "soft"), ("named-graph-uri", "")):
        wrapper.addParameter(name, value)
    wrapper.setQuery("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    answer = wrapper.query()
    assert int(answer.convert()["results"]["bindings"][0]["n"]["value"]) > 10
    assert "infer, should-sponge" in answer.info()["unmandates-hint"]
