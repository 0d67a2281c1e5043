"""Change curated values one at a time and see which changes the checks notice.

    python -m tests.mutation.mutate --count 500 --seed 1

Statements are drawn by lot from all files, the same number for each kind of change. A change is noticed when the gate
(`unmandates.check`) or a competency question says something that it did not say before; there is no stored copy of the
data to compare with. What was missed is listed by kind. Exit status 1 when fewer than 95 in a hundred were noticed.
"""

import argparse
import copy
import logging
import multiprocessing
import os
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox
from tests.questions.question import Question, differences, questions

from unmandates import graphs
from unmandates.check import Checked, Rules, check
from unmandates.corpus import Corpus, read
from unmandates.findings import Finding
from unmandates.inference import infer
from unmandates.namespaces import ID, ONTOLOGY, PREFIXES
from unmandates.turtle import abbreviate

XSD = PREFIXES["xsd"]
DATES = {XSD + name for name in ("date", "dateTime", "gYearMonth", "gMonthDay")}
ACTORS = {
    ONTOLOGY + name for name in ("doer", "addressee", "addresseeInParticular", "assignee", "mandator", "participant")
}


@dataclass(frozen=True)
class Mutation:
    """One change: its kind, the quad as curated (`None`: none) and what stands in its place (`None`: nothing)."""

    kind: str
    old: ox.Quad | None
    new: ox.Quad | None

    @property
    def subject(self) -> ox.NamedNode:
        """What the changed statement is about."""
        return (self.old or self.new).subject

    @property
    def predicate(self) -> ox.NamedNode:
        """The property of the changed statement."""
        return (self.old or self.new).predicate

    def __str__(self) -> str:
        def text(term):
            return abbreviate(term.value) if isinstance(term, ox.NamedNode) else str(term)

        before = text(self.old.object) if self.old else "nothing"
        after = text(self.new.object) if self.new else "removed"
        graph = (self.old or self.new).graph_name.value.removeprefix(graphs.GRAPH)
        return f"{self.kind}: {text(self.subject)} {text(self.predicate)} {before} -> {after} (in {graph})"


def kinds_of(quad: ox.Quad) -> Iterator[str]:
    """Yield the kinds of change that the statement is open to."""
    name, value = quad.predicate.value, quad.object
    yield from ("removed", "added")
    if isinstance(value, ox.Literal):
        if value.datatype.value in DATES:
            yield "date"
        elif value.datatype.value == XSD + "integer" or name == ONTOLOGY + "number":
            yield "number"
        elif value.language in ("en", "ar"):
            yield from ("language", "text")
        elif not value.language:
            yield "code"
    elif name == ONTOLOGY + "verb":
        yield "verb"
    elif name in ACTORS:
        yield "actor"
    elif name == ONTOLOGY + "cites":
        yield "citation"
    elif name == PREFIXES["rdf"] + "type":
        yield "class"
    elif value.value.startswith(ID):
        yield "reference"
    else:
        yield "link"


