"""Each glossary says for each term where its official form was found, or that it was not at hand."""

import csv

import pytest

from unmandates.text.words import FOLDER, languages

GLOSSARIES = sorted(FOLDER.with_name("glossaries").glob("*.csv"))


@pytest.mark.parametrize("path", GLOSSARIES, ids=lambda path: path.stem)
def test_a_glossary(path):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert path.stem in languages() and len(rows) > 60
    assert all(row[name].strip() for row in rows for name in ("english", "term", "found"))
    assert len({row["english"] for row in rows}) == len(rows)
    assert sum(row["found"] != "not at hand" for row in rows) > len(rows) / 2
