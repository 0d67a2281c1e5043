"""A release as the engine serves it: its dumps, held against the manifest."""

from collections.abc import Iterable
from pathlib import Path

from unmandates.engine.source import Source, SourceError
from unmandates.rdf.namespaces import BASE
from unmandates.release.release import STORE, Release, ReleaseError, fill, read_release, verify_files
from unmandates.release.storing import collection_stores

_MAKER = f"{__name__}:from_folders"


def from_release(directory: str | Path) -> Source:
    """Return a source of a release's folder.

    Raises SourceError when the folder is no release, a file is not what its manifest says, or does not give the digest.
    """
    try:
        release = read_release(Path(directory))
        verify_files(release)
        return _source(release)
    except (ReleaseError, OSError, KeyError) as error:
        raise SourceError(str(error)) from None


def from_folders(paths: Iterable[str]) -> Source:
    """Return the source that `from_release` returned for the one folder among the paths, where that was verified."""
    (folder,) = paths
    try:
        return _source(read_release(Path(folder)))
    except (ReleaseError, OSError, KeyError) as error:
        raise SourceError(str(error)) from None


def _source(release: Release) -> Source:
    dumps = [release.folder / name for name in release.dumps]
    return Source(
        release.name,
        release.digest,
        lambda data: fill(data, *dumps),
        release.size,
        _MAKER,
        (str(release.folder),),
        base=BASE,
        store=str(release.folder / STORE),
        collections=collection_stores(release.folder),
    )


def folder_of(source: Source) -> Path | None:
    """Return the folder of the release that a source reads; None for plain files."""
    return Path(source.paths[0]) if source.maker == _MAKER else None
