"""What all tests share: the curated corpus as it lies in the checkout, and a release made from it once."""

import fcntl
import os

import pytest

from unmandates.corpus.files import Corpus, read
from unmandates.release.build import build
from unmandates.release.release import Release


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The curated corpus, read once."""
    return read()


@pytest.fixture(scope="session")
def release(tmp_path_factory) -> Release:
    """A release of the curated corpus, made once by the real build, for all processes that share the tests."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    with (folder / "releases.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made, _ = build(releases=folder / "releases")
    return made
