"""Parts and graphs: the same statements give the same release, however they come; what is known is not made again."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from unmandates.corpus.files import Corpus, read
from unmandates.corpus.layout import TURTLE_ROOT
from unmandates.rdf import graphs
from unmandates.rdf.namespaces import GRAPH, ID, PREFIXES
from unmandates.release import making
from unmandates.release.digests import RULE, digest_of, read_table, write_table
from unmandates.release.making import make
from unmandates.release.parts import CuratedPart, Given
from unmandates.release.release import NQUADS, STORE, Release, checksum, together
from unmandates.release.rereading import recomputed

UNM = PREFIXES["unm"]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """The ontology, the shapes and the schemes."""
    corpus = read(TURTLE_ROOT)
    kept = (graphs.ONTOLOGY, graphs.SHAPES, GRAPH + "scheme/", GRAPH + "reference/")
    return replace(corpus, quads=[quad for quad in corpus.quads if quad.graph_name.value.startswith(kept)])


class Imported:
    """A part of documents that name each other and things of the curated part, each in a graph of its own."""

    name = "akn4un"

    def __init__(self, numbers: range, *, marked: bool = False, changed: int | None = None) -> None:
        self._numbers, self._marked, self._changed = numbers, marked, changed
        self.inputs = f"{numbers} {changed}"
        self.asked: list[int] = []

    def graphs(self):
        for number in sorted(self._numbers, key=str):
            mark = f"{number} {number == self._changed}" if self._marked else ""
            yield Given(f"{GRAPH}import/akn4un/text/A-RES-99-{number}", lambda number=number: self._said(number), mark)

    def _said(self, number: int) -> list[ox.Quad]:
        self.asked.append(number)
        text = f"""BASE <{ID}> PREFIX unm: <{UNM}> PREFIX skos: <{PREFIXES["skos"]}> PREFIX xsd: <{PREFIXES["xsd"]}>
        GRAPH <{GRAPH}import/akn4un/text/A-RES-99-{number}> {{
          <document/A-RES-99-{number}> a unm:Resolution ; skos:prefLabel "A/RES/99/{number}"@en ;
            unm:symbol "A/RES/99/{number}" ; unm:adoptionDate "2044-12-{1 + number % 28:02}"^^xsd:date .
          <document/A-RES-99-{number}/op/1> a unm:OperativeParagraph ; unm:parent <document/A-RES-99-{number}> ;
            unm:order 1 ; skos:prefLabel "A/RES/99/{number}, 1{" changed" * (number == self._changed)}"@en .
          <document/A-RES-99-{number}/op/1/mandate/1> a unm:Mandate ; unm:source <document/A-RES-99-{number}/op/1> ;
            unm:parent <document/A-RES-99-{number}/op/1> ; skos:prefLabel "A/RES/99/{number}, 1, mandate"@en ;
            unm:verb <scheme/verb/request> ; unm:renews <document/A-RES-99-{number - 1}/op/1/mandate/1> .
        }}"""
        return list(ox.parse(text, format=ox.RdfFormat.TRIG))


def made(folder: Path, corpus: Corpus, *parts, former: Release | None = None, processes: int = 1) -> Release:
    folder.mkdir()
    all_parts = [CuratedPart(corpus, "1"), *parts]
    rows = make(all_parts, folder, former=former, processes=processes, checked=False).rows
    write_table(rows, folder)
    inputs = {part.name: {"inputs": part.inputs} for part in all_parts}
    files = {name: {"sha256": checksum(folder / name)} for name in {row.file: None for row in rows}}
    return Release(folder, {"digest": digest_of(rows), "rule": RULE, "parts": inputs, "files": files})


def contents(release: Release) -> dict[str, str]:
    return {name: hashlib.sha256((release.folder / name).read_bytes()).hexdigest() for name in sorted(release.dumps)}


def told(store: ox.Store) -> list[str]:
    """Return all statements of a store; a blank node has another name in each."""
    return sorted(re.sub(r"_:\S+", "_:", str(quad)) for quad in store)


@pytest.fixture(scope="module")
def at_once(corpus, tmp_path_factory) -> Release:
    return made(tmp_path_factory.mktemp("making") / "one", corpus, Imported(range(1, 12)))


def test_what_follows_is_in_a_graph_for_each_imported_one(at_once):
    store = at_once.open_store()
    for number in range(1, 12):
        graph = ox.NamedNode(f"{graphs.INFERRED}/import/akn4un/official/A-RES-99-{number}")
        mandate = ox.NamedNode(f"{ID}document/A-RES-99-{number}/op/1/mandate/1")
        part_of = ox.Quad(mandate, ox.NamedNode(UNM + "partOf"), ox.NamedNode(f"{ID}document/A-RES-99-{number}"), graph)
        assert part_of in store and ox.Quad(*part_of.triple) in store
        renewed = store.quads_for_pattern(None, ox.NamedNode(UNM + "changes"), mandate, graph)
        assert len(list(renewed)) == (2 if number < 11 else 1)  # created, and renewed by the next
    assert not any(quad.subject.value.startswith(ID + "document/A-RES-99") for quad in
                   store.quads_for_pattern(None, None, None, ox.NamedNode(graphs.INFERRED)))  # fmt: skip


def test_the_digest_is_recomputed_from_the_store_and_from_any_order(at_once):
    assert recomputed(at_once.open_store()) == at_once.digest
    loaded = at_once.load()
    assert recomputed(loaded) == at_once.digest != together(loaded)
    assert told(loaded) == told(at_once.open_store())


class Blank:
    """A part of one graph, with a blank node, and a text that ends as a statement of the graph does."""

    name = "blank"
    inputs = "1"
    graph = ox.NamedNode(f"{GRAPH}import/akn4un/text/A-RES-99-1")
    text = ox.Literal(f"a <{graph.value}> .\nb")

    def graphs(self):
        thing, node = ox.NamedNode(f"{ID}document/A-RES-99-1"), ox.BlankNode()
        said = [ox.Quad(thing, ox.NamedNode(UNM + "concerns"), node, self.graph)]
        said.append(ox.Quad(node, ox.NamedNode(PREFIXES["skos"] + "definition"), self.text, self.graph))
        yield Given(self.graph.value, lambda: said)


def test_a_query_without_from_sees_a_graph_as_it_is(corpus, tmp_path):
    store = made(tmp_path / "r", corpus, Blank()).open_store()
    named = list(store.quads_for_pattern(None, None, None, Blank.graph))
    assert len(named) == 2 and all(ox.Quad(*quad.triple) in store for quad in named)
    assert Blank.text in {quad.object for quad in named}


def test_several_processes_make_the_same(at_once, corpus, tmp_path, monkeypatch):
    monkeypatch.setattr("unmandates.release.looking.TOGETHER", 100)
    other = made(tmp_path / "r", corpus, Imported(range(1, 12)), processes=2)
    assert contents(other) == contents(at_once)


def test_two_steps_give_what_one_does(at_once, corpus, tmp_path):
    first = made(tmp_path / "first", corpus, Imported(range(1, 6), marked=True))
    part = Imported(range(1, 12), marked=True)
    second = made(tmp_path / "second", corpus, part, former=first)
    assert second.digest == at_once.digest and contents(second) == contents(at_once)
    assert part.asked == [10, 11, 6, 7, 8, 9]  # of what is known nothing is asked


def test_one_graph_that_changes_costs_itself(corpus, tmp_path):
    first = made(tmp_path / "first", corpus, Imported(range(1, 12), marked=True))
    part = Imported(range(1, 12), marked=True, changed=4)
    second = made(tmp_path / "second", corpus, part, former=first)
    assert part.asked == [4]
    differing = {row.graph for row in read_table(second.folder)} - {
        row.graph for row in read_table(second.folder)
        if row.sha256 in {known.sha256 for known in read_table(first.folder)}
    }  # fmt: skip
    assert {name.rpartition("/")[2] for name in differing} <= {"A-RES-99-4", "A-RES-99-3", "void"}
    assert second.digest != first.digest


def test_a_part_that_has_not_changed_is_taken_as_it_is(at_once, corpus, tmp_path, monkeypatch):
    part = Imported(range(1, 12))
    monkeypatch.setattr(making, "look", lambda *_: pytest.fail("it is looked at again"))
    again = made(tmp_path / "again", corpus, part, former=at_once)
    assert part.asked == [] and again.digest == at_once.digest
    assert (again.folder / NQUADS).stat().st_size == (at_once.folder / NQUADS).stat().st_size
    assert told(again.open_store()) == told(at_once.open_store())
    assert (again.folder / STORE).is_dir()
