"""What notices a change: the functions of the gate, then the competency questions, digests of whole lists last."""

import copy
import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path

import pyoxigraph as ox
from tests.mutation.mutations import DATES, Mutation
from tests.questions.question import Question, differences, questions

from unmandates.corpus.check import Checked, Rules, check
from unmandates.corpus.files import Corpus
from unmandates.corpus.findings import Finding
from unmandates.rdf import graphs
from unmandates.rdf.names import abbreviate
from unmandates.rdf.namespaces import ID, ONTOLOGY, PREFIXES
from unmandates.rdf.quads import in_default
from unmandates.rdf.queries import read_query
from unmandates.release.inference import derive, entail

#: The literals from which the life cycle of mandates and events follows.
TIMES = {*DATES, PREFIXES["xsd"] + "duration", PREFIXES["xsd"] + "gYear"}


def is_digest(question: Question) -> bool:
    """Say whether the question only compares digests of whole lists, and so cannot say which thing is wrong."""
    return "SHA256(" in question.query


def looks_at(query: str, names: Iterable[str]) -> bool:
    """Say whether the answer may change with statements of these properties: it names one, or asks for any property."""
    any_property, named = _properties(query)
    return any_property or not named.isdisjoint(names)


@cache
def _properties(query: str) -> tuple[bool, frozenset[str]]:
    """Return whether a variable, or a negation, stands for a property, and all names of the query, `a` as its own."""
    text = re.sub(r"(?m)^\s*#.*$", "", query)
    text = re.sub(r'<[^<>\s]*>|"(\\.|[^"\\])*"', "<>", text)
    text = re.sub(_NO_PATTERN, " ", text)
    named = {"rdf:type" if name == "a" else name for name in re.findall(r"\b\w+:\w[\w.-]*\w|\ba\b", text)}
    return re.search(_ANY_PROPERTY, text) is not None, frozenset(named)


#: What stands in a query beside its patterns, and has variables side by side.
_NO_PATTERN = re.compile(r"\bSELECT\b.*?(?=\bWHERE\b|\{)|\b(GROUP|ORDER) BY\b[^{}]*|\bVALUES \([^)]*\)", re.DOTALL)
#: Two variables side by side, a variable after a semicolon or between two names, a negated property.
_ANY_PROPERTY = re.compile(r"\?\w+\s+\?\w|;\s*\?\w|[\w>]\s+\?\w+\s+(<|\w+:)|!\^?\w+:\w|!\(\^?\w+:\w")


