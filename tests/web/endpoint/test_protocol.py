"""The protocol in one table, then what a table cannot say."""

import csv
import gzip
import io
import json
import random
import re
import xml.etree.ElementTree as ElementTree
from urllib.parse import quote, urlencode

import pyoxigraph
import pytest
from flask import Response

from unmandates.engine import Engine, Limits, from_files

from .conftest import ENDPOINT, application

SELECT = "SELECT ?o { ?s <http://example.org/p> ?o } ORDER BY ?o"
LABELS = "SELECT * { ?s <http://example.org/label> ?o }"
ASK = "ASK { }"
CONSTRUCT = "CONSTRUCT WHERE { ?s <http://example.org/p> ?o }"
JSON, XML, CSV, TSV = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
G, H = "http://example.org/g", "http://example.org/h"


def get(web, text=SELECT, accept=None, method="GET", headers=None, **parameters):
    headers = dict(headers or {}) | ({"Accept": accept} if accept else {})
    parameters = {"query": text} | {name.replace("_", "-"): value for name, value in parameters.items()}
    return web.open(f"/sparql?{urlencode(parameters, doseq=True)}", method=method, headers=headers)


def numbers(response):
    assert response.status_code == 200, response.text
    return sorted(int(row["o"]["value"]) for row in response.json["results"]["bindings"])


@pytest.mark.parametrize(
    ("text", "accept", "expected"),
    [
        (SELECT, None, JSON),
        (SELECT, "*/*", JSON),
        (SELECT, XML, XML),
        (SELECT, "text/csv", CSV),
        (SELECT, "text/tab-separated-values;q=0.9, text/csv;q=0.8", TSV),
        (SELECT, "application/json", "application/json"),
        (SELECT, "application/xml", "application/xml"),
        (SELECT, "text/turtle, */*;q=0.1", JSON),
        (SELECT, "text/turtle", 406),
        (ASK, None, JSON),
        (ASK, XML, XML),
        (ASK, CSV, CSV),
        (ASK, TSV, TSV),
        (ASK, "image/png", 406),
        (CONSTRUCT, None, "text/turtle"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        (CONSTRUCT, "application/trig", "application/trig"),
        (CONSTRUCT, "application/n-quads", "application/n-quads"),
        (CONSTRUCT, "text/csv", 406),
        (CONSTRUCT, "text/n3", "text/n3"),
        (CONSTRUCT, "text/rdf+n3, */*;q=.1", "text/rdf+n3"),
        (CONSTRUCT, "application/turtle", "application/turtle"),
        (CONSTRUCT, "text/x-turtle", "text/x-turtle"),
        (CONSTRUCT, "application/x-json+ld", "application/x-json+ld"),
        (CONSTRUCT, "application/json", "application/json"),
        (SELECT, "application/xml;q=.9, */*;q=.1", "application/xml"),
        ("DESCRIBE <http://example.org/a>", "text/turtle", "text/turtle"),
    ],
)
def test_accept(web, text, accept, expected):
    for method in ("GET", "HEAD"):
        response = get(web, text, accept, method)
        if isinstance(expected, int):
            assert response.status_code == expected
        else:
            assert (response.status_code, response.mimetype) == (200, expected)
            assert int(response.headers["Content-Length"]) > 0
        assert "Accept" in response.headers["Vary"]
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert method == "GET" or not response.data


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (SELECT, "json", JSON), (SELECT, "xml", XML), (SELECT, "csv", CSV), (SELECT, "tsv", TSV), (SELECT, CSV, CSV),
        (CONSTRUCT, "json", "application/ld+json"), (CONSTRUCT, "xml", "application/rdf+xml"),
        (CONSTRUCT, "ttl", "text/turtle"), (CONSTRUCT, "nt", "application/n-triples"),
        (CONSTRUCT, "jsonld", "application/ld+json"), (CONSTRUCT, "trig", "application/trig"),
        (CONSTRUCT, "nq", "application/n-quads"), (CONSTRUCT, "csv", 406), (SELECT, "ttl", 406), (SELECT, "docx", 400),
        (SELECT, "JSON", JSON), (SELECT, "CSV", CSV), (SELECT, "XML", XML), (SELECT, "srj", JSON), (SELECT, "srx", XML),
        (SELECT, "application/sparql-results json", JSON), (SELECT, "Application/SPARQL-Results+XML", XML),
        (SELECT, "application/json", "application/json"), (SELECT, "text/xml", "text/xml"), (SELECT, "", 406),
        (CONSTRUCT, "n3", "text/n3"), (CONSTRUCT, "N-Triples", "application/n-triples"),
        (CONSTRUCT, "TTL", "text/turtle"),
        (CONSTRUCT, "text/plain", "text/plain"), (CONSTRUCT, "application/json", "application/json"),
        (CONSTRUCT, ["json", "turtle"], "text/turtle"), (SELECT, ["json", "turtle"], JSON),
        (SELECT, ["tsv", TSV], TSV), (SELECT, ["csv", "pdf"], CSV),
    ],
)  # fmt: skip
def test_format_parameter_wins(web, text, name, expected):
    response = get(web, text, "text/html, image/png", format=name)
    assert expected in (response.status_code, response.mimetype)


