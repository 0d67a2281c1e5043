"""Small data to serve, and a folder of releases."""

import pytest
from tests.serving.releases import small_release, switch
from tests.web.endpoint.conftest import data

__all__ = ["data"]


@pytest.fixture
def releases(tmp_path):
    """A folder of releases with one small release in service."""
    folder = tmp_path / "releases"
    switch(small_release(folder, 0), folder)
    return folder
