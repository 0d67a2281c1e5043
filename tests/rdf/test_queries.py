"""Query files: what their heads say, and what is said of a head that is wrong."""

import pytest

from unmandates.corpus.layout import PACKAGE, TURTLE_ROOT
from unmandates.rdf.queries import read_queries, read_query

QUERY = "SELECT ?task (?day AS ?due) WHERE { ?task ?p ?day }\n"
WHOLE = f"# Which tasks are due?\n# ar: ما المهام؟\n# rests on: the text\n{QUERY}"


def test_a_head_has_words_by_language_and_notes_by_name(tmp_path):
    file = tmp_path / "due.rq"
    file.write_text("\ufeff" + WHOLE.replace("\n", "\r\n"), encoding="utf-8", newline="")
    found = read_query(file, "ar", "rests on")
    assert (found.name, found.words) == ("due", {"en": "Which tasks are due?", "ar": "ما المهام؟"})
    assert found.notes == {"rests on": "the text"}
    assert found.text == QUERY
    assert found.variables == ("task", "due")


def test_a_remark_below_the_head_belongs_to_the_query(tmp_path):
    text = "# Group by the thing: one value is enough.\nASK { }\n"
    (tmp_path / "a.rq").write_text(f"# Anything?\n{text}", encoding="utf-8")
    assert read_query(tmp_path / "a.rq").text == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT * { ?s ?p ?o }\n", "the first line must say"),
        ("", "the first line must say"),
        ("# ar: أي شيء؟\nASK { }\n", "the first line must say"),
        ("# Anything?\nASK { }\n", "must say `# keywords: …`"),
        ("# Anything?\n# keywords: a\n# keywords: b\nASK { }\n", "`# keywords: ` stands twice"),
        ("# Anything?\n# keywords: \nASK { }\n", "says nothing"),
        ("# Anything?\n# keywords: a\n# severty: warning\nASK { }\n", "says `severty`, which nobody reads"),
        ("# Anything?\n# keywords: a\n\n", "there is no query"),
    ],
)
def test_a_head_that_is_wrong_names_its_file(tmp_path, text, said):
    file = tmp_path / "wrong.rq"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="wrong.rq: ") as raised:
        read_query(file, "keywords", optional=("severity",))
    assert said in str(raised.value)


def test_a_folder_is_read_by_name(tmp_path):
    for name in ("b", "a-2", "a-10"):
        (tmp_path / f"{name}.rq").write_text("# Anything?\nASK { }\n", encoding="utf-8")
    assert [file.name for file in read_queries(tmp_path)] == ["a-10", "a-2", "b"]
    assert [file.name for file in read_queries(tmp_path, pattern="a-*.rq")] == ["a-10", "a-2"]


def test_every_query_file_of_the_project_has_a_head():
    notes = ("asks", "keywords", "rests on", "severity")
    tops = (PACKAGE, TURTLE_ROOT / "shapes", TURTLE_ROOT / "tests")
    folders = {path.parent for top in tops for path in top.rglob("*.rq")}
    found = [file for folder in folders for file in read_queries(folder, optional=notes)]
    assert len(found) > 700 and all(file.words["en"].endswith((".", "?")) for file in found)