#: What clients of other services send beside the query, and what SPARQLWrapper sends.
BESIDE = [
    "infer=true", "reasoning=false", "_=1700000000", "callback=jQuery1", "stylesheet=%2Fxml-to-html.xsl",
    "force-accept=text%2Fplain", "should-sponge=&signal_void=on&signal_unbound=on&default-graph-uri=&timeout=0",
    "analytic=true", "queryLn=SPARQL", "distinct=true&offset=0&limit=10", "b%C3%B6se=1", "%0d%0aSet-Cookie:x=1",
    "output=json&results=json&format=json", "named-graph-uri=", "x=%ff%zz", "uuid",
]  # fmt: skip


@pytest.mark.parametrize("beside", BESIDE)
def test_what_is_unknown_is_ignored_and_named(web, beside):
    query = urlencode({"query": SELECT})
    answers = [
        web.get(f"/sparql?{query}&{beside}"),
        web.get(f"/sparql?{beside}&{query}"),
        web.post("/sparql", data=f"{query}&{beside}", content_type=FORM),
        web.post(f"/sparql?{beside}", data=query, content_type=FORM),
        web.post(f"/sparql?{beside}", data=SELECT, content_type=DIRECT),
    ]
    for answer in answers:
        assert numbers(answer) == [1, 2, 3]
        hint = answer.headers.get("Unmandates-Hint", "")
        assert hint.isascii() and hint.isprintable() and "Set-Cookie" not in answer.headers
        for name in ("infer", "_", "callback", "analytic", "signal_void", "offset"):
            if f"{name}=" in beside:
                assert name in hint.partition(". Known")[0].removeprefix("Ignored: ").split(", ")
    assert ("Unmandates-Hint" in answers[0].headers) is not beside.startswith(("output", "named", "uuid"))


def test_many_unknown_parameters_are_named_in_part(web):
    address = "&".join(f"{'long' * 50}{number}=1" for number in range(500))
    hint = web.get(f"/sparql?query=ASK%7B%7D&{address}").headers["Unmandates-Hint"]
    assert len(hint) < 400 and ", ..." in hint


