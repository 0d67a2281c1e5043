"""The run of an import: what it makes, that it goes on, that it is the same again, and what it survives."""

import csv
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.sources import hostile
from tests.sources.lake import SOURCE

from unmandates.corpus.layout import TURTLE_ROOT
from unmandates.rdf import canonical
from unmandates.sources.drawing import code_of
from unmandates.sources.folder import ImportStopped
from unmandates.sources.importing import Options, import_files
from unmandates.sources.notes import Outcome

FAST = Options(processes=1)
TEXT_OF_1 = "https://w3id.org/unmandates/graph/import/lake/text/LAKE-1"


@pytest.fixture
def acts(tmp_path) -> Path:
    folder = tmp_path / "acts"
    folder.mkdir()
    for number in (1, 2, 3):
        for language in ("en", "fr"):
            (folder / f"{number}-{language}.xml").write_text(f"<act>{number}, in {language}</act>")
    (folder / "note.txt").write_text("not an act")
    (folder / "odd").write_text("of nobody")
    return folder


def held(folder: Path) -> dict[str, bytes]:
    """Return what an import has made, but for the days and what is known of files on this disk."""
    apart = ("import.json", ".seen.json", ".lock")
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in apart
    }


def table(folder: Path, name: str) -> list[dict]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def became(folder: Path) -> dict[str, tuple[str, str]]:
    return {row["path"]: (row["outcome"], row["reason"]) for row in table(folder, "files.csv")}


def test_an_import_holds_graphs_that_a_build_can_copy(tmp_path, acts):
    into = tmp_path / "into"
    report = import_files(SOURCE, [acts], into, FAST)
    assert (report.items, report.graphs) == (3, 6)
    statements = 0
    for record_file in sorted(into.glob("documents/lake-1/*.json")):
        record = json.loads(record_file.read_text())
        data = (into / record["rows"][0]["file"]).read_bytes()
        assert sum(row["bytes"] for row in record["rows"]) == len(data)
        for row in record["rows"]:
            lines = data[row["start"] : row["start"] + row["bytes"]].splitlines(keepends=True)
            quads = list(ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS))
            assert lines == canonical.lines(quads) and canonical.digest(lines) == row["sha256"]
            assert {quad.graph_name.value for quad in quads} == {row["graph"]}
            assert len(lines) == row["statements"]
            assert (row["part"], row["mark"]) == ("lake-lake-1", record["mark"])
            statements += len(lines)
    about = json.loads((into / "import.json").read_text())
    assert about["counts"]["statements"] == report.statements == statements
    assert about["parts"] == {"lake-1": {"items": 3, "graphs": 6, "statements": statements}}
    assert about["rights"]["served"] is True and about["complete"] is True


def test_a_graph_says_what_it_was_made_from(tmp_path, acts):
    import_files(SOURCE, [acts], tmp_path / "into", FAST)
    store = ox.Store()
    store.bulk_load(path=str(tmp_path / "into/documents/lake-1/LAKE-1.nq"), format=ox.RdfFormat.N_QUADS)
    question = """PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX dcterms: <http://purl.org/dc/terms/>
        PREFIX unm: <https://w3id.org/unmandates/ontology#>
        SELECT * { GRAPH ?g { ?g a prov:Bundle ; prov:wasDerivedFrom ?file ;
        dcterms:rights "Free. Source: the lake. Unofficial copy."@en ; unm:statementStanding ?standing ;
        dcterms:source <https://lake.example/terms> ; unm:madeWith ?with . ?file dcterms:identifier ?path } }
        ORDER BY ?g ?path"""
    rows = [{name: row[name].value for name in ("g", "path", "file", "standing")} for row in store.query(question)]
    assert [row["path"] for row in rows] == ["acts/1-en.xml", "acts/1-fr.xml"] * 2
    assert rows[2]["g"] == TEXT_OF_1 and rows[2]["standing"].endswith("/statement-standing/text")
    assert rows[0]["file"].endswith("/file/" + hashlib.sha256((acts / "1-en.xml").read_bytes()).hexdigest())
    assert str(tmp_path).encode() not in (tmp_path / "into/documents/lake-1/LAKE-1.nq").read_bytes()


