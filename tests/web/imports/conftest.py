"""A small release with an import of made-up acts: words in several languages, votes, sponsors, tags of a machine."""

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from flask import Flask
from flask.testing import FlaskClient
from tests.releases import written

from unmandates.rdf import graphs
from unmandates.rdf.namespaces import ID, LANGUAGES, PREFIXES
from unmandates.release.differences import DIFFERENCES
from unmandates.release.release import Release, checksum
from unmandates.web.application import create_app
from unmandates.web.things.settings import Settings

SOURCE, ACTS, BASE = "lake", 230, "https://example.org"
_HEAD = f"BASE <{ID}>\n" + "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
_WORDS = {"en": "Requests the Clerk to measure the lake.", "ar": "تطلب إلى الكاتب أن يقيس البحيرة."}
TERMS = {
    "source": SOURCE,
    "title": {"en": "Acts of the Lake Commission"},
    "statement": {"en": "Anybody may read these unofficial copies."},
    "acknowledgement": {"en": "Source: Lake Commission"},
    "said_at": "https://example.org/terms",
    "served": True,
}
#: One kind of note with a text that would end a page's element, and one that would be an address on a machine.
NOTES = [
    {"kind": "not-used", "outcome": "foreign", "count": 4,
     "examples": [{"place": "a/<b>.xml", "item": "", "detail": ""}]},
    {"kind": "refused-empty", "outcome": "skipped", "count": 1,
     "examples": [{"place": "a/\u202e2.xml", "item": "", "detail": "0 bytes"}]},
]  # fmt: skip

#: A membership that an act tells of, below the body and not below the act.
_SEAT = """<body/council/membership/hostile-2030> a unm:Membership ; unm:organization <body/council> ;
    unm:member <body/hostile> ; unm:role <scheme/role/member> ; unm:until "2031-12-31"^^xsd:date ;
    unm:electedIn <document/LC-RES-1/op/1> ; unm:source <document/LC-RES-1/op/1> ."""


def act(number: int) -> dict[str, str]:
    """Return what the source says of an act, by standing."""
    document, first = f"document/LC-RES-{number}", "document/LC-RES-1"
    titles = ", ".join(f'"Measuring {number} ({language})"@{language}' for language in ("en", "fr"))
    return {
        "text": f"""<{document}> a unm:Resolution ; unm:symbol "LC/RES/{number}" ; unm:availableIn "en", "ar" ;
            unm:unofficialVersion "de" ; skos:prefLabel "LC/RES/{number}"@en, "LC/RES/{number}"@ar ;
            dcterms:title {titles} ; unm:coverage <scheme/coverage/imported> .
        <{document}/op/1> a unm:OperativeParagraph ; unm:parent <{document}> ; unm:order 1 ; unm:number "1" ;
            unm:officialText "{_WORDS["en"]}"@en, "{_WORDS["ar"]}"@ar ; unm:openingWords "Requests"@en ;
            unm:opensWith <scheme/verb/request> .
        <{document}/op/1/a> a unm:SubParagraph ; unm:parent <{document}/op/1> ; unm:order 1 ; unm:number "a" ;
            unm:officialText "Only in English."@en .
        <{document}/op/1/citation/1> a unm:Citation ; unm:parent <{document}/op/1> ; unm:order 1 ;
            unm:cites <{first}> .
        <{first}> a unm:Resolution ; unm:symbol "LC/RES/1" ; skos:prefLabel "LC/RES/1"@en, "LC/RES/1"@ar .""",
        "metadata": f"""<{document}> unm:adoptionDate "2030-01-{number % 28 + 1:02}"^^xsd:date ;
            unm:adoptedBy <body/council> ; unm:initialSponsor <body/hostile> ; unm:sponsorAsStated "The Chair" .
        <{document}/vote/1> a unm:Vote ; unm:parent <{document}> ; unm:order 1 ; unm:voteOn <{document}> ;
            unm:voteDate "2030-01-{number % 28 + 1:02}"^^xsd:date ; unm:votesInFavour 1 ; unm:votesAgainst 1 ;
            unm:{"inFavour" if number % 3 else "against"} <body/hostile> ; unm:abstaining <body/council> .
        {_SEAT if number == 1 else ""}""",
        "headings": f'<{document}> unm:subjectHeading "LAKES" ; dcterms:subject <http://metadata.un.org/thesaurus/1> .',
        "candidate": f"""<{document}> dcterms:subject <http://metadata.un.org/sdg/6> .
        <{document}/op/1/reading/1> a unm:MachineReading ; unm:parent <{document}/op/1> ; unm:order 1 ;
            unm:assigneeAsRead "Clerk of the lake" .""",
    }