def test_a_hint_about_terms_and_one_about_parameters_stand_together(web):
    hint = get(web, "SELECT * { ?s unm:adressee ?o }", infer="true").headers["Unmandates-Hint"]
    assert hint.startswith("Ignored: infer.") and "unm:addressee" in hint


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("SELECT * { ?s ?p ?o }", "s p o"),
        ("SELECT * WHERE { ?z ?y ?x . OPTIONAL { ?z ?y ?a } FILTER(?nowhere = 1 || true) }", "z y x a"),
        ("select distinct * { $b $a ?c }", "b a c"),
        ("PREFIX z: <http://z/> SELECT REDUCED * # ?a\n { ?s ?p '?b' }", "s p"),
        ("SELECT * { { SELECT ?y ?x { ?hidden ?y ?x } } BIND(1 AS ?a) }", "y x a"),
        ("SELECT * { ?s ?p ?o } VALUES (?b ?a) { (1 2) }", "s p o b a"),
        ("SELECT * { ?s ?p ?o MINUS { ?s ?q ?r } }", "s p o"),
        ("SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }", "s p o"),
        ("SELECT ?o ?s { ?s ?p ?o }", "o s"),
        ("SELECT (COUNT(*) AS ?n) ?p { ?s ?p ?o } GROUP BY ?p", "n p"),
        ("\\u0053ELECT * { ?s ?p ?o }", "s p o"),
        ("SELECT * { }", ""),
    ],
)
def test_columns_stand_as_in_the_query(web, text, columns):
    """SPARQL 1.1, 18.2.4.4, leaves the order of `SELECT *` open; users take it from the query."""
    answer = get(web, text)
    assert answer.json["head"]["vars"] == columns.split()
    assert get(web, text, CSV).text.splitlines()[:1] == [columns.replace(" ", ",")]


def test_csv_for_excel(web):
    """RFC 4180 has no byte order mark, and Excel knows UTF-8 by it: it comes to who asks for it, in CSV alone."""
    mark = b"\xef\xbb\xbf"
    for text in (SELECT, LABELS, "SELECT (SHA512(STR(?a)) AS ?x) { ?a ?b ?c . ?d ?e ?f } LIMIT 5000"):
        plain = get(web, text, CSV)
        for value, expected in (("1", mark), ("true", mark), ("0", b""), ("", b"")):
            assert get(web, text, CSV, bom=value).data == expected + plain.data
        packed = get(web, text, CSV, bom="1", headers={"Accept-Encoding": "gzip"})
        body = gzip.decompress(packed.data) if "Content-Encoding" in packed.headers else packed.data
        assert body == mark + plain.data
        assert int(packed.headers["Content-Length"]) == len(packed.data)
    assert get(web, SELECT, CSV, bom="1").headers["ETag"] != get(web, SELECT, CSV).headers["ETag"]
    for accept in (JSON, XML, TSV):
        assert get(web, SELECT, accept, bom="1").data == get(web, SELECT, accept).data


@pytest.mark.parametrize("name", ["ttl", "trig", "n3"])
def test_a_graph_is_written_with_the_prefixes_of_the_query_and_the_house(web, name):
    text = "PREFIX ex: <http://example.org/> PREFIX no: <http://no.example/> CONSTRUCT { ?s ex:p ?o ; rdf:value ?o } "
    answer = get(web, text + "WHERE { ?s ex:p ?o }", format=name)
    prefixes = re.findall(r"@prefix (\S*): ", answer.text)
    assert prefixes == ["ex", "rdf"] and "ex:a " in answer.text and "ex:p 3" in answer.text
    assert len(list(pyoxigraph.parse(answer.data, format=pyoxigraph.RdfFormat.TRIG))) == 6
    assert answer.data == get(web, text + "WHERE { ?s ex:p ?o } ", format=name).data


def test_a_large_graph_has_its_prefixes_in_one_order(web):
    bodies = {get(web, f"CONSTRUCT WHERE {{ ?s ?p ?o }} # {number}").data for number in range(3)}
    (body,) = bodies
    prefixes = re.findall(r"@prefix (\S*): ", body.decode())
    assert len(body) > 2**16 and prefixes == sorted(prefixes) and "unm" in prefixes
    assert len(list(pyoxigraph.parse(body, format=pyoxigraph.RdfFormat.TURTLE))) == 2003


