"""The rules of the standard that no shape tells, its formats, and its context."""

import json
import socket
from pathlib import Path

import pytest

from unmandates.rdf.namespaces import PREFIXES
from unmandates.sources.inputs.limits import Breach, Limits
from unmandates.sources.standard import checking, version
from unmandates.sources.standard.json_ld import context
from unmandates.sources.standard.reading import read_statements

FOLDER = Path(__file__).parent
REGISTER = (FOLDER / "lake-commission.ttl").read_text(encoding="utf-8")
OWN = "https://w3id.org/unmandates/"

#: What breaks a rule, as statements beside a sound register: the rule, its severity.
BROKEN = [
    ('<act/x> unm:about [ skos:prefLabel "Lakes"@en ] .', "blank-node", "violation"),
    ('<urn:lake:1> skos:prefLabel "Lake"@en .', "iri", "violation"),
    ("<act/LVC-RES-1-1> unm:about <file:///home/someone/lake.txt> .", "iri", "violation"),
    ("<act/LVC-RES-1-1> unm:about <javascript:alert(1)> .", "iri", "violation"),
    (f'<{OWN}id/body/unodc> skos:altLabel "Lakes"@en .', "foreign-subject", "violation"),
    (f'<{OWN}ontology#Act> skos:altLabel "Lakes"@en .', "foreign-subject", "violation"),
    (f'<{OWN}graph/curated> dcterms:rights "Lakes"@en .', "foreign-subject", "violation"),
    ("<act/LVC-RES-9-9/op/1> a unm:Section ; unm:order 1 ; unm:parent <act/LVC-RES-9-9> .", "parent", "violation"),
    ("<x/1> a unm:Section ; unm:order 1 ; unm:parent <x/2> . <x/2> a unm:Section ; unm:order 1 ; unm:parent <x/1> .",
     "parent", "violation"),
    ("<act/LVC-RES-1-1> unm:noSuchTerm <act/LVC-RES-2-1> .", "term", "warning"),
    ("<act/LVC-RES-1-1> a unm:NoSuchClass .", "term", "warning"),
]  # fmt: skip


def findings(text: str):
    """Return what a register breaks, but for terms that it uses when it is sound."""
    sound = {str(one) for one in checking.findings(read_statements(REGISTER.encode(), "lake.ttl"))}
    return [one for one in checking.findings(read_statements(text.encode(), "lake.ttl")) if str(one) not in sound]


@pytest.mark.parametrize(("statements", "rule", "severity"), BROKEN, ids=lambda text: text[:40])
def test_a_broken_rule_is_found_with_what_to_do(statements, rule, severity):
    found = findings(f"{REGISTER}\n{statements}\n")
    assert {(one.rule, one.severity) for one in found} == {(rule, severity)}
    assert all(one.remedy for one in found)


def test_a_file_describes_one_register():
    without = REGISTER[: REGISTER.index("<acts> a dcat:Dataset")] + REGISTER[REGISTER.index("<body/commission> a") :]
    assert {one.rule for one in findings(without)} == {"register"}
    second = '<more> a dcat:Dataset ; dcterms:title "More"@en .'
    assert "register" in {one.rule for one in findings(REGISTER + second)}


@pytest.mark.parametrize("value", ["https://evil.example/context.jsonld", version.CONTEXT + "?x", "file:///etc/passwd"])
@pytest.mark.parametrize(
    "place",
    [
        lambda value: {"@context": value, "@graph": []},
        lambda value: {"@context": [version.CONTEXT, value]},
        lambda value: {"@context": {"@import": value}},
        lambda value: {"@context": {"x": {"@id": "unm:x", "@context": value}}},
        lambda value: {"@graph": [{"@context": value}]},
    ],
)
def test_json_ld_names_no_other_document(value, place, monkeypatch):
    def refuse(*_):
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    with pytest.raises(Breach) as breach:
        read_statements(json.dumps(place(value)).encode(), "lake.jsonld")
    assert breach.value.limit == "remote-context"
    assert version.CONTEXT in breach.value.remedy


@pytest.mark.parametrize("name", ["lake.ttl", "lake.nt"])
def test_statements_about_statements_are_refused(name):
    with pytest.raises(Breach, match="triple-term"):
        read_statements(b"<http://a/> <http://b/> <<( <http://a/> <http://b/> <http://c/> )>> .", name)


def test_relative_names_are_refused():
    with pytest.raises(Breach, match="syntax"):
        read_statements(b"<acts> <title> 1 .", "lake.ttl")


@pytest.mark.parametrize("name", ["lake", "lake.csv", "lake.rdf", "lake.n3", ""])
def test_only_the_formats_of_the_standard_are_read(name):
    with pytest.raises(Breach, match="format"):
        read_statements(REGISTER.encode(), name)


def test_a_limit_of_statements_is_held():
    with pytest.raises(Breach, match="UNMANDATES_IMPORT_STATEMENTS"):
        read_statements(REGISTER.encode(), "lake.ttl", Limits(statements=10))


def test_a_byte_order_mark_says_nothing():
    assert read_statements(b"\xef\xbb\xbf" + REGISTER.encode(), "lake.ttl") == read_statements(
        REGISTER.encode(), "LAKE.TTL"
    )


def test_the_context_calls_terms_as_the_ontology_has_them(corpus):
    """A property of things points at IRIs, one of values has their type, as in the ontology."""
    about = {}
    for quad in corpus.quads:
        if quad.predicate.value in (PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "range"):
            about.setdefault(quad.subject.value, set()).add(getattr(quad.object, "value", ""))
    owl, xsd, seen = PREFIXES["owl"], PREFIXES["xsd"], 0
    for name, entry in context().items():
        if not isinstance(entry, dict | str):
            continue
        iri = (entry["@id"] if isinstance(entry, dict) else entry).replace("unm:", PREFIXES["unm"])
        if iri not in about or iri == PREFIXES["unm"]:
            continue
        seen += 1
        kinds = about[iri]
        if owl + "Class" in kinds:
            assert entry == f"unm:{name}"
        elif owl + "ObjectProperty" in kinds:
            assert entry["@type"] == "@id", name
        elif xsd + "integer" in kinds:
            assert entry["@type"] == "xsd:integer", name
        else:
            assert entry.get("@type") != "@id", name
    assert seen > 40


def test_the_prefixes_of_the_context_are_those_of_the_project():
    prefixes = {name: iri for name, iri in context().items() if isinstance(iri, str) and iri.startswith("http")}
    assert prefixes.items() <= PREFIXES.items()


def test_the_context_is_enough_for_every_term_of_the_shapes():
    """Whoever writes JSON-LD has a name for whatever the standard asks for."""
    named = {entry["@id"] if isinstance(entry, dict) else entry for entry in context().values() if entry != 1.1}
    text = (Path(checking.__file__).parent / "shapes.ttl").read_text(encoding="utf-8")
    paths = {word.strip("();,") for line in text.splitlines() if "sh:path" in line for word in line.split()}
    assert {path for path in paths if path.startswith(("unm:", "dcterms:", "skos:"))} <= named
