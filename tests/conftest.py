"""What all tests share: the curated corpus as it lies in the checkout, and a release made from it once."""

import pytest

from unmandates.build import build
from unmandates.corpus import Corpus, read
from unmandates.release import Release


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The curated corpus, read once."""
    return read()


@pytest.fixture(scope="session")
def release(tmp_path_factory) -> Release:
    """A release of the curated corpus, made once by the real build."""
    made, _ = build(releases=tmp_path_factory.mktemp("releases"))
    return made
