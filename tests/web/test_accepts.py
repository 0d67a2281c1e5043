"""The table of paths and Accepts, and what an answer to each is: status, type, place, headers."""

import json
import re

import pyoxigraph as ox
import pytest

from unmandates.rdf.formats import GRAPHS, of_suffix
from unmandates.text.words import languages

HTML, TTL, JSONLD, RDFXML, NT = (
    "text/html",
    "text/turtle",
    "application/ld+json",
    "application/rdf+xml",
    "application/n-triples",
)
BIBTEX, RIS = "application/x-bibtex", "application/x-research-info-systems"
LINKSET = "application/linkset+json"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"

N3, TRIG, NQ = "text/n3", "application/trig", "application/n-quads"
#: What old Java sends, and what rdflib and SPARQLWrapper send for N3.
JAVA = "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"
ANY_N3 = "text/n3, */*;q=0.1"

#: path, Accept, status, then the Location of a redirect or the media type of an answer.
TABLE = [
    ("/id/body/council", BROWSER, 303, "/en/body/council"),
    ("/id/body/council", "", 303, "/en/body/council"),
    ("/id/body/council", "*/*", 303, "/en/body/council"),
    ("/id/body/council", TTL, 303, "/data/body/council.ttl"),
    ("/id/body/council", "text/turtle;q=0.4, application/ld+json;q=0.8", 303, "/data/body/council.jsonld"),
    ("/id/body/council", "application/json", 303, "/data/body/council.jsonld"),
    ("/id/body/council", RDFXML, 303, "/data/body/council.rdf"),
    ("/id/body/council", NT, 303, "/data/body/council.nt"),
    ("/id/body/council", "image/png", 406, "application/problem+json"),
    ("/id/body/council", "text/html;q=0, image/*", 406, "application/problem+json"),
    ("/id/body/council", BIBTEX, 303, "/en/body/council.bib"),
    ("/id/body/council.ris", BROWSER, 303, "/en/body/council.ris"),
    ("/id/body/council?format=bibtex", TTL, 303, "/en/body/council.bib"),
    ("/en/body/council.bib", BROWSER, 200, BIBTEX),
    ("/en/body/council?format=bibtex", BROWSER, 200, BIBTEX),
    ("/ar/body/council?format=ris", BROWSER, 200, RIS),
    ("/en/mandates.ris?year=2021", BROWSER, 200, RIS),
    ("/en/mandates?format=application/x-bibtex", BROWSER, 200, BIBTEX),
    ("/en/body/nobody.bib", BROWSER, 404, HTML),
    ("/linkset/body/council", BROWSER, 200, LINKSET),
    ("/linkset/document/T-75-L.93", "", 200, LINKSET),
    ("/linkset/body/nobody", LINKSET, 404, "application/problem+json"),
    ("/id/body/old-council", TTL, 410, "application/problem+json"),
    ("/en/body/old-council", BROWSER, 410, HTML),
    ("/data/body/old-council.nt", NT, 410, "application/problem+json"),
    ("/report", BROWSER, 303, "/en/report"),
    ("/en/report?about=x", BROWSER, 200, HTML),
    ("/releases", BROWSER, 303, "/en/releases"),
    ("/en/releases", BROWSER, 200, HTML),
    ("/en/releases.atom", BROWSER, 200, "application/atom+xml"),
    ("/due.ics", BROWSER, 303, "/en/due.ics"),
    ("/ar/due.ics", BROWSER, 200, "text/calendar"),
    ("/id/body/council.ttl", BROWSER, 303, "/data/body/council.ttl"),
    ("/id/body/council.html", TTL, 303, "/en/body/council"),
    ("/id/body/council?format=jsonld", TTL, 303, "/data/body/council.jsonld"),
    ("/id/body/council?format=text/turtle", BROWSER, 303, "/data/body/council.ttl"),
    ("/id/body/council?format=pdf", TTL, 406, "application/problem+json"),
    # Names of formats are those of the endpoint, whatever their case; an empty one is none, of several the last counts.
    ("/id/body/council?format=", BROWSER, 303, "/en/body/council"),
    ("/id/body/council?format=", TTL, 303, "/data/body/council.ttl"),
    ("/id/body/council?format=json", BROWSER, 303, "/data/body/council.jsonld"),
    ("/id/body/council?format=JSON", BROWSER, 303, "/data/body/council.jsonld"),
    ("/id/body/council?format=application/json", BROWSER, 303, "/data/body/council.jsonld"),
    ("/id/body/council?format=application/ld+json", BROWSER, 303, "/data/body/council.jsonld"),
    ("/id/body/council?format=xml", BROWSER, 303, "/data/body/council.rdf"),
    ("/id/body/council?format=rdfxml", BROWSER, 303, "/data/body/council.rdf"),
    ("/id/body/council?format=rdf+xml", BROWSER, 303, "/data/body/council.rdf"),
    ("/id/body/council?format=ntriples", BROWSER, 303, "/data/body/council.nt"),
    ("/id/body/council?format=N-Triples", BROWSER, 303, "/data/body/council.nt"),
    ("/id/body/council?format=TTL", BROWSER, 303, "/data/body/council.ttl"),
    ("/id/body/council?format=n3", BROWSER, 303, "/data/body/council.n3"),
    ("/id/body/council?format=trig", BROWSER, 303, "/data/body/council.trig"),
    ("/id/body/council?format=HTML", TTL, 303, "/en/body/council"),
    ("/id/body/council?format=BibTeX", TTL, 303, "/en/body/council.bib"),
    ("/id/body/council?format=ttl&format=nt", BROWSER, 303, "/data/body/council.nt"),
    ("/id/body/council?format=ttl&format=pdf&format=", BROWSER, 303, "/data/body/council.ttl"),
    ("/id/body/council.json", BROWSER, 303, "/data/body/council.jsonld"),
    ("/id/body/council.xml", BROWSER, 303, "/data/body/council.rdf"),
    ("/id/body/council.n3", BROWSER, 303, "/data/body/council.n3"),
    ("/id/body/council.TTL", BROWSER, 303, "/data/body/council.ttl"),
    ("/data/body/council.json", BROWSER, 303, "/data/body/council.jsonld"),
    ("/data/body/council.xml", BROWSER, 303, "/data/body/council.rdf"),
    ("/en/body/council?format=", BROWSER, 200, HTML),
    ("/en/body/council?format=json", BROWSER, 303, "/data/body/council.jsonld"),
    ("/en/body/council.json", BROWSER, 303, "/data/body/council.jsonld"),
    ("/en/mandates?format=", BROWSER, 200, HTML),
    ("/en/mandates?format=CSV", BROWSER, 200, "text/csv"),
    ("/lookup?iri=T/RES/1/1&format=JSON", BROWSER, 200, "application/json"),
    # Every Turtle document is N3, and TriG with one graph.
    ("/id/body/council", N3, 303, "/data/body/council.n3"),
    ("/id/body/council", ANY_N3, 303, "/data/body/council.n3"),
    ("/id/body/council", "text/rdf+n3", 303, "/data/body/council.n3"),
    ("/id/body/council", "application/turtle", 303, "/data/body/council.ttl"),
    ("/id/body/council", "application/x-turtle", 303, "/data/body/council.ttl"),
    ("/id/body/council", "text/x-turtle", 303, "/data/body/council.ttl"),
    ("/id/body/council", "application/x-json+ld", 303, "/data/body/council.jsonld"),
    ("/id/body/council", TRIG, 303, "/data/body/council.trig"),
    ("/id/body/council", NQ, 303, "/data/body/council.nq"),
    ("/data/body/council.n3", "", 200, N3),
    ("/data/body/council.trig", "", 200, TRIG),
    ("/data/body/council.nq", "", 200, NQ),
    ("/ontology", N3, 200, N3),
    ("/ontology", ANY_N3, 200, N3),
    ("/ontology", "text/rdf+n3", 200, "text/rdf+n3"),
    ("/ontology", "application/x-turtle", 200, "application/x-turtle"),
    ("/ontology", TRIG, 200, TRIG),
    ("/ontology?format=json", BROWSER, 200, JSONLD),
    ("/ontology?format=", TTL, 200, TTL),
    ("/ontology.n3", BROWSER, 200, N3),
    ("/ontology.owl", BROWSER, 303, "/ontology.rdf"),
    ("/ontology.json", BROWSER, 303, "/ontology.jsonld"),
    ("/ontology.pdf", BROWSER, 404, HTML),
    ("/ontology/0.1.0.n3", BROWSER, 200, N3),
    ("/ontology/0.1.0.json", BROWSER, 303, "/ontology/0.1.0.jsonld"),
    # A quality is a number, however it is written.
    ("/id/body/council", "text/turtle, */*;q=.1", 303, "/data/body/council.ttl"),
    ("/id/body/council", "text/html;q=.5, application/rdf+xml;q=.9", 303, "/data/body/council.rdf"),
    ("/id/body/council", "text/html;q=0.5000, text/turtle;q=0.60001", 303, "/data/body/council.ttl"),
    ("/id/body/council", JAVA, 303, "/en/body/council"),
    ("/id/body/council", "application/xhtml+xml", 303, "/en/body/council"),
    # Descriptions are had in the forms of everything else.
    ("/.well-known/void", "*/*", 200, TTL),
    ("/.well-known/void", RDFXML, 200, RDFXML),
    ("/.well-known/void", JSONLD, 200, JSONLD),
    ("/.well-known/void", NT, 200, NT),
    ("/.well-known/void", "image/png", 406, "application/problem+json"),
    ("/.well-known/void", BROWSER, 303, "/en/about"),
    ("/.well-known/void?format=rdf", BROWSER, 200, RDFXML),
    ("/.well-known/sparql-examples", RDFXML, 200, RDFXML),
    ("/.well-known/sparql-examples", JSONLD, 200, JSONLD),
    ("/.well-known/sparql-examples", "", 200, TTL),
    ("/.well-known/sparql-examples", HTML, 303, "/sparql"),
    ("/shape", TTL, 200, TTL),
    ("/shape", JSONLD, 200, JSONLD),
    ("/shape", BROWSER, 303, "/en/shapes"),
    ("/graph/shapes", TTL, 303, "/shape"),
    ("/graph/shapes.ttl", BROWSER, 303, "/shape?format=ttl"),
    ("/graph/shapes?format=JSON", BROWSER, 303, "/shape?format=jsonld"),
    ("/graph/void", RDFXML, 303, "/.well-known/void"),
    ("/graph/examples", HTML, 303, "/.well-known/sparql-examples"),
    ("/graph/inferred", BROWSER, 303, "/en/about"),
    ("/graph/curated", TTL, 303, "/.well-known/void"),
    ("/graph/all", RDFXML, 303, "/.well-known/void"),
    ("/favicon.ico", "image/*", 303, None),
    ("/en/nothing", "application/xhtml+xml", 404, HTML),
    ("/id/document/T-75-L.93", TTL, 303, "/data/document/T-75-L.93.ttl"),
    ("/id/document/T-75-L.93", BROWSER, 303, "/en/document/T-75-L.93"),
    ("/id/document/T-75-L.93.nt", BROWSER, 303, "/data/document/T-75-L.93.nt"),
    ("/id/document/T-RES-1-1/op/1/a", BROWSER, 303, "/en/document/T-RES-1-1/op/1/a"),
    ("/id/scheme/verb/request", TTL, 303, "/data/scheme/verb/request.ttl"),
    ("/id/body/nobody", TTL, 404, "application/problem+json"),
    ("/id/body/nobody", BROWSER, 404, HTML),
    ("/graph/body/council", TTL, 303, "/data/body/council.ttl"),
    ("/graph/body/council", BROWSER, 303, "/en/body/council"),
    ("/graph/inferred", TTL, 303, "/.well-known/void"),
    ("/graph/ontology", TTL, 303, "/ontology"),
    ("/graph/elsewhere", TTL, 404, "application/problem+json"),
    ("/data/body/council.ttl", "", 200, TTL),
    ("/data/body/council.ttl", HTML, 200, TTL),
    ("/data/body/council.jsonld", "", 200, JSONLD),
    ("/data/body/council.rdf", "", 200, RDFXML),
    ("/data/body/council.nt", "", 200, NT),
    ("/data/body/council", JSONLD, 303, "/data/body/council.jsonld"),
    ("/data/body/council", "image/png", 406, "application/problem+json"),
    ("/data/body/nobody.ttl", TTL, 404, "application/problem+json"),
    ("/data/document/T-75-L.93.ttl", "", 200, TTL),
    ("/en/body/council", BROWSER, 200, HTML),
    ("/ar/body/council", BROWSER, 200, HTML),
    ("/en/body/council", TTL, 200, HTML),
    ("/en/body/council.ttl", BROWSER, 303, "/data/body/council.ttl"),
    ("/en/body/council?format=ttl", BROWSER, 303, "/data/body/council.ttl"),
    ("/en/body/nobody", BROWSER, 404, HTML),
    ("/xx/body/council", BROWSER, 404, HTML),
    ("/en/mandates", BROWSER, 200, HTML),
    ("/en/mandates", "text/csv", 200, "text/csv"),
    ("/en/mandates.csv", BROWSER, 200, "text/csv"),
    ("/en/mandates?format=csv", BROWSER, 200, "text/csv"),
    ("/en/mandates", "image/png", 406, "application/problem+json"),
    ("/en/mandates?verb=scheme/verb/request&atLeast=3&year=2021", BROWSER, 200, HTML),
    ("/en/mandates?atLeast=many", BROWSER, 400, HTML),
    ("/en/mandates?verb=%22%3E%3Cscript%3E", BROWSER, 400, HTML),
    ("/en/nothing", BROWSER, 404, HTML),
    ("/ontology", BROWSER, 303, "/en/ontology"),
    ("/ontology", TTL, 200, TTL),
    ("/ontology", JSONLD, 200, JSONLD),
    ("/ontology", RDFXML, 200, RDFXML),
    ("/ontology", "image/png", 406, "application/problem+json"),
    ("/ontology.ttl", BROWSER, 200, TTL),
    ("/ontology/0.1.0", TTL, 200, TTL),
    ("/ontology/9.9.9", TTL, 404, "application/problem+json"),
    ("/context.jsonld", "", 200, JSONLD),
    ("/example/stubs", BROWSER, 303, None),
    ("/example/nothing", BROWSER, 404, HTML),
    ("/sparql?query=ASK%20%7B%7D", BROWSER, 303, "/en/sparql?query=ASK%20%7B%7D"),
    ("/ar/sparql?query=ASK%20%7B%7D", BROWSER, 200, HTML),
    ("/ar/sparql?query=ASK%20%7B%7D", "", 200, HTML),
    ("/ar/sparql?query=ASK%20%7B%7D", "application/sparql-results+json", 303, "/sparql?query=ASK%20%7B%7D"),
    ("/ar/sparql?query=ASK%20%7B%7D&format=csv", BROWSER, 303, "/sparql?query=ASK%20%7B%7D&format=csv"),
    ("/ar/sparql?query=ASK%20%7B%7D&format=html", BROWSER, 200, HTML),
    ("/language/ar?page=/body/council?day%3D2021-01-01", BROWSER, 303, "/ar/body/council?day=2021-01-01"),
    ("/language/ar", BROWSER, 303, "/ar/"),
    ("/language/ar?page=//evil.example", BROWSER, 303, "/ar/evil.example"),
    ("/language/xx", BROWSER, 404, HTML),
    ("/graph/curated", BROWSER, 303, "/en/about"),
    ("/.well-known/sparql-examples", TTL, 200, TTL),
    ("/.well-known/sparql-examples", "image/png", 406, "application/problem+json"),
    ("/", BROWSER, 302, "/en/"),
    ("/health", "", 200, "application/json"),
    ("/robots.txt", "", 200, "text/plain"),
    ("/sitemap.xml", "", 200, "application/xml"),
    ("/.well-known/void", "", 200, TTL),
    ("/dataset", "", 303, "/.well-known/void"),
    ("/dump/unmandates.nq", "", 200, "application/n-quads"),
    ("/dump/manifest.json", "", 200, "application/json"),
    ("/dump/..%2F..%2Fetc%2Fpasswd", "", 404, "application/problem+json"),
    ("/en/opensearch.xml", "", 200, "application/opensearchdescription+xml"),
]


