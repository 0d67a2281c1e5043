"""The text of the standard: its examples are sound, and what it asks for is what the shapes hold."""

import re
from pathlib import Path

import pytest

from unmandates.sources.standard import checking, version
from unmandates.sources.standard.reading import FORMATS, read_statements

FOLDER = Path(checking.__file__).parent
TEXT = (FOLDER / "standard.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("language", "name"), [("turtle", "example.ttl"), ("json", "example.jsonld")])
def test_the_examples_keep_the_standard(language, name):
    (example,) = re.findall(rf"```{language}\n(.*?)```", TEXT, re.S)
    found = checking.findings(read_statements(example.encode(), name))
    assert [one for one in found if one.rule != "term"] == []


def test_the_examples_are_of_one_resolution():
    turtle, json_ld = (
        set(read_statements(re.search(rf"```{language}\n(.*?)```", TEXT, re.S)[1].encode(), f"example.{suffix}"))
        for language, suffix in (("turtle", "ttl"), ("json", "jsonld"))
    )
    assert json_ld < turtle


def test_the_version_is_told_once_for_all():
    assert f"Version {version.VERSION} · <{version.STANDARD}>" in TEXT
    assert version.CONTEXT in TEXT
    assert f'owl:versionInfo "{version.VERSION}"' in (FOLDER / "shapes.ttl").read_text(encoding="utf-8")


def test_every_format_is_named():
    assert all(f"`.{form.suffix}`" in TEXT for form in FORMATS)


def test_whatever_the_shapes_look_at_is_named():
    shapes = (FOLDER / "shapes.ttl").read_text(encoding="utf-8")
    paths = {word.strip("();,") for line in shapes.splitlines() if "sh:path" in line for word in line.split()}
    # graphs that importers make are no matter of whoever publishes a register
    assert {path for path in paths if path.startswith(("unm:", "dcterms:", "skos:"))} <= set(
        re.findall(r"\w+:\w+", TEXT)
    )
