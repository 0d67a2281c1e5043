"""What is told in short of a document is what would be told in full."""

import pyoxigraph as ox
import pytest

from unmandates.asking.data import Data
from unmandates.rdf.namespaces import ID, ONTOLOGY
from unmandates.web.things.in_short import PROPERTIES
from unmandates.web.things.incoming import Incoming
from unmandates.web.things.world import World


@pytest.fixture(scope="module")
def data(release) -> Data:
    return Data(release)


def test_every_document(data):
    things = {row["thing"].value for row in data.rows("things")}
    wholes = sorted(iri for iri in things if iri.startswith(f"{ID}document/"))
    assert len(wholes) > 100
    short, full, told = World(data), World(data), 0
    short.expect(wholes)
    full.tell(wholes)
    for iri in wholes:
        for predicate in PROPERTIES:
            found = short.values(iri, predicate)
            assert set(found) == set(full.statements(iri).get(predicate, ())), (iri, predicate)
            told += len(found)
    assert told > 500


def test_it_is_asked_at_once(data, monkeypatch):
    asked, rows = [], Data.rows
    monkeypatch.setattr(Data, "rows", lambda self, name, **terms: asked.append(name) or rows(self, name, **terms))
    world = World(data)
    world.expect([f"{ID}document/A-RES-75-283", f"{ID}document/A-RES-76-186"])
    for key in ("A-RES-75-283", "A-RES-76-186"):
        assert world.thing(f"{ID}document/{key}", "en").text("dcterms:title")
    assert asked == ["said-in-short"]


def test_what_points_to_a_thing_is_asked_once_and_lies_outside_it(data, monkeypatch):
    asked, rows = [], Data.rows
    monkeypatch.setattr(Data, "rows", lambda self, name, **terms: asked.append(name) or rows(self, name, **terms))
    incoming, document = Incoming(data), f"{ID}document/A-RES-75-283"
    found = incoming.of(document)
    assert incoming.of(document) is found
    assert asked == ["incoming-things"]
    subjects = [subject for those in found.values() for subject in those]
    assert subjects
    assert not [subject for subject in subjects if subject.startswith(f"{document}/")]
    assert all(those == sorted(set(those)) for those in found.values())
    assert ox.NamedNode(ONTOLOGY + "source") in found
