"""What programs look for at fixed addresses: health, robots, sitemap, VoID, search."""

from urllib.parse import quote
from xml.sax.saxutils import escape

import pyoxigraph as ox
from flask import Blueprint, Flask, Response, abort

from unmandates.rdf.formats import GRAPHS, HTML, RDF, of_suffix
from unmandates.rdf.namespaces import ID
from unmandates.release.dcat import published
from unmandates.text.words import languages
from unmandates.web.data import documents
from unmandates.web.data.descriptions import serialize
from unmandates.web.data.statements import triples_of
from unmandates.web.frame import rendering
from unmandates.web.frame.delivery import kept
from unmandates.web.frame.signposting import license_of_all
from unmandates.web.http import health, language
from unmandates.web.http.operations import gives, gives_rdf, in_form, leads, operation, refuses
from unmandates.web.http.parameters import reads
from unmandates.web.http.redirects import lead
from unmandates.web.lists.list import lists
from unmandates.web.model.constraints import HYGIENE, shapes
from unmandates.web.things.links import href
from unmandates.web.things.site import site
from unmandates.web.things.vocabulary import ANYWHERE, vocabulary

blueprint = Blueprint("discovery", __name__)
#: Addresses that one map may hold (https://www.sitemaps.org/protocol.html).
MOST_IN_A_MAP = 50_000


@blueprint.get(health.PATH, endpoint="health")
@operation(
    "health",
    "Whether the service answers, and over which release.",
    gives("It does.", health.MEDIA_TYPE, schema=health.SCHEMA),
)
def alive() -> Response:
    """Say that the pages answer, and over which release."""
    release = site().data.release
    said = health.Health(health.ALIVE, release.name, release.digest)
    return Response(said.body(), said.code, health.HEADERS)


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Keep crawlers from queries and filters, and show them the map (RFC 9309)."""
    text = f"User-agent: *\nDisallow: /sparql\nDisallow: /*?\nAllow: /\n\nSitemap: {site().base}/sitemap.xml\n"
    return Response(text, content_type="text/plain; charset=utf-8")


@blueprint.get("/sitemap.xml")
@kept
def sitemap() -> Response:
    """List the pages in all languages, or the maps that list them (https://www.sitemaps.org/protocol.html)."""
    addresses = _mapped()
    if len(addresses) <= MOST_IN_A_MAP:
        return _map("urlset", "url", addresses)
    maps = -(-len(addresses) // MOST_IN_A_MAP)
    return _map("sitemapindex", "sitemap", [f"/sitemap/{number + 1}.xml" for number in range(maps)])


@blueprint.get("/sitemap/<int:number>.xml")
@reads()
@kept
def part_of_sitemap(number: int) -> Response:
    """List the pages of one of several maps."""
    addresses = _mapped()[(number - 1) * MOST_IN_A_MAP : number * MOST_IN_A_MAP] if number else []
    return _map("urlset", "url", addresses) if addresses else abort(404)


def _mapped() -> list[str]:
    """Return the pages, then those of what was imported."""
    imported = (row["thing"].value for row in site().data.rows("imported-documents"))
    return _pages() + [href(iri, language) for iri in imported if iri.startswith(ID) for language in languages()]


def _map(whole: str, part: str, addresses: list[str]) -> Response:
    day = site().data.release.manifest["created"][:10]
    entries = "".join(
        f"<{part}><loc>{escape(site().base + address)}</loc><lastmod>{day}</lastmod></{part}>\n"
        for address in addresses
    )
    opening = f'<{whole} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{opening}\n{entries}</{whole}>\n'
    return Response(text, content_type="application/xml")


def every_page(app: Flask) -> list[str]:
    """Return the paths of the application's pages in all languages: those of the map, then those of parts of things."""
    with app.app_context():
        parts = (row["part"].value for row in site().data.rows("parts"))
        return _pages() + [href(iri, language) for iri in parts if iri.startswith(ID) for language in languages()]


def _pages() -> list[str]:
    things = sorted({row["thing"].value for row in site().data.rows("things")})
    known = vocabulary(site())
    sections = [*(found.name for found in known.sections), ANYWHERE, "guide", *(["changes"] if known.prior else [])]
    names = [
        "ontology",
        *(f"ontology/{name}" for name in sections),
        "shapes",
        f"shapes/{HYGIENE}",
        "about",
        "imports",
        "releases",
    ]
    names += [f"shapes/{name}" for name in shapes(site()).shapes] + ["problems", "sparql", *lists()]
    paths = ["/{language}/", *(f"/{{language}}/{quote(name)}" for name in names)]
    addresses = [path.format(language=language) for path in paths for language in languages()]
    return addresses + [href(iri, language) for iri in things if iri.startswith(ID) for language in languages()]


@blueprint.get("/.well-known/void")
@operation(
    "void", "The data set describes itself, in the form of `Accept`.",
    gives_rdf("The description.") | leads("To its page.") | refuses(406),
    in_form(HTML, *RDF, example="ttl"),
)  # fmt: skip
@reads("format")
def void() -> Response:
    """Describe the data set and its catalogue (https://www.w3.org/TR/void/#discovery); people are led to the page."""
    page = f"/{language.negotiated()}/about"
    return documents.answer(_void, "/.well-known/void?format={suffix}", page, page_first=False)


@kept
def _void(suffix: str) -> Response:
    form = of_suffix(suffix, GRAPHS)
    response = Response(serialize(_description(), form), content_type=form.content_type)
    response.headers["Link"] = f'<{license_of_all()}>; rel="license"'
    return response


@blueprint.get("/favicon.ico")
def icon() -> Response:
    """Lead to the icon of the site, for clients that look for it where it used to be."""
    return lead(rendering.static("icon.svg"))


@blueprint.get("/dataset")
def dataset() -> Response:
    """Lead from the data set to its description."""
    return lead("/.well-known/void")


def _description() -> list[ox.Triple]:
    return triples_of("void") + published(site().data.release, site().base, site().settings.publisher)
