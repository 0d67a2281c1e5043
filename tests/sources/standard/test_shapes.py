"""The shapes of the standard: a sound register breaks none, and one thing broken breaks the shape that it should."""

import re
from functools import cache
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF, SH

from unmandates.corpus.shacl import TARGETS
from unmandates.sources.standard import checking
from unmandates.sources.standard.reading import read_statements

FOLDER = Path(__file__).parent
SHAPES = Path(checking.__file__).parent / "shapes.ttl"
STD = "https://w3id.org/unmandates/standard/shape#"
REGISTER = (FOLDER / "lake-commission.ttl").read_text(encoding="utf-8")
#: Parameters of SHACL that constrain, and how its components are called.
COMPONENTS = {
    str(SH[name]): name[0].upper() + name[1:]
    for name in "minCount maxCount datatype nodeKind pattern uniqueLang minInclusive in".split()
} | {str(SH.sparql): "SPARQL"}
GRAPH = """
<graph/one> a <http://www.w3.org/ns/prov#Bundle> ;
    dcterms:rights "Unofficial copy."@en ;
    <http://www.w3.org/ns/prov#wasDerivedFrom> <file/1> ;
    unm:statementStanding <https://w3id.org/unmandates/id/scheme/statement-standing/text> .
"""
STANDING = "    unm:statementStanding <https://w3id.org/unmandates/id/scheme/statement-standing/text>"
FIRST_SYMBOL = '    unm:symbol "LVC/RES/1/1" ;\n'

