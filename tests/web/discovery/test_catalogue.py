"""The catalogue: whoever publishes the data is a setting, and with it the catalogue is what DCAT-AP 3 asks for."""

from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, FOAF, SH
from tests.web.conftest import BASE

from unmandates.rdf.namespaces import DATASET
from unmandates.release.dcat import CATALOG, VCARD, Publisher
from unmandates.web.application import create_app
from unmandates.web.things.settings import Settings, publisher

SHAPES = Path(__file__).with_name("dcat-ap.ttl")
DCAT_AP = rdflib.URIRef("http://data.europa.eu/r5r/")
CATALOGUE, DATA = rdflib.URIRef(CATALOG), rdflib.URIRef(DATASET)


def described(release, who: Publisher | None) -> rdflib.Graph:
    """Return what a service that somebody runs says of its data."""
    client = create_app(Settings(base=BASE, release=release, publisher=who)).test_client()
    return rdflib.Graph().parse(data=client.get("/.well-known/void").get_data(), format="turtle")


def broken(graph: rdflib.Graph) -> set[tuple]:
    """Return what breaks the shapes: the thing and the property."""
    _, results, _ = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(SHAPES))
    found = results.subjects(rdflib.RDF.type, SH.ValidationResult)
    return {(results.value(one, SH.focusNode), results.value(one, SH.resultPath)) for one in found}


@pytest.mark.parametrize(
    "who",
    [
        Publisher("Example Library"),
        Publisher("مكتبة المثال", "https://library.example/", "mailto:data@library.example"),
        Publisher('A "quoted" <name>', "http://library.example/a?b=c#d", "https://library.example/contact"),
    ],
)
def test_with_a_publisher_it_conforms_and_says_so(small_release, who):
    found = described(small_release, who)
    assert not broken(found)
    assert (CATALOGUE, DCTERMS.conformsTo, DCAT_AP) in found
    agent = found.value(CATALOGUE, DCTERMS.publisher)
    assert found.value(DATA, DCTERMS.publisher) == agent and str(agent).startswith(BASE)
    assert (str(found.value(agent, FOAF.name)), str(found.value(agent, FOAF.homepage) or "")) == (who.name, who.page)
    contact = found.value(DATA, DCAT.contactPoint)
    way = rdflib.URIRef(VCARD + ("hasEmail" if who.contact.startswith("mailto:") else "hasURL"))
    assert str(found.value(contact, way) or "" if contact else "") == who.contact


def test_without_one_nobody_is_made_up_and_nothing_is_claimed(small_release):
    found = described(small_release, None)
    assert broken(found) == {(CATALOGUE, DCTERMS.publisher)}
    assert not list(found.subjects(rdflib.RDF.type, FOAF.Agent)) and not list(found.subjects(DCAT.contactPoint))
    assert (CATALOGUE, DCTERMS.conformsTo, DCAT_AP) not in found


NAMES = ("UNMANDATES_PUBLISHER", "UNMANDATES_PUBLISHER_PAGE", "UNMANDATES_CONTACT")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("", "", ""), None),
        (("  Example \n Library ", "", ""), Publisher("Example Library")),
        (("A", "https://a.example", "mailto:b@a.example"), Publisher("A", "https://a.example", "mailto:b@a.example")),
        (("A", "", "https://a.example/contact"), Publisher("A", "", "https://a.example/contact")),
        (("", "https://a.example", ""), ValueError),
        (("", "", "mailto:b@a.example"), ValueError),
        (("A", "javascript:alert(1)", ""), ValueError),
        (("A", "https://a.example/<b>", ""), ValueError),
        (("A", "", "b@a.example"), ValueError),
        (("A", "", "mailto:b"), ValueError),
        (("A", "", "mailto:b@a b"), ValueError),
    ],
)
def test_settings(monkeypatch, given, expected):
    for name, value in zip(NAMES, given, strict=True):
        monkeypatch.setenv(name, value)
    if expected is ValueError:
        with pytest.raises(ValueError, match="UNMANDATES_"):
            publisher()
    else:
        assert publisher() == expected
