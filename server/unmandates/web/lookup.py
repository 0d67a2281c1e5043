"""From what a thing is called elsewhere to the thing: IRIs of other data sets, symbols, treaty numbers, codes, pages.

One table holds all names (`queries/names-elsewhere.rq`). A name is looked up as it is given and, when that finds
nothing, in the forms in which the same name is also written: with another scheme, as the page of a Wikidata item, as
the address of a document in any language, as an Akoma Ntoso name with a server before it.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from flask import Blueprint, Response, jsonify, request
from werkzeug.utils import redirect

from unmandates.namespaces import ID, PREFIXES
from unmandates.turtle import abbreviate
from unmandates.web import language
from unmandates.web.csv_file import csv_file
from unmandates.web.delivery import kept
from unmandates.web.formats import CSV, HTML, JSON, RDF, Format, choose
from unmandates.web.links import href
from unmandates.web.problems import problem
from unmandates.web.site import Site, site

blueprint = Blueprint("lookup", __name__)

_OFFERED = (HTML, JSON, CSV, *RDF)
_LONGEST = 1000
#: A match that is only close counts where nothing is called by the name outright.
_CLOSE = PREFIXES["skos"] + "closeMatch"
_EXAMPLE = "/lookup?iri=http://metadata.un.org/thesaurus/1006622"


@dataclass(frozen=True, order=True)
class Match:
    """A thing (an IRI) that has the name, and the kind of name: the IRI of a property or of a notation's datatype."""

    thing: str
    kind: str
    name: str


@blueprint.get("/lookup")
def lookup() -> Response:
    """Lead to the thing that `?iri=` names; as JSON or CSV, list the things that it names."""
    asked = request.args.get("iri", "").strip()
    if not asked:
        return problem(400, "Bad Request", "The parameter iri is missing.", hint=f"For example: {_EXAMPLE}")
    if len(asked) > _LONGEST:
        return problem(400, "Bad Request", f"A name has at most {_LONGEST} characters.")
    matches = find(site(), asked)
    if not matches:
        hint = "All names are in /lookup.csv."
        return problem(404, "Not Found", f"Nothing in this graph is called {asked}.", hint=hint)
    form = choose(request, _OFFERED)
    if form is None:
        offered = ", ".join(form.media_type for form in _OFFERED)
        return problem(406, "Not Acceptable", f"There is: {offered}.")
    response = _listed(asked, matches, form) if form in (JSON, CSV) else _led(asked, matches)
    response.vary.update(("Accept", *language.VARY))
    response.headers.setdefault("Cache-Control", "public, max-age=60")
    return response


@blueprint.get("/lookup.csv")
@kept
def table() -> Response:
    """Give the table of all names: the name, its kind, the thing."""
    return csv_file(site().data.csv("names-elsewhere"), "lookup")


def find(where: Site, asked: str) -> list[Match]:
    """Return the things that are called so, sorted; those that are only close where there is no other."""
    if asked.startswith(ID) and where.world.thing(asked, "en").known:
        return [Match(asked, PREFIXES["owl"] + "sameAs", asked)]
    names = _names(where)
    found = next((names[form] for form in forms(asked) if form in names), ())
    outright = [match for match in found if match.kind != _CLOSE]
    return sorted(outright or found)


def forms(asked: str) -> Iterator[str]:
    """Yield the forms in which a name is also written, the given one first, all in the letters of `_names`."""
    name = asked.casefold()
    yield name
    if match := re.match(r"(?:https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/|wd:)?(q[0-9]+)$", name):
        yield f"http://www.wikidata.org/entity/{match[1]}"
    if match := re.match(r"https?://(?:docs\.un\.org|(?:www\.)?undocs\.org)/(?:(?:ar|en|es|fr|ru|zh)/)?(.+?)/?$", name):
        yield match[1]
    if match := re.match(r"(?:https?://[^/]+)?(/akn/.+)$", name):
        yield match[1]
        work = re.sub(r"(?:[a-z]{3}@)?/?(?:!main/?)?$", "", match[1]).rstrip("/")
        yield work + "/"
    if match := re.match(r"(https?)://(.+)$", name):
        other = "http" if match[1] == "https" else "https"
        bare = re.sub(r"[?#].*$", "", match[2]).rstrip("/")
        yield from (f"{other}://{match[2]}", f"http://{bare}", f"https://{bare}")


@lru_cache(maxsize=4)
def _names(where: Site) -> dict[str, list[Match]]:
    found = defaultdict(list)
    for row in where.data.rows("names-elsewhere"):
        match = Match(row["thing"].value, row["kind"].value, row["name"].value)
        found[match.name.casefold()].append(match)
    return dict(found)


def _led(asked: str, matches: list[Match]) -> Response:
    things = sorted({match.thing for match in matches})
    if len(things) > 1:
        detail = f"{asked} names {len(things)} things."
        return problem(300, "Multiple Choices", detail, near=[_described(thing) for thing in things])
    response = redirect("/id/" + things[0].removeprefix(ID), 303)
    response.autocorrect_location_header = False
    return response


def _listed(asked: str, matches: list[Match], form: Format) -> Response:
    if form is JSON:
        found = [{**_described(match.thing), "called": match.name, "kind": abbreviate(match.kind)} for match in matches]
        return jsonify(asked=asked, matches=found)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("name", "kind", "thing"))
    writer.writerows((match.name, match.kind, match.thing) for match in matches)
    return csv_file(text.getvalue().encode("utf-8"), "lookup")


def _described(thing: str) -> dict[str, str]:
    reader = language.negotiated()
    return {"iri": thing, "href": href(thing, reader), "name": site().world.names.name(thing, reader).value}
