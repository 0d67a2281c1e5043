"""The SPARQL updates that bring data of an earlier release to this one: each turns its example into what it should be.

`tests/ontology/updates/<name>.before.ttl` and `.after.ttl` belong to `ontology/updates/<version>/<name>.ru`.
"""

from pathlib import Path

import pyoxigraph as ox
import pytest

from unmandates.corpus.layout import TURTLE_ROOT

EXAMPLES = Path(__file__).parent / "updates"
UPDATES = sorted((TURTLE_ROOT / "ontology" / "updates").glob("*/*.ru"))


def triples(path: Path) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)}


def updated(update: Path, data: set[ox.Triple]) -> set[ox.Triple]:
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in data)
    store.update(update.read_text(encoding="utf-8"))
    return {quad.triple for quad in store}


def test_each_update_has_its_example_and_each_example_its_update():
    assert {path.name.split(".")[0] for path in EXAMPLES.glob("*.ttl")} == {path.stem for path in UPDATES}


@pytest.mark.parametrize("update", UPDATES, ids=lambda path: path.stem)
def test_an_update_makes_the_new_data_of_the_old(update):
    before, after = (triples(EXAMPLES / f"{update.stem}.{when}.ttl") for when in ("before", "after"))
    assert before != after
    assert updated(update, before) == after
    assert updated(update, after) == after, "what is new already stays as it is"
