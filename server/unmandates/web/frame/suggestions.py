"""What a reader may have meant who asked for a thing that is not there."""

import re
from dataclasses import replace
from difflib import SequenceMatcher, get_close_matches
from heapq import nlargest

import pyoxigraph as ox
from flask import Response

from unmandates.corpus.keys import key_of_symbol
from unmandates.rdf.names import local_name, relative
from unmandates.rdf.namespaces import ID
from unmandates.web.endpoint.hints import Vocabulary
from unmandates.web.http.language import page_language
from unmandates.web.http.problems import problem
from unmandates.web.things.links import href
from unmandates.web.things.site import Site, once, site

_SHOWN = 5
_COMPARED = 60
_LONGEST = 100


def not_found(path: str) -> Response:
    """Return the 404 for a thing's path, with the things whose paths come nearest."""
    names, language = site().world.names, page_language()
    near = [
        {"iri": iri, "href": href(iri, language), "name": names.name(iri, language).value}
        for iri in nearest(site(), path[:_LONGEST])
    ]
    return problem(404, "Not Found", f"There is nothing at {ID}{path[:_LONGEST]}.", near=near or None)


def nearest(where: Site, path: str) -> list[str]:
    """Return the IRIs of up to five things with paths like this one, or of the whole of which it would be a part."""
    segments = path.split("/")
    for length in range(len(segments) - 1, 1, -1):
        whole = ID + "/".join(segments[:length])
        if where.world.thing(whole, "en").known:
            return [whole]
    key = key_of_symbol("/".join(segments[1:]))
    wanted = f"{segments[0]}/{key}".lower()
    index = _index(where)
    shared: dict[str, int] = {}
    for word in _words(wanted):
        for found in index.get(word, ()):
            shared[found] = shared.get(found, 0) + 1
    candidates = (
        nlargest(_COMPARED, shared, key=shared.__getitem__)
        or [found for found in index[""] if found.startswith(segments[0] + "/")][:_COMPARED]
    )
    scores = {found: SequenceMatcher(None, wanted, found.lower()).ratio() for found in candidates}
    return [ID + found for found in nlargest(_SHOWN, scores, key=scores.__getitem__) if scores[found] > 0.55]


def knowing(vocabulary: Vocabulary, where: Site) -> Vocabulary:
    """Return a vocabulary that also knows which IRIs the release holds, and which come nearest to one that it does not.

    For a concept these are those of its scheme, or the scheme itself.
    """

    def find(iri: str) -> list[str]:
        path = relative(iri)
        scheme, _, key = path.rpartition("/")
        if scheme.startswith("scheme/") and where.data.holds(ID + scheme):
            rows = where.data.rows("concepts", scheme=ox.NamedNode(ID + scheme), language=ox.Literal("en"))
            names = {local_name(row["concept"].value): row["concept"].value for row in rows}
            names |= {row["name"].value.casefold(): row["concept"].value for row in rows if row["name"]}
            close = get_close_matches(key.casefold(), names, _SHOWN)
            return [names[name] for name in close] or [ID + scheme]
        kind, _, rest = path[:_LONGEST].partition("/")
        key = rest.partition("/")[0]
        keys = [known.partition("/")[2] for known in _index(where)[""] if known.startswith(kind + "/")]
        if key in keys:
            return [f"{ID}{kind}/{key}"]  # its whole is there, the part is not
        # The symbol of another document is no slip of the pen, even if it is very like.
        cutoff = 0.75 if kind != "document" else 0.97
        return [f"{ID}{kind}/{close}" for close in get_close_matches(key, keys, _SHOWN, cutoff)] or [
            f"{ID}{kind}/{known}" for known in keys if known.casefold() == key.casefold()
        ]

    return replace(vocabulary, holds=lambda iri: where.data.holds(iri), meant=find)


def _words(path: str) -> set[str]:
    return {word for word in re.split(r"[/\-._]", path.lower()) if word}


@once
def _index(where: Site) -> dict[str, list[str]]:
    """Return the paths of all things by each word in them, and all of them under the empty word."""
    paths = sorted({relative(row["thing"].value) for row in where.data.rows("things")})
    index: dict[str, list[str]] = {"": paths}
    for path in paths:
        for word in _words(path):
            index.setdefault(word, []).append(path)
    return index
