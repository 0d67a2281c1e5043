"""The description of the interface: it is what the service does, and it is found where programs look."""

import json
import re

import pytest

from unmandates.rdf.formats import GRAPHS, HTML, RDF, ROWS, find
from unmandates.web.discovery.interface import document
from unmandates.web.endpoint.submission import PARAMETERS
from unmandates.web.http.operations import operations_of
from unmandates.web.lists.filters import names_of
from unmandates.web.lists.list import lists

#: Routes that are for people: pages, and what is a form of a page.
PAGES = {
    "about.page", "changes.page", "guide.page", "home.page", "imports.page", "lists.page", "named.problems",
    "ontology.page", "ontology.section", "pages.page", "releases.difference", "releases.page", "reporting.page",
    "search.page", "shapes.one", "shapes.page", "sparql.page",
}  # fmt: skip
#: Those that lead from an IRI or a short address to another route.
LEADING = {
    "dereference.beginning", "discovery.dataset", "discovery.icon", "doors.named", "doors.start", "language.switch",
    "named.catalogue", "named.problem_type", "ontology.ontology", "questions.example", "releases.one",
    "shapes.dereference", "standard.latest", "standard.named_shapes",
}  # fmt: skip
#: Those that programs find at a fixed place or by a link, and know by a rule of their own.
FOUND_BY_RULE = {
    "discovery.part_of_sitemap",
    "discovery.robots", "discovery.sitemap", "openapi.catalogue", "openapi.description", "search.description", "static",
}  # fmt: skip


def filled(parameter: dict):
    """Return a value of a parameter: its example, or the first that there is."""
    return parameter["example"] if "example" in parameter else parameter["schema"]["enum"][0]


@pytest.fixture
def described(client) -> dict:
    """The description."""
    return client.get("/openapi.json").get_json()


def test_it_is_found(client):
    for path in ("/", "/en/", "/en/body/council", "/data/body/council.ttl", "/en/nothing"):
        link = client.get(path, headers={"Accept": "text/html"}).headers["Link"]
        assert '</openapi.json>; rel="service-desc"' in link and 'rel="api-catalog"' in link
    answer = client.get("/.well-known/api-catalog")
    assert answer.content_type == 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'
    links = {name: found for interface in answer.get_json()["linkset"] for name, found in interface.items()}
    assert {"anchor", "service-desc", "service-doc", "service-meta", "status"} <= set(links)
    for interface in answer.get_json()["linkset"]:
        for targets in (found for found in interface.values() if isinstance(found, list)):
            for target in targets:
                path = target["href"].removeprefix("https://example.org")
                if path == "/sparql":
                    continue  # the application alone has no engine
                assert client.get(path, headers={"Accept": target["type"]}).mimetype == target["type"].split(";")[0]


def test_it_is_openapi(client, described):
    assert client.get("/openapi.json").mimetype == "application/vnd.oai.openapi+json"
    assert described["openapi"].startswith("3.1.") and described["servers"] == [{"url": "https://example.org"}]
    operations = [one for path in described["paths"].values() for one in path.values()]
    names = [one["operationId"] for one in operations]
    assert len(set(names)) == len(names)
    for path, methods in described["paths"].items():
        for one in methods.values():
            in_path = {parameter["name"] for parameter in one["parameters"] if parameter["in"] == "path"}
            assert in_path == set(re.findall(r"\{(\w+)\}", path)), path
            assert one["responses"] and one["summary"].endswith("."), path


def test_it_says_what_there_is(described):
    assert {f"/{{language}}/{name}.csv" for name in lists()} <= set(described["paths"])
    forms = described["paths"]["/data/{kind}/{key}.{suffix}"]["get"]["responses"]["200"]["content"]
    assert set(forms) == {form.media_type for form in RDF}
    for name, shown in lists().items():
        parameters = described["paths"][f"/{{language}}/{name}.csv"]["get"]["parameters"]
        assert {one["name"] for one in parameters} == {"language", *names_of(shown.filters)}


def test_every_route_is_described_or_needs_no_words(app):
    with app.test_request_context():
        described = {endpoint for endpoint, view in app.view_functions.items() if operations_of(view)}
    apart = PAGES | LEADING | FOUND_BY_RULE
    assert not described & apart
    assert set(app.view_functions) == described | apart


def test_every_operation_is_at_an_address_of_its_view(app):
    with app.test_request_context():
        routes = app.url_map.bind("example.org")
        for endpoint, view in app.view_functions.items():
            for one in operations_of(view):
                if one.path:
                    values = {found["name"]: filled(found) for found in one.to_dict()["parameters"]}
                    assert routes.match(one.path.format(**values), "GET")[0] == endpoint
                assert one.method in ("get", "post") and (one.method == "get" or endpoint == "sparql.door")


def test_every_reference_leads_to_a_component(described):
    references = re.findall(r'"\$ref": "#/components/(\w+)/(\w+)"', json.dumps(described))
    assert references and all(name in described["components"][kind] for kind, name in references)


def test_formats_are_those_of_the_table(described):
    """All that the endpoint gives, by media type and by name, and what else it reads."""
    asking = described["paths"]["/sparql"]["get"]
    given = asking["responses"]["200"]["content"]
    assert set(given) == {form.media_type for form in (*ROWS, *GRAPHS)}
    parameters = {one["name"]: one["schema"] for one in asking["parameters"]}
    assert set(parameters) == set(PARAMETERS)
    names = parameters["format"]["anyOf"][0]["enum"]
    assert all(find(name, (*ROWS, *GRAPHS, HTML)) for name in names)
    assert {form.suffix for form in (*ROWS, *GRAPHS)} <= set(names)
    form = described["paths"]["/sparql"]["post"]["requestBody"]["content"]["application/x-www-form-urlencoded"]
    assert set(form["schema"]["properties"]) == set(PARAMETERS) and "additionalProperties" not in form["schema"]


def test_examples_are_answered_as_described(real_client, real_app):
    with real_app.test_request_context():
        paths = document("https://example.org")["paths"]
    for path, methods in paths.items():
        if path == "/sparql":
            continue  # the application alone has no engine; tests/browser asks the live server
        asked = {one["name"]: filled(one) for one in methods["get"]["parameters"]}
        address = path.format(**asked)
        query = {one["name"]: asked[one["name"]] for one in methods["get"]["parameters"] if one["in"] == "query"}
        answer = real_client.get(address, query_string=query)
        said = methods["get"]["responses"][str(answer.status_code)]
        assert answer.status_code in (200, 303), address
        assert "content" not in said or answer.mimetype in said["content"], address
        answer.close()