@pytest.mark.parametrize(("path", "accept", "status", "expected"), TABLE)
def test_table(client, path, accept, status, expected):
    for method in ("GET", "HEAD"):
        response = client.open(path, method=method, headers={"Accept": accept} if accept else {})
        assert response.status_code == status, response.get_data(as_text=True)[:300]
        if status in (302, 303):
            assert response.headers["Location"] == expected or expected is None
        else:
            assert response.mimetype == expected
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        if method == "HEAD":
            assert response.get_data() == b""
        response.close()


@pytest.mark.parametrize("path", ["/id/body/council", "/ontology", "/data/body/council"])
@pytest.mark.parametrize("accept", [BROWSER, TTL, "image/png"])
def test_negotiated_answers_vary(client, path, accept):
    vary = client.get(path, headers={"Accept": accept}).headers["Vary"]
    assert "Accept" in [name.strip() for name in vary.split(",")]


@pytest.mark.parametrize(
    ("asked", "found"),
    [("ar", "ar"), ("ar-EG, en;q=0.5", "ar"), ("en-GB", "en"), ("fr", "en"), ("", "en"), ("de, ar;q=0.1", "ar")],
)
def test_language_is_negotiated_the_first_time(client, asked, found):
    for path, rest in (("/", ""), ("/id/body/council", "body/council"), ("/ontology", "ontology")):
        response = client.get(path, headers={"Accept-Language": asked, "Accept": "text/html"})
        assert response.headers["Location"] == f"/{found}/{rest}"
        assert "Accept-Language" in response.headers["Vary"]


