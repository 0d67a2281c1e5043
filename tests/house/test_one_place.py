"""One fact stands in one place: what a module is there for is not read, written or worked out anywhere else."""

import ast
import re
from pathlib import Path

import pytest

from unmandates.corpus.layout import PACKAGE, TURTLE_ROOT

TESTS = TURTLE_ROOT / "tests"
#: A fact, its place in the package, where else it could be told, and what code looks like that tells it again.
FACTS = [
    (
        "the head of a query file",
        "rdf/queries.py",
        (PACKAGE, TESTS),
        r"\.rq\b.*read_text|(?:strip|removeprefix)\('# '\)|# (?:ar|asks|keywords|rests on|severity|\{\w+\}): \(",
    ),
    ("what a thing or term is called", "rdf/names.py", (PACKAGE, TESTS), r"removeprefix\((?:ID|ONTOLOGY)\)"),
    ("the last name in an IRI", "rdf/names.py", (PACKAGE,), r"rpartition\('[#/]'\)\[2\]|rsplit\('[#/]'\)\[-1\]"),
    ("the health of the service", "web/http/health.py", (PACKAGE,), r"['\"]/(?:health|ready)\b|'not ready'"),
    ("how long an answer may be kept", "web/http/caching.py", (PACKAGE,), r"max-age=|'no-store'"),
    (
        "when 304 is the answer",
        "web/http/conditional.py",
        (PACKAGE,),
        r"\b304\b|IF_NONE_MATCH|IF_MODIFIED_SINCE",
    ),
    ("what stands in a path as it is", "web/http/addresses.py", (PACKAGE,), r"safe=['\"]/:@|= ['\"]/:@"),
    ("the IRI of a prefixed name", "rdf/names.py", (PACKAGE,), r"PREFIXES\[prefix\] \+"),
]


def code_of(path: Path) -> list[str]:
    """Return the lines of a module, each statement on one, without docstrings and comments."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [one for one in body if not _is_text(one)] or [ast.Pass()]
    return ast.unparse(tree).splitlines()


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


@pytest.mark.parametrize(("place", "folders", "again"), [fact[1:] for fact in FACTS], ids=[fact[0] for fact in FACTS])
def test_a_fact_has_one_place(place, folders, again):
    """Beside its place only the tests of that place may know how it is told."""
    apart = {PACKAGE / place, TESTS / Path(place).parent / f"test_{Path(place).name}", Path(__file__)}
    told = {
        f"{path.relative_to(TURTLE_ROOT)}: {line.strip()}"
        for folder in folders
        for path in folder.rglob("*.py")
        if path not in apart
        for line in code_of(path)
        if re.search(again, line)
    }
    assert not told
