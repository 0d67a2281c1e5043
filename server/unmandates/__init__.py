"""unmandates: the open knowledge graph of United Nations mandates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rdflib

    __version__: str


def __getattr__(name: str) -> str:
    """Return `__version__`, when somebody asks for it: each process of the service begins with this module."""
    if name == "__version__":
        from importlib.metadata import version

        return version("unmandates")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def open(release: Path | str | None = None) -> rdflib.Dataset:
    """Return a release (a folder; without one, the release in service) as an rdflib `Dataset`.

    The default graph holds what a query without FROM sees; each thing is also a named graph. The data is read into
    memory, so that a notebook may add to its own copy without touching the release. Raises `ReleaseError` when there
    is no release: `unmandates build` makes one.
    """
    import rdflib
    from oxrdflib import OxigraphStore

    from unmandates.release.release import current, read_release

    found = read_release(Path(release)) if release is not None else current()
    return rdflib.Dataset(store=OxigraphStore(store=found.load()))