def test_only_the_switch_of_language_is_remembered(app):
    client = app.test_client()
    for path in ("/en/", "/ar/", "/ar/sparql", "/ar/search?q=x", "/sparql", "/id/body/council", "/ar/body/council"):
        answer = client.get(path, headers={"Accept": "text/html"})
        assert "Set-Cookie" not in answer.headers, path
    assert client.get("/").headers["Location"] == "/en/", "to read a page in Arabic is no choice for all pages"
    page = client.get("/en/body/council").get_data(as_text=True)
    arabic = client.get(re.search(r'href="(/language/ar[^"]*)"', page)[1])
    assert arabic.headers["Location"] == "/ar/body/council"
    assert arabic.headers["Set-Cookie"].startswith("language=ar;") and arabic.headers["Cache-Control"] == "no-store"
    for path, target in (("/", "/ar/"), ("/sparql?query=x", "/ar/sparql?query=x"), ("/report", "/ar/report")):
        answer = client.get(path, headers={"Accept": "text/html", "Accept-Language": "en"})
        assert answer.headers["Location"] == target
        assert {"Accept-Language", "Cookie"} <= set(answer.headers["Vary"].replace(" ", "").split(","))
    assert client.get("/en/sparql", headers={"Accept": "text/html"}).headers["Content-Language"] == "en"


