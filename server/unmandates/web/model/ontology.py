"""The ontology at one IRI: a page in the reader's language, and the same in the forms of RDF."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox
from flask import Blueprint, Response, abort
from markupsafe import Markup, escape

from unmandates.asking.data import FOLDER, Row, query, standalone
from unmandates.rdf.names import relative
from unmandates.rdf.namespaces import ONTOLOGY
from unmandates.rdf.queries import read_queries
from unmandates.text.alphabet import place
from unmandates.web.data import documents
from unmandates.web.data.jsonld import context
from unmandates.web.data.statements import graph_as
from unmandates.web.frame.delivery import kept
from unmandates.web.frame.page import template
from unmandates.web.frame.rendering import render
from unmandates.web.http import language
from unmandates.web.http.formats import HTML, RDF
from unmandates.web.http.operations import gives, gives_rdf, in_suffix, operation, refuses
from unmandates.web.http.parameters import reads
from unmandates.web.http.redirects import BY_READER, lead
from unmandates.web.model import constraints, shapes
from unmandates.web.model.drawing import drawn
from unmandates.web.model.picture import picture
from unmandates.web.model.worked_example import WorkedExample, worked_example
from unmandates.web.things.naming import Text, best
from unmandates.web.things.site import site
from unmandates.web.things.tables import table
from unmandates.web.things.things import Thing
from unmandates.web.things.vocabulary import ANYWHERE, IRI, Section, Term, Vocabulary, vocabulary

blueprint = Blueprint("ontology", __name__)
_PLACE = "/ontology.{suffix}"
#: The query that shows at the head of the page how one is written.
_SHOWN = "term-Mandate-who-is-to-do-what"
#: What is code in running text: between grave accents, a triple pattern or a term with its prefix, a relative IRI.
_CODE = re.compile(
    r"`(?P<marked>[^`]+)`"
    r"|(?P<plain>(?:\?\w+ )?\b(?:unm|skos|rdfs):\w+(?:[?*+]?/[\w:]+)*(?: \?\w+)?|<[a-z]+/[\w./-]+>)"
)


@blueprint.get("/ontology")
@reads("format")
def ontology() -> Response:
    """Answer with the ontology itself as RDF, or lead to its page: by `?format=` or `Accept`."""
    return documents.answer(_data, _PLACE, f"/{language.negotiated()}/ontology")


@blueprint.get("/ontology.<suffix>")
@operation(
    "ontology", "The ontology in one form of RDF.",
    gives_rdf("The ontology.") | refuses(404), in_suffix(),
)  # fmt: skip
@reads()
def file(suffix: str) -> Response:
    """Answer with the ontology in one form."""
    if suffix == HTML.suffix:
        return lead(f"/{language.negotiated()}/ontology", *BY_READER)
    return documents.of_file(_data, _PLACE, suffix)


@blueprint.get("/context.jsonld")
@operation("context", "The JSON-LD context of the data.", gives("It.", "application/ld+json"))
@kept
def json_ld_context() -> Response:
    """Answer with the JSON-LD context of all data."""
    text = json.dumps(context(site()), indent=1, ensure_ascii=False) + "\n"
    return Response(text, content_type="application/ld+json")


@blueprint.get("/<language>/ontology")
@kept
def page(language: str) -> Response:
    """Show the ontology: how to query, its picture, and each term with its definition."""
    found = vocabulary(site())
    shown, example = standalone(_SHOWN, language), worked_example(site(), language)
    worked = example and (example, drawn(example, language))
    response = render(OntologyPage(found, picture(found, language), shown, schemes(language), worked))
    alternates = (f'</ontology.{form.suffix}>; rel="alternate describedby"; type="{form.media_type}"' for form in RDF)
    response.headers["Link"] = ", ".join(
        [f'<{site().base}/{language}/ontology>; rel="canonical"', f'<{IRI}>; rel="cite-as"', *alternates]
    )
    return response


@blueprint.get("/<language>/ontology/<name>")
@kept
def section(language: str, name: str) -> Response:
    """Show the terms of a section, each with examples from the data, its queries and the shapes that bind it."""
    found = vocabulary(site())
    chosen = next((one for one in found.sections if one.name == name), None)
    if chosen is None and name != ANYWHERE:
        abort(404)
    terms = chosen.terms if chosen else found.anywhere
    binding = constraints.shapes(site()).binding
    return render(TermsPage(found, chosen, terms, _samples(terms, language), binding))


def schemes(language: str) -> list[tuple[Thing, list[dict]]]:
    """Return each scheme with its concepts and how often each is used, schemes by their names, the most used first."""
    found: dict[Thing, list[dict]] = {}
    for line in table(site(), language, "schemes", "concept").lines:
        found.setdefault(line["scheme"][0], []).append(line)
    return sorted(found.items(), key=lambda one: place(one[0].name.value))


def query_for(term: Term, language: str) -> str:
    """Return a query that uses the term: the things of a class, or the statements with a property, with their names."""
    if term.kind == "class":
        return standalone("ontology-things", language, **{"class": ox.NamedNode(term.iri)})
    return standalone("ontology-statements", language, property=ox.NamedNode(term.iri))


def questions(term: Term, language: str) -> list[tuple[Text, str]]:
    """Return what one asks about the term, in words and as a query: those of the files `term-<term>-<what>.rq`."""
    names = _questions().get(term.local, ())
    return [(_title(name, language), standalone(name, language)) for name in names]


@lru_cache(maxsize=1)
def _questions() -> dict[str, list[str]]:
    """Return the names of the queries about each term, by its name."""
    found: dict[str, list[str]] = {}
    for file in read_queries(FOLDER, pattern="term-*-*.rq"):
        found.setdefault(file.name.split("-")[1], []).append(file.name)
    return found


def _title(name: str, language: str) -> Text:
    """Return what a query finds in the reader's language, or else in English."""
    return best([Text(said, code) for code, said in query(name).words.items()], language)


