"""Three real releases on one disk: what changed between them, as files, pages, tables and a feed; older ontologies."""

import csv
import io
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from tests.web.conftest import BASE
from tests.web.history import history as history
from tests.web.page import Page

from unmandates.rdf import graphs
from unmandates.rdf.names import relative
from unmandates.release import changes
from unmandates.release.release import NQUADS, STORE, Release, ReleaseError, verify
from unmandates.web.application import create_app
from unmandates.web.things.settings import Settings

ID = "https://w3id.org/unmandates/id/"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def client(history):
    """A client of the latest release, whose answers are read whole."""
    app = create_app(Settings(base=BASE, release=history[0]))
    app.testing = True
    found = app.test_client(use_cookies=False)
    get, opened = found.get, []

    def read(*args, **kwargs):
        opened.append(get(*args, **kwargs))
        opened[-1].get_data()
        return opened[-1]

    found.get = read
    yield found
    for answer in opened:
        answer.close()


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def test_the_files_turn_one_release_into_the_other(history):
    left_out = tuple(f"<{name}>".encode() for name in (graphs.INFERRED, graphs.VOID, graphs.EXAMPLES))

    def said(path: Path) -> list[bytes]:
        found = sorted(lines(path))
        return [line for line in found if not line.rstrip(b" .\n").endswith(left_out) and b"_:" not in line]

    for later, older in ((0, 1), (0, 2), (1, 2)):
        folder = history[later].folder / "changes" / history[older].name
        removed, added = lines(folder / changes.REMOVED), lines(folder / changes.ADDED)
        assert removed == sorted(removed) and added == sorted(added)
        before, after = said(history[older].folder / NQUADS), said(history[later].folder / NQUADS)
        without_blank = [line for line in added if b"_:" not in line]
        assert sorted({*before} - {*removed} | {*without_blank}) == after
        assert {*removed} <= {*before} and not {*without_blank} & {*before}


def test_things_came_went_and_changed(history):
    found = list(changes.read_table(history[1].folder / "changes" / history[2].name / changes.THINGS))
    assert [(relative(change.thing), change.kind, change.added, change.removed) for change in found] == [
        ("body/a", "changed", 2, 1), ("body/b", "removed", 0, 2), ("body/c", "added", 2, 0),
    ]  # fmt: skip
    assert history[1].manifest["changes"] == {
        history[2].name: {"added": 1, "changed": 1, "removed": 1, "came": 4, "went": 3}
    }
    assert list(history[0].manifest["changes"]) == [history[1].name, history[2].name]


def test_names_of_blank_nodes_are_no_change(history):
    """A term more gives all blank nodes of the ontology other names; only the term and the version are told."""
    table = history[0].folder / "changes" / history[1].name / changes.THINGS
    found = {change.thing for change in changes.read_table(table)}
    assert found == {"https://w3id.org/unmandates/ontology", "https://w3id.org/unmandates/ontology#novelty"}


def test_a_blank_node_that_changed_is_a_change(tmp_path):
    graph = "<https://w3id.org/unmandates/graph/ontology>"
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir(), new.mkdir()
    (old / NQUADS).write_text(f"_:c14n0 <p:first> <x:a> {graph} .\n_:c14n1 <p:first> <x:a> {graph} .\n")
    (new / NQUADS).write_text(f"_:c14n0 <p:first> <x:b> {graph} .\n_:c14n7 <p:first> <x:a> {graph} .\n")
    changes.compare(old, new, tmp_path / "out")
    (change,) = changes.read_table(tmp_path / "out" / changes.THINGS)
    assert change == changes.Change("https://w3id.org/unmandates/graph/ontology", "changed", 1, 1)
    assert len(changes.statements_about(tmp_path / "out" / changes.ADDED, change.thing, 9)) == 1


