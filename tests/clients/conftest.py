"""Clients of others; where Node.js or its packages are not here, the tests that need them are skipped and say why."""

import pytest
from tests.clients.node import Node, found, lacking
from tests.serving.live import service


@pytest.fixture(scope="session")
def node() -> Node:
    """Node.js with the packages of the lock file."""
    if reason := lacking():
        pytest.skip(reason)
    return found()


@pytest.fixture(scope="session")
def base(release, tmp_path_factory):
    """The address of the live service over the curated release, without a last slash."""
    log = tmp_path_factory.mktemp("log") / "log"
    with service("release", release.folder, log=log, UNMANDATES_PAGES_AHEAD="no") as base:
        yield base


@pytest.fixture(scope="session")
def endpoint(base):
    """The address of its endpoint."""
    return base + "/sparql"