def test_every_format_parses(web):
    assert numbers(get(web)) == [1, 2, 3]
    ElementTree.fromstring(get(web, accept=XML).data)
    assert list(csv.reader(io.StringIO(get(web, accept=CSV).text))) == [["o"], ["1"], ["2"], ["3"]]
    assert get(web, accept=TSV).text == "?o\n1\n2\n3\n"
    for name in ("ttl", "nt", "rdf", "jsonld", "trig", "nq"):
        response = get(web, CONSTRUCT, format=name)
        kind = pyoxigraph.RdfFormat.from_media_type(response.mimetype)
        assert len(list(pyoxigraph.parse(response.data, format=kind))) == 3


@pytest.mark.parametrize("ways", ["get", "form", "direct"])
@pytest.mark.parametrize(
    ("default", "named", "expected"),
    [((), (), [1, 2, 3]), ((G,), (), [4]), ((G, H), (), [4, 5]), ((), (G,), [])],
)
def test_three_ways_to_ask_and_their_graphs(web, ways, default, named, expected):
    graphs = [("default-graph-uri", graph) for graph in default] + [("named-graph-uri", graph) for graph in named]
    if ways == "get":
        response = web.get("/sparql?" + urlencode([("query", SELECT), *graphs]))
    elif ways == "form":
        response = web.post("/sparql", data=urlencode([("query", SELECT), *graphs]), content_type=FORM)
    else:
        response = web.post("/sparql?" + urlencode(graphs), data=SELECT, content_type=DIRECT + "; charset=utf-8")
    assert numbers(response) == expected


def test_graphs_of_the_protocol_replace_from(web):
    text = f"SELECT ?o FROM <{H}> {{ ?s ?p ?o }}"
    assert numbers(get(web, text)) == [5]
    assert numbers(get(web, text, default_graph_uri=G)) == [4]


