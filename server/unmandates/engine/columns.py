"""The columns of `SELECT *`, in the order in which a reader of the query meets them.

SPARQL 1.1, 18.2.4.4, leaves the order open, and the store gives that of the alphabet; whoever writes `?s ?p ?o` expects
these columns.
"""

from collections.abc import Sequence

from unmandates.engine.tokens import tokenize


def star_of(text: str) -> int | None:
    """Return where the star of a query's own `SELECT *` stands in its text; None where it has none."""
    tokens = tokenize(text)
    for token in tokens:
        if token.is_word("SELECT"):
            token = next(tokens, None)
            if token and token.is_word("DISTINCT", "REDUCED"):
                token = next(tokens, None)
            return token.start if token and token.text == "*" else None
        if token.kind == "word" and not token.is_word("BASE", "PREFIX"):
            return None
    return None


def in_order(text: str, names: Sequence[str]) -> list[str]:
    """Return the names of variables in the order in which they first occur in a query with `SELECT *`."""
    rest = set(names)
    found = []
    for token in tokenize(text):
        if token.kind == "variable" and (name := token.text[1:]) in rest:
            rest.remove(name)
            found.append(name)
            if not rest:
                break
    return [*found, *(name for name in names if name in rest)]
