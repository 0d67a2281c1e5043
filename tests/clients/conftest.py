"""Clients of others; where Node.js or its packages are not here, the tests that need them are skipped and say why."""

import pytest
from tests.clients.node import Node, found, lacking


@pytest.fixture(scope="session")
def node() -> Node:
    """Node.js with the packages of the lock file."""
    if reason := lacking():
        pytest.skip(reason)
    return found()
