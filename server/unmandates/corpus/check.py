"""The gate: all that must hold before data may be served, and the one function that says what does not.

The command, the build, the tests of each rule and the changes drawn by lot all go through `check`. What costs most is
made ready once and may be used again: the rules (`Rules`) for other data, the data (`Checked`) after a change.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox

from unmandates.corpus.files import Corpus
from unmandates.corpus.findings import Finding
from unmandates.corpus.hygiene import HygieneRule, hygiene_findings, hygiene_rules
from unmandates.corpus.keys import key_findings
from unmandates.corpus.shacl import Shapes
from unmandates.rdf import graphs
from unmandates.rdf.quads import in_default


class Rules:
    """What must hold: the shapes of a corpus and the hygiene queries beside them, made ready."""

    def __init__(self, corpus: Corpus) -> None:
        self.shapes = Shapes(corpus.in_graphs(graphs.SHAPES))
        self.hygiene = hygiene_rules(corpus.root)


class Checked:
    """The data of a corpus in the forms in which the rules look at them; `change` them between two checks."""

    def __init__(self, corpus: Corpus) -> None:
        curated = list(map(in_default, corpus.curated()))
        #: Each graph under its name, and the curated ones merged as default.
        self.graphs = ox.Store()
        self.graphs.bulk_extend([*corpus.quads, *curated])
        #: The curated data and the ontology, from which the super-classes are read, as one graph.
        self.merged = ox.Store()
        self.merged.bulk_extend([*curated, *map(in_default, corpus.in_graphs(graphs.ONTOLOGY))])

    def change(self, lost: Iterable[ox.Quad], gained: Iterable[ox.Quad]) -> None:
        """Take curated quads away and add others; what another graph says too is not taken from the merged one."""
        for quad in lost:
            self.graphs.remove(quad)
            if not any(graphs.standing(other.graph_name.value) == "curated" for other in self._said_elsewhere(quad)):
                self.graphs.remove(in_default(quad))
                self.merged.remove(in_default(quad))
        for quad in gained:
            self.graphs.extend([quad, in_default(quad)])
            self.merged.add(in_default(quad))

    def _said_elsewhere(self, quad: ox.Quad) -> list[ox.Quad]:
        found = self.graphs.quads_for_pattern(quad.subject, quad.predicate, quad.object)
        return [other for other in found if other.graph_name != ox.DefaultGraph()]


def check(
    corpus: Corpus, rules: Rules | None = None, checked: Checked | None = None, focus: Iterable[str] | None = None
) -> list[Finding]:
    """Return everything that is wrong with the corpus; the rules are looked at only when all files could be read.

    `rules` (the corpus's own without) and `checked` (the data of the corpus as read) are given by who holds them
    ready; with `focus` the shapes look at the things with these IRIs alone.
    """
    if corpus.findings:
        return list(corpus.findings)
    rules, checked = rules or Rules(corpus), checked or Checked(corpus)
    return [
        *check_together(rules.hygiene, checked.graphs, corpus.locate),
        *rules.shapes.findings(checked.merged, focus, corpus.locate),
    ]


def around(corpus: Corpus, checked: Checked, files: Iterable[Path]) -> set[str]:
    """Return the IRIs of what the files speak of and of all that points there: what a change in them can break.

    Raises ValueError, naming the file, for one that is none of the corpus.
    """
    wanted = {file.resolve() for file in files}
    spoken = {iri for iri, path in corpus.file_of.items() if (corpus.root / path).resolve() in wanted}
    if strangers := wanted - {(corpus.root / path).resolve() for path in corpus.file_of.values()}:
        raise ValueError(f"no file of the corpus that describes a thing: {', '.join(sorted(map(str, strangers)))}")
    pointing = (checked.merged.quads_for_pattern(None, None, ox.NamedNode(iri)) for iri in spoken)
    return spoken | {quad.subject.value for quads in pointing for quad in quads}


def check_together(
    hygiene: Iterable[HygieneRule], store: ox.Store, locate: Callable[[str], Path | None]
) -> list[Finding]:
    """Return what is wrong with the data as a whole: by the keys, and by rules of hygiene.

    The store holds each graph under its name, and those that a shape looks at merged as default.
    """
    return [*key_findings(store, locate), *hygiene_findings(hygiene, store, locate)]
