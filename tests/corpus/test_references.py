"""Whatever the ontology, the shapes and the queries name of ours is there: a wrong IRI is no error, it finds nothing.

What the data point at is held by the rule `dangling-reference`; this is the same for the files that only ask or define.
"""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from unmandates.corpus.files import source_files
from unmandates.corpus.layout import PACKAGE, TURTLE_ROOT
from unmandates.rdf import graphs
from unmandates.rdf.namespaces import ID, ONTOLOGY

ROOT = Path(__file__).parents[2]
KINDS = "arrangement|body|document|event|group|instrument|linkset|person|place|post|reference|scheme|series|topic"
#: A thing of ours as a query or an ontology names it: relative to the base of the project, or whole.
NAMED = re.compile(rf"<(?:{re.escape(ID)})?((?:{KINDS})/[^>\s{{}}]+)>")
FILES = sorted(
    [
        *(source.path for source in source_files() if source.graph == graphs.ONTOLOGY),
        *(TURTLE_ROOT / "ontology").rglob("*.ru"),
        *(TURTLE_ROOT / "shapes").rglob("*.ttl"),
        *(TURTLE_ROOT / "shapes").rglob("*.rq"),
        *PACKAGE.rglob("*.rq"),
        *(ROOT / "tests" / "questions").glob("*.rq"),
    ]
)
TERM = re.compile(r"\bunm:([A-Za-z]\w*)")


def named(text: str) -> set[str]:
    return set(NAMED.findall(text))


@pytest.fixture(scope="module")
def described(corpus) -> set[str]:
    """Every thing and every term that some file describes; the graph and ontology together."""
    return {quad.subject.value for quad in corpus.quads if isinstance(quad.subject, ox.NamedNode)}


def missing(text: str, described: set[str]) -> list[str]:
    """Return the things and terms of ours that a text names and nothing describes."""
    things = {name for name in named(text) if ID + name not in described}
    terms = {f"unm:{name}" for name in TERM.findall(text) if ONTOLOGY + name not in described}
    return sorted(things | terms)


def test_a_name_that_no_file_has_is_found(described):
    axiom = (
        f"[ owl:onProperty unm:verb ; owl:hasValue <{ID}scheme/verb/direct-not> ] , <scheme/verb/request> , unm:verbb"
    )
    assert missing(axiom, described) == ["scheme/verb/direct-not", "unm:verbb"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(path.parents[1])))
def test_what_is_named_is_there(path, described):
    assert missing(path.read_text(encoding="utf-8"), described) == []
