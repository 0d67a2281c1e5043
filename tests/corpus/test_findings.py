"""Findings as text: what breaks one rule again and again is counted, the rest is listed."""

from unmandates.corpus.findings import WARNING, Finding, summary


def test_a_rule_that_is_often_broken_is_told_once_with_its_number():
    often = [Finding("import differs", f"one {number}", "", severity=WARNING) for number in range(30)]
    told = summary([*often, Finding("key of symbol", "two", "", severity=WARNING)])
    assert "30 times [import differs], first: warning [import differs] one 0" in told
    assert "one 1." not in told and "[key of symbol] two" in told


def test_few_findings_are_all_listed():
    told = summary([Finding("import differs", f"one {number}", "", severity=WARNING) for number in range(3)])
    assert [f"one {number}" in told for number in range(3)] == [True] * 3 and "times" not in told
