"""The list of kinds names tests, rules and questions that exist."""

import re

import pytest

from unmandates.corpus.layout import TURTLE_ROOT

TEXT = (TURTLE_ROOT / "tests" / "KINDS.md").read_text(encoding="utf-8")
SOURCES = {path: path.read_text(encoding="utf-8") for path in (TURTLE_ROOT / "tests").rglob("test_*.py")}
FILES = sorted(set(re.findall(r"`(tests/[\w/.-]+\.(?:py|md)|tests/[\w/-]+/)(?:::\w+)?`", TEXT)))
TESTS = sorted(set(re.findall(r"\b(test_\w+)(?=…?`)", TEXT)) - {path.stem for path in SOURCES})
RULES = sorted(
    {
        name
        for row in re.findall(r"rules? (`[^|]*?`)(?=,? questions?| \||$)", TEXT)
        for name in re.findall(r"`([a-z-]+)`", row)
    }
)
QUESTIONS = sorted(set(re.findall(r"questions? `([\w-]+)`", TEXT)))


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_named_exists(file):
    assert (TURTLE_ROOT / file).exists()


@pytest.mark.parametrize("name", TESTS)
def test_a_test_that_is_named_exists(name):
    assert any(f"def {name}" in source for source in SOURCES.values())


@pytest.mark.parametrize("name", RULES)
def test_a_rule_that_is_named_exists(name):
    assert (TURTLE_ROOT / "shapes" / "hygiene" / f"{name}.rq").is_file()


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_that_is_named_exists(name):
    assert (TURTLE_ROOT / "tests" / "questions" / f"{name}.rq").is_file()