def test_statements_about_a_thing_are_found_by_halving(tmp_path):
    things = sorted(["a", "a-1", "a1", "a.b", "b", "z" * 500, "é", "ز"])
    made = sorted(
        f"<{ID}body/{key}{part}> <p:{number}> \"{'x' * number}\" <g:g> .\n"
        for key in things for part in ("", "/x/1", "/x/10") for number in range(40)
    )  # fmt: skip
    file = tmp_path / "sorted.nq"
    file.write_text("".join(made), encoding="utf-8")
    for key in things:
        found = changes.statements_about(file, f"{ID}body/{key}", 1000)
        assert len(found) == 120
        assert {changes.thing_of(line) for line in found} == {f"{ID}body/{key}"}
        assert len(changes.statements_about(file, f"{ID}body/{key}", 7)) == 7
    assert (
        changes.statements_about(file, f"{ID}body/0", 9)
        == changes.statements_about(file, f"{ID}body/{'z' * 501}", 9)
        == []
    )
    (tmp_path / "empty.nq").touch()
    assert changes.statements_about(tmp_path / "empty.nq", "x", 9) == []


def test_a_flipped_byte_beside_the_dump_is_noticed(history, tmp_path):
    copy = shutil.copytree(history[0].folder, tmp_path / "copy")
    table = next(copy.glob("changes/*/things.csv"))
    table.write_text(table.read_text().replace("ontology", "ontologie", 1))
    with pytest.raises(ReleaseError, match="things.csv"):
        verify(Release(copy, history[0].manifest))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_lists_the_releases(client, history, language):
    page = Page(client.get(f"/{language}/releases").get_data(as_text=True))
    assert not page.faults
    assert page.ids.index(history[0].name) < page.ids.index(history[1].name) < page.ids.index(history[2].name)
    for release in history:
        assert release.digest in page.text and f"{release.manifest['counts']['quads']:,}" in page.text
    assert "Something came." in page.text and "One thing." in page.text and "<b>Another</b>" in page.text
    for link in page.links:
        if link.startswith("/") and "/sparql" not in link:
            assert client.get(link.partition("#")[0], headers={"Accept": "text/html"}).status_code in (200, 303), link


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_of_a_difference(client, history, language):
    pair = f"{history[2].name}...{history[1].name}"
    source = client.get(f"/{language}/releases/{pair}").get_data(as_text=True)
    page = Page(source)
    assert not page.faults and "<script>alert" not in source
    assert [name for name in page.ids if name in changes.KINDS] == ["added", "changed", "removed"]
    assert "<script>alert(1)</script>" in page.text
    removed = page.text.partition("Removed" if language == "en" else "المحذوف 1")[2]
    assert "B" in removed, "what is gone still has its name"
    for link in page.links:
        if link.startswith("/") and "/sparql" not in link:
            assert client.get(link.partition("#")[0], headers={"Accept": "text/html"}).status_code in (200, 303), link


def test_the_statements_of_a_thing(client, history):
    pair = f"{history[2].name}...{history[1].name}"
    page = Page(client.get(f"/en/releases/{pair}", query_string={"thing": ID + "body/a"}).get_data(as_text=True))
    assert not page.faults
    told = page.text.partition(ID + "body/a")[2]
    assert re.search(r"went\s*name\s*A\s.*came\s*name\s*A, renamed.*ألف", told), told[:200]
    assert "Next to A" not in page.text
    answer = client.get(f"/en/releases/{pair}", query_string={"thing": ID + "body/a1"}, headers={"Accept": "text/html"})
    assert answer.status_code == 404
    for odd in ("", "x", "javascript:alert(1)", "<", "\x00", "é" * 900, ID, ID + "body", graphs.ONTOLOGY):
        answer = client.get(f"/en/releases/{pair}", query_string={"thing": odd})
        assert answer.status_code in (200, 404)


