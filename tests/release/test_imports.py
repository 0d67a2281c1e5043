"""Imports in a release: what is joined, what is left out, that what is curated stays, and what a change costs."""

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.release.import_folder import act, write

from unmandates.corpus.files import Corpus, read
from unmandates.corpus.findings import Finding
from unmandates.corpus.layout import TURTLE_ROOT
from unmandates.rdf import graphs
from unmandates.rdf.namespaces import GRAPH, ID, PREFIXES
from unmandates.release import differences, items, rereading, storing
from unmandates.release.digests import RULE, digest_of, read_table, write_table
from unmandates.release.imported import NoImport, imported_parts
from unmandates.release.making import Made, make
from unmandates.release.parts import CuratedPart
from unmandates.release.release import STORE, Release, checksum
from unmandates.release.rereading import recomputed, recomputed_on_disk

UNM = PREFIXES["unm"]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """The ontology, the shapes, the schemes, and one State."""
    corpus = read(TURTLE_ROOT)
    kept = (graphs.ONTOLOGY, graphs.SHAPES, *(GRAPH + name for name in ("scheme/", "reference/", "body/brazil")))
    return replace(corpus, quads=[quad for quad in corpus.quads if quad.graph_name.value.startswith(kept)])


def built(folder: Path, corpus: Corpus, *imports: Path, former: Release | None = None) -> tuple[Release, Made]:
    folder.mkdir()
    parts = [CuratedPart(corpus, str(len(corpus.quads)))]
    brought, _ = imported_parts(imports)
    made = make(parts, folder, former=former, processes=1, checked=False, imports=brought)
    write_table(made.rows, folder)
    differences.write(made.differences, folder)
    inputs = {part.name: {"inputs": part.inputs} for part in (*parts, *brought)}
    files = {name: {"sha256": checksum(folder / name)} for name in {row.file: None for row in made.rows}}
    return Release(folder, {"digest": digest_of(made.rows), "rule": RULE, "parts": inputs, "files": files}), made


def told(made: Made) -> list[Finding]:
    """Return what was found in imports; half a corpus breaks rules of its own."""
    return [finding for finding in made.findings if finding.rule.startswith("import")]


def iri(path: str) -> ox.NamedNode:
    return ox.NamedNode(ID + path)


def term(name: str) -> ox.NamedNode:
    return ox.NamedNode(UNM + name)


def default(store: ox.Store) -> set[ox.Triple]:
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph())}


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("imports")


@pytest.fixture(scope="module")
def joined(corpus, place) -> Release:
    folder = write(place / "three", {f"LC-RES-{number}": act(number) for number in (1, 2, 3)})
    return built(place / "joined", corpus, folder)[0]


@pytest.fixture(scope="module")
def alone(corpus, place) -> Release:
    return built(place / "alone", corpus)[0]


def test_a_query_without_from_sees_what_is_official_and_no_candidate(joined):
    seen = default(joined.open_store())
    paragraph = iri("document/LC-RES-2/op/1")
    assert ox.Triple(paragraph, term("officialText"), ox.Literal(act(2)["text"].split('"')[9], language="en")) in seen
    assert ox.Triple(iri("document/LC-RES-2"), term("adoptionDate"), ox.Literal("2030-01-02", datatype=ox.NamedNode(
        PREFIXES["xsd"] + "date"))) in seen  # fmt: skip
    assert not [triple for triple in seen if triple.object.value.startswith("http://metadata.un.org/sdg/6")]


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        ("document/LC-RES-2/op/1/a/citation/1", "unm:partOf", "document/LC-RES-2"),
        ("document/LC-RES-2", "unm:hasPart", "document/LC-RES-2/op/1/a"),
        ("document/LC-RES-2/vote/1", "unm:voter", "body/brazil"),
        ("document/LC-RES-2", "unm:mentions", "document/LC-RES-1"),
        ("document/LC-RES-2/op/1", "rdf:type", "unm:Provision"),
    ],
)
def test_what_follows_from_an_item_stands_in_a_graph_of_its_own(joined, subject, predicate, value):
    store = joined.open_store()
    prefix, name = predicate.split(":")
    value = term(value.removeprefix("unm:")) if value.startswith("unm:") else iri(value)
    graph = ox.NamedNode(f"{graphs.INFERRED}/import/lake/official/LC-RES-2")
    quad = ox.Quad(iri(subject), ox.NamedNode(PREFIXES[prefix] + name), value, graph)
    assert quad in store and ox.Quad(*quad.triple) in store


