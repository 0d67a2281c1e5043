"""What a query may have meant: names that the ontology or the release does not hold, and the nearest that it does.

A name of ours that does not exist gives no row, and inside NOT EXISTS a wrong one; neither is an error in SPARQL. So
whoever writes one is told, and what the word was meant for: `unm:deadline` is `unm:dueDate`, since that term carries
the word among its other names.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice, pairwise

from unmandates.engine.tokens import Token, iri_of, local_of, tokenize
from unmandates.rdf.names import relative, term_name
from unmandates.rdf.namespaces import BASE, ID, ONTOLOGY, PREFIXES

#: Characters; a longer text was written by a program, which reads no hints.
_LONGEST = 20_000
_MOST = 5  #: unknown names that are looked at; looking for near ones takes milliseconds
_LONGEST_HINT = 600
#: Properties whose values are texts.
_TEXTS = frozenset(
    "prefLabel altLabel label title summary number printedNumber symbol definition editorialNote abbreviation verbText "
    "comment name description".split()
)
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


@dataclass(frozen=True)
class Vocabulary:
    """What a query may name: the local names of the ontology's terms, and which terms each word in use stands for.

    `holds` says whether the release holds an IRI of ours, and `meant` which come nearest to one that it does not.
    """

    terms: frozenset[str] = frozenset()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    holds: Callable[[str], bool] = lambda iri: True
    meant: Callable[[str], list[str]] = lambda iri: []

    def __bool__(self) -> bool:
        return bool(self.terms)

    def knows(self, iri: str) -> bool:
        """Say whether an IRI is none of ours, no name that anybody would write, or one that exists."""
        if iri.startswith(ONTOLOGY):
            name = term_name(iri)
            return name in self.terms or not (name.isascii() and name.isalnum() and len(name) < 60)
        return not iri.startswith(ID) or self.holds(iri)

    def told(self, iri: str) -> str:
        """Return a sentence about an IRI that is not known, with what may have been meant."""
        if iri.startswith(ONTOLOGY):
            name = term_name(iri)
            said, near = f"unm:{name} is not in the ontology", self.nearest(name)
            return said + (f"; did you mean unm:{near}?" if near else ".")
        said, close = f"{_short(iri)} is not in this release", self.meant(iri)
        return said + (f"; did you mean {_short(close[0])}?" if close else ".")

    def nearest(self, name: str) -> str | None:
        """Return the term that was meant by a name which is none: by its words, then by its letters."""
        if known := self._called(_plain(name), name):
            return known
        if close := get_close_matches(name, self.terms, 1, 0.8):
            return close[0]
        words = [_plain(word) for word in _WORDS.findall(name)]
        for length in range(len(words) - 1, 0, -1):  # hasDeadline, deadlineOfTask: the longest run that is a word
            for start in range(len(words) - length + 1):
                if found := self._called("".join(words[start : start + length]), name):
                    return found
        return next(iter(get_close_matches(name, self.terms, 1)), None)

    def _called(self, word: str, name: str) -> str | None:
        """Return the term that a word stands for: of several the class for a name in capitals, else the property."""
        terms = self.words.get(word, ())
        return next((term for term in terms if term[0].isupper() == name[0].isupper()), next(iter(terms), None))


def words_of(labels: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return which terms each word or phrase stands for, from pairs of a term and one of its names, in their order."""
    found: dict[str, dict[str, None]] = {}
    for term, label in labels:
        found.setdefault(_plain(label), {})[term] = None
    return {word: tuple(terms) for word, terms in found.items()}


def nearest_terms(text: str, vocabulary: Vocabulary) -> str | None:
    """Return sentences about names of ours in a query that do not exist, and about an empty GROUP_CONCAT."""
    hint = hint_about(text, vocabulary)
    return hint() if hint else None


def hint_about(text: str, vocabulary: Vocabulary) -> Callable[[], str] | None:
    """Return what makes the hint of a query, since looking for near names takes milliseconds; None if there is none."""
    if not vocabulary or len(text) > _LONGEST:
        return None
    tokens = list(tokenize(text))
    names = (iri for iri in dict.fromkeys(_names(tokens)) if len(iri) <= 300 and not vocabulary.knows(iri))
    unknown, empty = list(islice(names, _MOST)), list(_empty_concatenations(tokens))
    if not unknown and not empty:
        return None
    return lambda: " ".join([*map(vocabulary.told, unknown), *empty])[:_LONGEST_HINT]


def _names(tokens: list[Token]) -> Iterator[str]:
    """Yield the IRIs that a query names, prefixes and relative ones resolved as the endpoint resolves them."""
    base, prefixes = BASE, dict(PREFIXES)
    declared = set()
    for number, token in enumerate(tokens):
        following = tokens[number + 1 : number + 3]
        if token.is_word("BASE") and following and following[0].kind == "iri":
            base = iri_of(following[0].text)
            declared.add(following[0].start)
        elif token.is_word("PREFIX") and [one.kind for one in following] == ["name", "iri"]:
            prefixes[following[0].text.rstrip(":")] = iri_of(following[1].text)
            declared |= {one.start for one in following}
        elif token.start in declared:
            continue
        elif token.kind == "iri":
            iri = iri_of(token.text)
            yield iri if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", iri) else base + iri
        elif token.kind == "name":
            prefix, _, local = token.text.partition(":")
            if prefix in prefixes:
                yield prefixes[prefix] + local_of(local)


def _empty_concatenations(tokens: list[Token]) -> Iterator[str]:
    """Yield a sentence for each GROUP_CONCAT of a bare variable: of IRIs it is empty (SPARQL 1.1, 18.5.1.7)."""
    told = set()
    for number, token in enumerate(tokens):
        if not token.is_word("GROUP_CONCAT"):
            continue
        inside = [one for one in tokens[number + 1 : number + 5] if not one.is_word("DISTINCT")]
        if len(inside) > 2 and inside[0].text == "(" and inside[1].kind == "variable" and inside[2].text in ";)":
            variable = inside[1].text
            if variable not in told and not _is_text(variable, tokens):
                told.add(variable)
                better = f"write GROUP_CONCAT(STR({variable}))"
                yield f"GROUP_CONCAT({variable}) is empty where {variable} is an IRI: {better}."


def _is_text(variable: str, tokens: list[Token]) -> bool:
    """Say whether a query shows that a variable holds texts: the value of a name, or one whose language counts."""
    for before, token in pairwise(tokens):
        if token.text == variable and (before.is_word("AS") or local_of(before.text.rpartition(":")[2]) in _TEXTS):
            return True
    return any(
        first.is_word("LANG", "LCASE", "UCASE") and third.text == variable
        for first, _, third in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )


def _short(iri: str) -> str:
    return f"<{relative(iri)}>"


def _plain(word: str) -> str:
    """Return a word as it is compared: letters and digits alone, in small ones, without the s of a plural.

    >>> _plain("Due dates"), _plain("dueDate")
    ('duedate', 'duedate')
    """
    folded = "".join(character for character in word.casefold() if character.isalnum())
    return folded[:-1] if len(folded) > 3 and folded.endswith("s") and not folded.endswith("ss") else folded
