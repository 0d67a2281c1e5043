"""Every kind of note that the importers write has words for readers."""

import ast

import pytest

from unmandates.corpus.layout import PACKAGE
from unmandates.sources.inputs.limits import Limits
from unmandates.text.words import languages, words


def kinds() -> set[str]:
    """Return the kinds that stand in the code: first arguments of notes, and rules of breaches."""
    found = set()
    for path in sorted((PACKAGE / "sources").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            named = [keyword.value for keyword in node.keywords if keyword.arg == "kind"]
            first = next(iter([*named, *node.args]), None)
            for one in _texts(first):
                if name == "Note":
                    found.add(one)
                elif name in ("Breach", "hold", "breach"):
                    found.add(f"refused-{one.replace('_', '-')}")
    return found


def _texts(node: ast.AST | None) -> list[str]:
    if isinstance(node, ast.IfExp):
        return _texts(node.body) + _texts(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def test_the_kinds_are_found():
    assert {"item-repeated", "refused-doctype", "refused-archive-ratio", "refused-link"} <= kinds()
    assert "xml_depth" in Limits.__dataclass_fields__


@pytest.mark.parametrize("language", languages())
def test_each_kind_has_words(language):
    assert sorted(kinds() - set(words(language)["importing"]["kinds"])) == []
