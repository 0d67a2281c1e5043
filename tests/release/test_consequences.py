"""What follows, worked out for some graphs at a time with what they name, is what follows from the whole at once."""

import pyoxigraph as ox
import pytest

from unmandates.rdf import graphs
from unmandates.release import looking
from unmandates.release.context import Contexts
from unmandates.release.inference import Reasoner, infer


@pytest.fixture(scope="module")
def whole(corpus) -> set[ox.Triple]:
    return set(infer(quad for quad in corpus.quads if quad.graph_name.value != graphs.SHAPES))


@pytest.mark.parametrize("together", [400, 3000])
def test_the_corpus_in_groups_of_any_size(corpus, whole, together, monkeypatch):
    monkeypatch.setattr(looking, "TOGETHER", together)
    store = ox.Store()
    store.bulk_extend(corpus.quads)
    contexts = Contexts(store)
    reasoner = Reasoner(corpus.in_graphs(graphs.ONTOLOGY))
    stated = [graph.value for graph in store.named_graphs() if graphs.is_stated(graph.value)]
    sizes = [(name, sum(1 for _ in store.quads_for_pattern(None, None, None, ox.NamedNode(name)))) for name in stated]
    groups = list(looking.groups(sorted(sizes)))
    assert sorted(name for group in groups for name in group) == sorted(stated)
    found = {triple for group in groups for triple in reasoner.consequences(contexts.of(group))}
    assert found == whole
