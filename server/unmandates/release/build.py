"""Making a release from the curated files, and putting it in service.

A release is made in a folder of its own, checked from what was written, and only then named `current` by one
rename. Whatever goes wrong before leaves the release in service untouched.
"""

import fcntl
import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import pyoxigraph as ox

from unmandates import __version__
from unmandates.corpus.files import Corpus, read, source_files
from unmandates.corpus.findings import Finding, violations
from unmandates.corpus.hygiene import hygiene_rules
from unmandates.corpus.layout import PACKAGE, TURTLE_ROOT, releases_folder
from unmandates.rdf import graphs
from unmandates.rdf.names import relative
from unmandates.release import extras
from unmandates.release.digests import RULE, GraphRow, digest_of, write_table
from unmandates.release.examples import FOLDER as EXAMPLES_FOLDER
from unmandates.release.imported import ImportedPart
from unmandates.release.inference import RULES
from unmandates.release.items import SHAPES
from unmandates.release.making import Made, make
from unmandates.release.parts import CuratedPart, Part
from unmandates.release.release import (
    CURRENT,
    MANIFEST,
    STORE,
    TURTLE,
    Release,
    ReleaseError,
    at_hand,
    checksum,
    current,
    described,
    dump_of,
    read_release,
    verify,
)
from unmandates.release.steps import Steps

#: How many releases are kept for going back.
KEPT = 3

#: The libraries whose version may change what a build makes.
_MAKERS = ("pyoxigraph", "pyshacl")
#: The rooms of the package whose code makes a release; what serves it may change without making another.
_ROOMS = ("rdf", "corpus", "release")


