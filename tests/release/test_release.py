"""A release: made from checked data only, the same for the same data, and not served when a byte of it is wrong."""

import hashlib
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.releases import written

import unmandates
from unmandates.corpus.layout import PACKAGE, TURTLE_ROOT
from unmandates.rdf import graphs
from unmandates.release.build import BuildStopped, build, building_code, inputs_digest
from unmandates.release.digests import LIST, read_table
from unmandates.release.release import (
    CURRENT,
    MANIFEST,
    NQUADS,
    STORE,
    ReleaseError,
    checksum,
    current,
    read_release,
    verify,
    verify_files,
)


@pytest.fixture
def root(tmp_path) -> Path:
    """A small checkout: the ontology, and one body."""
    shutil.copytree(TURTLE_ROOT / "ontology", tmp_path / "root" / "ontology")
    body = tmp_path / "root" / "graph" / "body" / "x.ttl"
    body.parent.mkdir(parents=True)
    body.write_text(
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\nPREFIX unm: <https://w3id.org/unmandates/ontology#>\n"
        'BASE <https://w3id.org/unmandates/id/>\n\n<body/x> a unm:WorkingGroup ;\n    skos:prefLabel "X"@en .\n'
    )
    return tmp_path / "root"


def test_the_same_input_gives_the_same_digest(root, tmp_path):
    first, _ = build(root, tmp_path / "one")
    second, _ = build(root, tmp_path / "two")
    assert first.digest == second.digest
    assert first.folder != second.folder


def test_unchanged_input_makes_no_second_release(root, tmp_path):
    first, _ = build(root, tmp_path / "r")
    again, _ = build(root, tmp_path / "r")
    assert again.folder == first.folder
    forced, _ = build(root, tmp_path / "r", force=True)
    assert forced.digest == first.digest


def test_a_changed_value_changes_the_digest(root, tmp_path):
    first, _ = build(root, tmp_path / "r")
    body = root / "graph" / "body" / "x.ttl"
    body.write_text(body.read_text().replace('"X"', '"Y"'))
    second, _ = build(root, tmp_path / "r")
    assert second.digest != first.digest
    assert current(tmp_path / "r").digest == second.digest


@pytest.mark.parametrize("broken", ["<body/x> a unm:Body", "<body/y> a unm:Body ."])
def test_a_violation_leaves_the_release_in_service(root, tmp_path, broken):
    first, _ = build(root, tmp_path / "r")
    body = root / "graph" / "body" / "x.ttl"
    body.write_text(body.read_text() + broken)
    with pytest.raises(BuildStopped) as stopped:
        build(root, tmp_path / "r")
    assert stopped.value.findings[0].file.as_posix() == "graph/body/x.ttl"
    assert current(tmp_path / "r").folder == first.folder
    verify(first)


def test_a_flipped_byte_is_noticed(root, tmp_path):
    release, _ = build(root, tmp_path / "r")
    dump = release.folder / NQUADS
    text = bytearray(dump.read_bytes())
    text[len(text) // 2] ^= 1
    dump.write_bytes(text)
    with pytest.raises(ReleaseError, match="build the release again"):
        verify(release)


def test_what_a_broken_build_left_is_no_release(root, tmp_path):
    releases = tmp_path / "r"
    (releases / ".building-1").mkdir(parents=True)
    (releases / ".building-1" / MANIFEST).write_text("{")
    with pytest.raises(ReleaseError, match="unmandates build"):
        read_release(releases / CURRENT)
    build(root, releases)
    assert not list(releases.glob(".building-*"))


def test_a_file_that_moves_is_a_change(root):
    before = inputs_digest(root)
    (root / "graph" / "body").rename(root / "graph" / "state")
    moved = inputs_digest(root)
    (root / "graph" / "state").rename(root / "graph" / "body")
    assert moved != before == inputs_digest(root)


def test_another_version_of_a_library_is_a_change(root, monkeypatch):
    before = inputs_digest(root)
    monkeypatch.setattr("unmandates.release.build.version", lambda name: "0")
    assert inputs_digest(root) != before


def test_only_the_last_releases_are_kept(root, tmp_path):
    body = root / "graph" / "body" / "x.ttl"
    for turn in range(5):
        body.write_text(body.read_text().replace('"@en', f'{turn}"@en'))
        made, _ = build(root, tmp_path / "r")
    kept = [path for path in (tmp_path / "r").iterdir() if path.is_dir() and not path.is_symlink()]
    assert len(kept) == 3
    assert made.folder in [path.resolve() for path in kept]


def test_what_is_no_release_is_left_alone(root, tmp_path):
    releases, body = tmp_path / "r", root / "graph" / "body" / "x.ttl"
    for number, manifest in enumerate([None, "{", "[]", '{"name": "3"}']):
        foreign = releases / str(number)
        foreign.mkdir(parents=True)
        if manifest:
            (foreign / MANIFEST).write_text(manifest)
        os.utime(foreign, (0, 0))
    for turn in range(4):
        body.write_text(body.read_text().replace('"@en', f'{turn}"@en'))
        build(root, releases)
    kept = {path.name for path in releases.iterdir() if path.is_dir() and not path.is_symlink()}
    assert kept >= {"0", "1", "2", "3"} and len(kept) == 4 + 3


def test_the_default_graph_is_what_a_query_without_from_sees(release):
    store = release.load()
    default = {quad.triple for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph())}
    seen = {quad.triple for quad in store if graphs.in_default(getattr(quad.graph_name, "value", ""))}
    assert default == seen
    assert len(store) == release.manifest["counts"]["stored"]


