"""The file that leads from w3id.org to the service, run by Apache: every address and method arrives as it was sent."""

import contextlib
import http.client
import re
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from tests.ground import find, lacking
from tests.web.conftest import ODD_KEY
from tests.web.test_accepts import TABLE
from werkzeug.serving import make_server

from unmandates.corpus.layout import TURTLE_ROOT
from unmandates.rdf.namespaces import ONTOLOGY, ROOT

HTACCESS = TURTLE_ROOT / "server" / "deploy" / "w3id" / ".htaccess"
SERVICE = "https://unmandates.example.org"
MODULES = "mpm_event authz_core authz_host rewrite headers env dir"
CONFIG = """
ServerRoot "{folder}"
PidFile "{folder}/pid"
ErrorLog "{folder}/error.log"
ServerName w3id.org
Listen 127.0.0.1:{port}
{modules}
DocumentRoot "{folder}/www"
<Directory "{folder}/www">
    AllowOverride All
    Options FollowSymLinks
    Require all granted
</Directory>
AllowEncodedSlashes NoDecode
"""


@pytest.fixture(scope="module")
def service(app) -> Iterator[str]:
    """The address of the service over the small release."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def w3id(tmp_path_factory, service) -> Iterator[tuple[str, int]]:
    """Apache with the file as it is, but for the address of the service: its host and port."""
    apache = find("apache2")
    if not apache:
        pytest.skip(lacking("apache2"))
    folder: Path = tmp_path_factory.mktemp("w3id")
    place = folder / "www" / "unmandates"
    place.mkdir(parents=True)
    text = HTACCESS.read_text(encoding="utf-8")
    assert text.count(SERVICE) == 1
    (place / ".htaccess").write_text(text.replace(SERVICE, service), encoding="utf-8")
    for one in (folder, folder / "www", place):
        one.chmod(0o755)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    built_in = subprocess.run([apache, "-l"], capture_output=True, text=True, check=True).stdout
    where = Path(apache).resolve().parents[1] / "lib" / "apache2" / "modules"
    modules = [
        f'LoadModule {name}_module "{where}/mod_{name}.so"'
        for name in MODULES.split()
        if f"mod_{name}.c" not in built_in
    ]
    config = folder / "apache.conf"
    config.write_text(CONFIG.format(folder=folder, port=port, modules="\n".join(modules)), encoding="utf-8")
    process = subprocess.Popen([apache, "-f", config, "-DFOREGROUND"], stdin=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.1):
                break
            assert process.poll() is None, (folder / "error.log").read_text()
            time.sleep(0.05)
        yield "127.0.0.1", port
    finally:
        process.terminate()
        process.wait(10)


def ask(w3id, path: str, accept: str = "", method: str = "GET", body: bytes | None = None) -> http.client.HTTPResponse:
    """Return the answer to one request; its path is sent as it is."""
    connection = http.client.HTTPConnection(*w3id, timeout=10)
    with contextlib.closing(connection):
        headers = {"Host": "w3id.org"} | ({"Accept": accept} if accept else {})
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.read()
    return answer


ADDRESSES = sorted({path for path, *_ in TABLE}) + [
    "/",
    "/ontology",
    "/shape",
    "/standard/1.0/context.jsonld",
    "/graph/document/T-RES-1-1",
    "/dataset",
    "/id/document/T-RES-1-1/op/1",
    f"/id/body/{ODD_KEY}",
    "/id/body/%D9%85%D8%AC%D9%84%D8%B3",
    "/id/body/a%2Fb%20c%3Fd%23e%25f",
    "/id/body/council?format=ttl&x=a%26b+c%2Fd",
    "/id/body/council?",
    "/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D",
    "/id/document/" + "x" * 2000,
]


@pytest.mark.parametrize("path", ADDRESSES, ids=lambda path: path[:60])
def test_every_address_arrives_as_it_was_sent(w3id, service, path):
    answer = ask(w3id, "/unmandates" + path)
    assert answer.status == 302
    assert answer.headers["Location"] == service + path


@pytest.mark.parametrize(("path", "accept"), [row[:2] for row in TABLE if row[0].startswith(("/id/", "/ontology"))])
def test_whatever_form_is_asked_for_the_way_is_one(w3id, service, path, accept):
    answer = ask(w3id, "/unmandates" + path, accept)
    assert (answer.status, answer.headers["Location"]) == (302, service + path)


@pytest.mark.parametrize("path", ["/unmandates", "/unmandates/", "/unmandates//"])
def test_the_beginning_of_all_names_leads_to_the_start_page(w3id, service, path):
    answer = ask(w3id, path)
    if answer.status == 301:  # a folder without its slash
        answer = ask(w3id, re.sub(r"https?://[^/]+", "", answer.headers["Location"]))
    assert (answer.status, answer.headers["Location"]) == (302, service + "/")


@pytest.mark.parametrize("path", ["/unmandates/id/../../etc", "/unmandates/%2e%2e/x", "/unmandatesx/id/body/council"])
def test_nothing_leads_elsewhere(w3id, service, path):
    answer = ask(w3id, path)
    location = answer.headers["Location"] or ""
    assert answer.status in (400, 403, 404) or location.startswith(service + "/")


@pytest.mark.parametrize(
    "path", ["/unmandates/%0d%0aX-Evil:%201", "/unmandates//evil.example/x", "/unmandates/@evil.example"]
)
def test_no_header_and_no_host_can_be_slipped_in(w3id, service, path):
    answer = ask(w3id, path)
    assert "X-Evil" not in answer.headers
    assert (answer.headers["Location"] or service + "/").startswith(service + "/")


def test_a_query_by_post_stays_one(w3id, service):
    answer = ask(w3id, "/unmandates/sparql", method="POST", body=b"ASK {}")
    assert (answer.status, answer.headers["Location"]) == (307, service + "/sparql")


def test_head_is_answered_as_get(w3id, service):
    answer = ask(w3id, "/unmandates/id/body/council", method="HEAD")
    assert (answer.status, answer.headers["Location"]) == (302, service + "/id/body/council")


@pytest.mark.parametrize("method", ["OPTIONS", "GET"])
def test_scripts_of_other_sites_may_follow(w3id, method):
    answer = ask(w3id, "/unmandates/id/body/council", method=method)
    assert answer.status == (204 if method == "OPTIONS" else 302)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("form", ["turtle", "xml", "nt"])
def test_a_client_reads_a_term_by_its_name_with_a_fragment(w3id, form):
    """A fragment is not sent; the client finds the term in what it is led to."""
    graph = rdflib.Graph()
    host, port = w3id
    graph.parse(ONTOLOGY.replace("https://w3id.org", f"http://{host}:{port}") + "Mandate", format=form)
    assert graph.value(rdflib.URIRef(ONTOLOGY + "Mandate"), rdflib.RDF.type) == rdflib.OWL.Class


def test_a_client_reads_a_thing_by_its_name(w3id):
    host, port = w3id
    graph = rdflib.Graph().parse(f"http://{host}:{port}/unmandates/id/body/council", format="turtle")
    assert (rdflib.URIRef(ROOT + "id/body/council"), None, None) in graph
