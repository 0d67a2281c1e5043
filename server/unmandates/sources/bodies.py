"""Which body a name is of: a curated one where name or abbreviation leave no doubt, else one with a key of its own.

All sources that name bodies by words ask here, so that one name has one key whoever writes it.
"""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from unmandates.corpus.layout import TURTLE_ROOT
from unmandates.rdf.names import relative
from unmandates.rdf.namespaces import ONTOLOGY, PREFIXES

_NAMES = tuple(ox.NamedNode(PREFIXES["skos"] + name) for name in ("prefLabel", "altLabel"))
_ABBREVIATION = ox.NamedNode(ONTOLOGY + "abbreviation")
#: Spellings of one word.
_SPELLINGS = {"labor": "labour", "organisation": "organization", "program": "programme", "center": "centre"}
#: Short forms that one publisher writes for a body that another calls by another one; the full names are the same.
_SHORT_FORMS = {
    "EO": "Ethics Office",
    "OMS": "UNOMS",
    "OSASG-CYP": "OSASG-Cyprus",
    "OSESG-GL": "SESG-GL",
    "OSESG-Yemen": "OSESGY",
    "UNYO": "UN Youth",
    "VRA": "OVRA",
}
#: Words that stand in one form of a name and not in another, and tell no two bodies apart.
_SMALL_WORDS = frozenset("a an and for in its of on the to united nations un".split())


@dataclass(frozen=True)
class Known:
    """The curated bodies: their keys, and which of them each name and each abbreviation means."""

    keys: frozenset[str]
    names: dict[str, frozenset[str]]
    abbreviations: dict[str, frozenset[str]]
    words: dict[str, tuple[frozenset[str], ...]]  #: for each key, the words of each of its English names

    @property
    def digest(self) -> str:
        """What changes when another name or abbreviation comes to mean a body: part of what an item is drawn from."""
        told = [
            sorted((name, *sorted(found)) for name, found in one.items()) for one in (self.names, self.abbreviations)
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()

    def named(self, name: str) -> str | None:
        """Return the key of the one body that has a name, as it is or as an abbreviation."""
        return _only(self.names.get(_folded(name))) or _only(self.abbreviations.get(name.strip()))

    def key(self, abbreviation: str, name: str) -> str | None:
        """Return the key of the one body that both an abbreviation and a name mean; None if there is a doubt.

        The name alone is enough, and so is a short form that is a name ("Fifth Committee"). An abbreviation is enough
        where the words of the name are those of a name of that body, small ones and spellings apart ("Economic
        Commission for Europe" for the United Nations Economic Commission for Europe).
        """
        if found := _only(self.names.get(_folded(name))) or _only(self.names.get(_folded(abbreviation))):
            return found
        found = _only(self.abbreviations.get(abbreviation.strip()))
        return found if found and _words(name) in self.words[found] else None


def own_key(name: str) -> str:
    """Return the key of a body that is not curated, by its short form: lower case, hyphens, letters and digits.

    >>> own_key("UN-Habitat"), own_key("Board of Auditors")
    ('un-habitat', 'board-of-auditors')
    """
    short = _SHORT_FORMS.get(name.strip(), name)
    plain = unicodedata.normalize("NFKD", short.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")


@cache
def known_bodies() -> Known:
    """Return the curated bodies of this installation."""
    folder = TURTLE_ROOT / "graph" / "body"
    triples = (
        triple
        for path in sorted(folder.rglob("*.ttl"))
        for triple in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)
    )
    return known_of(triples)


def known_of(triples: Iterable[ox.Triple]) -> Known:
    """Return the bodies that triples describe; what lies below a body is none."""
    keys: set[str] = set()
    names, abbreviations, words = defaultdict(set), defaultdict(set), defaultdict(set)
    for triple in triples:
        kind, _, key = relative(triple.subject.value).partition("/")
        if kind != "body" or "/" in key:
            continue
        keys.add(key)
        if triple.predicate == _ABBREVIATION:
            abbreviations[triple.object.value].add(key)
        elif triple.predicate in _NAMES and triple.object.language == "en":
            names[_folded(triple.object.value)].add(key)
            words[key].add(_words(triple.object.value))
    return Known(
        frozenset(keys),
        {name: frozenset(found) for name, found in names.items()},
        {name: frozenset(found) for name, found in abbreviations.items()},
        defaultdict(tuple, {key: tuple(sorted(found, key=sorted)) for key, found in words.items()}),
    )


def _only(found: Iterable[str] | None) -> str | None:
    keys = list(found or ())
    return keys[0] if len(keys) == 1 else None


def _folded(name: str) -> str:
    text = unicodedata.normalize("NFKC", name).replace("\u2019", "'").casefold()
    return " ".join(text.split()).removeprefix("the ")


def _words(name: str) -> frozenset[str]:
    words = re.findall(r"[^\W_]+", _folded(name))
    return frozenset(_SPELLINGS.get(word, word) for word in words) - _SMALL_WORDS