UTF16 = SELECT.encode("utf-16")
REQUESTS = [
    # method, address, body, content type, status
    ("GET", "?query=%ff", None, None, 400),
    ("GET", "?query=ASK%20%7B%7", None, None, 400),
    ("GET", "?query=ASK%7B%7D&query=ASK%7B%7D", None, None, 400),
    ("GET", "?query=ASK%7B%7D&format=json&format=xml", None, None, 200),
    ("GET", "?query=ASK%7B%7D&format=docx&format=pdf", None, None, 400),
    ("GET", "?query=ASK%7B%7D&format=json&output=json&results=json", None, None, 200),
    ("GET", "?query=ASK%7B%7D&fromat=json", None, None, 200),
    ("GET", "?query=ASK%7B%7D&other=%ff&more=100%", None, None, 200),
    ("GET", "?query=ASK%7B%7D&format=%ff", None, None, 400),
    ("GET", "?query=%EF%BB%BFASK%7B%7D", None, None, 200),
    ("GET", "?query=ASK%7B%7D&timeout=0", None, None, 200),
    ("GET", "?query=ASK%7B%7D&timeout=&default-graph-uri=&named-graph-uri=&format=&update=", None, None, 200),
    ("GET", "?query=ASK%7B%7D&query=", None, None, 400),
    ("GET", "?query=ASK%7B%7D&update=CLEAR%20ALL", None, None, 403),
    ("GET", "?utm_source=mail", None, None, 200),
    ("GET", "?query=ASK%7B%7D&timeout=soon", None, None, 400),
    ("GET", "?query=ASK%7B%7D&timeout=-1", None, None, 400),
    ("GET", "?query=ASK%7B%7D&timeout=0.5", None, None, 200),
    ("GET", "?query=ASK%7B%7D&default-graph-uri=relative", None, None, 400),
    ("GET", "?query=ASK%7B%7D&default-graph-uri=http%3A%2F%2Fa%20b%2F", None, None, 400),
    ("GET", "?query=ASK%7B%7D&&", None, None, 200),
    ("GET", "?query=ASK+%7B+%7D", None, None, 200),
    ("GET", "?query=", None, None, 400),
    ("GET", "?query", None, None, 400),
    ("GET", "?default-graph-uri=http%3A%2F%2Fa%2F", None, None, 400),
    ("GET", "?update=CLEAR%20ALL", None, None, 403),
    ("GET", "?query=CLEAR%20ALL", None, None, 403),
    ("GET", "?query=" + "%20" * 200_001, None, None, 414),
    ("GET", "?query=" + "%20" * 900_000, None, None, 414),
    ("POST", "", SELECT, DIRECT, 200),
    ("POST", "", UTF16, DIRECT + "; charset=utf-16", 415),
    ("POST", "", "query=ASK%7B%7D", FORM + "; charset=ISO-8859-1", 200),
    ("POST", "", "query=ASK%7B%7D", FORM + '; charset="windows-1252"', 200),
    ("POST", "", SELECT, DIRECT + "; charset=us-ascii", 200),
    ("POST", "", "query=ASK%7B%7D%23%e9", FORM + "; charset=ISO-8859-1", 415),
    ("POST", "", "query=ASK%7B%7D%23%c3%a9", FORM + "; charset=ISO-8859-1", 415),
    ("POST", "", SELECT.encode("cp037"), DIRECT + "; charset=cp037", 415),
    ("POST", "", SELECT, DIRECT + "; charset=nonsense", 415),
    ("POST", "", b"\xef\xbb\xbf" + SELECT.encode(), DIRECT, 200),
    ("POST", "", b"\xef\xbb\xbfquery=ASK%7B%7D", FORM, 200),
    ("POST", "", "query=%EF%BB%BFASK%7B%7D", FORM, 200),
    ("POST", "", UTF16, DIRECT, 400),
    ("POST", "", b"ASK { } # \xff", DIRECT, 400),
    ("POST", "", b"", DIRECT, 400),
    ("POST", "?query=ASK%7B%7D", SELECT, DIRECT, 400),
    ("POST", "", SELECT, "text/plain", 415),
    ("POST", "", SELECT, None, 415),
    ("POST", "", "{}", "application/json", 415),
    ("POST", "", "CLEAR ALL", "application/sparql-update", 403),
    ("POST", "", "update=CLEAR%20ALL", FORM, 403),
    ("POST", "", "query=ASK%7B%7D", FORM, 200),
    ("POST", "", "query=ASK%7B%7D&query=ASK%7B%7D", FORM, 400),
    ("POST", "?query=ASK%7B%7D", "query=ASK%7B%7D", FORM, 400),
    ("POST", "", "nothing=1", FORM, 400),
    ("POST", "", "", FORM, 400),
    ("POST", "", "query=%ff", FORM, 400),
    ("POST", "", " " * 200_001, DIRECT, 413),
    ("POST", "", "query=" + "+" * 200_001, FORM, 413),
    ("POST", "", "query=" + "+" * 2_000_000, FORM, 413),
    ("PUT", "", SELECT, DIRECT, 405),
    ("DELETE", "", None, None, 405),
    ("PATCH", "?query=ASK%7B%7D", None, None, 405),
    ("PROPFIND", "", None, None, 405),
    ("MKCOL", "?query=ASK%7B%7D", None, None, 405),
    ("TRACE", "", None, None, 405),
    ("QUERY", "", SELECT, DIRECT, 405),
]  # fmt: skip


@pytest.mark.parametrize(("method", "address", "body", "kind", "status"), REQUESTS, ids=range(len(REQUESTS)))
def test_status(web, method, address, body, kind, status):
    response = web.open("/sparql" + address, method=method, data=body, content_type=kind)
    assert response.status_code == status, response.text
    if status >= 400:
        assert response.mimetype == "application/problem+json"
        assert response.json["status"] == status and response.json["detail"]
        assert response.headers["Cache-Control"] == "no-store"
        assert "Traceback" not in response.text and "/tmp" not in response.text
    if status == 405:
        assert response.headers["Allow"] == "GET, HEAD, OPTIONS, POST"
        assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_a_compressed_body_is_refused(web):
    response = web.post(
        "/sparql", data=gzip.compress(SELECT.encode()), content_type=DIRECT, headers={"Content-Encoding": "gzip"}
    )
    assert response.status_code == 415


