"""Change curated values one at a time and see which changes the checks notice.

    python -m tests.mutation.mutate --count 200 --seed 1

Values are drawn at random, the same number from each kind of change. A change is caught when a shape, a hygiene
query or a competency question turns red because of it; there is no stored copy of the data to compare with. What was
missed is listed by kind. Exit status 1 when fewer than nine in ten were caught.
"""

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox
from tests.questions.question import differences, questions

from unmandates.check import ShapeChecker, checking_store, hygiene_findings_in
from unmandates.corpus import Corpus, read
from unmandates.findings import Finding
from unmandates.inference import infer
from unmandates.keys import key_findings
from unmandates.namespaces import ID, ONTOLOGY, PREFIXES
from unmandates.turtle import abbreviate

XSD = PREFIXES["xsd"]
DATES = {XSD + name for name in ("date", "dateTime", "gYearMonth", "gMonthDay")}
ACTORS = {
    ONTOLOGY + name for name in ("doer", "addressee", "addresseeInParticular", "assignee", "mandator", "participant")
}


@dataclass(frozen=True)
class Mutation:
    """One changed value: its kind, the quad as curated and what stands in its place (`None`: nothing)."""

    kind: str
    old: ox.Quad
    new: ox.Quad | None

    def __str__(self) -> str:
        def text(term):
            return abbreviate(term.value) if isinstance(term, ox.NamedNode) else str(term)

        after = text(self.new.object) if self.new else "removed"
        old = self.old
        return f"{self.kind}: {text(old.subject)} {text(old.predicate)} {text(old.object)} -> {after}"


def kind_of(quad: ox.Quad) -> str:
    """Return the kind of change that the quad's value is open to."""
    name, value = quad.predicate.value, quad.object
    if isinstance(value, ox.Literal):
        if value.datatype.value in DATES:
            return "date"
        is_number = value.datatype.value == XSD + "integer" or name == ONTOLOGY + "number"
        return "number" if is_number else "missing triple"
    if name == ONTOLOGY + "verb":
        return "verb"
    if name in ACTORS:
        return "addressee"
    if name == ONTOLOGY + "cites":
        return "citation"
    return "reference" if value.value.startswith(ID) else "missing triple"


class Mutator:
    """Draws mutations from the corpus; `random_source` decides everything."""

    def __init__(self, corpus: Corpus, random_source: random.Random) -> None:
        self._random = random_source
        self._by_kind: dict[str, list[ox.Quad]] = defaultdict(list)
        self._values: dict[str, list] = defaultdict(list)
        for quad in sorted(corpus.curated(), key=str):
            kind = kind_of(quad)
            self._by_kind[kind].append(quad)
            self._by_kind["missing triple"].append(quad)
            self._values[quad.predicate.value].append(quad.object)

    def draw(self, count: int) -> Iterator[Mutation]:
        """Yield `count` mutations, the kinds in turn."""
        kinds = ["date", "verb", "addressee", "citation", "number", "reference", "missing triple"]
        for turn in range(count):
            kind = kinds[turn % len(kinds)]
            quad = self._random.choice(self._by_kind[kind])
            yield Mutation(kind, quad, self._changed(kind, quad))

    def _changed(self, kind: str, quad: ox.Quad) -> ox.Quad | None:
        if kind == "missing triple":
            return None
        change: Callable = {"date": self._other_date, "number": self._other_number}.get(kind, self._other_thing)
        return ox.Quad(quad.subject, quad.predicate, change(quad), quad.graph_name)

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

    def _other_thing(self, quad: ox.Quad) -> ox.NamedNode:
        others = sorted({str(value) for value in self._values[quad.predicate.value]} - {str(quad.object)})
        others = others or sorted({str(value) for value in self._values[ONTOLOGY + "concerns"]})
        return ox.NamedNode(self._random.choice(others).strip("<>"))