class Mutator:
    """Draws mutations from the corpus; `random_source` decides everything."""

    def __init__(self, corpus: Corpus, random_source: random.Random) -> None:
        self._random = random_source
        self._by_kind: dict[str, list[ox.Quad]] = defaultdict(list)
        self._values: dict[tuple, list] = defaultdict(list)
        for quad in sorted(corpus.curated(), key=str):
            for kind in kinds_of(quad):
                self._by_kind[kind].append(quad)
            self._values[quad.predicate.value, getattr(quad.object, "language", None)].append(quad.object)

    def draw(self, count: int) -> Iterator[Mutation]:
        """Yield `count` mutations, the kinds of change in turn, and each among the statements of all files by lot."""
        kinds = sorted(self._by_kind)
        for turn in range(count):
            kind = kinds[turn % len(kinds)]
            yield self._mutation(kind, self._random.choice(self._by_kind[kind]))

    def _mutation(self, kind: str, quad: ox.Quad) -> Mutation:
        if kind == "removed":
            return Mutation(kind, quad, None)
        changes: dict[str, Callable] = {
            "date": self._other_date,
            "number": self._other_number,
            "code": self._other_code,
            "link": self._other_link,
            "language": self._other_language,
        }
        value = changes.get(kind, self._other_value)(quad)
        return Mutation(
            kind,
            None if kind == "added" else quad,
            ox.Quad(quad.subject, quad.predicate, value, quad.graph_name),
        )

    def _other_language(self, quad: ox.Quad) -> ox.Literal:
        return ox.Literal(quad.object.value, language="ar" if quad.object.language == "en" else "en")

    def _other_code(self, quad: ox.Quad) -> ox.Literal:
        """Change one character for another of its kind."""
        return ox.Literal(self._slip(quad.object.value), datatype=quad.object.datatype)

    def _other_link(self, quad: ox.Quad) -> ox.NamedNode:
        start, slash, end = quad.object.value.rpartition("/")
        return ox.NamedNode(start + slash + self._slip(end)) if end else self._other_value(quad)

    def _slip(self, text: str) -> str:
        places = [place for place, character in enumerate(text) if character.isalnum()]
        place = self._random.choice(places) if places else 0
        letters = "0123456789" if text[place].isdigit() else "abcdefghijklmnopqrstuvwxyz"
        letters = letters.upper() if text[place].isupper() else letters
        return text[:place] + self._random.choice(letters.replace(text[place], "")) + text[place + 1 :]

    def _other_date(self, quad: ox.Quad) -> ox.Literal:
        digits = list(quad.object.value)
        places = [place for place, digit in enumerate(digits) if digit.isdigit()]
        while "".join(digits) == quad.object.value:
            place = self._random.choice(places[1:])
            digits[place] = str(self._random.randint(0, 9))
        return ox.Literal("".join(digits), datatype=quad.object.datatype)

    def _other_number(self, quad: ox.Quad) -> ox.Literal:
        value = quad.object
        if not value.value.isdigit():
            text = value.value.replace(value.value.strip("()"), "z")
        else:
            text = str(max(0, int(value.value) + self._random.choice([-1, 1, 2, 10])))
        return (
            ox.Literal(text, language=value.language) if value.language else ox.Literal(text, datatype=value.datatype)
        )

    def _other_value(self, quad: ox.Quad) -> ox.NamedNode | ox.Literal:
        """Return what another statement of the same property says, in the same language."""
        found = self._values[quad.predicate.value, getattr(quad.object, "language", None)]
        if set(found) == {quad.object}:
            found = self._values[ONTOLOGY + "concerns", None]
        while (value := self._random.choice(found)) == quad.object:
            pass
        return value


