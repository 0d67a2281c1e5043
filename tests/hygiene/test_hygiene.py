"""The hygiene rules: each finds what its own small example has wrong, and leaves alone what stands sound beside it.

`tests/hygiene/<rule>.trig` breaks the rule `shapes/hygiene/<rule>.rq`; its first line names the things to be found.
"""

import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from unmandates import graphs, hygiene
from unmandates.layout import TURTLE_ROOT
from unmandates.namespaces import BASE, ID, PREFIXES

FOLDER = Path(__file__).parent
EXAMPLES = sorted(FOLDER.glob("*.trig"))
RULES = {rule.name: rule for rule in hygiene.hygiene_rules()}


@cache
def ontology() -> tuple[ox.Quad, ...]:
    name = ox.NamedNode(graphs.ONTOLOGY)
    files = sorted((TURTLE_ROOT / "ontology").glob("*.ttl"))
    parsed = (triple for path in files for triple in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE))
    return tuple(ox.Quad(triple.subject, triple.predicate, triple.object, name) for triple in parsed)


def found(rule: hygiene.HygieneRule, example: Path) -> list[dict[str, str | None]]:
    """Return the rows of a rule on an example, which is seen as the check sees the curated data."""
    quads = list(ox.parse(example.read_bytes(), format=ox.RdfFormat.TRIG))
    store = ox.Store()
    store.bulk_extend([*ontology(), *quads])
    store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    solutions = store.query(rule.query, prefixes=PREFIXES, base_iri=BASE)
    names = [variable.value for variable in solutions.variables]
    return [{name: row[name].value if row[name] is not None else None for name in names} for row in solutions]


def test_every_rule_has_its_example_and_every_example_its_rule():
    assert {path.stem for path in EXAMPLES} == set(RULES)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_rule_finds_what_is_broken_and_nothing_beside_it(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    expected = {ID + name for name in first.removeprefix("# finds ").split()}
    assert {row["focus"] for row in found(RULES[path.stem], path)} == expected


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_message_is_bound_wherever_a_rule_gives_one(path):
    for row in found(RULES[path.stem], path):
        assert set(row) <= {"focus", "message"}
        assert row.get("message", "unsaid")


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_a_rule_opens_with_a_sentence_that_says_the_remedy(rule):
    assert re.fullmatch(r"[A-Z].{15,}: [a-z].{8,}\.", rule.sentence)
    assert re.fullmatch(r"[\u0600-\u06ff].{10,}: .{5,}\.", rule.sentence_ar)
    assert not any(line.startswith("#") for line in rule.query.splitlines())
    assert rule.severity in ("violation", "warning")