def short(iri: str) -> str:
    """Return a thing's IRI as a query can write it: `<scheme/role/chair>`."""
    return f"<{relative(iri)}>"


def coded(text: str, page: str = "") -> Markup:
    """Write running text with its code marked as such, left to right; a term leads to its entry on a page."""
    parts, end = [], 0
    terms = vocabulary(site()).terms
    for hit in _CODE.finditer(text):
        code = hit["marked"] or hit["plain"]
        local = code.removeprefix("unm:")
        marked = Markup('<span class="iri" dir="ltr">{}</span>').format(code)
        if ONTOLOGY + local in terms:
            marked = Markup('<a href="{}#{}">{}</a>').format(page, local, marked)
        parts += [escape(text[end : hit.start()]), marked]
        end = hit.end()
    return Markup("").join([*parts, escape(text[end:])])


def _coded_elsewhere(text: str) -> Markup:
    return coded(text, f"/{language.page_language()}/ontology")


@template("ontology.html")
@dataclass(frozen=True)
class OntologyPage:
    """All terms, a picture of the chief ones, the query `shown` at the head, and the schemes with their concepts.

    `worked` is a paragraph drawn as a graph; none where the release does not hold it.
    """

    vocabulary: Vocabulary
    picture: Markup
    shown: str
    schemes: list[tuple[Thing, list[dict]]]
    worked: tuple[WorkedExample, Markup] | None
    iri: str = IRI
    anywhere: str = ANYWHERE
    coded: Callable[[str], Markup] = coded
    short: Callable[[str], str] = short


@template("terms.html")
@dataclass(frozen=True)
class TermsPage:
    """The terms of a section (none: of those that stand anywhere), with samples of each and the shapes that bind it."""

    vocabulary: Vocabulary
    section: Section | None
    terms: list[Term]
    samples: dict[str, list[tuple]]
    binding: dict[str, list[tuple[constraints.Shape, constraints.Constraint | None]]]
    coded: Callable[[str], Markup] = _coded_elsewhere
    short: Callable[[str], str] = short
    query_for: Callable[[Term, str], str] = query_for
    questions: Callable[[Term, str], list[tuple[Text, str]]] = questions
    title_of: Callable[[constraints.Shape], Text] = shapes.title_of
    said: Callable[[constraints.Rule], list] = shapes.said


def _samples(terms: Iterable[Term], language: str, count: int = 3) -> dict[str, list[tuple]]:
    """Return, by term, a few things of a class or statements with a property (subject and value), spread over all."""
    found: dict[str, list[tuple]] = {}
    for name, variable, classes in (("instances", "class", True), ("statements-with", "property", False)):
        used = [ox.NamedNode(term.iri) for term in terms if term.uses and (term.kind == "class") == classes]
        for term, rows in site().data.rows_of_each(name, variable, used).items():
            picked = rows[:: max(1, len(rows) // count)][:count]
            site().world.expect(
                value.value for row in picked for value in row.values() if isinstance(value, ox.NamedNode)
            )
            found[term.value] = [_sample(row, language) for row in picked]
    return found


def _sample(row: Row, language: str) -> tuple:
    subject = site().world.thing(row["subject"].value, language)
    return (subject, subject.value(row["object"])) if "object" in row else (subject,)


@kept
def _data(suffix: str) -> Response:
    return graph_as("ontology", IRI, suffix)
