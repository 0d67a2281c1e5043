"""The report of an import tells people what happened, in words of each language, and no text of a file forges it."""

import json

import pytest

from unmandates.sources.folder import ImportStopped
from unmandates.sources.notes import Outcome
from unmandates.sources.report import Noticed, as_text, read_report, say_kind
from unmandates.text.words import languages

ABOUT = {
    "complete": True,
    "source": "lake",
    "title": {"en": "Acts of the lake", "ar": "قرارات البحيرة"},
    "created": "2026-01-02T03:04:05+00:00",
    "counts": {"items": 2, "graphs": 4, "statements": 1234, "files": {"taken": 3, "skipped": 1}},
    "notes": [
        {
            "kind": "refused-empty",
            "outcome": "skipped",
            "count": 1200,
            "examples": [{"place": "a/\u202ecod.xml", "item": "", "detail": "it is\x1b[2J\n0 violations"}],
        },
        {"kind": "odd-thing", "outcome": "taken", "count": 1, "examples": [{"place": "", "item": "K", "detail": ""}]},
    ],
}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "import.json").write_text(json.dumps(ABOUT))
    return tmp_path


def test_a_report_is_read_from_its_folder(folder):
    report = read_report(folder)
    assert report.files == {Outcome.TAKEN: 3, Outcome.RECOVERED: 0, Outcome.SKIPPED: 1, Outcome.FOREIGN: 0}
    assert (report.items, report.graphs, report.statements) == (2, 4, 1234)
    assert isinstance(report.noticed[0], Noticed) and report.noticed[0].examples[0].place == "a/\u202ecod.xml"


def test_what_is_shown_forges_nothing(folder):
    text = as_text(read_report(folder))
    assert "a/\\u202ecod.xml: it is\\x1b[2J\\x0a0 violations" in text
    assert "1,200  The file is empty [refused-empty]" in text and "odd thing [odd-thing]" in text
    assert "Acts of the lake: 2 items, 1,234 statements in 4 graphs" in text


@pytest.mark.parametrize("language", languages())
def test_it_is_told_in_each_language(folder, language):
    text = as_text(read_report(folder), language)
    assert say_kind("refused-empty", language) in text and "1,234" in text


def test_without_an_import_that_ended_there_is_no_report(folder, tmp_path):
    with pytest.raises(ImportStopped, match="there is no import"):
        read_report(tmp_path / "nowhere")
    (folder / "import.json").write_text(json.dumps({"source": "lake", "complete": False}))
    with pytest.raises(ImportStopped, match="goes on"):
        read_report(folder)
    (folder / "import.json").write_text("[]")
    with pytest.raises(ImportStopped, match="there is no import"):
        read_report(folder)