def test_the_same_input_gives_the_same_bytes(tmp_path, acts):
    import_files(SOURCE, [acts], tmp_path / "one", FAST)
    shutil.copytree(acts, tmp_path / "elsewhere" / "acts")
    import_files(SOURCE, [tmp_path / "elsewhere" / "acts"], tmp_path / "two", Options(processes=2))
    assert held(tmp_path / "one") == held(tmp_path / "two") and len(held(tmp_path / "one")) == 9


def test_what_has_not_changed_is_not_read_again(tmp_path, acts, monkeypatch):
    into = tmp_path / "into"
    import_files(SOURCE, [acts], into, FAST)
    first, drawn = held(into), []
    monkeypatch.setattr("unmandates.sources.importing.run", lambda work, tasks, *_: drawn.extend(tasks) or ())
    import_files(SOURCE, [acts], into, FAST)
    assert held(into) == first and not drawn
    (acts / "2-en.xml").write_text("<act>changed</act>")
    import_files(SOURCE, [acts], into, FAST)
    assert [task.item.key for task in drawn] == ["LAKE-2"]
    monkeypatch.undo()
    import_files(SOURCE, [acts], into, FAST)
    import_files(SOURCE, [acts], tmp_path / "anew", FAST)
    assert held(into) == held(tmp_path / "anew") != first


def test_another_version_of_the_source_reads_again(tmp_path, acts):
    import_files(SOURCE, [acts], tmp_path / "into", FAST)
    first = held(tmp_path / "into")
    import_files(replace(SOURCE, version=2), [acts], tmp_path / "into", FAST)
    assert held(tmp_path / "into") != first


def test_other_code_or_another_table_of_the_source_is_noticed(tmp_path):
    (tmp_path / "lake" / "tables").mkdir(parents=True)
    (tmp_path / "lake" / "__init__.py").write_text("1")
    (tmp_path / "sea.py").write_text("shared")
    marks = [code_of("lake", tmp_path)]
    for name in ("lake/__init__.py", "lake/tables/names.csv", "sea.py", "inputs.py"):
        code_of.cache_clear()
        (tmp_path / name).write_text("2")
        marks.append(code_of("lake", tmp_path))
    assert len(set(marks)) == 5
    code_of.cache_clear()
    (tmp_path / "pond").mkdir()
    (tmp_path / "pond" / "__init__.py").write_text("of another")
    assert code_of("lake", tmp_path) == marks[-1]


def test_what_is_touched_and_not_changed_stays_as_it_is(tmp_path, acts):
    into = tmp_path / "into"
    import_files(SOURCE, [acts], into, FAST)
    written = {path: path.stat().st_mtime_ns for path in into.glob("documents/*/*")}
    for path in acts.iterdir():
        os.utime(path, (1, 1))
    import_files(SOURCE, [acts], into, FAST)
    assert written == {path: path.stat().st_mtime_ns for path in into.glob("documents/*/*")}


def test_what_went_away_is_dropped(tmp_path, acts):
    into = tmp_path / "into"
    import_files(SOURCE, [acts], into, FAST)
    for path in acts.glob("2-*"):
        path.unlink()
    assert import_files(SOURCE, [acts], into, FAST).items == 2
    assert not list(into.rglob("LAKE-2*")) and "LAKE-2" not in (into / "index.csv").read_text()


def test_the_words_can_be_left_out(tmp_path, acts):
    import_files(SOURCE, [acts], tmp_path / "into", replace(FAST, text=False))
    held_now = held(tmp_path / "into")
    assert not any(b"officialText" in data for data in held_now.values())
    assert b"/import/lake/metadata/LAKE-1" in held_now["documents/lake-1/LAKE-1.nq"]


def test_an_archive_gives_what_its_folder_gives(tmp_path, acts):
    import_files(SOURCE, [acts], tmp_path / "one", FAST)
    members = {path.name: path.read_bytes() for path in sorted(acts.iterdir())}
    (tmp_path / "acts.tar.xz").write_bytes(hostile.tarred(members, "xz"))
    import_files(SOURCE, [tmp_path / "acts.tar.xz"], tmp_path / "two", FAST)
    assert {path: data for path, data in held(tmp_path / "two").items() if path.endswith(".nq")} == {
        path: data.replace(b'"acts/', b'"acts.tar.xz/')
        for path, data in held(tmp_path / "one").items()
        if path.endswith(".nq")
    }
    assert not (tmp_path / "two" / ".spool").exists()