def _quads() -> list[ox.Quad]:
    found = []
    for number in range(1, ACTS + 1):
        for standing, turtle in act(number).items():
            graph = ox.NamedNode(graphs.imported(SOURCE, standing, f"LC-RES-{number}"))
            said = [quad.triple for quad in ox.parse(_HEAD + turtle, format=ox.RdfFormat.TURTLE)]
            found += [ox.Quad(*triple, graph) for triple in said]
            if standing in graphs.OFFICIAL_STANDINGS:
                inferred = ox.NamedNode(graphs.inferred_from(graph.value))
                found += [ox.Quad(*triple, inferred) for triple in _follows(said, number)]
    return found


def _follows(said: list[ox.Triple], number: int) -> list[ox.Triple]:
    """Return as much of what follows as the pages ask for: wider classes, and what is part of the document."""
    document, found = ox.NamedNode(f"{ID}document/LC-RES-{number}"), []
    wider = {"Resolution": "Document", "OperativeParagraph": "Provision", "SubParagraph": "Provision"}
    for subject, predicate, value in said:
        if predicate.value == PREFIXES["rdf"] + "type" and (name := wider.get(value.value.rpartition("#")[2])):
            found.append(ox.Triple(subject, predicate, ox.NamedNode(PREFIXES["unm"] + name)))
        if predicate.value == PREFIXES["unm"] + "parent":
            part_of = ox.NamedNode(PREFIXES["unm"] + "partOf")
            found += [ox.Triple(subject, part_of, whole) for whole in {value, document}]
    return found


@pytest.fixture(scope="session")
def imported_release(small_release: Release, tmp_path_factory) -> Release:
    """The small release with the import."""
    folder = tmp_path_factory.mktemp("imported")
    store = small_release.open_store()
    quads = [quad for quad in store if isinstance(quad.graph_name, ox.NamedNode)] + _quads()
    about = {"complete": True, "source": SOURCE, "title": TERMS["title"], "created": "2030-02-01T00:00:00+00:00",
             "counts": {"items": ACTS, "graphs": 4 * ACTS, "statements": 99, "files": {"taken": 7, "skipped": 1}},
             "notes": NOTES}  # fmt: skip
    (folder / "imports" / SOURCE).mkdir(parents=True)
    (folder / "imports" / SOURCE / "import.json").write_text(json.dumps(about), encoding="utf-8")
    (folder / "imports" / SOURCE / "notes.csv").write_text("kind,outcome\n", encoding="utf-8")
    rows = ["thing,property,curated,imported,graph"]
    rows += [f'{ID}document/LC-RES-{n},{PREFIXES["unm"]}symbol,"""A""","""<b>""",g' for n in range(1, 131)]
    (folder / DIFFERENCES).write_text("\n".join(rows) + "\n", encoding="utf-8")
    beside = {name: _described(folder / name) for name in (DIFFERENCES, f"imports/{SOURCE}/notes.csv")}
    parts = {f"{SOURCE}-1": {"graphs": 4 * ACTS, "statements": 99}}
    return written(
        quads, folder, imports={f"{SOURCE}-1": TERMS}, reports={SOURCE: f"imports/{SOURCE}"}, parts=parts, beside=beside
    )


def _described(path: Path) -> dict:
    return {"sha256": checksum(path), "bytes": path.stat().st_size}


@pytest.fixture(scope="session")
def imported_app(imported_release: Release) -> Flask:
    """The application over it; what goes wrong in it is raised."""
    app = create_app(Settings(base=BASE, release=imported_release))
    app.testing = True
    app.error_handler_spec[None][None].pop(Exception, None)
    return app


@pytest.fixture
def reader(imported_app: Flask) -> FlaskClient:
    """A client without cookies."""
    return imported_app.test_client(use_cookies=False)


assert set(_WORDS) < set(LANGUAGES)
