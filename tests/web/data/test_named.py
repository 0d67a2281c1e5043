"""Every IRI that the project mints leads to what it names: all that stand in its machine documents are looked up."""

import re

import pyoxigraph as ox
import pytest

from unmandates.rdf.namespaces import GRAPH, ID, ROOT
from unmandates.release.release import NQUADS
from unmandates.text.words import languages, words
from unmandates.web.data.named import problem_kinds

DOCUMENTS = (
    "/.well-known/void", "/.well-known/sparql-examples", "/.well-known/api-catalog", "/openapi.json", "/context.jsonld",
    "/ontology.ttl", "/ontology.jsonld", "/shape.ttl", "/shape.jsonld",
    "/en/releases.atom", "/ar/releases.atom", "/en/due.ics",
    "/lookup.csv", "/sitemap.xml", "/en/about", "/data/body/council.ttl", "/data/document/T-RES-1-1.jsonld",
    "/linkset/document/T-RES-1-1", "/dump/manifest.json", f"/dump/{NQUADS}",
)  # fmt: skip
#: An IRI as it stands in any of them; what closes it in Turtle, JSON, XML or running text is no part of it.
_IRI = re.compile(re.escape(ROOT) + r"[^\s<>\"'\\`{}|^;,)]*")
#: Names that are only the beginning of others, or templates, and what the application has without an engine.
_BEGINNINGS = {"", "id/", "graph/", "data/", "ontology#", "shape#", "example/", "problem/", "dataset#", "sparql"}
#: What is no subject in its own document: graphs, documents, versions, feeds, the endpoint.
_NO_SUBJECT = ("graph/", "data/", "ontology/", "releases/", "en/", "ar/", "sparql")


def ours(text: str) -> set[str]:
    """Return the IRIs of the project in a text."""
    found = {iri.rstrip(".:?!") for iri in _IRI.findall(text)}
    return {iri for iri in found if iri.removeprefix(ROOT) not in _BEGINNINGS and "*" not in iri}


def look_up(client, iri: str, accept: str):
    """Return the last answer on the way that an IRI leads."""
    address = iri.removeprefix(ROOT.rstrip("/")).partition("#")[0]
    for _ in range(5):
        answer = client.get(address, headers={"Accept": accept})
        if answer.status_code not in (301, 302, 303):
            return answer
        address = answer.headers["Location"].partition("#")[0]
        answer.close()
    raise AssertionError(f"{iri} leads in circles")


def subjects_of(answer) -> set[str] | None:
    """Return what an answer makes statements about; None for one that is no RDF."""
    if answer.mimetype == "application/ld+json":  # its context lies elsewhere
        return set(re.findall(r'"@?id": ?"([^"]+)"', answer.get_data(as_text=True)))
    form = ox.RdfFormat.from_media_type(answer.mimetype)
    quads = ox.parse(answer.get_data(), format=form) if form else ()
    return {getattr(quad.subject, "value", "") for quad in quads} if form else None


@pytest.fixture(scope="module")
def named(app) -> set[str]:
    """The IRIs in all documents of the small release, and the types of all problems."""
    client = app.test_client(use_cookies=False)
    found = {f"{ROOT}problem/{kind}" for kind in problem_kinds()}
    for address in DOCUMENTS:
        with client.get(address) as answer:
            assert answer.status_code == 200, address
            found |= ours(answer.get_data(as_text=True))
    known = app.extensions["unmandates"].world.thing
    things = {iri for iri in found if iri.startswith((ID, f"{GRAPH}body/", f"{GRAPH}document/", f"{GRAPH}scheme/"))}
    return found - {iri for iri in things if not known(iri.replace(GRAPH, ID), "en").known}  # cut out of it


def test_many_are_found_of_every_sort(named):
    sorts = {iri.removeprefix(ROOT).partition("/")[0].partition("#")[0] for iri in named}
    assert {"id", "graph", "data", "ontology", "shape", "example", "problem", "dataset", "catalog", "sparql"} <= sorts
    assert len(named) > 500


@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "application/rdf+xml", "application/ld+json"])
def test_every_iri_leads_to_what_it_names(client, named, accept):
    lost, silent = [], []
    subjects: dict[str, set | None] = {}
    for iri in sorted(named):
        if iri.startswith(f"{ROOT}sparql"):
            continue  # the application alone has no engine; the live endpoint describes it
        document = iri.partition("#")[0]
        if document not in subjects:
            with look_up(client, iri, accept) as answer:
                if answer.status_code == 410 or document.startswith(f"{ROOT}releases/"):
                    continue  # what was withdrawn says so; a release is a page and a table
                if answer.status_code != 200:
                    lost.append((iri, answer.status_code))
                    continue
                subjects[document] = subjects_of(answer)
        found = subjects.get(document)
        if found is not None and not iri.removeprefix(ROOT).startswith(_NO_SUBJECT) and iri not in found:
            silent.append(iri)
    assert not lost, lost[:12]
    assert not silent, silent[:12]


def test_every_iri_of_the_corpus_is_there(real_client, release):
    """Things and their parts lead somewhere; the ontology names nothing that is not there."""
    found = ours((release.folder / NQUADS).read_text(encoding="utf-8"))
    things = sorted(iri for iri in found if iri.startswith(ID))
    assert len(things) > 3000
    lost = [iri for iri in things if real_client.get(iri.removeprefix(ROOT.rstrip("/"))).status_code not in (303, 410)]
    assert not lost, lost[:12]


@pytest.mark.parametrize("language", languages())
def test_every_problem_is_explained(client, language):
    explained = words(language)["problems"]["kinds"]
    assert set(explained) == set(problem_kinds())
    page = client.get(f"/{language}/problems").get_data(as_text=True)
    for kind, refusal in problem_kinds().items():
        assert f'id="{kind}"' in page and explained[kind]["about"] in page
        assert language != "en" or explained[kind]["title"] == refusal.title
        answer = client.get(f"/problem/{kind}", headers={"Accept": "text/html", "Accept-Language": language})
        assert answer.headers["Location"] == f"/{language}/problems#{kind}"


@pytest.mark.parametrize("path", ["/problem/no", "/problem/no.ttl", "/example/no.ttl", "/problem/malformed.txt"])
def test_what_is_not_named_is_not_there(client, path):
    assert client.get(path, headers={"Accept": "text/turtle"}).status_code == 404


def test_an_example_is_a_query_for_people_and_statements_for_programs(client):
    answer = client.get("/example/stubs", headers={"Accept": "text/html"})
    assert answer.headers["Location"].startswith("/sparql?query=") and 'rel="describedby"' in answer.headers["Link"]
    answer = client.get("/example/stubs", headers={"Accept": "text/turtle"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/example/stubs.ttl")
    assert client.get("/example/stubs", headers={"Accept": "image/png"}).status_code == 406
