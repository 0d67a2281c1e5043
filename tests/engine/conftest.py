"""One small engine with tight limits for the tests of a module."""

import pytest

from unmandates.engine import Engine, EngineClient, Limits, from_files

DATA = """
PREFIX e: <http://example.org/>
e:a e:p 1, 2, 3 .
GRAPH e:g { e:b e:p 4 }
GRAPH <https://w3id.org/unmandates/graph/document/A-RES-1> { e:c e:p 5 }
GRAPH <https://w3id.org/unmandates/graph/import/akn4un/text/x> { e:d e:p 6 }
GRAPH <https://w3id.org/unmandates/graph/import/akn4un/candidate/x> { e:f e:p 7 }
"""
LIMITS = Limits(time=1.0, memory=256 * 2**20, quick_memory=64 * 2**20, result_bytes=2**20, slow_workers=2, queue_time=3)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    path = tmp_path_factory.mktemp("data") / "data.trig"
    numbers = "".join(f'e:n{i} e:v {i} ; e:label "label {i}" .\n' for i in range(5000))
    path.write_text(DATA + numbers)
    return path


@pytest.fixture(scope="module")
def engine(data):
    with Engine(from_files([data]), LIMITS) as engine:
        yield engine


@pytest.fixture
def client(engine):
    client = EngineClient(engine.address, engine.limits)
    yield client
    client.close()
