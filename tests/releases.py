"""Releases for tests: made of a corpus as the build makes them, or written of quads as they are."""

import json
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from unmandates.corpus.files import Corpus
from unmandates.rdf import canonical
from unmandates.release.digests import RULE, digest_of, write_table
from unmandates.release.making import make
from unmandates.release.parts import CuratedPart
from unmandates.release.release import MANIFEST, NQUADS, STORE, TURTLE, Release, checksum, fill, read_release, together


def made(corpus: Corpus, folder: Path, *, processes: int | None = None) -> Release:
    """Make a release of a corpus, whatever is wrong with it, in a folder that is there and empty."""
    rows = make([CuratedPart(corpus, "test")], folder, processes=processes, checked=False).rows
    write_table(rows, folder)
    statements = sum(row.statements for row in rows)
    counts = {"quads": statements, "triples": statements, "graphs": len(rows), "things": {}}
    return _manifest(folder, "2026-01-01-test", digest_of(rows), counts, rule=RULE)


def written(quads: Iterable[ox.Quad], folder: Path, name: str = "2026-01-01-test", **more) -> Release:
    """Write a release of quads as they are, as those of 0.1 were written."""
    data = ox.Store()
    data.bulk_extend(quads)
    lines = canonical.lines(data)
    (folder / NQUADS).write_bytes(b"".join(lines))
    (folder / TURTLE).write_text("")
    store = ox.Store(str(folder / STORE))
    fill(store, folder / NQUADS)
    store.flush()
    counts = {"quads": len(lines), "triples": len(store) - len(lines), "stored": len(store), "things": {},
              "graphs": sum(1 for _ in store.named_graphs())}  # fmt: skip
    return _manifest(folder, name, together(data), counts, **more)


def _manifest(folder: Path, name: str, digest: str, counts: dict, **more) -> Release:
    manifest = {
        "name": name,
        "version": "0",
        "created": "2026-01-01T00:00:00+00:00",
        "digest": digest,
        "counts": counts,
        "files": {file: {"sha256": checksum(folder / file), "bytes": (folder / file).stat().st_size}
                  for file in (NQUADS, TURTLE)},
        **more,
    }  # fmt: skip
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    return read_release(folder)
