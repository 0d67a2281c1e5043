"""What the project names besides its things: the catalogue, the kinds of problems, the example questions.

Looked up, each IRI leads to statements about what it names, or to a page for people: rule 3 of linked data
(https://www.w3.org/DesignIssues/LinkedData). RFC 9457, 3.1.1 asks the same of the types of problems.
"""

from dataclasses import dataclass

import pyoxigraph as ox
from flask import Blueprint, Response, abort, request

from unmandates.engine.refusals import Refusal
from unmandates.rdf.formats import of_suffix
from unmandates.rdf.namespaces import PREFIXES, ROOT
from unmandates.text.words import languages, words
from unmandates.web.data.descriptions import serialize
from unmandates.web.data.statements import triples_of
from unmandates.web.frame.delivery import kept
from unmandates.web.frame.page import template
from unmandates.web.frame.rendering import all_examples, render
from unmandates.web.frame.signposting import LICENSE
from unmandates.web.http.formats import HTML, RDF, choose
from unmandates.web.http.language import negotiated
from unmandates.web.http.operations import gives_rdf, in_path, in_suffix, operation, refuses
from unmandates.web.http.parameters import reads
from unmandates.web.http.problems import problem
from unmandates.web.http.redirects import BY_FORM, BY_READER, lead, with_query

blueprint = Blueprint("named", __name__)
_SUFFIX = "<any({}):suffix>".format(",".join(form.suffix for form in RDF))


@template("problems.html")
@dataclass(frozen=True)
class ProblemsPage:
    """The kinds of problems by name, and how they are explained in the language of the page."""

    kinds: dict[str, type[Refusal]]
    explained: dict


@blueprint.get("/catalog")
def catalogue() -> Response:
    """Lead from the catalogue to the description of what it lists, itself included."""
    return lead(with_query("/.well-known/void"))


@blueprint.get("/problem/<kind>")
def problem_type(kind: str) -> Response:
    """Lead from the type of a problem to the page that explains it, or to what is said of it as data."""
    if kind not in problem_kinds():
        abort(404)
    return lead_to(f"/problem/{kind}", f"/{negotiated()}/problems#{kind}", *BY_READER)


@blueprint.get(f"/problem/<kind>.{_SUFFIX}")
@operation(
    "problem", "What is said of a type of problems, in one form of RDF.", gives_rdf("The data.") | refuses(404),
    in_path("kind", "The type.", lambda: problem_kinds()), in_suffix(),
)  # fmt: skip
@reads()
def problem_data(kind: str, suffix: str) -> Response:
    """Answer with what is said of a type of problems."""
    return _problem(kind, suffix) if kind in problem_kinds() else abort(404)


@blueprint.get("/<language>/problems")
@kept
def problems(language: str) -> Response:
    """Explain the reasons for which a query gets no answer."""
    return render(ProblemsPage(problem_kinds(), words(language)["problems"]))


@blueprint.get(f"/example/<name>.{_SUFFIX}")
@operation(
    "example", "What is said of an example question, in one form of RDF.", gives_rdf("The data.") | refuses(404),
    in_path("name", "Its name.", lambda: [example.name for example in all_examples()]), in_suffix(),
)  # fmt: skip
@reads()
def example_data(name: str, suffix: str) -> Response:
    """Answer with what is said of an example question."""
    return _example(name, suffix) if any(example.name == name for example in all_examples()) else abort(404)


def lead_to(path: str, page: str, *varies: str) -> Response:
    """Return the way from what is named to its page, or to the data about it: by `?format=` or `Accept`."""
    there = {form.media_type: f"{path}.{form.suffix}" for form in RDF} | {HTML.media_type: page}
    form = choose(request, (HTML, *RDF))
    if form is None:
        return problem(406, "Not Acceptable", "There is: " + ", ".join(there) + ".", available=there)
    response = lead(page if form is HTML else f"{path}.{form.suffix}", *BY_FORM, *varies)
    links = (f'<{path}.{found.suffix}>; rel="describedby"; type="{found.media_type}"' for found in RDF)
    response.headers["Link"] = ", ".join(links)
    return response


def problem_kinds() -> dict[str, type[Refusal]]:
    """Return the kinds of problems that have a type, by name, in order of status and name."""
    found, left = set(), [Refusal]
    while left:
        below = left.pop().__subclasses__()
        found |= set(below)
        left += below
    return {kind().kind: kind for kind in sorted(found, key=lambda one: (one.status, one.__name__))}


@kept
def _problem(kind: str, suffix: str) -> Response:
    subject, schema = ox.NamedNode(f"{ROOT}problem/{kind}"), PREFIXES["schema"]
    facts = [
        (PREFIXES["rdf"] + "type", ox.NamedNode(schema + "DefinedTerm")),
        (schema + "termCode", ox.Literal(kind)),
    ]
    for language in languages():
        said = words(language)["problems"]["kinds"].get(kind, {})
        facts += [(schema + name, ox.Literal(said[word], language=language))
                  for name, word in (("name", "title"), ("description", "about")) if word in said]  # fmt: skip
    return _data([ox.Triple(subject, ox.NamedNode(name), value) for name, value in facts], suffix)


@kept
def _example(name: str, suffix: str) -> Response:
    subject = f"{ROOT}example/{name}"
    return _data([triple for triple in triples_of("examples") if triple.subject.value == subject], suffix)


def _data(triples: list[ox.Triple], suffix: str) -> Response:
    form = of_suffix(suffix, RDF)
    response = Response(serialize(triples, form), content_type=form.content_type)
    response.headers["Link"] = f'<{triples[0].subject.value}>; rel="describes cite-as", <{LICENSE}>; rel="license"'
    return response