#: What is broken: the shape, the component of SHACL that notices, and what is put in place of what.
BROKEN = [
    ("Register-conformsTo", "MinCount", "    dcterms:conformsTo <https://w3id.org/unmandates/standard/1.0> ;\n", ""),
    (
        "Register-conformsTo",
        "MaxCount",
        "standard/1.0> ;",
        "standard/1.0>, <https://w3id.org/unmandates/standard/1.1> ;",
    ),
    ("Register-conformsTo", "Pattern", "standard/1.0> ;", "standard/2.0> ;"),
    (
        "Register-title",
        "MinCount",
        '    dcterms:title "Acts of the Lake Varn Commission"@en, "قرارات لجنة بحيرة فارن"@ar ;\n',
        "",
    ),
    ("Register-title", "Datatype", '"Acts of the Lake Varn Commission"@en', '"Acts of the Lake Varn Commission"'),
    ("Register-title", "UniqueLang", 'Commission"@en, "قرارات', 'Commission"@en, "Acts"@en, "قرارات'),
    ("Register-publisher", "MinCount", "    dcterms:publisher <body/commission> ;\n", ""),
    ("Register-publisher", "MaxCount", "dcterms:publisher <body/", "dcterms:publisher <body/north-shore>, <body/"),
    ("Register-publisher", "NodeKind", "dcterms:publisher <body/commission>", 'dcterms:publisher "The Commission"'),
    ("Register-terms", "MinCount", "    dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;\n", ""),
    ("Register-standing", "MinCount", " ;\n" + STANDING, ""),
    (
        "Register-standing",
        "MaxCount",
        STANDING,
        STANDING + ", <https://w3id.org/unmandates/id/scheme/statement-standing/metadata>",
    ),
    ("Register-standing", "In", "statement-standing/text", "statement-standing/gospel"),
    ("Register-source", "MinCount", "    dcterms:source <https://lake-varn.example/gazette> ;\n", ""),
    (
        "Register-source",
        "NodeKind",
        "dcterms:source <https://lake-varn.example/gazette>",
        'dcterms:source "The gazette"',
    ),
    ("Register-modified", "MinCount", '    dcterms:modified "2026-03-01"^^xsd:date ;\n', ""),
    ("Register-modified", "MaxCount", '"2026-03-01"^^xsd:date', '"2026-03-01"^^xsd:date, "2026-03-02"^^xsd:date'),
    ("Register-modified", "Datatype", '"2026-03-01"^^xsd:date', '"1 March 2026"'),
    ("Graph-terms", "MinCount", '    dcterms:rights "Unofficial copy."@en ;\n', ""),
    ("Graph-derived", "MinCount", "    <http://www.w3.org/ns/prov#wasDerivedFrom> <file/1> ;\n", ""),
    ("Graph-derived", "NodeKind", "wasDerivedFrom> <file/1>", 'wasDerivedFrom> "a file"'),
    ("Graph-standing", "MinCount", f"<file/1> ;\n{STANDING} .", "<file/1> ."),
    ("Graph-standing", "MaxCount", f"<file/1> ;\n{STANDING}", f"<file/1> ;\n{STANDING}, <standing/other>"),
    ("Graph-standing", "NodeKind", f"<file/1> ;\n{STANDING}", '<file/1> ;\n    unm:statementStanding "text"'),
    ("Document-identity", "MinCount", '    unm:symbol "LVC/DEC/2/3" ;\n', ""),
    ("Document-symbol", "MaxCount", FIRST_SYMBOL, '    unm:symbol "LVC/RES/1/1", "LVC/RES/1/2" ;\n'),
    ("Document-symbol", "Datatype", FIRST_SYMBOL, '    unm:symbol "LVC/RES/1/1"@en ;\n'),
    ("Document-symbol", "Pattern", FIRST_SYMBOL, '    unm:symbol " LVC/RES/1/1" ;\n'),
    ("Document-class", "MinCount", "<act/LVC-DEC-2-3> a unm:Decision ;", "<act/LVC-DEC-2-3>"),
    ("Document-title", "Datatype", '"Trafficking in persons across the lake"@en', '"Trafficking in persons"'),
    ("Document-title", "UniqueLang", 'across the lake"@en', 'across the lake"@en, "Trafficking"@en'),
    ("Document-label", "MinCount", '    skos:prefLabel "LVC/RES/2/1"@en ;\n', ""),
    ("Document-label", "Datatype", '"LVC/RES/2/1"@en', '"LVC/RES/2/1"'),
    ("Document-label", "UniqueLang", '"LVC/RES/2/1"@en', '"LVC/RES/2/1"@en, "2/1"@en'),
    ("Document-coverage", "MaxCount", "coverage/excerpt>", "coverage/excerpt>, <coverage/other>"),
    ("Document-coverage", "NodeKind", "<https://w3id.org/unmandates/id/scheme/coverage/excerpt>", '"excerpt"'),
    ("Document-adoptedBy", "NodeKind", "adoptedBy <body/commission> ;", 'adoptedBy "The Commission" ;'),
    ("Document-adoptionDate", "MaxCount", '"2022-05-04"^^xsd:date', '"2022-05-04"^^xsd:date, "2022-05-05"^^xsd:date'),
    ("Document-adoptionDate", "Datatype", '"2022-05-04"^^xsd:date', '"2022-05"'),
    ("Document-distributionDate", "Datatype", '"2024-05-09"^^xsd:date', '"9 May 2024"@en'),
    ("Document-availableIn", "Datatype", '"en"^^xsd:language', '"en"'),
    (
        "Act-organ",
        "SPARQL",
        '    unm:adoptedBy <body/commission> ;\n    unm:adoptionDate "2024-05-07"',
        '    unm:adoptionDate "2024-05-07"',
    ),
    ("Act-date", "SPARQL", '    unm:adoptionDate "2024-05-07"^^xsd:date ;\n', ""),
    ("Part-parent", "MinCount", "    unm:parent <act/LVC-RES-1-1> ;\n", ""),
    ("Part-parent", "MaxCount", "unm:parent <act/LVC-RES-1-1> ;", "unm:parent <act/LVC-RES-1-1>, <act/LVC-RES-2-1> ;"),
    ("Part-parent", "NodeKind", "unm:parent <act/LVC-RES-1-1> ;", 'unm:parent "1/1" ;'),
    ("Part-order", "MinCount", "    unm:order 2 ;\n", ""),
    ("Part-order", "MaxCount", "unm:order 2 ;", "unm:order 2, 3 ;"),
    ("Part-order", "Datatype", "unm:order 2 ;", "unm:order 2.0 ;"),
    ("Part-order", "MinInclusive", "unm:order 2 ;", "unm:order 0 ;"),
    ("Part-class", "MinCount", "<act/LVC-RES-1-1/op/1> a unm:OperativeParagraph ;", "<act/LVC-RES-1-1/op/1>"),
    ("Provision-number", "MaxCount", 'unm:number "1" ;', 'unm:number "1", "2" ;'),
    ("Provision-number", "Datatype", 'unm:number "1" ;', "unm:number 1 ;"),
    ("Provision-officialText", "Datatype", 'each spring;"@en', 'each spring;"'),
    ("Provision-officialText", "UniqueLang", 'each spring;"@en', 'each spring;"@en, "Requests;"@en'),
    ("Citation-cites", "MinCount", "    unm:cites <act/LVC-RES-1-1> ;\n", ""),
    ("Citation-cites", "MaxCount", "unm:cites <act/LVC-RES-1-1> ;", "unm:cites <act/LVC-RES-1-1>, <act/LVC-DEC-2-3> ;"),
    ("Citation-cites", "NodeKind", "unm:cites <act/LVC-RES-1-1> ;", 'unm:cites "1/1" ;'),
    ("Citation-manner", "MaxCount", "citation-manner/recall> .", "citation-manner/recall>, <manner/other> ."),
    ("Citation-manner", "NodeKind", "<https://w3id.org/unmandates/id/scheme/citation-manner/recall> .", '"recall" .'),
    ("Vote-voteOn", "MinCount", "    unm:voteOn <act/LVC-RES-2-1> ;\n", ""),
    ("Vote-voteOn", "MaxCount", "unm:voteOn <act/LVC-RES-2-1> ;", "unm:voteOn <act/LVC-RES-2-1>, <act/LVC-RES-1-1> ;"),
    ("Vote-voteOn", "NodeKind", "unm:voteOn <act/LVC-RES-2-1> ;", 'unm:voteOn "2/1" ;'),
    ("Vote-inFavour", "MaxCount", "unm:votesInFavour 1 ;", "unm:votesInFavour 1, 2 ;"),
    ("Vote-inFavour", "Datatype", "unm:votesInFavour 1 ;", "unm:votesInFavour 1.0 ;"),
    ("Vote-inFavour", "MinInclusive", "unm:votesInFavour 1 ;", "unm:votesInFavour -1 ;"),
    ("Vote-against", "MaxCount", "unm:votesAgainst 0 ;", "unm:votesAgainst 0, 2 ;"),
    ("Vote-against", "Datatype", "unm:votesAgainst 0 ;", "unm:votesAgainst 0.0 ;"),
    ("Vote-against", "MinInclusive", "unm:votesAgainst 0 ;", "unm:votesAgainst -1 ;"),
    ("Vote-abstentions", "MaxCount", "unm:abstentions 1 ;", "unm:abstentions 1, 2 ;"),
    ("Vote-abstentions", "Datatype", "unm:abstentions 1 ;", "unm:abstentions 1.0 ;"),
    ("Vote-abstentions", "MinInclusive", "unm:abstentions 1 ;", "unm:abstentions -1 ;"),
    (
        "Vote-counts",
        "MinCount",
        re.search(r"    unm:votesInFavour.*abstaining <body/south-shore> \.", REGISTER, re.S)[0],
        "    unm:order 1 .",
    ),
    (
        "Vote-position",
        "SPARQL",
        "unm:abstaining <body/south-shore>",
        "unm:abstaining <body/south-shore>, <body/north-shore>",
    ),
    ("Sponsorship-participant", "NodeKind", "unm:participant <body/north-shore>", 'unm:participant "North Shore"'),
    (
        "Body-label",
        "MinCount",
        '<body/south-shore> a unm:Body ;\n    skos:prefLabel "South Shore"@en .',
        "<body/south-shore> a unm:Body .",
    ),
    ("Body-label", "Datatype", '"South Shore"@en', '"South Shore"'),
    ("Body-label", "UniqueLang", '"South Shore"@en', '"South Shore"@en, "South"@en'),
]


