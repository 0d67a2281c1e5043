"""unmandates: the open knowledge graph of United Nations mandates."""

from importlib.metadata import version
from pathlib import Path

import rdflib

__version__ = version("unmandates")


def open(release: Path | str | None = None) -> rdflib.Dataset:
    """Return a release (a folder; without one, the release in service) as an rdflib `Dataset`.

    The default graph holds what a query without FROM sees; each thing is also a named graph. The data is read into
    memory, so that a notebook may add to its own copy without touching the release. Raises `ReleaseError` when there
    is no release: `unmandates build` makes one.
    """
    from oxrdflib import OxigraphStore

    from unmandates.release.release import current, read_release

    found = read_release(Path(release)) if release is not None else current()
    return rdflib.Dataset(store=OxigraphStore(store=found.load()))