class BuildStopped(Exception):
    """The corpus has violations; `findings` holds all that was found."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(f"{len(violations(findings))} violation(s): the release in service is unchanged")
        self.findings = findings


def build(
    root: Path = TURTLE_ROOT,
    releases: Path | None = None,
    force: bool = False,
    imports: Iterable[ImportedPart] = (),
    steps: Steps | None = None,
) -> tuple[Release, list[Finding]]:
    """Make a release of the corpus and of imports, checked, and put it in service; return it with the warnings.

    When the inputs are those of the release in service, that release is returned as it is, unless `force` is set.
    `steps` measures what is done.
    Raises `BuildStopped` on a violation and `ReleaseError` when what was written does not read back.
    """
    imports = list(imports)
    releases = releases or releases_folder()
    releases.mkdir(parents=True, exist_ok=True)
    with _one_builder(releases):
        own = inputs_digest(root)
        inputs = _with_imports(own, imports)
        if not force and (in_service := _in_service(releases)) and in_service.manifest["inputs"] == inputs:
            return in_service, []
        steps = steps or Steps()
        with steps("curated files read"):
            corpus = read(root)
        if corpus.findings:
            raise BuildStopped(list(corpus.findings))
        parts = [CuratedPart(corpus, own)]
        release, findings = _write(parts, imports, corpus, inputs, releases, force, steps)
        switch(release, releases)
        _drop_old(releases)
        return release, findings


def _with_imports(own: str, imports: list[ImportedPart]) -> str:
    """Return a digest of all inputs: that of what is curated, and those of imports, if there are any."""
    listed = "".join(f"{part.name} {part.inputs}\n" for part in imports)
    return hashlib.sha256(f"{own}\n{listed}".encode()).hexdigest() if imports else own


def switch(release: Release, releases: Path) -> None:
    """Put a release in service by one rename; going back to an older one is the same rename."""
    link = releases / f".{CURRENT}-{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(release.folder.name, target_is_directory=True)
    link.rename(releases / CURRENT)
    _sync_folder(releases)


def inputs_digest(root: Path = TURTLE_ROOT) -> str:
    """Return a digest of everything that a release is made from: the Turtle, queries, rules, the code that builds.

    A file counts with its place, since the place of a Turtle file is its key; a library counts with its version.
    """
    paths = [source.path for source in source_files(root)]
    paths += sorted((root / "shapes").rglob("*.rq")) + sorted(EXAMPLES_FOLDER.glob("*.rq"))
    paths += [SHAPES] if SHAPES.is_file() else []
    return _digest([*paths, *sorted(root.glob("CHANGELOG.md"))], root, code_digest())


def code_digest() -> str:
    """Return a digest of what a release is made by: the code that builds, its rules, the libraries by their version."""
    paths = sorted(RULES.parent.rglob("*.rq")) + building_code()
    return _digest(paths, PACKAGE, *(f"{name} {version(name)}" for name in _MAKERS))


def _digest(paths: Iterable[Path], root: Path, *others: str) -> str:
    digest = hashlib.sha256()
    for path in paths:
        home = root if path.is_relative_to(root) else PACKAGE
        digest.update(f"{path.relative_to(home).as_posix()}\0{checksum(path)}\n".encode())
    digest.update("\n".join(others).encode())
    return digest.hexdigest()


def building_code() -> list[Path]:
    """Return the modules whose code may change what a build makes, in a fixed order."""
    return [path for room in _ROOMS for path in sorted((PACKAGE / room).rglob("*.py"))]


def _write(
    parts: list[Part],
    imports: list[ImportedPart],
    corpus: Corpus,
    inputs: str,
    releases: Path,
    force: bool,
    step: Steps,
) -> tuple[Release, list[Finding]]:
    working = releases / f".building-{os.getpid()}"
    shutil.rmtree(working, ignore_errors=True)
    working.mkdir()
    former = None if force else _in_service(releases)
    try:
        made = make(
            parts,
            working,
            hygiene_rules(corpus.root),
            corpus.locate,
            former,
            imports=imports,
            steps=step,
            code=code_digest(),
        )
        if violations(made.findings):
            raise BuildStopped(made.findings)
        with step("the release described and compared with former ones"):
            write_table(made.rows, working)
            manifest = _manifest(working, corpus, made, parts, imports, inputs, at_hand(releases)[:KEPT], former)
            text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
            (working / MANIFEST).write_text(text, encoding="utf-8")
        with step("what was written read back"):
            written = read_release(working)
            verify(written, made.mended)
            written.keep_marks()
        with step("the release put on disk and in its place"):
            _sync(working)
            placed = _place(working, releases, manifest)
        return placed, made.findings
    finally:
        shutil.rmtree(working, ignore_errors=True)


def _manifest(
    working: Path,
    corpus: Corpus,
    made: Made,
    parts: list[Part],
    imports: list[ImportedPart],
    inputs: str,
    older: list[Release],
    former: Release | None,
) -> dict:
    """Write what a release brings besides its data, and return the manifest of all."""
    store = ox.Store.read_only(str(working / STORE))
    reports = extras.write_reports(imports, working)
    digest, created = digest_of(made.rows), datetime.now(UTC)
    manifest = {
        "name": f"{created:%Y-%m-%d}-{digest.removeprefix('sha256:')[:8]}",
        "version": __version__,
        "created": created.isoformat(timespec="milliseconds"),
        "digest": digest,
        "rule": RULE,
        "inputs": inputs,
        "parts": _parts([*parts, *imports], made.rows),
        "counts": _counts(store, made.rows),
        "files": described(working, (*sorted({row.file for row in made.rows}), TURTLE)),
        "store": described(
            working, sorted(path.relative_to(working).as_posix() for path in working.rglob("*.sst")), former
        ),
        **extras.write(working, store, corpus, made, digest, older),
    }
    if imports:
        manifest["imports"] = {part.name: asdict(part.terms) | {"file": dump_of(part.name)} for part in imports}
        manifest["reports"] = reports
    return manifest


def _place(working: Path, releases: Path, manifest: dict) -> Release:
    """Give the folder its name; a folder of that name holds the same digest and is replaced only if it is broken."""
    target = releases / manifest["name"]
    if target.exists():
        try:
            existing = read_release(target)
            verify(existing)
            if existing.manifest["inputs"] == manifest["inputs"]:
                return existing
        except ReleaseError:
            pass
        aside = releases / f".replaced-{os.getpid()}"
        target.rename(aside)
        working.rename(target)
        shutil.rmtree(aside, ignore_errors=True)
    else:
        working.rename(target)
    _sync_folder(releases)
    return read_release(target)


def _parts(parts: Iterable[Part], rows: list[GraphRow]) -> dict[str, dict]:
    """Return what the manifest says of each part: what it was made from, its digest, how much it holds."""
    found = {}
    for part in parts:
        own = [row for row in rows if row.part == part.name]
        statements = sum(row.statements for row in own)
        found[part.name] = {
            "inputs": part.inputs,
            "digest": digest_of(own),
            "graphs": len(own),
            "statements": statements,
        }
    return found


def _counts(store: ox.Store, rows: list[GraphRow]) -> dict:
    named, stored = sum(row.statements for row in rows), len(store)
    kinds = Counter(
        relative(graphs.thing_of(row.graph)).split("/")[0] for row in rows if graphs.standing(row.graph) == "curated"
    )
    return {
        "quads": named,
        "triples": stored - named,
        "stored": stored,
        "graphs": len(rows),
        "things": dict(sorted(kinds.items())),
    }


def _in_service(releases: Path) -> Release | None:
    try:
        return current(releases)
    except ReleaseError:
        return None


@contextmanager
def _one_builder(releases: Path) -> Iterator[None]:
    with (releases / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ReleaseError(f"another build is at work in {releases}: wait until it has ended") from error
        yield


def _drop_old(releases: Path) -> None:
    """Keep the last releases by time of creation, the one in service among them, and remove what builds left.

    What is no release stays: the folder may be one that holds other things.
    """
    in_service = (releases / CURRENT).resolve()
    for leftover in [*releases.glob(".building-*"), *releases.glob(".replaced-*")]:
        shutil.rmtree(leftover, ignore_errors=True)
    others = [release for release in at_hand(releases) if release.folder != in_service]
    for release in others[KEPT - 1 :]:
        shutil.rmtree(release.folder, ignore_errors=True)


def _sync(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_dir():
            _sync_folder(path)
        else:
            with path.open("rb") as file:
                os.fsync(file.fileno())
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