class Catcher:
    """Holds the data in every form that the checks want, and puts one mutation after another through them."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.store = checking_store(corpus)
        self.shapes = ShapeChecker(corpus)
        self.questions = questions()
        self.known = {str(finding) for finding in (*hygiene_findings_in(self.store, corpus), *self.shapes.findings())}
        self.unanswered = {finding.rule for finding in self._asked()}

    def caught_by(self, mutation: Mutation) -> Finding | None:
        """Return the first finding that the mutation causes, or `None` when nothing notices it."""
        self._apply(mutation.old, mutation.new)
        try:
            for findings in (self._hygiene, self._shapes, self._asked):
                for finding in findings(mutation):
                    if str(finding) not in self.known and finding.rule not in getattr(self, "unanswered", ()):
                        return finding
            return None
        finally:
            self._apply(mutation.new, mutation.old)

    def _apply(self, old: ox.Quad | None, new: ox.Quad | None) -> None:
        if old is not None:
            self.corpus.quads.remove(old)
            self.store.remove(old)
            self.store.remove(_default(old))
            self.shapes.data.remove(_default(old))
        if new is not None:
            self.corpus.quads.append(new)
            self.store.add(new)
            self.store.add(_default(new))
            self.shapes.data.add(_default(new))

    def _hygiene(self, mutation: Mutation) -> list[Finding]:
        return key_findings(self.corpus) + hygiene_findings_in(self.store, self.corpus)

    def _shapes(self, mutation: Mutation) -> list[Finding]:
        """Check the things whose shapes can notice: the one changed, its neighbours, and its siblings."""
        touched = {mutation.old.subject} | {quad.object for quad in (mutation.old, mutation.new) if quad}
        near = {node for node in touched if isinstance(node, ox.NamedNode) and node.value.startswith(ID)}
        for node in list(near):
            near |= {quad.subject for quad in self.store.quads_for_pattern(None, None, node)}
        parents = self.store.quads_for_pattern(mutation.old.subject, ox.NamedNode(ONTOLOGY + "parent"), None)
        for parent in {quad.object for quad in parents}:
            near |= {quad.subject for quad in self.store.quads_for_pattern(None, None, parent)}
        return self.shapes.findings(sorted(node.value for node in near if node.value.startswith(ID)))

    def _asked(self, mutation: Mutation | None = None) -> list[Finding]:
        store = ox.Store()
        quads = [*self.corpus.curated(), *self.corpus.in_graphs("https://w3id.org/unmandates/graph/ontology")]
        store.bulk_extend(map(_default, self.corpus.curated()))
        store.bulk_extend(ox.Quad(*triple) for triple in infer(quads))
        return [finding for question in self.questions for finding in self._compare(store, question)]

    def _compare(self, store: ox.Store, question) -> list[Finding]:
        missing, unexpected = differences(store, question)
        if not missing and not unexpected:
            return []
        named = [ID + cell for row in missing + unexpected for cell in row if self.corpus.locate(ID + cell)]
        thing = named[0] if named else None
        message = f"{question.words} missing: {missing[:3]} not expected: {unexpected[:3]}."
        remedy = f"Compare the data with {question.rests_on}."
        file = self.corpus.locate(thing) if thing else None
        return [Finding(f"question {question.name}", message, remedy, file, None, thing)]


def _default(quad: ox.Quad) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, quad.object)


def main() -> int:
    """Run the command; return 0 when nine in ten mutations were caught."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true", help="print each mutation and what caught it")
    options = parser.parse_args()
    began = time.monotonic()
    corpus = read()
    catcher = Catcher(corpus)
    caught: Counter[str] = Counter()
    nameless = []
    missed: dict[str, list[Mutation]] = defaultdict(list)
    for mutation in Mutator(corpus, random.Random(options.seed)).draw(options.count):
        finding = catcher.caught_by(mutation)
        if options.verbose:
            print(f"{mutation}\n    {finding or 'MISSED'}", flush=True)
        if finding is None:
            missed[mutation.kind].append(mutation)
            continue
        caught[finding.rule.split()[0] if " " in finding.rule else "shape"] += 1
        if not (finding.file and finding.thing and (finding.remedy or finding.message)):
            nameless.append((mutation, finding))
    total = caught.total()
    print(f"caught {total} of {options.count} in {time.monotonic() - began:.0f} s: {dict(caught)}")
    for kind, mutations in sorted(missed.items()):
        print(f"missed, {kind}: {len(mutations)}")
        for mutation in mutations:
            print(f"  {mutation}")
    for mutation, finding in nameless:
        print(f"caught, but file or thing is not named: {mutation}\n    {finding}")
    return 0 if total >= 0.9 * options.count else 1


if __name__ == "__main__":
    sys.exit(main())
