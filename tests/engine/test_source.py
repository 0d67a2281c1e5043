"""Data from files: formats, graphs, digests, and errors that name the file."""

import os
import re
import resource
import subprocess
import sys
from dataclasses import replace

import pyoxigraph
import pytest
from tests.endpoint.releases import small_release

from unmandates.engine import Engine, EngineClient, Limits, Query, Source, SourceError, from_files, from_release
from unmandates.engine.loader import load
from unmandates.engine.processes import HOPELESS
from unmandates.release import NQUADS

FULL_DISK = """
import sys
from unmandates.engine import Engine, Limits, from_files
Engine(from_files(sys.argv[1:]), Limits(memory_store=1)).start()
"""
COUNT = Query("SELECT (COUNT(*) AS ?n) { GRAPH <http://example.org/g> { ?s ?p ?o } }", bindings="text/csv")


@pytest.fixture
def turtle(tmp_path):
    path = tmp_path / "a.ttl"
    path.write_text("<a> <b> 1, 2 .")
    return path


def test_a_file_goes_into_the_graph_that_is_named(turtle):
    with Engine(from_files([f"{turtle}=http://example.org/g"]), Limits(quick_workers=1)) as engine:
        assert EngineClient(engine.address).evaluate(COUNT).read() == b"n\r\n2\r\n"


def test_a_large_source_is_served_from_disk(turtle):
    limits = Limits(quick_workers=1, memory_store=1)
    with Engine(from_files([f"{turtle}=http://example.org/g"]), limits) as engine:
        assert EngineClient(engine.address).evaluate(COUNT).read() == b"n\r\n2\r\n"


def test_the_digest_follows_the_data(turtle):
    before = from_files([turtle]).digest
    assert before == from_files([turtle]).digest != from_files([f"{turtle}=http://example.org/g"]).digest
    turtle.write_text("<a> <b> 3 .")
    assert from_files([turtle]).digest != before


@pytest.mark.parametrize("name", ["absent.ttl", "a.ttl=not an iri", "b.docx"])
def test_a_source_that_is_none(turtle, name):
    (turtle.parent / "b.docx").touch()
    with pytest.raises(SourceError, match=name.split("=")[0]):
        from_files([turtle.parent / name])


ONE = {
    "ttl": "<http://e/s> <http://e/p> 1 .", "n3": "<http://e/s> <http://e/p> 1 .",
    "nt": "<http://e/s> <http://e/p> <http://e/o> .\n", "nq": "<http://e/s> <http://e/p> <http://e/o> .\n",
    "trig": "{ <http://e/s> <http://e/p> 1 }", "jsonld": '{"@id": "http://e/s", "http://e/p": 1}',
    "json": '{"@id": "http://e/s", "http://e/p": 1}',
    "rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
    '<rdf:Description rdf:about="http://e/s"><e:p>1</e:p></rdf:Description></rdf:RDF>',
}  # fmt: skip
ONE |= {"owl": ONE["rdf"], "xml": ONE["rdf"], "TTL": ONE["ttl"]}


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "marked"])
def test_every_suffix_is_read_with_a_byte_order_mark_or_without(tmp_path, mark):
    """RFC 3629, section 6: as the signature of a file the mark is no part of what the file says."""
    for suffix, text in ONE.items():
        (tmp_path / f"one.{suffix}").write_bytes(mark + text.encode())
        source = from_files([tmp_path / f"one.{suffix}"])
        store = pyoxigraph.Store()
        source.load(store)
        assert [quad.subject.value for quad in store] == ["http://e/s"], suffix


def test_relative_iris_are_those_of_the_base(turtle):
    source = replace(from_files([turtle]), base="http://e.org/sparql")
    with Engine(source, Limits(quick_workers=1)) as engine, EngineClient(engine.address) as client:
        answer = client.evaluate(Query("CONSTRUCT { <s> <#p> <> } {}", graph="application/n-triples")).read()
        assert answer == b"<http://e.org/s> <http://e.org/sparql#p> <http://e.org/sparql> .\n"


def test_a_file_without_statements_is_served(turtle):
    turtle.write_text("")
    with Engine(from_files([turtle])) as engine, EngineClient(engine.address) as client:
        assert b"false" in client.evaluate(Query("ASK { ?s ?p ?o }")).read()


def test_broken_data_stop_the_start_with_a_reason(turtle):
    turtle.write_text("<a> <b> .")
    with pytest.raises(SourceError, match=r"a\.ttl"):
        Engine(from_files([turtle])).start()


@pytest.mark.parametrize("error", [OSError("no space left on device"), MemoryError(), RuntimeError("broken")])
def test_whatever_stops_the_loading_is_told_and_ends_it(tmp_path, error):
    def fail(store):
        raise error

    ready, tell = os.pipe()
    with pytest.raises(SystemExit) as ended:
        load(Source("these data", "", fail), Limits(), frozenset(), str(tmp_path), None, tell)
    os.close(tell)
    assert ended.value.code == HOPELESS
    with os.fdopen(ready) as told:
        assert re.fullmatch("these data could not be loaded: .+", told.read())


def test_a_full_disk_stops_the_start_with_a_reason(turtle):
    # A file that may not grow fails as a write to a full disk does.
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(turtle)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (16, 16)),
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert "SourceError: a.ttl could not be loaded: OSError" in done.stderr


def test_a_release_folder(tmp_path):
    release = small_release(tmp_path, 1)
    source = from_release(release.folder)
    assert source.digest == release.digest
    with Engine(source, Limits(quick_workers=1)) as engine:
        query = Query("SELECT (<body/x> AS ?x) { ?s ?p ?o } LIMIT 1", bindings="text/csv")
        assert b"https://w3id.org/unmandates/id/body/x" in EngineClient(engine.address).evaluate(query).read()
    with pytest.raises(SourceError):
        from_release(tmp_path / "nowhere")


def test_a_flipped_byte_refuses_to_start(tmp_path):
    folder = small_release(tmp_path, 1).folder
    dump = bytearray((folder / NQUADS).read_bytes())
    dump[len(dump) // 2] ^= 1
    (folder / NQUADS).write_bytes(dump)
    with pytest.raises(SourceError, match="digest"):
        from_release(folder)
