"""The shapes: every example breaks what it is named for and nothing else, and nothing that is declared goes unproved.

`tests/shapes/<Class>/valid.<case>.ttl` shows correct data; `invalid.<property or rule>.<constraint>.ttl` is a valid
file with one thing broken. All go through the gate itself, `corpus.check`. The examples stand in one small world,
`surroundings.ttl`, so that each of them shows only what it is about; each is held against *all* shapes, not only those
of its class. The world itself is valid, and is looked at once: in the other files only what the file itself describes
is in focus.
"""

import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import RDF, SH
from tests.small import placed, small_corpus

from unmandates.corpus.check import Checked, Rules, check
from unmandates.corpus.files import Corpus, read
from unmandates.corpus.findings import Finding
from unmandates.corpus.layout import TURTLE_ROOT
from unmandates.corpus.shacl import TARGETS
from unmandates.rdf.namespaces import ONTOLOGY, SHAPE

FOLDER = Path(__file__).parent
SURROUNDINGS = FOLDER / "surroundings.ttl"
VALID = sorted(FOLDER.glob("*/valid.*.ttl"))
INVALID = sorted(FOLDER.glob("*/invalid.*.ttl"))
#: What SHACL calls the components of the constraints that shapes use, by the parameter that declares one.
PARAMETERS = frozenset(
    "class datatype disjoint equals hasValue in languageIn lessThan lessThanOrEquals maxCount maxExclusive"
    " maxInclusive maxLength minCount minExclusive minInclusive minLength node nodeKind not or pattern"
    " qualifiedMaxCount qualifiedMinCount sparql uniqueLang xone and closed".split()
)


def turtle(path: Path) -> list[ox.Quad]:
    return list(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE))


@cache
def shapes() -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in sorted((TURTLE_ROOT / "shapes").glob("*.ttl")):
        graph.parse(path)
    return graph


@cache
def world() -> tuple[Corpus, Rules, Checked]:
    """Return the surroundings of all examples with the ontology, and what checks them, made ready once."""
    corpus = small_corpus(turtle(SURROUNDINGS))
    return corpus, Rules(read()), Checked(corpus)


def broken_by(path: Path, rules: Rules | None = None) -> set[tuple[str, str]]:
    """Return what an example breaks as pairs of shape and component: all that the check says of what it describes."""
    corpus, all_rules, checked = world()
    triples = turtle(path)
    gained = [quad for quad in map(placed, triples) if quad not in checked.graphs]
    checked.change([], gained)
    try:
        found = check(corpus, rules or all_rules, checked, {triple.subject.value for triple in triples})
    finally:
        checked.change(gained, [])
    return shapes_broken(found)


def shapes_broken(findings: list[Finding]) -> set[tuple[str, str]]:
    return {(finding.rule.removeprefix("shape:"), finding.constraint) for finding in findings if finding.constraint}


def component(parameter: str) -> str:
    return {"sparql": "SPARQL"}.get(parameter, parameter[0].upper() + parameter[1:])


def named_shapes() -> list[rdflib.URIRef]:
    return sorted(node for node in shapes().subjects(RDF.type, SH.PropertyShape) if isinstance(node, rdflib.URIRef))


def proof(path: Path) -> tuple[str, str]:
    """Return the shape and the parameter that an invalid file is named for."""
    _, rule, parameter, _ = path.name.split(".")
    return f"{path.parent.name}-{rule}", parameter


