"""Former versions of the ontology are kept as they were published, in one canonical file each, and not read as data."""

import hashlib

import pyoxigraph as ox
import pytest

from unmandates.corpus.files import former_ontologies, source_files
from unmandates.rdf.formats import GRAPHS, of_suffix
from unmandates.rdf.namespaces import PREFIXES, ROOT
from unmandates.rdf.writing import write

FORMER = former_ontologies()
#: A published version never changes.
CHECKSUMS = {"0.1.0": "16ce67f06ee760cb8e63c0fbe54a8b105d43cbd4f02afe8c6ab2cbc2aa50ddae"}


def canonical(path) -> bytes:
    """Return what a file says in the one form of these files: blank nodes by RDFC-1.0, statements sorted."""
    found = ox.Dataset(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return write(sorted((quad.triple for quad in found), key=str), of_suffix("ttl", GRAPHS), PREFIXES)


def test_they_are_what_was_published():
    assert {version: hashlib.sha256(path.read_bytes()).hexdigest() for version, path in FORMER.items()} == CHECKSUMS


@pytest.mark.parametrize("version", FORMER)
def test_each_is_canonical_and_says_which_it_is(version):
    path = FORMER[version]
    assert path.read_bytes() == canonical(path)
    statements = list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    named = ox.NamedNode(PREFIXES["owl"] + "versionIRI")
    assert [one.object.value for one in statements if one.predicate == named] == [f"{ROOT}ontology/{version}"]


def test_none_of_them_is_read_as_the_ontology(corpus):
    assert not set(FORMER.values()) & {source.path for source in source_files()}
    assert not [iri for iri, path in corpus.file_of.items() if "versions" in path.parts]


def test_the_latest_comes_first(tmp_path):
    folder = tmp_path / "ontology" / "versions"
    folder.mkdir(parents=True)
    for version in ("0.9.0", "0.10.0", "0.2.0"):
        (folder / f"{version}.ttl").touch()
    assert list(former_ontologies(tmp_path)) == ["0.10.0", "0.9.0", "0.2.0"]
