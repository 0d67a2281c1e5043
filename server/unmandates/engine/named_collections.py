"""FROM NAMED with a collection of thousands of graphs: the graphs are told by their names, not by a list.

An engine goes through a list of named graphs one by one at each pattern, 10,000 of them in a second or more. Here each
`GRAPH ?g { … }` of a query is followed by a test of the name, which says the same: a graph's name tells its standing.
"""

from collections.abc import Iterable, Sequence

from unmandates.engine.tokens import iri_of, tokenize
from unmandates.rdf.graphs import name_test

#: Up to so many graphs are given as a list.
LISTED = 200


def by_name(text: str, names: Sequence[str], members: Iterable[str]) -> str | None:
    """Return a query without dataset clauses of which each GRAPH sees the graphs of the names alone.

    `names` are collections and graphs (IRIs), `members` all graphs that they are. None where a GRAPH names one that is
    not sure to be among them; then the list is to be given.
    """
    allowed = set(members)
    out, at, depth, ends = [], 0, 0, []
    tokens = list(tokenize(text))
    skip = 0
    for place, token in enumerate(tokens):
        if place < skip:
            continue
        if token.kind == "mark" and token.text == "{":
            depth += 1
        elif token.kind == "mark" and token.text == "}":
            depth -= 1
            if ends and ends[-1][0] == depth:
                out += [text[at : token.start + 1], f" FILTER({_test(ends.pop()[1], names)}) }}"]
                at = token.start + 1
        elif token.is_word("FROM") and depth == 0:
            following = tokens[place + 1 : place + 3]
            last = following[-1] if following and following[0].is_word("NAMED") else following[0]
            end = last.start + len(last.text)
            out += [text[at : token.start], " " * (end - token.start)]
            at, skip = end, place + len(following[: 2 if last is not following[0] else 1]) + 1
        elif token.is_word("GRAPH") and depth > 0:
            graph, opening = (*tokens[place + 1 : place + 3], None, None)[:2]
            if graph is None or opening is None or opening.text != "{":
                return None
            if graph.kind == "variable":
                out += [text[at : token.start], "{ "]
                at = token.start
                ends.append((depth, graph.text))
            elif graph.kind != "iri" or iri_of(graph.text) not in allowed:
                return None
    return "".join([*out, text[at:]]) if not ends else None


def _test(variable: str, names: Sequence[str]) -> str:
    return " || ".join(name_test(name, variable) for name in dict.fromkeys(names))
