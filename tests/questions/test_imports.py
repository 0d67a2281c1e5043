"""Questions about what is imported get the rows that the import gives; their terms are said of nothing curated."""

import pyoxigraph as ox
import pytest
from tests.questions.question import FOLDER, differences, questions

from unmandates.corpus.files import read
from unmandates.rdf import graphs
from unmandates.rdf.quads import in_default
from unmandates.release.following import follows
from unmandates.release.ontology_rules import OntologyRules

IMPORTS = FOLDER / "imports"
QUESTIONS = questions(IMPORTS)


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """The graphs of a made-up import, with what follows from the official ones, as a release holds them."""
    said = list(ox.parse(path=str(IMPORTS / "import.trig"), format=ox.RdfFormat.TRIG))
    seen = [quad for quad in said if graphs.in_default(quad.graph_name.value)]
    store = ox.Store()
    store.extend([*said, *map(in_default, seen)])
    store.extend(ox.Quad(*triple) for triple in follows(seen, OntologyRules(read().in_graphs(graphs.ONTOLOGY))))
    return store


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_answer(store, question):
    missing, unexpected = differences(store, question)
    assert not missing and not unexpected, f"{question.words}\nmissing: {missing}\nnot expected: {unexpected}"