def test_counts_and_files_of_the_manifest(release):
    manifest = json.loads((release.folder / MANIFEST).read_text(encoding="utf-8"))
    rows = list(read_table(release.folder))
    lines = (release.folder / NQUADS).read_bytes().splitlines(keepends=True)
    assert manifest["counts"]["quads"] == len(lines) == sum(row.statements for row in rows)
    for row in rows:
        own = row.lines(release.folder).splitlines(keepends=True)
        assert own == sorted(own) and len(own) == row.statements
        assert all(line.endswith(f" <{row.graph}> .\n".encode()) for line in own)
    assert set(manifest["files"]) == {"unmandates.nq", "unmandates.ttl"}


def test_the_digest_is_that_of_the_list_of_graphs(release):
    listed = (release.folder / LIST).read_bytes()
    assert "sha256:" + hashlib.sha256(listed).hexdigest() == release.digest
    digests = {row.graph: row.sha256 for row in read_table(release.folder)}
    assert listed.decode() == "".join(f"{digests[graph]}  {graph}\n" for graph in sorted(digests))
    (part,) = release.manifest["parts"].values()
    assert part["graphs"] == len(digests) - 1  # all but the description of the whole


def test_a_release_of_the_former_rule_is_verified_by_it(root, tmp_path):
    made, _ = build(root, tmp_path / "r")
    quads = list(ox.parse(path=str(made.folder / NQUADS), format=ox.RdfFormat.N_QUADS))
    (tmp_path / "old").mkdir()
    old = written(quads, tmp_path / "old")
    assert "rule" not in old.manifest and old.digest == "sha256:" + checksum(old.folder / NQUADS) != made.digest
    verify(old)
    for other in (made, old):  # files that fit each other and not the digest
        with pytest.raises(ReleaseError, match="digest"):
            verify_files(replace(other, manifest=other.manifest | {"digest": "sha256:" + "0" * 64}))
    store = ox.Store(str(old.folder / STORE))
    store.remove(quads[0])
    store.flush()
    del store
    with pytest.raises(ReleaseError, match="store"):
        verify(old)


def test_open_gives_an_rdflib_dataset(release):
    data = unmandates.open(release.folder)
    rows = data.query(
        "SELECT ?title { <https://w3id.org/unmandates/id/document/A-RES-75-283> dcterms:title ?title }",
        initNs={"dcterms": "http://purl.org/dc/terms/"},
    )
    assert {row.title.language for row in rows} == {"en", "ar", "fr", "es", "ru", "zh"}
    graph = data.graph("https://w3id.org/unmandates/graph/document/A-RES-75-283")
    assert len(graph) > 500


def test_what_makes_a_release_counts_and_what_serves_it_does_not():
    code = {path.relative_to(PACKAGE).as_posix() for path in building_code()}
    assert {"rdf/namespaces.py", "corpus/shacl.py", "release/inference.py", "release/build.py"} <= code
    assert not [name for name in code if name.partition("/")[0] in ("web", "serving", "engine", "asking", "cli.py")]
