"""A tiny application around the endpoint, on a real engine."""

import pytest
from flask import Flask

from unmandates.engine import Engine, EngineClient, Limits, from_files
from unmandates.web.endpoint.hints import Vocabulary
from unmandates.web.endpoint.serving import Serving
from unmandates.web.endpoint.sparql import mount
from unmandates.web.http.problems import register_problems

DATA = """
PREFIX e: <http://example.org/>
e:a e:p 1, 2, 3 .
GRAPH e:g { e:b e:p 4 }
GRAPH e:h { e:c e:p 5 }
"""
LIMITS = Limits(time=1.0, memory=256 * 2**20, result_bytes=2**22, slow_workers=2, query_bytes=200_000)
ENDPOINT = "https://w3id.org/unmandates/sparql"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    path = tmp_path_factory.mktemp("data") / "data.trig"
    path.write_text(DATA + "".join(f'e:n{i} e:label "label {i}" .\n' for i in range(2000)))
    return path


@pytest.fixture(scope="module")
def engine(data):
    with Engine(from_files([data]), LIMITS) as engine:
        yield engine


_clients = []


@pytest.fixture(scope="module", autouse=True)
def closing():
    """Close the connections of the applications that a module has made."""
    yield
    for client in _clients:
        client.close()
    _clients.clear()


def application(engine, **options):
    app = Flask("endpoint")
    app.testing = False
    _clients.append(EngineClient(engine.address, engine.limits))
    serving = Serving(
        _clients[-1],
        engine.source.digest,
        ENDPOINT,
        vocabulary=Vocabulary(frozenset({"addressee", "Body"})),
        named_graphs=("http://example.org/g",),
    )
    mount(app, serving, **options)
    register_problems(app)
    return app


@pytest.fixture(scope="module")
def app(engine):
    return application(engine)


@pytest.fixture
def web(app):
    return app.test_client()
