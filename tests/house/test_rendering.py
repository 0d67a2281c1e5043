"""Pages are written in one place: whatever else writes HTML from a template would escape the test of its names."""

import ast

import pytest
from tests.house.test_floors import MODULES

#: What makes text from a template, by the names that Flask and Jinja have for it.
WRITES = {
    "render_template", "render_template_string", "stream_template", "stream_template_string", "get_template",
    "select_template", "get_or_select_template", "from_string", "context_processor", "app_context_processor",
    "template_context_processors",
}  # fmt: skip


def names_in(source: str) -> set[str]:
    """Return all names that a module reads, imports or looks up on something."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.alias):
            found.add(node.name)
        elif isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
    return found


@pytest.mark.parametrize(
    "source", ["from flask import render_template", "flask.render_template('x')", "env.from_string('x').render()"]
)
def test_what_writes_a_template_is_noticed(source):
    assert names_in(source) & WRITES


def test_templates_are_written_in_one_module():
    writing = {name for name, path in MODULES.items() if names_in(path.read_text(encoding="utf-8")) & WRITES}
    assert writing == {"web.frame.rendering"}
