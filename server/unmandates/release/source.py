"""A release as the engine serves it: its dump, held against the digest."""

from collections.abc import Iterable
from pathlib import Path

from unmandates.engine.source import Source, SourceError
from unmandates.rdf.namespaces import BASE
from unmandates.release.release import NQUADS, ReleaseError, checksum, fill, read_release, verify_files

_MAKER = f"{__name__}:from_folders"


def from_release(directory: str | Path) -> Source:
    """Return a source of a release's folder.

    Raises SourceError when the folder is no release, or its dump does not give the digest that it states.
    """
    try:
        release = read_release(Path(directory))
        verify_files(release)
        dump = release.path(NQUADS)
        if "sha256:" + checksum(dump) != release.digest:
            raise SourceError(f"{dump} does not give the digest of the release: build it again")
        size = dump.stat().st_size
        paths = (str(release.folder),)
        return Source(release.name, release.digest, lambda store: fill(store, dump), size, _MAKER, paths, base=BASE)
    except (ReleaseError, OSError, KeyError) as error:
        raise SourceError(str(error)) from None


def from_folders(paths: Iterable[str]) -> Source:
    """Return a source of the one folder among the paths, as `from_release` does."""
    (folder,) = paths
    return from_release(folder)


def folder_of(source: Source) -> Path | None:
    """Return the folder of the release that a source reads; None for plain files."""
    return Path(source.paths[0]) if source.maker == _MAKER else None
