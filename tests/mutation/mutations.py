"""Changes of curated statements, drawn by lot: one at a time, of every kind that a statement is open to."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from unmandates.corpus.files import Corpus
from unmandates.rdf import graphs
from unmandates.rdf.names import abbreviate
from unmandates.rdf.namespaces import ID, ONTOLOGY, PREFIXES

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
        self._curated = set(corpus.curated())
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
            mutation = self._mutation(kind, self._random.choice(self._by_kind[kind]))
            while mutation.old is None and mutation.new in self._curated:
                mutation = self._mutation(kind, self._random.choice(self._by_kind[kind]))
            yield mutation

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
