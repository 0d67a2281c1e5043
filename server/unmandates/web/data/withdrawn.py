"""What was withdrawn: its address answers 410 and says why, and what replaces it.

A withdrawn thing or part stays in the graph with `owl:deprecated true` and, where something replaces it, with
`dcterms:isReplacedBy`; what lay below it went with it.
"""

import pyoxigraph as ox
from flask import Response

from unmandates.rdf.namespaces import ID, PREFIXES
from unmandates.web.http.language import page_language
from unmandates.web.http.problems import problem
from unmandates.web.things.site import site
from unmandates.web.things.things import Thing

#: Segments of a path that are looked at, whatever a client sends; no part lies deeper.
_DEEPEST = 24
_DEPRECATED = PREFIXES["owl"] + "deprecated"
_TRUE = ox.Literal("true", datatype=ox.NamedNode(PREFIXES["xsd"] + "boolean"))


def withdrawn(path: str) -> Response | None:
    """Return the 410 for the path of a thing that was withdrawn, or that lay below one; None for any other."""
    thing = _withdrawn(path)
    if thing is None:
        return None
    replacing = [one for one in thing.all("dcterms:isReplacedBy") if isinstance(one, Thing)]
    return problem(
        410, "Gone", f"{ID}{path[:200]} was withdrawn.", withdrawn=thing.iri, why=_why(thing),
        replaced=[{"iri": one.iri, "href": one.href, "name": one.name.value} for one in replacing] or None,
    )  # fmt: skip


def _withdrawn(path: str) -> Thing | None:
    """Return the thing at a path, or the nearest above it, that is marked as withdrawn."""
    segments = path.strip("/").split("/", _DEEPEST)[:_DEEPEST]
    world = site().world
    for length in range(len(segments), 1, -1):
        thing = world.thing(ID + "/".join(segments[:length]), page_language())
        if thing.known:
            return thing if _TRUE in thing.statements.get(_DEPRECATED, ()) else None
    return None


def _why(thing: Thing) -> str | None:
    note = thing.text("skos:editorialNote")
    return note.value if note else None
