"""Three real releases on one disk, for tests of what changed between them."""

import shutil
from pathlib import Path

import pytest

from unmandates import __version__
from unmandates.corpus.layout import TURTLE_ROOT
from unmandates.release.build import build
from unmandates.release.release import Release, at_hand

HEAD = """PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX unm: <https://w3id.org/unmandates/ontology#>
BASE <https://w3id.org/unmandates/id/>

"""
NOVELTY = 'unm:novelty a owl:ObjectProperty ;\n    rdfs:label "novelty"@en, "\u062c\u062f\u064a\u062f"@ar .\n'


def body(root: Path, key: str, english: str, more: str = "") -> None:
    """Write a body's file."""
    path = root / "graph" / "body" / f"{key}.ttl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'{HEAD}<body/{key}> a unm:WorkingGroup ;\n    skos:prefLabel "{english}"@en{more} .\n')


@pytest.fixture(scope="module")
def history(tmp_path_factory) -> list[Release]:
    """Three releases, the latest first: things come, go and change, and so does the ontology."""
    root, releases = tmp_path_factory.mktemp("root"), tmp_path_factory.mktemp("releases")
    shutil.copytree(TURTLE_ROOT / "ontology", root / "ontology")
    body(root, "a", "A")
    body(root, "b", "B")
    body(root, "a1", "Next to A")
    build(root, releases)
    body(root, "a", "A, renamed", ', "ألف"@ar')
    body(root, "c", "<script>alert(1)</script>")
    (root / "graph" / "body" / "b.ttl").unlink()
    (root / "CHANGELOG.md").write_text(
        f"# Changelog\n\n## {__version__}\n\nSomething came.\n\n- One thing.\n- <b>Another</b>.\n"
    )
    build(root, releases)
    ontology = root / "ontology" / "unmandates.ttl"
    ontology.write_text(ontology.read_text().replace("0.2.0", "0.3.0").replace("0.1.0", "0.2.0") + NOVELTY)
    build(root, releases)
    found = at_hand(releases)
    assert len(found) == 3
    return found
