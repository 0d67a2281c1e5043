"""The description of the interface: it is what the service does, and it is found where programs look."""

import re

import pytest

from unmandates.rdf.formats import GRAPHS, HTML, RDF, ROWS, find
from unmandates.web.discovery.interface import document
from unmandates.web.endpoint.submission import PARAMETERS
from unmandates.web.lists.filters import names_of
from unmandates.web.lists.list import lists


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
        asked = {
            one["name"]: one["example"] if "example" in one else one["schema"]["enum"][0]
            for one in methods["get"]["parameters"]
        }
        address = path.format(**asked)
        query = {one["name"]: asked[one["name"]] for one in methods["get"]["parameters"] if one["in"] == "query"}
        answer = real_client.get(address, query_string=query)
        said = methods["get"]["responses"][str(answer.status_code)]
        assert answer.status_code in (200, 303), address
        assert "content" not in said or answer.mimetype in said["content"], address
        answer.close()