@pytest.mark.parametrize(
    ("asked", "target"),
    [
        ("/search?q=" + "x" * 3000, "/ar/search?q=" + "x" * 3000),
        ("/search?q=" + "x" * 9000, "/ar/search"),
        ("/" + "x" * 9000, "/ar/"),
        ("/" + "\u00e9" * 3000, "/ar/"),
    ],
)
def test_the_switch_repeats_whole_queries_within_bounds(client, asked, target):
    answer = client.get("/language/ar", query_string={"page": asked})
    assert (answer.status_code, answer.headers["Location"]) == (303, target)
    page = client.get("/en" + asked, headers={"Accept": "text/html"}).get_data(as_text=True)
    link = re.search(r'href="(/language/ar[^"]*)"', page)[1]
    assert client.get(link).headers["Location"] == target


@pytest.mark.parametrize(
    "path", ["/data/body/council.ttl", "/en/body/council", "/en/mandates.csv", "/ontology.ttl", "/dump/unmandates.nq"]
)
def test_a_strong_etag_answers_304(client, path):
    first = client.get(path)
    tag = first.headers["ETag"]
    assert tag.startswith('"')
    first.close()
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.get_data()) == (304, b"")
    assert again.headers["ETag"] == tag
    other = client.get(path, headers={"If-None-Match": '"other"'})
    assert other.status_code == 200
    again.close()
    other.close()