def identify(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def test_the_surroundings_are_valid():
    assert shapes_broken(check(*world())) == set()


@pytest.mark.parametrize("path", VALID, ids=identify)
def test_valid_data_breaks_no_shape(path):
    assert broken_by(path) == set()


@pytest.mark.parametrize("path", INVALID, ids=identify)
def test_invalid_data_breaks_what_it_is_named_for_and_nothing_else(path):
    shape, parameter = proof(path)
    assert broken_by(path) == {(shape, component(parameter))}


def test_without_their_targets_shapes_find_nothing():
    """What the examples show rests on the targets that the gate itself reads."""
    targets = {ox.NamedNode(str(target)) for target in TARGETS}
    corpus = read()
    blind = Rules(Corpus(corpus.root, [quad for quad in corpus.quads if quad.predicate not in targets]))
    one_of_each = {path.parent: path for path in INVALID}.values()
    assert [path for path in one_of_each if broken_by(path, blind)] == []


def test_each_declared_constraint_has_its_invalid_example_and_no_other():
    declared = {
        (str(shape).removeprefix(SHAPE), str(parameter).removeprefix(str(SH)))
        for shape in named_shapes()
        for parameter in set(shapes().predicates(shape))
        if str(parameter).removeprefix(str(SH)) in PARAMETERS
    }
    assert {proof(path) for path in INVALID} == declared


def test_an_invalid_file_differs_little_from_a_valid_one():
    """At most three lines are new; only where something must be missing are whole things left out."""
    for path in INVALID:
        lines = set(path.read_text(encoding="utf-8").splitlines())
        valid = [set(file.read_text(encoding="utf-8").splitlines()) for file in path.parent.glob("valid.*.ttl")]
        assert min(len(lines - other) for other in valid) <= 3, path


@pytest.mark.parametrize("shape", named_shapes(), ids=lambda shape: str(shape).removeprefix(SHAPE))
def test_a_message_is_a_sentence_that_says_the_remedy(shape):
    messages = {message.language: message for message in shapes().objects(shape, SH.message)}
    assert sorted(messages) == ["ar", "en"] and len(list(shapes().objects(shape, SH.message))) == 2
    assert re.fullmatch(r"[A-Z].{15,}: [a-z].{8,}\.", messages["en"]) and messages["en"].count(": ") == 1
    assert re.fullmatch(r"[\u0600-\u06ff].{10,}: .{5,}\.", messages["ar"]) and messages["ar"].count(": ") == 1
    assert sorted(name.language for name in shapes().objects(shape, SH.name)) == ["ar", "en"]


def test_each_node_shape_has_its_file_and_targets_something():
    files = {path.stem for path in (TURTLE_ROOT / "shapes").glob("*.ttl")} - {"unmandates"}
    nodes = set(shapes().subjects(RDF.type, SH.NodeShape))
    assert {str(node).removeprefix(SHAPE) for node in nodes} == files
    for node in nodes:
        assert any(shapes().objects(node, target) for target in TARGETS), node
        assert list(shapes().objects(node, SH.property)), node


def test_each_property_shape_is_in_use_once():
    for shape in named_shapes():
        listed = list(shapes().subjects(SH.property, shape))
        own = [target for target in TARGETS if (shape, target, None) in shapes()]
        assert len(listed) + bool(own) == 1, shape
        assert all(str(shape).startswith(f"{node}-") for node in listed), shape


def test_shapes_speak_only_of_declared_terms():
    declared = set()
    for path in (TURTLE_ROOT / "ontology").glob("*.ttl"):
        declared |= {triple.subject.value for triple in turtle(path) if isinstance(triple.subject, ox.NamedNode)}
    for path in (TURTLE_ROOT / "shapes").rglob("*.*"):
        for name in re.findall(r"\bunm:(\w+)", path.read_text(encoding="utf-8")):
            assert ONTOLOGY + name in declared, f"{path.name} speaks of unm:{name}, which the ontology does not declare"


@pytest.mark.filterwarnings("ignore:NotImplemented should not be used")
def test_a_day_that_is_none_is_a_finding_and_does_not_stop_the_check():
    path = FOLDER / "Membership" / "valid.dated.ttl"
    text = path.read_text(encoding="utf-8").replace("2020-01-01", "2022-01-32")
    quads = [placed(triple) for triple in ox.parse(text, format=ox.RdfFormat.TURTLE)]
    things = sorted({quad.subject.value for quad in quads})
    broken = small_corpus([*turtle(SURROUNDINGS), *quads])
    found = check(broken, world()[1], Checked(broken), things)
    (finding,) = (finding for finding in found if finding.rule == "shape:Membership-from" and not finding.constraint)
    assert finding.thing == things[0] and "cannot be compared" in finding.message