class Catcher:
    """Holds the data in every form that the checks want, and puts one mutation after another through them."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.rules, self.checked = Rules(corpus), Checked(corpus)
        self.shapes_alone = copy.copy(self.rules)
        self.shapes_alone.hygiene = []
        self.ontology = corpus.in_graphs(graphs.ONTOLOGY)
        self.inferred = self._infer()
        self.asked = ox.Store()
        self.asked.bulk_extend([*corpus.curated(), *map(_default, corpus.curated()), *self.inferred])
        self.questions = [question for question in questions() if not any(differences(self.asked, question))]
        self.known = {str(finding) for finding in check(corpus, self.rules, self.checked)}
        assert self._single_rules  # measured once, before the work is shared

    def caught_by(self, mutation: Mutation) -> Finding | None:
        """Return the first finding that the mutation causes, or `None` when nothing notices it."""
        self._apply(mutation.old, mutation.new)
        try:
            for notice in (self._by_shapes, self._by_rules, self._asked):
                for finding in notice(mutation):
                    if str(finding) not in self.known:
                        return finding
            return None
        finally:
            self._apply(mutation.new, mutation.old)

    def _apply(self, old: ox.Quad | None, new: ox.Quad | None) -> None:
        lost, gained = ([quad] if quad is not None else [] for quad in (old, new))
        for quad in lost:
            self.corpus.quads.remove(quad)
            self.asked.remove(quad)
            if _default(quad) not in self.inferred:
                self.asked.remove(_default(quad))
        self.corpus.quads.extend(gained)
        self.asked.extend([*gained, *map(_default, gained)])
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
        """Check one hygiene rule after another, those that cost least first."""
        for rules in self._single_rules:
            yield from check(self.corpus, rules, self.checked, ())

    @cached_property
    def _single_rules(self) -> list[Rules]:
        costs = []
        for rule in self.rules.hygiene:
            single = copy.copy(self.rules)
            single.hygiene = [rule]
            began = time.monotonic()
            check(self.corpus, single, self.checked, ())
            costs.append((time.monotonic() - began, single))
        return [single for _, single in sorted(costs, key=lambda cost: cost[0])]

    def _asked(self, mutation: Mutation) -> list[Finding]:
        """Ask the questions, those first that name the changed property, until one is answered otherwise."""
        inferred = self._infer() if self._bears_on_inference(mutation.old or mutation.new) else self.inferred
        asserted = {_default(mutation.new)} if mutation.new else set()
        lost, gained = self.inferred - inferred - asserted, inferred - self.inferred
        _replace(self.asked, lost, gained)
        name = abbreviate(mutation.predicate.value)
        try:
            for question in sorted(self.questions, key=lambda question: name not in question.query):
                if finding := self._compare(question):
                    return [finding]
            return []
        finally:
            _replace(self.asked, gained, lost)

    def _infer(self) -> set[ox.Quad]:
        """Return what follows from the data as they stand; literals matter only below a super-property."""
        telling = [quad for quad in self.corpus.curated() if self._bears_on_inference(quad)]
        return {ox.Quad(*triple) for triple in infer([*telling, *self.ontology])}

    def _bears_on_inference(self, quad: ox.Quad) -> bool:
        return isinstance(quad.object, ox.NamedNode) or quad.predicate in self._narrower

    @cached_property
    def _narrower(self) -> set[ox.NamedNode]:
        name = PREFIXES["rdfs"] + "subPropertyOf"
        return {quad.subject for quad in self.ontology if quad.predicate.value == name}

    def _compare(self, question: Question) -> Finding | None:
        missing, unexpected = differences(self.asked, question)
        if not missing and not unexpected:
            return None
        named = [ID + cell for row in missing + unexpected for cell in row if self.corpus.locate(ID + cell)]
        thing = named[0] if named else None
        message = f"{question.words} missing: {missing[:3]} not expected: {unexpected[:3]}."
        remedy = f"Compare the data with {question.rests_on}."
        file = self.corpus.locate(thing) if thing else None
        return Finding(f"question {question.name}", message, remedy, file, None, thing)


def _replace(store: ox.Store, lost: Iterable[ox.Quad], gained: Iterable[ox.Quad]) -> None:
    for quad in lost:
        store.remove(quad)
    store.extend(gained)


def _default(quad: ox.Quad) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, quad.object)


def main() -> int:
    """Run the command; return 0 when 95 in a hundred mutations were noticed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true", help="print each mutation and what caught it")
    options = parser.parse_args()
    began = time.monotonic()
    logging.getLogger("rdflib").setLevel(logging.ERROR)
    corpus = read()
    catcher = Catcher(corpus)
    caught: Counter[str] = Counter()
    nameless = []
    missed: dict[str, list[Mutation]] = defaultdict(list)
    mutations = list(Mutator(corpus, random.Random(options.seed)).draw(options.count))
    for mutation, finding in zip(mutations, _findings(catcher, mutations), strict=True):
        if options.verbose:
            print(f"{mutation}\n    {finding or 'MISSED'}", flush=True)
        if finding is None:
            missed[mutation.kind].append(mutation)
            continue
        caught[finding.rule.split()[0] if " " in finding.rule else "shape"] += 1
        if not (finding.file and finding.thing and (finding.remedy or finding.message)):
            nameless.append((mutation, finding))
    total = caught.total()
    print(f"noticed {total} of {options.count} in {time.monotonic() - began:.0f} s, by {dict(caught)}")
    drawn = Counter(mutation.kind for mutation in mutations)
    for kind in sorted(drawn):
        print(f"{kind}: noticed {drawn[kind] - len(missed[kind])} of {drawn[kind]}")
        for mutation in missed[kind]:
            print(f"  missed {mutation}")
    for mutation, finding in nameless:
        print(f"noticed, but file or thing is not named: {mutation}\n    {finding}")
    return 0 if total >= 0.95 * options.count else 1


def _findings(catcher: Catcher, mutations: list[Mutation]) -> Iterator[Finding | None]:
    """Yield what catches each mutation, in their order; the processes that share the work copy the data by forking."""
    _FORKED.append((catcher, mutations))
    with multiprocessing.get_context("fork").Pool(os.cpu_count()) as pool:
        yield from pool.imap(_finding, range(len(mutations)))


#: What the forked processes find in their memory: stores cannot be sent to them.
_FORKED: list[tuple[Catcher, list[Mutation]]] = []


def _finding(number: int) -> Finding | None:
    catcher, mutations = _FORKED[-1]
    return catcher.caught_by(mutations[number])


if __name__ == "__main__":
    sys.exit(main())