def test_provisions_are_placed_as_they_are_read(joined):
    found = joined.open_store().quads_for_pattern(None, term("position"), None, ox.DefaultGraph())
    placed = {quad.subject.value.rpartition("LC-RES-2/")[2]: quad.object.value for quad in found if "RES-2/" in
              quad.subject.value}  # fmt: skip
    assert placed == {"op/1": "1", "op/1/a": "2"}


def test_a_vote_is_no_mention_and_a_body_gets_no_class_by_it(joined):
    store = joined.open_store()
    document = iri("document/LC-RES-2")
    assert ox.Quad(document, term("mentions"), iri("body/brazil")) not in store
    types = store.quads_for_pattern(iri("body/brazil"), ox.NamedNode(PREFIXES["rdf"] + "type"), None, None)
    assert not [quad for quad in types if "/import/" in str(quad.graph_name)]


def test_what_is_curated_and_follows_from_it_is_the_same_with_an_import(joined, alone):
    def own(release: Release) -> dict[str, str]:
        return {row.graph: row.sha256 for row in read_table(release.folder) if "/import/" not in row.graph
                and row.graph != graphs.VOID}  # fmt: skip

    assert own(joined) == own(alone) and graphs.INFERRED in own(alone)


def test_the_digest_is_recomputed_from_the_store_and_from_the_dumps(joined):
    assert recomputed(joined.open_store()) == joined.digest == recomputed(joined.load())
    assert default(joined.load()) >= default(joined.open_store())


@pytest.mark.parametrize("name", ["curated", "official", "candidate", "all"])
def test_a_collection_lies_in_a_store_of_its_own_and_nowhere_else(joined, name):
    collection = GRAPH + name
    store = joined.open_store()
    members = graphs.collections(graph.value for graph in store.named_graphs())[collection]
    said = {quad.triple for graph in members for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(graph))}
    whole = ox.Store.read_only(storing.collection_stores(joined.folder)[collection])
    assert said and default(whole) == said and list(whole.named_graphs()) == []
    assert ox.NamedNode(collection) not in set(store.named_graphs())


def test_a_release_without_imports_has_no_such_stores(alone):
    assert storing.collection_stores(alone.folder) == {}


def test_what_is_curated_wins_and_the_difference_is_listed(corpus, place):
    label = next(
        quad.object for quad in corpus.quads
        if quad.subject == iri("body/brazil") and quad.predicate.value.endswith("prefLabel")
        and quad.object.language == "en"
    )  # fmt: skip
    more = '<body/brazil> skos:prefLabel "Brasil"@en ; skos:altLabel "The big one"@en .'
    folder = write(place / "differing", {"LC-RES-1": act(1, more=more)})
    release, made = built(place / "wins", corpus, folder)
    (difference,) = made.differences
    assert (difference.thing, difference.imported) == (ID + "body/brazil", '"Brasil"@en')
    assert difference.curated == str(label) and difference.graph == GRAPH + "import/lake/text/LC-RES-1"
    store = release.open_store()
    assert not list(store.quads_for_pattern(None, None, ox.Literal("Brasil", language="en")))
    assert list(store.quads_for_pattern(None, None, ox.Literal("The big one", language="en")))
    assert [finding.severity for finding in told(made)] == ["warning"]
    assert recomputed(store) == release.digest


def test_how_much_is_held_is_told_of_the_curated_part_and_is_no_difference(corpus, place):
    quad = ox.Quad(
        iri("document/LC-RES-1"), term("coverage"), iri("scheme/coverage/stub"), ox.NamedNode(GRAPH + "place/x")
    )
    release, made = built(
        place / "coverage", replace(corpus, quads=[*corpus.quads, quad]), write(place / "held", {"LC-RES-1": act(1)})
    )
    store = release.open_store()
    found = store.quads_for_pattern(iri("document/LC-RES-1"), term("coverage"), None, ox.DefaultGraph())
    assert [one.object for one in found] == [iri("scheme/coverage/stub")]
    assert made.differences == [] == told(made) and recomputed(store) == release.digest


