"""Addresses of pages by kind, drawn by lot from a release: of things by class, of lists by filter and page."""

import re
from html import unescape
from random import Random
from urllib.parse import urlencode

from flask import Flask

from unmandates.rdf.namespaces import BASE, ID, PREFIXES
from unmandates.text.words import languages
from unmandates.web.lists.list import lists
from unmandates.web.things.links import href
from unmandates.web.things.site import site

_COVERED = "?whole unm:coverage <scheme/coverage/%s> ."
_BELOW = "?thing unm:partOf ?whole . ?whole a unm:Document . "
#: What makes a thing one of a kind.
_KINDS = {
    "documents, imported": "?thing unm:coverage <scheme/coverage/imported>",
    "documents, read": "?thing unm:coverage <scheme/coverage/complete>",
    "documents, only cited": "?thing a unm:Document FILTER NOT EXISTS { ?part unm:parent ?thing ; a unm:Provision }",
    "paragraphs, imported": _BELOW + _COVERED % "imported" + " ?thing a unm:Provision",
    "paragraphs, read": _BELOW + _COVERED % "complete" + " ?thing a unm:Provision",
    "acts and tasks": "{ ?thing a unm:Act } UNION { ?thing a unm:Mandate }",
    "citations": "?thing a unm:Citation",
    "votes": "?thing a unm:Vote",
    "States": "?thing a unm:State",
    "bodies": "?thing a unm:Body FILTER NOT EXISTS { ?thing a unm:State }",
    "posts and groups": "{ ?thing a unm:Post } UNION { ?thing a unm:ActorClass }",
    "meetings and events": "?thing a unm:Event",
    "instruments": "?thing a unm:Instrument",
    "topics": "?thing a unm:Topic",
    "verbs": "?thing skos:inScheme <scheme/verb>",
    "other concepts": "?thing a skos:Concept ; skos:inScheme ?scheme FILTER(?scheme != <scheme/verb>)",
}
_FIELD = re.compile(r'<select id="[^"]*" name="(\w+)">(.*?)</select>', re.DOTALL)
_VALUE = re.compile(r'<option value="([^"]+)"')
_PAGE = re.compile(r'[?;&]page=(\d+)"')


def drawn(app: Flask, most: int, seed: int) -> dict[str, list[str]]:
    """Return up to `most` addresses of each kind, drawn by lot, in all languages."""
    lot, found = Random(seed), {}
    with app.app_context():
        for name, pattern in _KINDS.items():
            things = sorted(iri for iri in _things(pattern) if iri.startswith(ID))
            pages = [href(iri, language) for iri in things for language in languages()]
            found[name] = lot.sample(pages, min(most, len(pages)))
    found["lists"] = [address for name in lists() for address in _of_list(app, name, most, lot)]
    return found


def _things(pattern: str) -> list[str]:
    solutions = (
        site()
        .data.release.open_store()
        .query(f"SELECT DISTINCT ?thing WHERE {{ {pattern} }}", prefixes=PREFIXES, base_iri=BASE)
    )
    return [row["thing"].value for row in solutions]


def _of_list(app: Flask, name: str, most: int, lot: Random) -> list[str]:
    """Return the list and by lot its pages, and what each of its filters leaves, alone and two together."""
    client = app.test_client()
    html = client.get(f"/en/{name}").get_data(as_text=True)
    last = max(map(int, _PAGE.findall(html)), default=1)
    fields = {field: [*map(unescape, _VALUE.findall(options))] for field, options in _FIELD.findall(html)}
    asked = [{}, *({"page": page} for page in range(2, last + 1))]
    asked += [{field: value} for field, values in fields.items() for value in values]
    if len(fields) > 1:
        for _ in range(most):
            both = lot.sample(sorted(field for field in fields if fields[field]), 2)
            asked.append({field: lot.choice(fields[field]) for field in both})
    chosen = [{}, *lot.sample(asked[1:], min(most - 1, len(asked) - 1))]
    places = [f"/{lot.choice(languages())}/{name}" for _ in chosen]
    return [
        place + (f"?{urlencode(terms, safe='/')}" if terms else "") for place, terms in zip(places, chosen, strict=True)
    ]
