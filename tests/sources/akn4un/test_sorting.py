"""Files to items, with the metadata beside them."""

import json
from pathlib import Path

from tests.sources.akn4un.made import act, written

from unmandates.sources.akn4un.sort import sort
from unmandates.sources.notes import Note, Outcome
from unmandates.sources.source import Item


def sorted_out(files: list) -> tuple[dict[str, Item], list[Note]]:
    found = list(sort(files))
    return {one.key: one for one in found if isinstance(one, Item)}, [one for one in found if isinstance(one, Note)]


def test_languages_of_an_act_are_one_item_and_other_files_are_foreign(tmp_path: Path):
    files = [
        written(tmp_path, "English/A_RES_99_7-4400001E.xml", act()),
        written(tmp_path, "French/A_RES_99_7-4400001F.xml", act(language="fr")),
        written(tmp_path, "English/desktop.ini", "[x]"),
        written(tmp_path, "test", ""),
    ]
    items, notes = sorted_out(files)
    assert {key: (one.part, len(one.files)) for key, one in items.items()} == {"A-RES-99-7": ("ga-99", 2)}
    assert [(note.kind, note.outcome) for note in notes] == [("file-of-another-kind", Outcome.FOREIGN)] * 2


def test_letters_that_names_leave_out_are_the_covers(tmp_path: Path):
    items, _ = sorted_out([written(tmp_path, "A_RES_99_7_E.xml", act(symbol="A/RES/99/7 A-C"))])
    assert list(items) == ["A-RES-99-7-A-C"]


def test_a_cover_of_another_number_adds_nothing(tmp_path: Path):
    items, _ = sorted_out([written(tmp_path, "A_RES_99_7_E.xml", act(symbol="A/RES/99/70 B"))])
    assert list(items) == ["A-RES-99-7"]


def test_the_year_of_a_council_resolution_is_the_covers_or_else_the_folders(tmp_path: Path):
    files = [
        written(tmp_path, "2043/S_RES_9001_E.xml", act(symbol="S/RES/9001 (2044)")),
        written(tmp_path, "2043/S_RES_9002_E.xml", act(symbol="S/RES/9001 (2044)")),
        written(tmp_path, "none/S_RES_9003_E.xml", act(symbol="")),
    ]
    items, notes = sorted_out(files)
    assert list(items) == ["S-RES-9001-2044", "S-RES-9002-2043"]
    assert [(note.kind, note.place) for note in notes] == [("year-unknown", files[2].path)]


def test_lines_in_stray_quotes_are_read_and_a_second_line_of_a_symbol_is_noted(tmp_path: Path):
    row = {"symbol": "A/RES/99/7", "adoption_type": "Without a vote", "report_paragraph": "N.A.", "SDGs": [" 4.a"]}
    line = json.dumps(row)
    other = json.dumps({**row, "adoption_type": "With a vote"})
    lines = f'{line[:-1]}}}"\r\n"{line}"\r\n"{other}"\r\n"\r\n{{broken\r\n'
    files = [written(tmp_path, "99.json", lines), written(tmp_path, "A_RES_99_7_E.xml", act())]
    items, notes = sorted_out(files)
    beside = json.loads(items["A-RES-99-7"].beside)
    assert (beside["adoption_type"], beside["report_paragraph"], beside["SDGs"]) == ("Without a vote", "", ["4.a"])
    kinds = ["metadata-twice", "metadata-twice-and-differing", "metadata-line-cannot-be-read"]
    assert [note.kind for note in notes] == kinds


def test_json_of_another_source_is_foreign(tmp_path: Path):
    _, notes = sorted_out([written(tmp_path, "other.json", '{"title": "x"}')])
    assert [(note.kind, note.outcome) for note in notes] == [("file-of-another-kind", Outcome.FOREIGN)]


def test_the_same_files_in_another_order_give_the_same_items(tmp_path: Path):
    files = [written(tmp_path, f"A_RES_99_{number}_E.xml", act(symbol=f"A/RES/99/{number}")) for number in (9, 7, 8)]
    assert list(sort(files)) == list(sort(files[::-1]))