class Catcher:
    """Holds the data in every form that the checks want, and puts one mutation after another through them."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._curated = set(corpus.curated())
        self.rules, self.checked = Rules(corpus), Checked(corpus)
        self.shapes_alone = copy.copy(self.rules)
        self.shapes_alone.hygiene = []
        self.ontology = corpus.in_graphs(graphs.ONTOLOGY)
        assert self._entailed and self._reasoned  # made ready before anything is changed
        self.inferred = self._infer(by_ontology=False)
        self.asked = ox.Store()
        self.asked.bulk_extend([*corpus.curated(), *map(in_default, corpus.curated()), *self.inferred])
        self.questions = questions()
        if failing := [question.name for question in self.questions if any(differences(self.asked, question))]:
            raise ValueError(f"questions answered otherwise before anything is changed: {', '.join(failing)}")
        self.known = {str(finding) for finding in check(corpus, self.rules, self.checked)}

    def caught_by(self, mutation: Mutation) -> Finding | None:
        """Return the first finding that the mutation causes, or `None` when nothing notices it."""
        # A value that the thing has already is no gain: taking it back afterwards would take what was curated.
        new = None if mutation.new in self._curated else mutation.new
        self._apply(mutation.old, new)
        try:
            for notice in (self._by_shapes, self._by_rules, self._asked):
                for finding in notice(mutation):
                    if str(finding) not in self.known:
                        return finding
            return None
        finally:
            self._apply(new, mutation.old)

    def _apply(self, old: ox.Quad | None, new: ox.Quad | None) -> None:
        lost, gained = ([quad] if quad is not None else [] for quad in (old, new))
        for quad in lost:
            self.corpus.quads.remove(quad)
            self.asked.remove(quad)
            if in_default(quad) not in self.inferred:
                self.asked.remove(in_default(quad))
        self.corpus.quads.extend(gained)
        self.asked.extend([*gained, *map(in_default, gained)])
        self.checked.change(lost, gained)

    def _by_shapes(self, mutation: Mutation) -> list[Finding]:
        """Check keys and shapes where they can notice: the thing changed, its neighbours, and its siblings."""
        touched = {mutation.subject} | {quad.object for quad in (mutation.old, mutation.new) if quad}
        near = {node for node in touched if isinstance(node, ox.NamedNode) and node.value.startswith(ID)}
        for node in list(near):
            near |= {quad.subject for quad in self.checked.merged.quads_for_pattern(None, None, node)}
        parents = self.checked.merged.quads_for_pattern(mutation.subject, ox.NamedNode(ONTOLOGY + "parent"), None)
        for parent in {quad.object for quad in parents}:
            near |= {quad.subject for quad in self.checked.merged.quads_for_pattern(None, None, parent)}
        focus = sorted(node.value for node in near if node.value.startswith(ID))
        return check(self.corpus, self.shapes_alone, self.checked, focus)

    def _by_rules(self, mutation: Mutation) -> Iterator[Finding]:
        """Check the hygiene rules that look at the changed property, one after another."""
        for rule in self.rules.hygiene:
            if looks_at(rule.query, {abbreviate(mutation.predicate.value)}):
                single = copy.copy(self.rules)
                single.hygiene = [rule]
                yield from check(self.corpus, single, self.checked, ())

    def _asked(self, mutation: Mutation) -> Iterator[Finding]:
        """Ask the questions that look at the changed property, then those that look at what follows from it."""
        names = {abbreviate(mutation.predicate.value)}
        yield from self._answers(names, digests=False)
        lost, gained = set(), set()
        if self._bears_on_inference(mutation.old or mutation.new):
            inferred = self._infer(mutation.predicate.value in self._reasoned)
            asserted = {in_default(mutation.new)} if mutation.new else set()
            lost, gained = self.inferred - inferred - asserted, inferred - self.inferred
            names |= {abbreviate(quad.predicate.value) for quad in lost | gained}
        _replace(self.asked, lost, gained)
        try:
            if lost or gained:
                yield from self._answers(names, digests=False)
            yield from self._answers(names, digests=True)
        finally:
            _replace(self.asked, gained, lost)

    def _answers(self, names: set[str], digests: bool) -> Iterator[Finding]:
        for question in self.questions:
            asked = is_digest(question) == digests and looks_at(question.query, names)
            if asked and (finding := self._compare(question)):
                yield finding

    def _infer(self, by_ontology: bool = True) -> set[ox.Quad]:
        """Return what follows from the data as they stand; what follows by the ontology is kept where it stays so."""
        quads = [*self.corpus.curated(), *self.ontology]
        entailed = entail(quads) if by_ontology else self._entailed
        return {ox.Quad(*triple) for triple in [*entailed, *derive(quads, entailed)]}

    @cached_property
    def _entailed(self) -> set[ox.Triple]:
        return entail([*self.corpus.curated(), *self.ontology])

    @cached_property
    def _reasoned(self) -> set[str]:
        """Return the properties from which something follows by the ontology, other than the classes of both ends."""
        store = ox.Store()
        store.bulk_extend(map(in_default, self.ontology))
        query = read_query(Path(__file__).with_name("reasoned.rq")).text
        return {row["property"].value for row in store.query(query, prefixes=PREFIXES)}

    def _bears_on_inference(self, quad: ox.Quad) -> bool:
        """Say whether anything but a label may follow: from texts nothing does, but below a super-property."""
        value = quad.object
        telling = isinstance(value, ox.NamedNode) or value.datatype.value in TIMES
        return telling or quad.predicate.value in self._reasoned

    def _compare(self, question: Question) -> Finding | None:
        missing, unexpected = differences(self.asked, question)
        if not missing and not unexpected:
            return None
        named = [ID + cell for row in missing + unexpected for cell in row if self.corpus.locate(ID + cell)]
        thing = named[0] if named else None
        message = f"{question.words} missing: {missing[:3]} not expected: {unexpected[:3]}."
        remedy = f"Compare the data with {question.rests_on}."
        file = self.corpus.locate(thing) if thing else None
        kind = "digest" if is_digest(question) else "question"
        return Finding(f"{kind} {question.name}", message, remedy, file, None, thing)


def _replace(store: ox.Store, lost: Iterable[ox.Quad], gained: Iterable[ox.Quad]) -> None:
    for quad in lost:
        store.remove(quad)
    store.extend(gained)
