"""Rights: each imported part says its own, in VoID and beside its dump in DCAT; our licence is said of ours alone."""

import json

import pyoxigraph as ox
import pytest
from tests.release.import_folder import RIGHTS

from unmandates.rdf import graphs
from unmandates.rdf.namespaces import DATASET, PREFIXES
from unmandates.release.dcat import published
from unmandates.release.imported import Terms
from unmandates.release.release import Release
from unmandates.release.rights import LICENSE
from unmandates.release.void import void_quads

TERMS = Terms("lake", {"en": "Acts of the Lake Commission"}, **RIGHTS)
FILES = {name: {"sha256": "0" * 64, "bytes": 1} for name in ("unmandates.nq", "unmandates-lake-1.nq", "unmandates.ttl")}
RIGHTS_SAID = "The Lake Commission lets anybody read. The Lake Commission is the source. Unofficial copy."


def release(folder, imports: dict) -> Release:
    manifest = {"name": "2030-01-01-00000000", "created": "2030-01-01T00:00:00.000+00:00", "digest": "sha256:0"}
    return Release(folder, json.loads(json.dumps(manifest | {"files": FILES, "imports": imports})))


def objects(triples, subject: str, name: str) -> set[str]:
    prefix, _, local = name.partition(":")
    found = (triple for triple in triples if triple.predicate.value == PREFIXES[prefix] + local)
    return {triple.object.value for triple in found if triple.subject.value == subject}


@pytest.fixture(scope="module")
def described() -> list[ox.Triple]:
    return [quad.triple for quad in void_quads(ox.Store(), {"lake-1": TERMS}, {"lake-1": 7})]


def test_a_part_is_a_data_set_with_its_terms(described):
    part = f"{DATASET}#part-lake-1"
    assert part in objects(described, DATASET, "void:subset")
    assert objects(described, part, "dcterms:title") == {"Acts of the Lake Commission (lake-1)"}
    assert objects(described, part, "dcterms:source") == {"https://example.org/terms"}
    assert RIGHTS_SAID in objects(described, part, "dcterms:rights")
    assert objects(described, part, "void:triples") == {"7"}


def test_our_licence_is_said_of_what_was_curated_alone(described):
    assert objects(described, graphs.CURATED_COLLECTION, "dcterms:license") == {LICENSE}
    assert objects(described, DATASET, "dcterms:license") == set() != objects(described, DATASET, "dcterms:rights")
    alone = [quad.triple for quad in void_quads(ox.Store())]
    assert objects(alone, DATASET, "dcterms:license") == {LICENSE}
    assert not [triple for triple in alone if "#part-" in triple.subject.value]


def test_each_dump_has_the_terms_of_what_is_in_it(tmp_path):
    triples = published(release(tmp_path, {"lake-1": {"file": "unmandates-lake-1.nq", **vars(TERMS)}}), "https://e.org")
    imported, ours = (f"{DATASET}#distribution-nq{end}" for end in ("-lake-1", ""))
    assert RIGHTS_SAID in objects(triples, imported, "dcterms:rights")
    assert objects(triples, imported, "dcterms:license") == set()
    assert objects(triples, ours, "dcterms:license") == {LICENSE}
    assert objects(triples, DATASET, "dcat:distribution") >= {imported, ours}
    assert LICENSE not in objects(triples, "https://w3id.org/unmandates/catalog", "dcterms:license")


def test_without_imports_all_is_under_our_licence(tmp_path):
    triples = published(release(tmp_path, {}), "https://e.org")
    assert objects(triples, "https://w3id.org/unmandates/catalog", "dcterms:license") == {LICENSE}
