"""The canonical form: what it looks like, that it loses nothing, and that the curated files have it."""

import subprocess
import sys

import pyoxigraph as ox
import pytest

from unmandates.corpus.formatting import format_files
from unmandates.rdf.turtle import comments, write

LOOSE = """
PREFIX unm: <https://w3id.org/unmandates/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
<https://w3id.org/unmandates/id/document/X/op/10> unm:number "10" ; a unm:OperativeParagraph .
<https://w3id.org/unmandates/id/document/X/op/2/a> skos:prefLabel "ب"@ar, "two \\"a\\" # not a comment"@en .
<https://w3id.org/unmandates/id/document/X/op/2> unm:order 2 ; skos:exactMatch <http://example.org/a#b> .
<https://w3id.org/unmandates/id/document/X> unm:dueAsStated "2021-08"^^xsd:gYearMonth ; unm:hasNoAddressee true .
"""
CANONICAL = """\
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX unm: <https://w3id.org/unmandates/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
BASE <https://w3id.org/unmandates/id/>

<document/X> unm:hasNoAddressee true ;
    unm:dueAsStated "2021-08"^^xsd:gYearMonth .

<document/X/op/2> unm:order 2 ;
    skos:exactMatch <http://example.org/a#b> .

<document/X/op/2/a> skos:prefLabel "two \\"a\\" # not a comment"@en, "ب"@ar .

<document/X/op/10> a unm:OperativeParagraph ;
    unm:number "10" .
"""


def parse(text):
    return list(ox.parse(text, format=ox.RdfFormat.TURTLE))


def test_the_form():
    assert write(parse(LOOSE)) == CANONICAL


def test_nothing_is_lost():
    assert set(parse(write(parse(LOOSE)))) == set(parse(LOOSE))


def test_the_form_is_a_fixed_point():
    assert write(parse(CANONICAL)) == CANONICAL


def test_a_blank_node_is_refused():
    with pytest.raises(ValueError, match="blank node"):
        write(parse("<http://example.org/a> <http://example.org/b> [] ."))


def test_comments_are_found_outside_strings_and_iris():
    assert comments('<a#b> <b> "# no" . # yes\n<a> <b> <c> .\n# yes') == [1, 3]


def test_formatting_loses_no_comment(tmp_path):
    file = tmp_path / "remark.ttl"
    file.write_text("# a remark\n" + CANONICAL, encoding="utf-8")
    changed, refused = format_files([file])
    assert changed == [] and "editorialNote" in refused[0][1]
    assert file.read_text(encoding="utf-8").startswith("# a remark")


def test_curated_files_are_in_canonical_form():
    run = subprocess.run([sys.executable, "-m", "unmandates.cli", "format", "--check"], capture_output=True, text=True)
    assert run.returncode == 0, f"run `make format`\n{run.stdout}{run.stderr}"
