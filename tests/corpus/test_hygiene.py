"""The rules of hygiene as they are read: what a head may say of a rule."""

import pytest

from unmandates.corpus.hygiene import hygiene_rules


def test_a_severity_is_one_of_two(tmp_path):
    folder = tmp_path / "shapes" / "hygiene"
    folder.mkdir(parents=True)
    text = "# Nothing is left alone: say what it is.\n# severity: {}\nSELECT ?focus {{ ?focus ?p ?o }}\n"
    (folder / "alone.rq").write_text(text.format("warning"), encoding="utf-8")
    assert [(rule.name, rule.severity) for rule in hygiene_rules(tmp_path)] == [("alone", "warning")]
    (folder / "alone.rq").write_text(text.format("grave"), encoding="utf-8")
    with pytest.raises(ValueError, match="alone.rq: a severity is violation or warning, not grave"):
        hygiene_rules(tmp_path)