@pytest.mark.parametrize("byte", range(256))
def test_no_byte_breaks_anything(web, byte):
    for body in (b"ASK { } " + bytes([byte]), b"SELECT ('a" + bytes([byte]) + b"' AS ?x) { }"):
        for accept in (JSON, XML):
            response = web.post("/sparql", data=body, content_type=DIRECT, headers={"Accept": accept})
            assert response.status_code in (200, 400, 406)
            if response.status_code == 200:
                json.loads(response.data) if accept == JSON else ElementTree.fromstring(response.data)


def test_options_and_preflight(web):
    response = web.options("/sparql", headers={"Origin": "https://e.org", "Access-Control-Request-Method": "POST"})
    assert response.status_code == 204 and not response.data
    assert response.headers["Allow"] == response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS, POST"
    # The star is any header but Authorization (Fetch Standard, 3.2.4).
    assert {"*", "Authorization"} <= set(response.headers["Access-Control-Allow-Headers"].split(", "))


def test_etag_follows_query_format_coding_and_graphs(web):
    tags = [
        get(web).headers["ETag"],
        get(web, SELECT + " ").headers["ETag"],
        get(web, accept=XML).headers["ETag"],
        get(web, headers={"Accept-Encoding": "gzip"}).headers["ETag"],
        get(web, default_graph_uri=G).headers["ETag"],
        get(web, named_graph_uri=G).headers["ETag"],
    ]
    assert len(set(tags)) == len(tags) and not any(tag.startswith("W/") for tag in tags)
    assert get(web).headers["ETag"] == tags[0]