def found_in(text: str) -> set[tuple[str, str]]:
    """Return what the shapes notice of a register, as pairs of shape and component."""
    findings = checking.findings(read_statements(text.encode(), "register.ttl"))
    return {
        (finding.rule.strip("<>").removeprefix(STD), finding.constraint) for finding in findings if finding.constraint
    }


@cache
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(SHAPES)


def property_shapes() -> list[rdflib.URIRef]:
    return sorted(shapes().subjects(RDF.type, SH.PropertyShape))


def test_a_sound_register_breaks_no_shape():
    assert found_in(REGISTER + GRAPH) == set()


@pytest.mark.parametrize(("shape", "component", "old", "new"), BROKEN, ids=lambda value: str(value)[:30])
def test_what_is_broken_is_noticed_by_its_shape_alone(shape, component, old, new):
    register = REGISTER + GRAPH
    assert old in register
    assert found_in(register.replace(old, new, 1)) == {(shape, component)}


def test_each_constraint_of_each_shape_is_broken_once():
    declared = {
        (str(shape).removeprefix(STD), COMPONENTS[str(parameter)])
        for shape in property_shapes()
        for parameter in set(shapes().predicates(shape))
        if str(parameter) in COMPONENTS
    }
    assert {(shape, component) for shape, component, _, _ in BROKEN} == declared
    told = {SH.path, SH.message, SH.severity, RDF.type, *TARGETS} | {rdflib.URIRef(name) for name in COMPONENTS}
    assert {parameter for shape in property_shapes() for parameter in shapes().predicates(shape)} <= told


@pytest.mark.parametrize("shape", property_shapes(), ids=lambda shape: str(shape).removeprefix(STD))
def test_a_message_says_what_to_do(shape):
    (message,) = shapes().objects(shape, SH.message)
    assert message.language == "en"
    assert re.fullmatch(r"[A-Z].{15,}: [a-z].{8,}\.", message)


def test_every_property_shape_looks_at_something():
    held = set(shapes().objects(None, SH.property))
    for shape in property_shapes():
        assert shape in held or any(shapes().objects(shape, target) for target in TARGETS), shape
