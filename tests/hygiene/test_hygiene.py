"""The hygiene rules: each finds what its own small example has wrong, and leaves alone what stands sound beside it.

`tests/hygiene/<rule>.trig` breaks the rule `shapes/hygiene/<rule>.rq`; its first line names the things to be found.
All go through the gate itself, `corpus.check`.
"""

import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.small import small_corpus

from unmandates.corpus.check import Rules, check
from unmandates.corpus.files import read
from unmandates.corpus.findings import Finding
from unmandates.corpus.hygiene import hygiene_rules
from unmandates.rdf.namespaces import ID

FOLDER = Path(__file__).parent
EXAMPLES = sorted(FOLDER.glob("*.trig"))
RULES = {rule.name: rule for rule in hygiene_rules()}


@cache
def rules() -> Rules:
    return Rules(read())


@cache
def found(path: Path) -> tuple[Finding, ...]:
    """Return what the check says of an example by the rule that it is named for."""
    quads = ox.parse(path.read_bytes(), format=ox.RdfFormat.TRIG)
    findings = check(small_corpus(quads), rules(), focus=())
    return tuple(finding for finding in findings if finding.rule == f"hygiene {path.stem}")


def test_every_rule_has_its_example_and_every_example_its_rule():
    assert {path.stem for path in EXAMPLES} == set(RULES)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_rule_finds_what_is_broken_and_nothing_beside_it(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    expected = {ID + name for name in first.removeprefix("# finds ").split()}
    assert expected and {finding.thing for finding in found(path)} == expected


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_finding_says_its_rule_and_a_message_wherever_the_query_gives_one(path):
    rule = RULES[path.stem]
    for finding in found(path):
        assert (finding.remedy, finding.severity) == (rule.sentence, rule.severity)
        assert finding.message or "?message" not in rule.query


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_a_rule_opens_with_a_sentence_that_says_the_remedy(rule):
    assert re.fullmatch(r"[A-Z].{15,}: [a-z].{8,}\.", rule.sentence)
    assert re.fullmatch(r"[\u0600-\u06ff].{10,}: .{5,}\.", rule.sentences["ar"])
    assert not any(line.startswith("#") for line in rule.query.splitlines())
    assert rule.severity in ("violation", "warning")
