"""From what a thing is called elsewhere to the thing: IRIs of other data sets, symbols, treaty numbers, codes, pages.

One table holds all names (`queries/names-elsewhere.rq`), each in the one form of `web.things.spellings`.
"""

import csv
import io
import re
from collections import defaultdict
from dataclasses import dataclass

from flask import Blueprint, Response, jsonify, request

from unmandates.rdf.names import abbreviate, relative
from unmandates.rdf.namespaces import ID, PREFIXES
from unmandates.web.frame.delivery import kept
from unmandates.web.http import caching, language
from unmandates.web.http.csv_file import csv_file
from unmandates.web.http.formats import CSV, HTML, JSON, RDF, Format, choose
from unmandates.web.http.operations import TEXT, Parameter, a_problem, gives, in_form, leads, operation, refuses
from unmandates.web.http.parameters import reads
from unmandates.web.http.problems import problem
from unmandates.web.http.redirects import lead
from unmandates.web.things.links import href, thing_path
from unmandates.web.things.site import Site, once, site
from unmandates.web.things.spellings import forms, of_name, of_symbol, own_paths

blueprint = Blueprint("lookup", __name__)

_OFFERED = (HTML, JSON, CSV, *RDF)
_LONGEST = 1000
#: A match that is only close counts where nothing is called by the name outright.
_CLOSE = PREFIXES["skos"] + "closeMatch"
_SYMBOL = PREFIXES["unm"] + "symbol"
_EXAMPLE = "/lookup?iri=http://metadata.un.org/thesaurus/1006622"

_ASKED = Parameter(
    "iri", "What the thing is called elsewhere: an IRI, a symbol, a code, a page.",
    TEXT | {"minLength": 1, "maxLength": _LONGEST}, "A/RES/76/186", required=True,
)  # fmt: skip
_MATCH = {name: TEXT for name in ("iri", "href", "name", "called", "kind")}
_MATCHES = {"type": "array", "items": {"type": "object", "required": [*_MATCH], "properties": _MATCH}}
_LISTED = {"type": "object", "required": ["asked", "matches"], "properties": {"asked": TEXT, "matches": _MATCHES}}
_ANSWERS = {
    "200": {
        "description": "What is called so.",
        "content": {JSON.media_type: {"schema": _LISTED}, CSV.media_type: {"schema": TEXT}},
    },
    "300": a_problem("Several things are called so."),
}


@dataclass(frozen=True, order=True)
class Match:
    """A thing (an IRI) that has the name, and the kind of name: the IRI of a property or of a notation's datatype."""

    thing: str
    kind: str
    name: str


@blueprint.get("/lookup")
@operation(
    "lookup", "Find a thing by what others call it.",
    _ANSWERS | leads("To the thing that is called so.") | refuses(400, 404, 406),
    _ASKED, in_form(JSON, CSV, example="json"),
)  # fmt: skip
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
    response.headers.setdefault("Cache-Control", caching.BRIEFLY)
    return response


@blueprint.get("/lookup.csv")
@operation("names", "All names that can be looked up.",
           gives("Name, kind of name, thing.", CSV.media_type, schema=TEXT))  # fmt: skip
@reads("bom")
@kept
def table() -> Response:
    """Give the table of all names: the name, its kind, the thing."""
    return csv_file(site().data.csv("names-elsewhere"), "lookup")


def find(where: Site, asked: str) -> list[Match]:
    """Return the things that are called so, sorted; those that are only close where there is no other."""
    for path in own_paths(asked, where.base):
        if "/" in path and where.world.thing(ID + path, "en").known:
            return [Match(ID + path, PREFIXES["owl"] + "sameAs", ID + path)]
    names = _names(where)
    found = next((names[form] for form in forms(asked) if form in names), ())
    outright = [match for match in found if match.kind != _CLOSE]
    return sorted(outright or found)


@once
def _names(where: Site) -> dict[str, list[Match]]:
    """Return what has each name, by the name's form; a symbol is also known without its year in brackets."""
    found, yearless = defaultdict(list), defaultdict(list)
    for row in where.data.rows("names-elsewhere"):
        match = Match(row["thing"].value, row["kind"].value, row["name"].value)
        if match.kind == _SYMBOL:
            found[of_symbol(match.name)].append(match)
            if (short := re.sub(r"\s*\([12]\d{3}\)$", "", match.name)) != match.name:
                yearless[of_symbol(short)].append(match)
        else:
            found[of_name(match.name)].append(match)
    return dict(yearless) | dict(found)


def _led(asked: str, matches: list[Match]) -> Response:
    things = sorted({match.thing for match in matches})
    if len(things) > 1:
        detail = f"{asked} names {len(things)} things."
        return problem(300, "Multiple Choices", detail, near=[_described(thing) for thing in things])
    return lead(thing_path(relative(things[0])))


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