def test_a_difference_as_data(client, history):
    pair = f"{history[2].name}...{history[1].name}"
    answer = client.get(f"/en/releases/{pair}.csv")
    assert answer.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))
    assert {row["thing"]: row["change"] for row in rows} == {
        ID + "body/a": "changed", ID + "body/b": "removed", ID + "body/c": "added",
    }  # fmt: skip
    for side, count in (("added", 4), ("removed", 3)):
        answer = client.get(f"/ar/releases/{pair}.{side}.nq")
        assert answer.mimetype == "application/n-quads"
        assert len(list(ox.parse(answer.get_data(), format=ox.RdfFormat.N_QUADS))) == count
        again = client.get(f"/ar/releases/{pair}.{side}.nq", headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304
        again.close()
    name = f"changes/{history[1].name}/things.csv"
    assert client.get(f"/dump/{name}").mimetype == "text/csv"


@pytest.mark.parametrize(
    ("path", "accept", "status", "expected"),
    [
        ("/releases", "text/html", 303, "/en/releases"),
        ("/releases/{1}", "text/html", 303, "/en/releases#{1}"),
        ("/releases/{2}...{0}", "text/html", 303, "/en/releases/{2}...{0}"),
        ("/releases/{2}...{0}", "text/csv", 303, "/en/releases/{2}...{0}.csv"),
        ("/releases/{2}...{0}.added.nq", "", 303, "/en/releases/{2}...{0}.added.nq"),
        ("/releases/{2}...{0}", "image/png", 406, "application/problem+json"),
        ("/en/releases/{0}...{2}", "text/html", 303, "/en/releases/{2}...{0}"),
        ("/en/releases/{2}...{0}", "", 200, "text/html"),
        ("/releases/{0}...{0}", "text/html", 404, "text/html"),
        ("/en/releases/{0}...2020-01-01-aaaa", "text/html", 404, "text/html"),
        ("/en/releases/..%2F..%2Fetc", "text/html", 404, "text/html"),
        ("/en/releases/{2}...", "text/html", 404, "text/html"),
        ("/dump/changes/../manifest.json", "", 404, "application/problem+json"),
        ("/releases.atom", "", 303, "/en/releases.atom"),
        ("/en/releases.atom", "", 200, "application/atom+xml"),
        ("/ontology/0.3.0", "text/turtle", 200, "text/turtle"),
        ("/ontology/0.3.0", "text/html", 303, "/en/ontology"),
        ("/ontology/0.2.0", "text/html", 200, "text/turtle"),
        ("/ontology/0.1.0", "text/html", 200, "text/turtle"),
        ("/ontology/0.1.0", "application/ld+json", 200, "application/ld+json"),
        ("/ontology/0.1.0.rdf", "", 200, "application/rdf+xml"),
        ("/ontology/0.1.0", "image/png", 406, "application/problem+json"),
        ("/ontology/9.9.9", "text/turtle", 404, "application/problem+json"),
    ],
)
def test_addresses(client, history, path, accept, status, expected):
    names = [release.name for release in history]
    answer = client.get(path.format(*names), headers={"Accept": accept} if accept else {})
    assert answer.status_code == status
    assert (answer.headers["Location"] if status == 303 else answer.mimetype) == expected.format(*names)
    answer.close()


def test_each_version_of_the_ontology_is_itself(client):
    version = ox.NamedNode("http://www.w3.org/2002/07/owl#versionIRI")
    for number, novel in (("0.1.0", False), ("0.2.0", False), ("0.3.0", True)):
        answer = client.get(f"/ontology/{number}", headers={"Accept": "text/turtle"})
        triples = {quad.triple for quad in ox.parse(answer.get_data(), format=ox.RdfFormat.TURTLE)}
        assert [t.object.value for t in triples if t.predicate == version] == [
            f"https://w3id.org/unmandates/ontology/{number}"
        ]
        assert (
            any(t.subject.value.endswith("#novelty") for t in triples if isinstance(t.subject, ox.NamedNode)) == novel
        )
    missing = client.get("/ontology/9.9.9", headers={"Accept": "application/json"}).get_json()
    assert list(missing["available"].values()) == ["/ontology/0.3.0", "/ontology/0.1.0", "/ontology/0.2.0"]
    page = Page(client.get("/ontology/9.9.9", headers={"Accept": "text/html"}).get_data(as_text=True))
    assert {"/ontology/0.1.0", "/ontology/0.2.0", "/ontology/0.3.0"} <= set(page.links)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_feed_is_atom(client, history, language):
    """What RFC 4287 requires of a feed and its entries (sections 4.1.1, 4.1.2, 4.2.6, 4.2.7, 3.3)."""
    feed = ElementTree.fromstring(client.get(f"/{language}/releases.atom").get_data())
    assert feed.tag == ATOM + "feed" and feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    for element in (feed, *feed.iter(ATOM + "entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1, name
        assert re.fullmatch(r"https://w3id\.org/unmandates/\S+", element.findtext(ATOM + "id"))
        assert re.fullmatch(
            r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", element.findtext(ATOM + "updated")
        )
        relations = [
            (link.get("rel"), link.get("type"), link.get("hreflang")) for link in element.findall(ATOM + "link")
        ]
        assert len(set(relations)) == len(relations)
        assert all(link.get("href").startswith("https://") for link in element.findall(ATOM + "link"))
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    own = [link.get("href") for link in feed.findall(ATOM + "link") if link.get("rel") == "self"]
    assert own == [f"{BASE}/{language}/releases.atom"]
    assert list(feed)[-1].tag == ATOM + "entry", "entries come last"
    entries = feed.findall(ATOM + "entry")
    assert [entry.findtext(ATOM + "id").rpartition("/")[2] for entry in entries] == [
        release.name for release in history
    ]
    assert len({entry.findtext(ATOM + "id") for entry in entries}) == 3
    content = entries[1].find(ATOM + "content")
    assert content.get("type") == "html" and "&lt;script&gt;" in content.text and "<script>" not in content.text
    for link in feed.iter(ATOM + "link"):
        if link.get("href").startswith(BASE):
            path = link.get("href").removeprefix(BASE).partition("#")[0]
            assert client.get(path).mimetype == link.get("type")


def test_no_character_that_xml_forbids_reaches_the_feed(history, monkeypatch):
    monkeypatch.setattr("unmandates.web.forms.feed.AUTHOR", "\x01\x0c\x1f\ufffe\tO'<b>&amp;\"]]>")
    client = create_app(Settings(base=BASE, release=history[0])).test_client()
    feed = ElementTree.fromstring(client.get("/en/releases.atom").get_data())
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "\ufffd\ufffd\ufffd\ufffd\tO'<b>&amp;\"]]>"


def test_the_feed_names_things_as_the_pages_do(client):
    """Whether the ontology, which changed too, has been named before makes no difference."""
    feed = ElementTree.fromstring(client.get("/en/releases.atom").get_data())
    assert "Changed: Ontology of United Nations mandates" in feed.findtext(f"{ATOM}entry/{ATOM}content")


def test_a_release_without_all_this_is_shown_too(history, tmp_path):
    """What was made before comparisons were has none; its page says nothing of them."""
    folder = tmp_path / history[2].name
    folder.mkdir()
    shutil.copy(history[2].folder / NQUADS, folder / NQUADS)
    shutil.copytree(history[2].folder / STORE, folder / STORE)
    old = {
        name: value
        for name, value in history[2].manifest.items()
        if name not in ("beside", "changes", "checks", "notes", "ontology")
    }
    client = create_app(Settings(base=BASE, release=Release(folder, old))).test_client()
    for path in ("/en/releases", "/en/about", "/en/releases.atom"):
        assert client.get(path).status_code == 200
    assert client.get("/ontology/0.1.0", headers={"Accept": "text/turtle"}).status_code == 200