def test_an_item_that_is_not_as_it_was_imported_is_left_out_and_the_rest_goes_on(corpus, place):
    folder = write(place / "broken", {f"LC-RES-{number}": act(number) for number in (1, 2)})
    file = folder / "documents" / "1" / "LC-RES-1.nq"
    file.write_bytes(file.read_bytes().replace(b"Asks", b"Begs"))
    release, made = built(place / "rest", corpus, folder)
    stated = {row.graph.rpartition("/")[2] for row in read_table(release.folder) if row.part == "lake-1"}
    assert stated == {"LC-RES-2"}
    assert ["LC-RES-1" in finding.message for finding in told(made)] == [True]


def test_an_item_that_stands_in_two_parts_is_taken_once(corpus, place):
    both = [{"LC-RES-1": act(1), f"LC-RES-{part}": act(part)} for part in (2, 3)]
    first, second = (write(place / f"part {part}", acts, str(part)) for part, acts in enumerate(both, 2))
    release, made = built(place / "twice", corpus, first, second)
    rows = [row for row in read_table(release.folder) if row.graph == GRAPH + "import/lake/text/LC-RES-1"]
    assert [row.part for row in rows] == ["lake-2"]
    (finding,) = told(made)
    assert "lake-3" in finding.message and recomputed(release.open_store()) == release.digest


def test_an_item_that_says_something_in_a_graph_of_others_is_left_out(corpus, place):
    folder = write(place / "foreign", {"LC-RES-1": act(1)})
    file = folder / "documents" / "1" / "LC-RES-1.json"
    other = GRAPH + "body/brazil"
    file.write_text(file.read_text().replace(GRAPH + "import/lake/text/LC-RES-1", other), encoding="utf-8")
    with pytest.raises(NoImport, match="none of lake"):
        imported_parts([folder])


def test_an_item_that_breaks_a_shape_is_left_out(corpus, place, monkeypatch):
    shapes = place / "shapes.ttl"
    head = "".join(f"PREFIX {name}: <{found}>\n" for name, found in PREFIXES.items())
    shapes.write_text(head + """
        <urn:S> a sh:NodeShape ; sh:targetClass unm:OperativeParagraph ; sh:property <urn:P> .
        <urn:P> a sh:PropertyShape ; sh:path unm:officialText ; sh:minCount 1 ; sh:message "No words."@en .
    """, encoding="utf-8")  # fmt: skip
    monkeypatch.setattr(items, "SHAPES", shapes)
    silent = {name: said.replace("unm:officialText", "skos:note") for name, said in act(1).items()}
    release, made = built(place / "shaped", corpus, write(place / "silent", {"LC-RES-1": silent, "LC-RES-2": act(2)}))
    assert {row.graph.rpartition("/")[2] for row in read_table(release.folder) if row.part == "lake-1"} == {"LC-RES-2"}
    (finding,) = told(made)
    assert finding.thing == ID + "document/LC-RES-1/op/1" and "No words" in finding.message


def test_a_source_that_is_not_to_be_served_comes_in_only_when_it_is_named(place, monkeypatch):
    folder = write(place / "unserved", {"LC-RES-1": act(1)}, served=False)
    parts, left_out = imported_parts([folder])
    assert parts == [] and [terms.source for terms in left_out] == ["lake"]
    monkeypatch.setenv("UNMANDATES_SERVE_SOURCES", "other, lake")
    parts, left_out = imported_parts([folder])
    assert [part.name for part in parts] == ["lake-1"] and left_out == []


def test_a_folder_that_is_no_import_is_named(tmp_path):
    with pytest.raises(NoImport, match=str(tmp_path)):
        imported_parts([tmp_path])


@pytest.mark.parametrize("change", ["said otherwise", "one more", "one less"])
def test_a_change_mends_the_stores_to_what_a_build_from_nothing_makes(joined, corpus, place, change, monkeypatch):
    acts = {f"LC-RES-{number}": act(number) for number in (1, 2, 3)}
    if change == "said otherwise":
        acts["LC-RES-2"] = act(2, "Asks nobody.", "<document/LC-RES-2> skos:altLabel 'The second'@en .")
    elif change == "one more":
        acts["LC-RES-4"] = act(4)
    else:
        del acts["LC-RES-3"]
    folder = write(place / change, acts)
    looked = watched(monkeypatch)
    mended, made = built(place / f"{change} mended", corpus, folder, former=joined)
    assert looked == {"said otherwise": ["LC-RES-2"], "one more": ["LC-RES-4"], "one less": []}[change]
    assert made.mended
    anew, _ = built(place / f"{change} anew", corpus, folder)
    assert mended.digest == anew.digest != joined.digest
    hold_the_same(mended, anew)


