"""The service over the curated release, live, for clients that are processes and libraries of their own."""

import pytest
from tests.endpoint.live import service


@pytest.fixture(scope="session")
def base(release, tmp_path_factory):
    """The address of the service, without a last slash."""
    log = tmp_path_factory.mktemp("log") / "log"
    with service("release", release.folder, log=log, UNMANDATES_PAGES_AHEAD="no") as base:
        yield base


@pytest.fixture(scope="session")
def endpoint(base):
    """The address of the endpoint."""
    return base + "/sparql"