def test_not_modified(web):
    fresh = get(web)
    for method in ("GET", "HEAD"):
        response = get(web, method=method, headers={"If-None-Match": f'"other", W/{fresh.headers["ETag"]}'})
        assert response.status_code == 304 and not response.data
        for name in ("ETag", "Vary", "Cache-Control"):
            assert response.headers[name] == fresh.headers[name]
    assert get(web, accept=XML, headers={"If-None-Match": fresh.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize("text", ["SELECT", "ASK { ?s ?p }", "SELECT * { FILTER(RAND() < 2) }"])
def test_a_star_names_only_what_there_is(web, text):
    there = get(web, text, headers={"If-None-Match": "*"}).status_code
    assert there == (200 if "RAND" in text else 400)
    assert get(web, headers={"If-None-Match": "*"}).status_code == 304


def test_a_strong_tag_names_the_bytes(engine):
    text = "SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s LIMIT 300"  # in an order that changes by the process
    apps = [application(engine) for _ in range(6)]
    answers = [get(app.test_client(), text) for app in apps]
    bodies = {answer.headers["ETag"]: answer.data for answer in answers}
    assert all(bodies[answer.headers["ETag"]] == answer.data for answer in answers)
    for app, answer in zip(apps, reversed(answers), strict=True):
        assert get(app.test_client(), text, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    "call",
    ["RAND()", "rand()", "RA\\u004ED()", "\\u0052\\U00000041ND()", "R\\u0061nd()", "STR(NO\\u0057())",
     "STR\\u0055UID()", "\\u0055UID()", "BN\\u004fDE()"],
)  # fmt: skip
def test_what_changes_each_time_is_not_kept(web, call):
    responses = [get(web, f"SELECT ({call} AS ?x) {{ }}") for _ in range(2)]
    assert responses[0].data != responses[1].data
    assert "ETag" not in responses[0].headers and responses[0].headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("text", [LABELS, SELECT])
def test_gzip(web, text):
    plain, packed = get(web, text), get(web, text, headers={"Accept-Encoding": "gzip"})
    if "Content-Encoding" in packed.headers:
        assert gzip.decompress(packed.data) == plain.data and len(packed.data) < len(plain.data)
    else:
        assert text == SELECT and packed.data == plain.data
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert int(packed.headers["Content-Length"]) == len(packed.data)


@pytest.mark.parametrize("accept", [None, "text/turtle", "application/ld+json", "application/rdf+xml"])
def test_service_description(web, accept):
    response = web.get("/sparql", headers={"Accept": accept} if accept else {})
    kind = pyoxigraph.RdfFormat.from_media_type(response.mimetype)
    store = pyoxigraph.Store()
    store.load(response.data, format=kind)
    assert store.query(
        f"""PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
        ASK {{ ?s a sd:Service ; sd:endpoint <{ENDPOINT}> ; sd:supportedLanguage sd:SPARQL11Query ;
            rdfs:comment ?limit ;
            sd:resultFormat <http://www.w3.org/ns/formats/Turtle> ; sd:defaultDataset ?d .
            ?d sd:defaultGraph ?g ; sd:namedGraph/sd:name <{G}> }}""",
        prefixes={"rdfs": "http://www.w3.org/2000/01/rdf-schema#"},
    )
    assert response.headers["ETag"] and response.headers["Vary"]
    assert web.get("/sparql", headers={"If-None-Match": response.headers["ETag"]}).status_code in (200, 304)


def test_malformed_queries_are_explained(web):
    document = get(web, "SELECT * {\n ?s nope:p ?o }").json
    assert (document["status"], document["line"], document["column"]) == (400, 2, 5)
    assert "unm:" in document["hint"] and "nope:" in document["detail"]


def test_a_misspelt_term_is_noticed(web):
    response = get(web, "SELECT * { ?s unm:adressee ?o . ?s a unm:Body }")
    assert response.status_code == 200
    assert response.headers["Unmandates-Hint"] == "unm:adressee is not in the ontology; did you mean unm:addressee?"


@pytest.mark.parametrize(
    ("text", "status", "kind"),
    [
        ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c = ?f + ?i) }", 504, "time-limit"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403, "service-forbidden"),
        ("SELECT * { SERVICE ?x { ?s ?p ?o } }", 403, "service-forbidden"),
        ("SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }", 200, None),
        ("SELECT (" + "STR(" * 5000 + "1" + ")" * 5000 + " AS ?x) { }", 400, "too-deep"),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 200000", 503, "result-limit"),
        ('SELECT ("a\\u0001" AS ?x) { }', 200, None),
    ],
)
def test_refusals(web, text, status, kind):
    response = get(web, text)
    assert response.status_code == status
    assert kind is None or response.json["type"].endswith("/" + kind)


def test_xml_that_cannot_be_is_refused(web):
    assert get(web, 'SELECT ("a\\u0001" AS ?x) { }', accept=XML).status_code == 406


def test_errors_for_people(web):
    response = get(web, "SELECT <script>", accept="text/html,*/*;q=0.8")
    assert response.status_code == 400 and response.mimetype in ("text/plain", "text/html")
    assert "<script>" not in response.text or response.mimetype == "text/plain"


def test_a_page_is_given_to_those_who_prefer_it(engine):
    web = application(
        engine, form_page=lambda request, submission: Response(f"page {submission.text}", mimetype="text/html")
    ).test_client()
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert web.get("/sparql", headers={"Accept": browser}).text == "page None"
    assert get(web, ASK, browser).text == "page ASK { }"
    assert get(web, ASK, format="html").text == "page ASK { }"
    assert get(web, ASK, browser, format="csv").mimetype == "text/csv"
    assert get(web, ASK, "*/*").mimetype == JSON