@pytest.mark.parametrize("name", ["acts.tar.xz", "acts.zip"])
def test_what_lies_in_an_archive_that_has_not_changed_is_not_drawn_again(tmp_path, acts, monkeypatch, name):
    members = {path.name: path.read_bytes() for path in sorted(acts.iterdir())}
    archive = tmp_path / name
    archive.write_bytes(hostile.zipped(members) if name.endswith("zip") else hostile.tarred(members, "xz"))
    import_files(SOURCE, [archive], tmp_path / "into", FAST)
    first, drawn = held(tmp_path / "into"), []
    monkeypatch.setattr("unmandates.sources.importing.run", lambda work, tasks, *_: drawn.extend(tasks) or ())
    import_files(SOURCE, [archive], tmp_path / "into", FAST)
    assert held(tmp_path / "into") == first and not drawn
    os.utime(archive, (1, 1))
    import_files(SOURCE, [archive], tmp_path / "into", FAST)
    assert len(drawn) == 3


@pytest.mark.parametrize(
    ("words", "kind", "setting"),
    [
        ("die", "process-died", {}),
        ("sleep", "refused-item-seconds", {"UNMANDATES_IMPORT_ITEM_SECONDS": "1.5"}),
        ("devour", "refused-item-memory", {}),
        ("fail", "item-failed", {}),
    ],
)
def test_a_file_that_does_harm_costs_itself_alone(tmp_path, acts, monkeypatch, words, kind, setting):
    for name, value in setting.items():
        monkeypatch.setenv(name, value)
    (acts / "2-en.xml").write_text(f"<act>{words}</act>")
    into = tmp_path / "into"
    report = import_files(SOURCE, [acts], into, FAST)
    assert {noticed.kind for noticed in report.noticed if noticed.outcome is Outcome.SKIPPED} == {kind}
    assert {row["key"]: row["graphs"] for row in table(into, "index.csv")} == {
        "LAKE-1": "2",
        "LAKE-2": "0",
        "LAKE-3": "2",
    }
    outcomes = became(into)
    assert outcomes["acts/2-en.xml"][0] == "skipped" and outcomes["acts/3-en.xml"] == ("taken", "")
    assert not any(hostile.PERSON.encode() in data for data in held(into).values())
    (acts / "2-en.xml").write_text("<act>well</act>")
    assert import_files(SOURCE, [acts], into, FAST).graphs == 6


def test_every_file_is_accounted_for(tmp_path, acts):
    (acts / "1-fr.xml").write_text("<act><p>one</q>two</act>")
    (acts / "2-fr.xml").write_text("")
    (acts / "3-fr.xml").write_text("<act>three, again</act>")
    (acts / "4-poor.xml").write_text("<act>four</act>")
    (acts / "link.xml").symlink_to(acts / "1-en.xml")
    report = import_files(SOURCE, [acts], tmp_path / "into", FAST)
    assert became(tmp_path / "into") == {
        "acts/1-en.xml": ("taken", ""),
        "acts/1-fr.xml": ("recovered", "recovered"),
        "acts/2-en.xml": ("taken", ""),
        "acts/2-fr.xml": ("skipped", "refused-empty"),
        "acts/3-en.xml": ("taken", ""),
        "acts/3-fr.xml": ("skipped", "version-twice"),
        "acts/4-poor.xml": ("taken", "part-unread"),
        "acts/link.xml": ("skipped", "refused-link"),
        "acts/note.txt": ("foreign", "no-act"),
        "acts/odd": ("foreign", "not-used"),
    }
    assert dict(report.files) == {"taken": 4, "recovered": 1, "skipped": 3, "foreign": 2}


def test_a_strict_import_stops_at_a_finding_and_goes_on_later(tmp_path, acts):
    (acts / "1-fr.xml").write_text("<act><p>one</q>two</act>")
    strict = replace(FAST, strict=True)
    with pytest.raises(ImportStopped, match="acts/1-fr.xml: recovered"):
        import_files(SOURCE, [acts], tmp_path / "into", strict)
    assert json.loads((tmp_path / "into/import.json").read_text())["complete"] is False
    with pytest.raises(ImportStopped, match="1-fr"):
        import_files(SOURCE, [acts], tmp_path / "into", strict)
    (acts / "1-fr.xml").write_text("<act>one</act>")
    import_files(SOURCE, [acts], tmp_path / "into", strict)
    import_files(SOURCE, [acts], tmp_path / "anew", FAST)
    assert held(tmp_path / "into") == held(tmp_path / "anew")


