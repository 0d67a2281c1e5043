"""Names of things for readers: in the reader's language, or else in the next language of a fixed order."""

from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from unmandates.data import Data
from unmandates.namespaces import ID, LANGUAGES
from unmandates.turtle import abbreviate


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
    """The names of IRIs in a release, looked up once each and kept within bounds."""

    def __init__(self, data: Data) -> None:
        self._data = data
        self.all = lru_cache(maxsize=50_000)(self._all)
        self.name = lru_cache(maxsize=50_000)(self._name)

    def _all(self, iri: str) -> tuple[Text, ...]:
        """Return the names of an IRI of the best kind there is (labels before titles), in all languages."""
        try:
            rows = self._data.rows("names", thing=ox.NamedNode(iri))
        except ValueError:
            return ()
        first = rows[0]["rank"] if rows else None
        return tuple({text_of(row["name"]): None for row in rows if row["rank"] == first})

    def _name(self, iri: str, language: str) -> Text:
        """Return the name of an IRI; without one, the IRI as the project abbreviates it."""
        return best(list(self.all(iri)), language) or Text(abbreviate(iri).strip("<>").removeprefix(ID))
