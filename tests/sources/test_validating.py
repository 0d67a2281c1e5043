"""`unmandates validate`: a file, a folder or an archive is held against the standard, however hostile it is."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.sources import hostile

from unmandates.corpus.findings import violations
from unmandates.sources.validating import validate


@pytest.fixture(scope="module")
def found(tmp_path_factory) -> dict[str, list]:
    """Return the findings in the hostile folder, by the path of the file below it."""
    folder = hostile.make(tmp_path_factory.mktemp("validate"))
    findings: dict[str, list] = {}
    for finding in validate(folder):
        findings.setdefault(finding.file.relative_to(folder).as_posix(), []).append(finding)
    return findings


def test_each_hostile_file_is_named_with_what_to_do(found):
    expected = {
        "context.jsonld": "remote-context",
        "import.jsonld": "remote-context",
        "deep.jsonld": "json_depth",
        "deep.ttl": "syntax",
        "lists.ttl": "syntax",
        "broken.nq": "syntax",
        "relative.ttl": "syntax",
        "address.ttl": "iri",
        "entity.rdf": "format",
        "laughs.xml": "format",
        "link.xml": "refused-link",
        "pipe.xml": "refused-device",
        "bomb.zip/zeros.xml": "refused-archive-ratio",
        "escape.tar/../escaped.xml": "refused-member-path",
    }
    assert {name: name in found and expected[name] in {one.rule for one in found[name]} for name in expected} == (
        dict.fromkeys(expected, True)
    )
    assert [
        (name, one) for name, findings in found.items() for one in findings if not (one.message and one.remedy)
    ] == []


def test_a_file_that_ends_its_reader_costs_itself_alone(found):
    assert {finding.rule for finding in found["nested.ttl"]} <= {"process", "triple-term"}
    assert "relative.ttl" in found


def test_nothing_from_outside_is_told(found):
    told = " ".join(str(finding) for findings in found.values() for finding in findings)
    assert hostile.SECRET not in told and hostile.PERSON not in told


def run(*paths: Path) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "unmandates.cli", "validate", *map(str, paths)]
    return subprocess.run(command, capture_output=True, text=True)


def test_the_command_says_what_is_wrong_and_forges_nothing(tmp_path):
    file = tmp_path / "controls.ttl"
    file.write_text('<urn:x:1> <urn:x:2\u202e> "\u202egnp.exe \\u001B[2J" .', encoding="utf-8")
    result = run(file)
    assert result.returncode == 1 and "violation" in result.stdout
    assert "\u202e" not in result.stdout + result.stderr and "\x1b" not in result.stdout
    result = run(tmp_path / "missing.ttl")
    assert result.returncode == 1 and "there is no such file" in result.stderr and "Traceback" not in result.stderr


def test_a_register_without_violations_passes(tmp_path):
    register = tmp_path / "register.ttl"
    register.write_text(SOUND, encoding="utf-8")
    assert not violations(list(validate(register)))
    assert run(register).returncode == 0
    (tmp_path / "register.zip").write_bytes(hostile.zipped({"a/register.ttl": SOUND.encode()}))
    assert not violations(list(validate(tmp_path / "register.zip")))
    register.write_text(SOUND.replace("dcterms:conformsTo", "dcterms:isPartOf"), encoding="utf-8")
    assert any("conformsTo" in finding.message for finding in violations(list(validate(register))))


SOUND = """PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX unm: <https://w3id.org/unmandates/ontology#>

<https://pond.example/register> a dcat:Dataset ;
    dcterms:conformsTo <https://w3id.org/unmandates/standard/1.0> ;
    dcterms:title "Acts of the pond"@en ;
    dcterms:publisher <https://pond.example/pond> ;
    dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;
    unm:statementStanding <https://w3id.org/unmandates/id/scheme/statement-standing/metadata> .
"""
