"""The list of topics, as a tree."""

from collections import defaultdict

from unmandates.web.lists.list import Lines, List

#: How far down a tree is followed, whatever the data say.
_DEEPEST = 12


def tree(lines: Lines) -> list[tuple[dict, list]]:
    """Return the lines of topics as a tree: each with those below it, in the order of their names."""
    below: dict[str, list[dict]] = defaultdict(list)
    there = {line["topic"][0].iri for line in lines}
    for line in lines:
        broader = [cell.iri for cell in line["broader"] if cell.iri in there]
        for above in broader or [""]:
            below[above].append(line)

    def branches(above: str, depth: int) -> list[tuple[dict, list]]:
        found = sorted(below.get(above, ()), key=lambda line: line["topic"][0].name.value.casefold())
        return [(line, branches(line["topic"][0].iri, depth + 1) if depth < _DEEPEST else []) for line in found]

    return branches("", 0)


LIST = List("topics", "topic", ("topic", "broader", "uses"), sections=tree, template="topics.html")
