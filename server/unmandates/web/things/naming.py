"""Names of things for readers: in the reader's language, or else in the next language of a fixed order."""

from dataclasses import dataclass

import pyoxigraph as ox

from unmandates.asking.data import Data
from unmandates.asking.remembering import remember
from unmandates.rdf.namespaces import ID, LANGUAGES
from unmandates.rdf.turtle import abbreviate


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


class Names:
    """The names of IRIs in a release, looked up once each: what the release names is kept, and little else."""

    def __init__(self, data: Data) -> None:
        self._data = data
        self._named: dict[str, tuple[Text, ...]] = {}
        self._chosen: dict[tuple[str, str], Text] = {}
        self._look_up = remember(5_000)(self._find)

    def all(self, iri: str) -> tuple[Text, ...]:
        """Return the names of an IRI of the best kind there is (labels before titles), in all languages."""
        found = self._named.get(iri)
        if found is None and (found := self._look_up(iri)):
            self._named[iri] = found
        return found

    def name(self, iri: str, language: str) -> Text:
        """Return the name of an IRI; without one, the IRI as the project abbreviates it."""
        chosen = self._chosen.get((iri, language))
        if chosen is None:
            chosen = best(list(self.all(iri)), language)
            if chosen is None:
                return Text(abbreviate(iri).strip("<>").removeprefix(ID))
            self._chosen[iri, language] = chosen
        return chosen

    def _find(self, iri: str) -> tuple[Text, ...]:
        try:
            rows = self._data.rows("names", thing=ox.NamedNode(iri))
        except ValueError:
            return ()
        first = rows[0]["rank"] if rows else None
        return tuple({text_of(row["name"]): None for row in rows if row["rank"] == first})
