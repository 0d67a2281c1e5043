"""A part described by itself is what the description of its whole has of it."""

import pyoxigraph as ox
import pytest

from unmandates.asking.data import Data
from unmandates.rdf.names import whole_of
from unmandates.rdf.namespaces import ID, ONTOLOGY
from unmandates.web.things.description import Description, Descriptions
from unmandates.web.things.world import World

DEPRECATED = "http://www.w3.org/2002/07/owl#deprecated"
TEXT = ID + "document/T-1"


@pytest.fixture(scope="module")
def data(release) -> Data:
    return Data(release)


def test_every_part_by_itself(data):
    wholes = World(data)
    parts = [row["part"].value for row in data.rows("parts")]
    assert len(parts) > 2_000
    for part in parts:
        whole, alone = wholes.describe(whole_of(part)), World(data).describe(part)
        below = {iri for iri in whole.below(part) if DEPRECATED not in whole.statements[iri]}
        if part not in below:
            continue  # it was withdrawn
        assert alone.below(part) == below
        assert {iri: _plain(alone.statements[iri]) for iri in below} == {
            iri: _plain(whole.statements[iri]) for iri in below
        }
        for inner in below:
            for by in ("markedAt", "changes"):
                found = (one.pointing(ONTOLOGY + by).get(inner, []) for one in (alone, whole))
                assert next(found) == next(found), (inner, by)


def _plain(about: dict) -> dict:
    return {name: {value: set(graphs) for value, graphs in held.items()} for name, held in about.items()}


def test_a_part_asks_for_nothing_of_the_rest(data, monkeypatch):
    found = []
    monkeypatch.setattr(Data, "rows", lambda self, name, **terms: found.append(name) or [])
    World(data).describe(TEXT + "/op/1")
    assert "statements" not in found


def test_a_part_of_what_is_described_is_not_described_again(data):
    world = World(data)
    whole = world.describe(ID + "document/A-RES-75-283")
    assert world.describe(whole.iri + "/op/1") is whole


def described(iri: str, *subjects: str) -> Description:
    found = Description(iri)
    for subject in subjects:
        found.add(subject, ONTOLOGY + "parent", ox.NamedNode(subject.rpartition("/")[0]), "https://example.org/g")
    return found


def test_what_is_used_stays():
    kept, first, second, third = Descriptions(most=4), *(described(f"{TEXT}/{n}", f"{TEXT}/{n}") for n in "123")
    kept.keep(first)
    kept.keep(second)
    assert kept.use(first.iri) is first
    kept.keep(third)
    assert [kept.of(one.iri) for one in (first, second, third)] == [first, None, third]


def test_what_is_beside_is_found_and_not_below():
    found = described(f"{TEXT}/2", f"{TEXT}/2", f"{TEXT}/2/a")
    found.add(f"{TEXT}/fn/1", ONTOLOGY + "markedAt", ox.NamedNode(f"{TEXT}/2/a"), "https://example.org/g")
    assert found.below(found.iri) == {f"{TEXT}/2", f"{TEXT}/2/a"}
    assert found.beside == {f"{TEXT}/fn/1"}
    assert found.pointing(ONTOLOGY + "markedAt") == {f"{TEXT}/2/a": [f"{TEXT}/fn/1"]}
    assert f"{TEXT}/fn/1" in found.named(found.iri)