def test_a_folder_of_other_things_is_left_alone(tmp_path, acts):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter").write_text("dear")
    with pytest.raises(ImportStopped, match="other things"):
        import_files(SOURCE, [acts], tmp_path / "mine", FAST)
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter"]
    with pytest.raises(ImportStopped, match="lies in what is to be read"):
        import_files(SOURCE, [acts], acts / "into", FAST)
    import_files(SOURCE, [acts], tmp_path / "into", FAST)
    with pytest.raises(ImportStopped, match="import of lake"):
        import_files(replace(SOURCE, name="sea"), [acts], tmp_path / "into", FAST)
    with pytest.raises(ImportStopped, match="no such file"):
        import_files(SOURCE, [tmp_path / "missing"], tmp_path / "into", FAST)


def test_a_key_that_cannot_stand_in_an_address_is_named(tmp_path, acts):
    (acts / "a b-en.xml").write_text("<act/>")
    (acts / "..-en.xml").write_text("<act/>")
    report = import_files(SOURCE, [acts], tmp_path / "into", FAST)
    assert [(noticed.kind, noticed.count) for noticed in report.noticed if noticed.kind == "key-unfit"] == [
        ("key-unfit", 1)
    ]
    assert report.items == 4


KILLED = """
import sys
from pathlib import Path
from tests.sources.lake import SOURCE
from unmandates.sources.importing import Options, import_files
if __name__ == "__main__":
    import_files(SOURCE, [Path(sys.argv[1])], Path(sys.argv[2]), Options(processes=1))
"""


def test_an_import_that_was_killed_goes_on(tmp_path, acts):
    for number in range(4, 300):
        (acts / f"{number}-en.xml").write_text(f"<act>{number}</act>")
    script, into = tmp_path / "killed.py", tmp_path / "into"
    script.write_text(KILLED)
    paths = os.pathsep.join((str(TURTLE_ROOT / "server"), str(TURTLE_ROOT)))
    process = subprocess.Popen(
        [sys.executable, str(script), str(acts), str(into)], env=os.environ | {"PYTHONPATH": paths}
    )
    while process.poll() is None and len(list(into.glob("documents/*/*.json"))) < 20:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    time.sleep(0.5)
    written = {path: path.stat().st_mtime_ns for path in into.glob("documents/*/*.json")}
    assert 20 <= len(written) < 299
    import_files(SOURCE, [acts], into, FAST)
    assert {path: path.stat().st_mtime_ns for path in written} == written
    import_files(SOURCE, [acts], tmp_path / "anew", FAST)
    assert held(into) == held(tmp_path / "anew")


@pytest.mark.parametrize("left", [b"", b"\0"])
def test_what_a_crash_of_the_machine_left_of_a_file_is_no_item(tmp_path, acts, left):
    into = tmp_path / "into"
    import_files(SOURCE, [acts], into, FAST)
    whole = held(into)
    (file,) = into.rglob("LAKE-2.nq")
    file.write_bytes(left * file.stat().st_size)
    about = json.loads((into / "import.json").read_text())
    (into / "import.json").write_text(json.dumps(about | {"complete": False}))
    import_files(SOURCE, [acts], into, FAST)
    assert held(into) == whole


def test_an_import_is_called_complete_once_all_of_it_is_on_disk(tmp_path, acts, monkeypatch):
    into, waited = tmp_path / "into", []
    sync, fsync = os.sync, os.fsync

    def tell(name: str) -> None:
        complete = (
            json.loads((into / "import.json").read_text())["complete"] if (into / "import.json").exists() else None
        )
        waited.append((name, complete, len(list(into.rglob("*.nq"))), (into / "index.csv").exists()))

    def of_file(descriptor: int) -> None:
        tell(Path(os.readlink(f"/proc/self/fd/{descriptor}")).name.strip(".").rpartition("-")[0] or "a table")
        fsync(descriptor)

    monkeypatch.setattr(os, "sync", lambda: (tell("items"), sync()))
    monkeypatch.setattr(os, "fsync", of_file)
    import_files(SOURCE, [acts], into, FAST)
    items = waited.index(("items", False, 3, False))
    assert waited[0] == ("import.json", None, 0, False)
    assert {complete for _, complete, _, _ in waited[2:-1]} == {False}
    assert [name for name, *_ in waited[items:]].count("a table") >= 3
    assert waited[-2][:2] == ("import.json", False) and waited[-1][1] is True