def test_etags_differ_by_variant(client):
    paths = [f"/data/body/council.{suffix}" for suffix in ("ttl", "jsonld", "rdf", "nt")]
    paths += ["/en/body/council", "/ar/body/council", "/en/mandates", "/en/mandates.csv"]
    tags = [client.get(path).headers["ETag"] for path in paths]
    tags += [client.get(path, headers={"Accept-Encoding": "gzip"}).headers["ETag"] for path in paths[4:6]]
    assert len(set(tags)) == len(tags)


def test_compression_is_negotiated(client):
    plain = client.get("/en/body/council")
    packed = client.get("/en/body/council", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert len(packed.get_data()) < len(plain.get_data()) / 2
    assert "Accept-Encoding" in packed.headers["Vary"] and "Accept-Encoding" in plain.headers["Vary"]


#: path, then what its Link header must say: relation, media type (empty: none), target.
ID = "https://w3id.org/unmandates/id/"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
LINKS = {
    "/en/document/T-RES-1-1": {
        ("canonical", "", "https://example.org/en/document/T-RES-1-1"), ("cite-as", "", ID + "document/T-RES-1-1"),
        ("license", "", LICENSE), ("author", "", "https://w3id.org/unmandates/"),
        ("type", "", "https://schema.org/AboutPage"), ("type", "", "https://schema.org/Legislation"),
        ("describedby", TTL, "/data/document/T-RES-1-1.ttl"), ("item", TTL, "/data/document/T-RES-1-1.ttl"),
        ("item", JSONLD, "/data/document/T-RES-1-1.jsonld"), ("describedby", BIBTEX, "/en/document/T-RES-1-1.bib"),
        ("describedby", RIS, "/en/document/T-RES-1-1.ris"), ("linkset", LINKSET, "/linkset/document/T-RES-1-1"),
        ("alternate", HTML, "/ar/document/T-RES-1-1"),
    },
    "/ar/body/council": {
        ("cite-as", "", ID + "body/council"), ("type", "", "https://schema.org/Organization"),
        ("item", NT, "/data/body/council.nt"), ("alternate", HTML, "/en/body/council"),
        ("describedby", BIBTEX, "/ar/body/council.bib"),
    },
    "/en/event/session-1": {("type", "", "https://schema.org/Event")},
    "/data/body/council.ttl": {
        ("describes", "", ID + "body/council"), ("cite-as", "", ID + "body/council"), ("license", "", LICENSE),
        ("collection", HTML, "/en/body/council"), ("collection", HTML, "/ar/body/council"),
        ("type", "", "https://schema.org/Dataset"), ("alternate", JSONLD, "/data/body/council.jsonld"),
        ("linkset", LINKSET, "/linkset/body/council"), ("author", "", "https://w3id.org/unmandates/"),
    },
    "/id/body/council": {("describedby", TTL, "/data/body/council.ttl"), ("linkset", LINKSET, "/linkset/body/council")},
    "/en/mandates": {("cite-as", "", "https://example.org/en/mandates"), ("describedby", RIS, "/en/mandates.ris")},
    "/en/about": {("cite-as", "", "https://example.org/en/about"), ("describedby", BIBTEX, "/en/about.bib")},
    "/en/body/council.bib": {("describes", "", ID + "body/council")},
    "/ontology.ttl": {("cite-as", "", "https://w3id.org/unmandates/ontology"), ("license", "", LICENSE)},
}  # fmt: skip


def links(header: str) -> set[tuple[str, str, str]]:
    """Return the links of a header: relation, media type, target (RFC 8288, section 3)."""
    found = set()
    for target, rest in re.findall(r"<([^<>]*)>((?:\s*;\s*[a-z]+=\"[^\"]*\")*)\s*(?:,|$)", header):
        parameters = dict(re.findall(r"([a-z]+)=\"([^\"]*)\"", rest))
        found |= {(relation, parameters.get("type", ""), target) for relation in parameters["rel"].split()}
    assert re.sub(r"[^<]", "", header) == "<" * header.count("<")
    return found


@pytest.mark.parametrize("path", LINKS)
def test_links(client, path):
    found = links(client.get(path, headers={"Accept": "text/html"}).headers["Link"])
    assert LINKS[path] <= found, LINKS[path] - found
    for relation, media_type, target in found:
        if target.startswith("/") and relation not in ("service-desc", "api-catalog"):
            answer = client.get(target, headers={"Accept": media_type})
            assert (answer.status_code, answer.mimetype) == (200, media_type), target


@pytest.mark.parametrize("path", ["document/T-RES-1-1", "body/council", "document/T-RES-1-1/op/1/a"])
def test_a_link_set_says_what_the_headers_say(client, path):
    """RFC 9264, section 4.2: an object for each context, which has an array of targets for each relation."""
    found = client.get(f"/linkset/{path}").get_json()
    assert list(found) == ["linkset"]
    contexts = {one.pop("anchor"): one for one in found["linkset"]}
    assert len(contexts) == 4 + len(languages())
    for anchor, relations in contexts.items():
        said = set()
        for relation, targets in relations.items():
            for target in targets:
                assert set(target) <= {"href", "type", "hreflang"} and target["href"].startswith("https://")
                said.add((relation, target.get("type", ""), target["href"].removeprefix("https://example.org")))
        header = links(client.get(anchor.removeprefix("https://example.org")).headers["Link"])
        told = {(relation, kind, target.removeprefix("https://example.org")) for relation, kind, target in header}
        assert said == {link for link in told if link[0] not in ("service-desc", "api-catalog")}


def test_link_of_a_page(client):
    link = client.get("/en/body/council").headers["Link"]
    for expected in (
        '<https://example.org/en/body/council>; rel="canonical"',
        '<https://w3id.org/unmandates/id/body/council>; rel="cite-as"',
        '</data/body/council.ttl>; rel="alternate describedby item"; type="text/turtle"',
        '</ar/body/council>; rel="alternate"; type="text/html"; hreflang="ar"',
        'rel="license"',
    ):
        assert expected in link


def test_link_of_data_and_of_the_way_there(client):
    link = client.get("/data/body/council.ttl").headers["Link"]
    assert '<https://w3id.org/unmandates/id/body/council>; rel="describes cite-as"' in link
    assert '</data/body/council.jsonld>; rel="alternate"; type="application/ld+json"' in link
    assert "describedby" in client.get("/id/body/council").headers["Link"]


@pytest.mark.parametrize("path", ["/en/mandates.csv", "/ar/documents?format=csv", "/lookup.csv",
                                  "/lookup?iri=T/RES/1/1&format=csv"])  # fmt: skip
def test_a_table_for_excel_begins_with_a_byte_order_mark(client, path):
    plain = client.get(path).get_data()
    more = "&" if "?" in path else "?"
    assert client.get(f"{path}{more}bom=1").get_data() == b"\xef\xbb\xbf" + plain
    assert client.get(f"{path}{more}bom=0").get_data() == plain and not plain.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("suffix", ["ttl", "jsonld", "rdf", "nt", "trig", "nq", "n3"])
@pytest.mark.parametrize(
    "place", ["/data/body/council.{}", "/ontology.{}", "/shape.{}", "/.well-known/void?format={}",
              "/.well-known/sparql-examples?format={}"],
)  # fmt: skip
def test_every_form_says_the_same(client, place, suffix):
    """Each is read by a parser of its own; blank nodes are told apart by how many there are."""
    statements = []
    for one in ("nt", suffix):
        response = client.get(place.format(one))
        form = of_suffix(one, GRAPHS)
        assert response.content_type == form.content_type
        kind = ox.RdfFormat.N3 if one == "n3" else ox.RdfFormat.from_media_type(form.media_type)
        if one == "jsonld" and place.startswith(("/data", "/.well-known/void")):
            found = compacted(response.get_json(), client.get("/context.jsonld").get_json())
        else:
            found = list(ox.parse(response.get_data(), format=kind))
        plain = [quad for quad in found if not {type(quad.subject), type(quad.object)} & {ox.BlankNode}]
        statements.append((len(found), {(quad.subject, quad.predicate, quad.object) for quad in plain}))
    assert statements[0] == statements[1] and statements[0][0] > 3


def compacted(document: dict, context: dict) -> list[ox.Quad]:
    """Return what compacted JSON-LD says, with its context in the document itself."""
    return list(ox.parse(json.dumps(document | context), format=ox.RdfFormat.JSON_LD))


def test_options_and_preflight(client):
    for path in ("/id/body/council", "/data/body/council.ttl", "/en/body/council"):
        response = client.options(path, headers={"Origin": "https://elsewhere.example"})
        assert response.status_code == 200
        assert {"GET", "HEAD", "OPTIONS"} <= set(response.headers["Allow"].split(", "))
        assert "GET" in response.headers["Access-Control-Allow-Methods"]
        assert {"*", "Authorization"} <= set(response.headers["Access-Control-Allow-Headers"].split(", "))
        assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(client, method):
    response = client.open("/id/body/council", method=method)
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_406_lists_what_there_is(client):
    found = client.get("/id/body/council", headers={"Accept": "image/png"}).get_json()
    assert found["available"]["text/turtle"] == "/data/body/council.ttl"
    assert set(found["available"]) == {
        "text/html",
        "text/turtle",
        "application/ld+json",
        "application/rdf+xml",
        "application/n-triples",
        BIBTEX,
        RIS,
    }


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("document/T-RES-1-11", "document/T-RES-1-1"),
        ("document/T/RES/1/1", "document/T-RES-1-1"),
        ("document/T-RES-1-1/op/7", "document/T-RES-1-1"),
        ("body/counsil", "body/council"),
    ],
)
def test_404_names_what_is_near(client, asked, near):
    response = client.get(f"/id/{asked}", headers={"Accept": "application/json"})
    assert response.status_code == 404
    assert any(found["iri"].endswith("/" + near) for found in response.get_json()["near"])
    assert "Did you mean" in client.get(f"/en/{asked}", headers={"Accept": "text/html"}).get_data(as_text=True)
