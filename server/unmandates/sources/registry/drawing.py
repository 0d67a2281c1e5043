"""What a register says, if it keeps the standard: its own words, under the standing that it names."""

from collections import Counter

import pyoxigraph as ox

from unmandates.corpus.findings import WARNING
from unmandates.rdf.literals import as_kept
from unmandates.rdf.namespaces import ID, ONTOLOGY
from unmandates.sources.inputs.limits import Breach
from unmandates.sources.notes import Note, Outcome
from unmandates.sources.source import Drawn, Item, Standing
from unmandates.sources.standard.checking import findings
from unmandates.sources.standard.reading import read_statements

_STANDING = ox.NamedNode(ONTOLOGY + "statementStanding")
_STANDINGS = ID + "scheme/statement-standing/"


def draw(item: Item) -> Drawn:
    """Return the statements of a register's file; a file with a violation of the standard gives notes alone."""
    (file,) = item.files
    drawn = Drawn()
    try:
        statements = read_statements(file.read(), file.path)
    except Breach as breach:
        drawn.notes.append(breach.note(file.path, item.key))
        return drawn
    broken = Counter()
    for finding in findings(statements):
        advice = finding.severity == WARNING
        kind = "standard-advises" if advice else "standard-not-kept"
        outcome = Outcome.TAKEN if advice else Outcome.SKIPPED
        drawn.notes.append(Note(kind, outcome, file.path, item.key, str(finding)))
        broken[finding.severity] += 1
    if broken.keys() <= {WARNING}:
        if any(not isinstance(quad.graph_name, ox.DefaultGraph) for quad in statements):
            drawn.notes.append(Note("graphs-made-one", Outcome.TAKEN, file.path, item.key))
        (standing,) = (quad.object.value for quad in statements if quad.predicate == _STANDING)
        triples = (ox.Triple(quad.subject, quad.predicate, as_kept(quad.object)) for quad in statements)
        drawn.say(Standing(standing.removeprefix(_STANDINGS)), dict.fromkeys(triples))
    return drawn
