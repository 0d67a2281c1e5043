"""`unmandates coverage` counts what is there: its tables hold what a count of the curated statements gives."""

import re
from collections import defaultdict

import pytest

from unmandates.asking.coverage import TABLES, coverage
from unmandates.cli import main
from unmandates.rdf.names import relative, term_name
from unmandates.rdf.namespaces import ONTOLOGY, PREFIXES

LABEL = PREFIXES["skos"] + "prefLabel"
LANGUAGES = {"English": "en", "Arabic": "ar", "French": "fr", "Spanish": "es", "Russian": "ru", "Chinese": "zh"}
ACTS = {ONTOLOGY + name for name in ("PerformedAct", "RetoldAct", "EnjoinedAct", "ProposedAct")}


@pytest.fixture(scope="module")
def tables(release) -> list[list[dict[str, str]]]:
    """The rows of each table by column, as texts."""
    return [
        [dict(zip(rows.columns, (cell and cell["value"] for cell in row), strict=True)) for row in rows.rows]
        for _, rows in coverage(release.load())
    ]


@pytest.fixture(scope="module")
def said(corpus) -> dict[str, dict[str, list]]:
    """What the curated files say: the values of each predicate by subject."""
    found: dict[str, dict[str, list]] = defaultdict(lambda: defaultdict(list))
    for quad in corpus.curated():
        found[quad.subject.value][quad.predicate.value].append(quad.object)
    return found


def with_class(said, classes) -> set[str]:
    return {thing for thing, values in said.items() if {v.value for v in values[PREFIXES["rdf"] + "type"]} & classes}


def test_documents(tables, said):
    documents, _, _ = tables
    read = {thing for thing, values in said.items() if values[ONTOLOGY + "coverage"]}
    read -= {thing for thing in read if said[thing][ONTOLOGY + "coverage"][0].value.endswith("/stub")}
    assert {row["document"] for row in documents} == read and len(read) >= 5
    for row in documents:
        inside = row["document"] + "/"
        for column, classes in {
            "acts": ACTS,
            "mandates": {ONTOLOGY + "Mandate"},
            "citations": {ONTOLOGY + "Citation"},
            "notes": {ONTOLOGY + "TextualNote"},
        }.items():
            counted = {thing for thing in with_class(said, classes) if thing.startswith(inside)}
            assert int(row[column]) == len(counted), (row["document"], column)
        assert int(row["provisions"]) > 0


def test_kinds(tables, said):
    _, kinds, _ = tables
    things = defaultdict(set)
    for thing in said:
        kind, *below = relative(thing).split("/")
        if len(below) == 1 or (kind == "scheme" and len(below) == 2):
            things[kind].add(thing)
    assert {row["kind"]: int(row["things"]) for row in kinds} == {kind: len(found) for kind, found in things.items()}
    for row in kinds:
        for language, tag in LANGUAGES.items():
            lacking = [t for t in things[row["kind"]] if tag not in {label.language for label in said[t][LABEL]}]
            assert int(row[f"without{language}"]) == len(lacking), (row["kind"], language)
        unsourced = [thing for thing in things[row["kind"]] if not said[thing][ONTOLOGY + "source"]]
        assert int(row["withoutSource"]) == len(unsourced)


def test_parts(tables, said):
    _, _, parts = tables
    counted = {term_name(row["class"]): int(row["parts"]) for row in parts}
    assert counted["Act"] == len(with_class(said, ACTS)) > 200
    for name in ("Mandate", "Citation", "Condition", "Membership", "TextualNote"):
        assert counted[name] == len(with_class(said, {ONTOLOGY + name})) > 0
    assert all(row["withoutEnglish"] == row["withoutArabic"] == "0" for row in parts)


def test_the_command_prints_each_table_below_its_words(release, monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("UNMANDATES_RELEASES", str(release.folder.parent))
    assert main(["coverage"]) == 0
    printed = capsys.readouterr().out
    assert len(re.findall(r"^For each .+\.\n\n\w+ +", printed, re.MULTILINE)) == len(TABLES) == 3
    assert re.search(r"^document/A-RES-75-283 +A/RES/75/283 +scheme/coverage/complete +\d+", printed, re.MULTILINE)
    monkeypatch.setenv("UNMANDATES_RELEASES", str(tmp_path))
    assert main(["coverage"]) == 1
    assert capsys.readouterr().err.strip()
