"""What a query may have meant: terms of the ontology's namespace that do not exist, and the nearest that do."""

from difflib import get_close_matches

from unmandates.engine.tokens import iri_of, tokenize
from unmandates.namespaces import ONTOLOGY

#: Characters; a longer text was written by a program, which reads no hints.
_LONGEST = 20_000
_MOST = 5  #: unknown terms that are looked at; looking for near ones takes milliseconds


def nearest_terms(text: str, vocabulary: frozenset[str]) -> str | None:
    """Return a sentence about unknown terms of the ontology; `vocabulary` holds the local names of the known ones."""
    if not vocabulary or len(text) > _LONGEST or ("unm:" not in text and ONTOLOGY not in text):
        return None
    found: dict[str, str] = {}
    for token in tokenize(text):
        name = token.text.removeprefix("unm:") if token.kind == "name" else ""
        if token.kind == "iri" and (iri := iri_of(token.text)).startswith(ONTOLOGY):
            name = iri.removeprefix(ONTOLOGY)
        elif token.kind != "name" or name == token.text:
            continue
        if name not in found and 0 < len(name) < 60 and name not in vocabulary and name.isascii() and name.isalnum():
            near = get_close_matches(name, vocabulary, 1)
            found[name] = f"unm:{name} is not in the ontology" + (f"; did you mean unm:{near[0]}?" if near else ".")
            if len(found) == _MOST:
                break
    return " ".join(found.values())[:500] or None
