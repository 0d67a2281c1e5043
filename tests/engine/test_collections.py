"""A collection that lies in a store of its own is asked there, and tells what a list of its graphs tells."""

import csv
import io

import pyoxigraph as ox
import pytest
from tests.engine.whole import write

from unmandates.engine import Engine, EngineClient, Limits, Query
from unmandates.engine.dataset import Store, opened
from unmandates.rdf.namespaces import GRAPH

LIMITS = Limits(quick_workers=1, memory_store=1)
DEFAULT = "SELECT ?o {} {{ ?s ?p ?o }}"
NAMED = "SELECT ?g ?o {} {{ GRAPH ?g {{ ?s ?p ?o }} }}"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with Engine(write(tmp_path_factory.mktemp("whole")), LIMITS) as engine:
        client = EngineClient(engine.address, engine.limits)
        yield client
        client.close()


def rows(client, text: str, **options) -> list[list[str]]:
    answer = client.evaluate(Query(text, bindings="text/csv", **options))
    return sorted(list(csv.reader(io.StringIO(answer.read().decode())))[1:])


def test_a_store_on_disk_may_open_its_tables_and_one_in_memory_nothing(tmp_path):
    source = write(tmp_path)
    tables = len(list(tmp_path.rglob("*.sst")))
    on_disk = opened(Store(None, source.store, {}, {}, None, whole=source.collections))
    in_memory = opened(Store(ox.Store(), None, {}, {}, None))
    assert tables and on_disk.descriptors > tables and in_memory.descriptors == 0


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("", "12"),
        (f"FROM <{GRAPH}curated>", "1"),
        (f"FROM <{GRAPH}official>", "12"),
        (f"FROM <{GRAPH}candidate>", "23"),
        (f"FROM <{GRAPH}all>", "123"),
        (f"FROM <{GRAPH}all> FROM <{GRAPH}curated>", "123"),
        (f"FROM <{GRAPH}import/lake/text/B>", "2"),
    ],
)
def test_each_statement_is_told_once(client, clause, expected):
    assert "".join(row[0] for row in rows(client, DEFAULT.format(clause))) == expected


def test_the_protocol_names_a_collection_as_the_text_does(client):
    assert rows(client, DEFAULT.format(""), default_graphs=(f"{GRAPH}official",)) == [["1"], ["2"]]
    text = DEFAULT.format(f"FROM <{GRAPH}official>")
    assert rows(client, text, default_graphs=(f"{GRAPH}candidate",)) == [["2"], ["3"]]


def test_a_collection_as_default_leaves_no_named_graphs(client):
    assert rows(client, NAMED.format(f"FROM <{GRAPH}official>")) == []


def test_named_graphs_are_those_that_there_are(client):
    assert [row[0].removeprefix(GRAPH) for row in rows(client, NAMED.format(""))] == [
        "document/A", "import/lake/candidate/A", "import/lake/candidate/A", "import/lake/text/A", "import/lake/text/A",
        "import/lake/text/B", "void",
    ]  # fmt: skip
    assert [row[0].removeprefix(GRAPH) for row in rows(client, NAMED.format(f"FROM NAMED <{GRAPH}official>"))] == [
        "import/lake/text/A", "import/lake/text/A", "import/lake/text/B",
    ]  # fmt: skip


def test_a_collection_may_stand_beside_named_graphs(client):
    text = f"SELECT ?o FROM <{GRAPH}candidate> FROM NAMED <{GRAPH}curated> {{ ?s ?p ?o . GRAPH ?g {{ ?s ?p ?n }} }}"
    assert rows(client, text) == [["2"], ["3"]]