@pytest.fixture(scope="module")
def with_page(engine):
    return application(engine, form_page=lambda request, submission: Response("page", mimetype="text/html"))


JAVA = "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"


@pytest.mark.parametrize(
    ("text", "accept", "expected"),
    [
        # What is asked for cannot be had of this form of query, and the page can (RFC 9110, 12.5.1 and 15.5.7).
        (SELECT, "text/turtle, text/html;q=0.5", "text/html"),
        (SELECT, "text/turtle, application/rdf+xml;q=.9, text/html;q=0.5, */*;q=.1", "text/html"),
        (CONSTRUCT, "text/turtle, text/html;q=0.5", "text/turtle"),
        (
            "# SELECT\nPREFIX select: <http://x/> describe <http://example.org/a>",
            "text/turtle, text/html;q=.5",
            "text/turtle",
        ),
        (CONSTRUCT, JSON + ", text/html;q=0.2", "text/html"),
        (SELECT, JSON + ", text/html;q=0.2", JSON),
        (ASK, JSON + ", text/html;q=0.2", JSON),
        ("SELECT broken", "text/turtle, text/html;q=0.5", "text/html"),
        (None, "text/turtle, text/html;q=0.5", "text/turtle"),
        (None, JSON + ", text/html;q=0.5", "text/html"),
        (SELECT, "text/turtle", 406),
        (CONSTRUCT, "text/turtle;q=0, text/csv", 406),
        (SELECT, "application/xhtml+xml", "text/html"),
        (SELECT, "application/xhtml+xml;q=.5, text/csv;q=.6", CSV),
        (SELECT, JAVA, "text/html"),
        (ASK, "text/html, image/gif, image/jpeg, *; q=0.2, */*; q=0.2", "text/html"),
        (SELECT, "text/html;q=.1, */*;q=.2", JSON),
    ],
)
def test_the_page_is_what_is_acceptable_where_nothing_better_is(with_page, text, accept, expected):
    web = with_page.test_client()
    for _ in range(2):
        address = "/sparql" + (f"?query={quote(text)}" if text else "")
        response = web.get(address, headers={"Accept": accept})
        assert expected in (response.status_code, response.mimetype)
        assert "Accept" in response.headers["Vary"]


def test_a_client_that_used_its_share_waits(data):
    with Engine(from_files([data]), Limits(time=0.5, client_budget=0.4, client_window=60)) as engine:
        web = application(engine).test_client()
        text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c > ?f) }"
        greedy = {"X-Forwarded-For": "203.0.113.9, 192.0.2.1"}
        assert get(web, text, headers=greedy).status_code == 504
        response = get(web, ASK, headers=greedy)
        assert response.status_code == 429 and int(response.headers["Retry-After"]) > 0
        assert get(web, ASK, headers={"X-Forwarded-For": "192.0.2.2"}).status_code == 200
        assert get(web, ASK).status_code == 200


def test_random_edits_only_ever_give_known_statuses(web):
    random.seed(7)
    seeds = [
        SELECT,
        CONSTRUCT,
        "PREFIX x: <http://x/> SELECT (COUNT(?s) AS ?n) FROM x:g { ?s x:p+/^x:q ?o } GROUP BY ?o",
    ]
    pieces = [
        "{",
        "}",
        "(",
        ")",
        "<",
        ">",
        '"',
        "'",
        "\\",
        "\0",
        "é",
        "\ufffe",
        "OPTIONAL",
        "FROM",
        "SERVICE",
        ";",
        "?x",
        "#",
    ]
    for _ in range(600):
        text = list(random.choice(seeds))
        for _ in range(random.randint(1, 4)):
            text[random.randrange(len(text))] = random.choice(pieces)
        response = web.get("/sparql?query=" + quote("".join(text)))
        assert response.status_code in (200, 400, 403, 504, 503), response.text
        if response.status_code != 200:
            assert "Traceback" not in response.text
