"""Names of things for readers: in the reader's language, or else in the next language of a fixed order."""

import threading
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from unmandates.asking.data import Data, Row
from unmandates.asking.remembering import remember
from unmandates.rdf.names import abbreviate, relative, whole_of
from unmandates.rdf.namespaces import LANGUAGES, ONTOLOGY
from unmandates.web.things.composing import composed


@dataclass(frozen=True)
class Text:
    """Words in a language (a BCP 47 tag); `language` is empty for a symbol, a number or another sign."""

    value: str
    language: str = ""

    def __str__(self) -> str:
        return self.value


def in_order(texts: list[Text], language: str) -> list[Text]:
    """Return texts with those of the reader's language first, then in the fixed order, then by language tag."""
    order = (language, *(code for code in LANGUAGES if code != language))

    def place(text: Text) -> tuple:
        primary = text.language.split("-")[0].lower()
        return (order.index(primary) if primary in order else len(order), text.language, text.value)

    return sorted(texts, key=place)


def best(texts: list[Text], language: str) -> Text | None:
    """Return the text that a reader of the language is shown, or None when there is none."""
    return in_order(texts, language)[0] if texts else None


def text_of(literal: ox.Literal) -> Text:
    """Return a literal as text with its language."""
    return Text(literal.value, literal.language or "")


class Expected:
    """What will be asked about: gathered by all who make a page, and taken together by the first who asks."""

    def __init__(self) -> None:
        self._iris: set[str] = set()
        self._lock = threading.Lock()

    def add(self, iris: Iterable[str]) -> None:
        """Add IRIs."""
        found = set(iris)  # whatever has to be looked up to find them is, before anything is locked
        with self._lock:
            self._iris |= found

    def taken(self) -> set[str]:
        """Return all that were added since this was last called."""
        with self._lock:
            taken, self._iris = self._iris, set()
        return taken

    def __contains__(self, iri: str) -> bool:
        return iri in self._iris


class Names:
    """The names of IRIs in a release, looked up once each, many at a time: what the release names is kept."""

    def __init__(self, data: Data) -> None:
        self._data = data
        self._named: dict[str, tuple[Text, ...]] = {}
        self._chosen: dict[tuple[str, str], Text] = {}
        self._look_up = remember(5_000)(self._find)
        self._has_terms = False
        self._expected = Expected()

    def expect(self, iris: Iterable[str]) -> None:
        """Say which IRIs of the data will be called by their names: all are looked up with the first of them."""
        self._expected.add(iri for iri in iris if iri not in self._named)

    def settle(self) -> None:
        """Look up all names that are expected."""
        if not self._has_terms:
            self._named |= _named(self._data.rows("names-of-terms"))
            self._has_terms = True
        wanted = self._expected.taken() - self._named.keys()
        found = _named(self._data.rows("names", thing=tuple(map(ox.NamedNode, sorted(wanted)))))
        self._named |= dict.fromkeys(wanted, ()) | found

    def all(self, iri: str) -> tuple[Text, ...]:
        """Return the names of an IRI of the best kind there is (labels before titles), in all languages."""
        found = self._named.get(iri)
        if found is None and (iri in self._expected or (iri.startswith(ONTOLOGY) and not self._has_terms)):
            self.settle()
            found = self._named.get(iri)
        if found is None and (found := self._look_up(iri)):
            self._named[iri] = found
        return found

    def name(self, iri: str, language: str) -> Text:
        """Return the name of an IRI; without one, the IRI as the project abbreviates it."""
        chosen = self._chosen.get((iri, language))
        if chosen is None:
            names = self.all(iri)
            chosen = best(list(names), language)
            if len(names) > 1 and len({text.value for text in names}) == 1:
                chosen = Text(chosen.value)  # the same in all languages: a symbol
            if chosen is None:
                return self._composed(iri, language)
            self._chosen[iri, language] = chosen
        return chosen

    def _composed(self, iri: str, language: str) -> Text:
        """Return what an IRI without a name is called: a part by its place in its document, else the IRI."""
        whole = whole_of(iri)
        if whole != iri and (name := composed(iri, self.name(whole, language).value, language)):
            return Text(name, language)
        return Text(relative(abbreviate(iri).strip("<>")))

    def _find(self, iri: str) -> tuple[Text, ...]:
        try:
            return _named(self._data.rows("names", thing=ox.NamedNode(iri))).get(iri, ())
        except ValueError:
            return ()


def _named(rows: list[Row]) -> dict[str, tuple[Text, ...]]:
    """Return the names of the best kind that each thing has, from rows that come by rank."""
    ranks: dict[str, ox.Literal] = {}
    found: dict[str, dict[Text, None]] = defaultdict(dict)
    for row in rows:
        iri = row["thing"].value
        if ranks.setdefault(iri, row["rank"]) == row["rank"]:
            found[iri][text_of(row["name"])] = None
    return {iri: tuple(names) for iri, names in found.items()}
