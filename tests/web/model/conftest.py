"""The store that the pages of the curated corpus are made from."""

import pyoxigraph as ox
import pytest


@pytest.fixture(scope="module")
def store(real_app) -> ox.Store:
    """The store of the curated corpus, as the site has it."""
    return real_app.extensions["unmandates"].data._store
