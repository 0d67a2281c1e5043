"""A small release with one of everything, hostile names included, and an application over it."""

import shutil
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from tests.releases import made

from unmandates.corpus.files import read
from unmandates.corpus.layout import TURTLE_ROOT
from unmandates.release.release import Release
from unmandates.web.application import create_app
from unmandates.web.things.settings import Settings

HERE = Path(__file__).parent
BASE = "https://example.org"
#: The languages in which the data name and summarize everything; pages of others show what there is, and mark it.
TOLD_IN = ("en", "ar")
#: A key with much in it that an IRI allows and HTML or a path does not love.
ODD_KEY = "o'mouse&amp;(x)!~@"
ODD = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX unm: <https://w3id.org/unmandates/ontology#>
BASE <https://w3id.org/unmandates/id/>
<body/{key}> a unm:State ; skos:prefLabel "O'Mouse & \\"Sons\\" >"@en ; unm:source <reference/editor> .
"""


@pytest.fixture(scope="session")
def small_release(tmp_path_factory) -> Release:
    """The release of the Turtle beside this file."""
    root = tmp_path_factory.mktemp("corpus")
    shutil.copytree(HERE / "graph", root / "graph")
    for folder in ("ontology", "shapes"):
        shutil.copytree(TURTLE_ROOT / folder, root / folder)
    statuses = (TURTLE_ROOT / "graph" / "scheme" / "status.ttl").read_text(encoding="utf-8")
    sourced = statuses.replace("<document/A-RES-80-251/op/20>, ", "")  # a document that is not in the small release
    (root / "graph" / "scheme" / "status.ttl").write_text(sourced, encoding="utf-8")
    (root / "graph" / "body" / f"{ODD_KEY}.ttl").write_text(ODD.format(key=ODD_KEY), encoding="utf-8")
    corpus = read(root)
    assert not corpus.findings
    return made(corpus, tmp_path_factory.mktemp("release"))


@pytest.fixture(scope="session")
def app(small_release: Release) -> Flask:
    """The application over the small release; what goes wrong in it is raised, not answered."""
    return _strict(create_app(Settings(base=BASE, release=small_release)))


@pytest.fixture(scope="session")
def real_app(release: Release) -> Flask:
    """The application over the release of the curated corpus."""
    return _strict(create_app(Settings(base=BASE, release=release)))


def _strict(app: Flask) -> Flask:
    app.testing = True
    app.error_handler_spec[None][None].pop(Exception, None)
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client without cookies."""
    return app.test_client(use_cookies=False)


@pytest.fixture
def real_client(real_app: Flask) -> FlaskClient:
    """A client of the curated corpus, without cookies."""
    return real_app.test_client(use_cookies=False)