def watched(monkeypatch) -> list[str]:
    """Return a list to which the key of each item is added that is looked at."""
    looked: list[str] = []
    look = items.ItemLooker.look
    monkeypatch.setattr(items.ItemLooker, "look", lambda self, item: looked.append(item.key) or look(self, item))
    return looked


def hold_the_same(mended: Release, anew: Release) -> None:
    assert mended.digest == anew.digest == recomputed(mended.open_store())
    assert default(mended.open_store()) == default(anew.open_store())
    assert set(mended.open_store().named_graphs()) == set(anew.open_store().named_graphs())
    for name, path in storing.collection_stores(anew.folder).items():
        assert default(ox.Store.read_only(storing.collection_stores(mended.folder)[name])) == default(
            ox.Store.read_only(path)
        )
    for dump in anew.dumps:
        assert (mended.folder / dump).read_bytes() == (anew.folder / dump).read_bytes()
    assert list(differences.read(mended.folder)) == list(differences.read(anew.folder))


CURATED = {
    "of what no item speaks": ((iri("body/brazil"), term("shortName"), ox.Literal("Brazil")), []),
    "of what items name and say nothing of": (
        (iri("body/lake-commission"), term("coverage"), iri("scheme/coverage/stub")),
        [],
    ),
    "of what an item says otherwise": (
        (iri("document/LC-RES-1/op/1"), term("number"), ox.Literal("2")),
        ["LC-RES-1"],
    ),
    "of how much is held": (
        (iri("document/LC-RES-2"), term("coverage"), iri("scheme/coverage/stub")),
        ["LC-RES-2"],
    ),
    "of what a paragraph cites": (
        (iri("document/LC-RES-3/op/1/a/citation/7"), term("cites"), iri("document/LC-RES-9")),
        ["LC-RES-3"],
    ),
}


def saying(corpus: Corpus, *changes: str) -> Corpus:
    """Return a corpus in which what these changes say is curated too."""
    more = [ox.Quad(*CURATED[change][0], ox.NamedNode(GRAPH + "place/x")) for change in changes]
    return replace(corpus, quads=[*corpus.quads, *more])


@pytest.mark.parametrize("change", CURATED)
def test_a_curated_change_looks_again_at_the_items_on_which_it_bears(joined, corpus, place, change, monkeypatch):
    looked = watched(monkeypatch)
    _, made = built(place / change, saying(corpus, change), place / "three", former=joined)
    assert looked == CURATED[change][1]
    assert made.mended


def test_curated_changes_give_what_a_build_from_nothing_gives(joined, corpus, place, monkeypatch):
    changed, folder = saying(corpus, *CURATED), place / "three"
    mended, made = built(place / "all said", changed, folder, former=joined)
    assert made.mended and len(made.differences) == 2
    hold_the_same(mended, built(place / "all said anew", changed, folder)[0])
    looked = watched(monkeypatch)
    # Nothing that bears on an item has changed since: what was found of it is still told.
    again, told_again = built(place / "more said", saying(changed, *list(CURATED)[:1]), folder, former=mended)
    assert not looked and told_again.differences == made.differences
    assert told(told_again) == told(made)
    back, _ = built(place / "all taken back", corpus, folder, former=again)
    assert looked == ["LC-RES-1", "LC-RES-2", "LC-RES-3"]
    hold_the_same(back, joined)


def test_other_code_looks_again_at_all_items(joined, corpus, place, monkeypatch):
    folder = place / "other code"
    folder.mkdir()
    looked = watched(monkeypatch)
    parts, (brought, _) = [CuratedPart(corpus, "other")], imported_parts([place / "three"])
    made = make(parts, folder, former=joined, processes=1, checked=False, imports=brought, code="other")
    assert looked == ["LC-RES-1", "LC-RES-2", "LC-RES-3"]
    assert digest_of(made.rows) == joined.digest


@pytest.mark.parametrize("processes", [1, 2])
def test_the_digest_is_recomputed_by_several_processes_too(joined, processes, monkeypatch):
    monkeypatch.setattr(rereading, "_WORTH_A_PROCESS", 0)
    assert recomputed_on_disk(joined.folder / STORE, processes) == joined.digest


def test_the_former_release_is_not_touched_by_one_that_is_made_of_it(joined):
    assert recomputed(ox.Store.read_only(str(joined.folder / STORE))) == joined.digest
