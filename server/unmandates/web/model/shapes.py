"""The shapes at one IRI: pages that say what must hold and what broke it, and the same as RDF."""

from functools import lru_cache

import pyoxigraph as ox
from flask import Blueprint, Response, abort

from unmandates.corpus.hygiene import HygieneRule, hygiene_rules
from unmandates.rdf.names import abbreviate
from unmandates.rdf.namespaces import ONTOLOGY
from unmandates.text.words import words
from unmandates.web.data import documents
from unmandates.web.data.statements import graph_as
from unmandates.web.frame.delivery import kept
from unmandates.web.frame.rendering import render
from unmandates.web.http import language
from unmandates.web.http.formats import RDF
from unmandates.web.http.language import page_language
from unmandates.web.http.operations import gives_rdf, in_suffix, operation, refuses
from unmandates.web.http.parameters import reads
from unmandates.web.model.constraints import FINDINGS, HYGIENE, IRI, Constraint, Rule, Shape, broken, shapes
from unmandates.web.things.display_names import label_of
from unmandates.web.things.naming import Text, best
from unmandates.web.things.site import site
from unmandates.web.things.vocabulary import vocabulary

blueprint = Blueprint("shapes", __name__)
_PLACE = "/shape.{suffix}"


@blueprint.get("/shape")
@blueprint.get("/shapes")
@reads("format")
def dereference() -> Response:
    """Answer with the shapes as RDF, or lead to their page: by `?format=` or `Accept`."""
    return documents.answer(_data, _PLACE, f"/{language.negotiated()}/shapes")


@blueprint.get("/shape.<suffix>")
@operation("shapes", "The shapes in one form of RDF.", gives_rdf("The shapes.") | refuses(404), in_suffix())
@reads()
def file(suffix: str) -> Response:
    """Answer with the shapes in one form."""
    return documents.of_file(_data, _PLACE, suffix)


@blueprint.get("/<language>/shapes")
@kept
def page(language: str) -> Response:
    """Show all shapes, each constraint in a line."""
    response = render("shapes.html", shapes=shapes(site()).shapes.values(), **_shared())
    alternates = (f'</shape.{form.suffix}>; rel="alternate describedby"; type="{form.media_type}"' for form in RDF)
    response.headers["Link"] = ", ".join(
        [f'<{site().base}/{language}/shapes>; rel="canonical"', f'<{IRI}>; rel="cite-as"', *alternates]
    )
    return response


@blueprint.get("/<language>/shapes/<name>")
@kept
def one(language: str, name: str) -> Response:
    """Show a shape: its constraints, each with its message, its query and what broke it; or the rules over all."""
    if name == HYGIENE:
        return render("hygiene.html", **_shared())
    if name not in shapes(site()).shapes:
        abort(404)
    return render("shape.html", shape=shapes(site()).shapes[name], **_shared())


def _shared() -> dict:
    found, recorded = broken(site()), broken(site()) is not None
    return {
        "title_of": title_of, "path_of": path_of, "said": said, "held": held, "short": abbreviate,
        "forms": RDF, "iri": IRI,
        "broken": found or {}, "report": FINDINGS if recorded else "", "sentences": rules(), "sentence_of": sentence_of,
        "count_broken": sum(len(one) for one in (found or {}).values()),
        "count": sum(len(shape.constraints) for shape in shapes(site()).shapes.values()),
    }  # fmt: skip


@lru_cache(maxsize=1)
def rules() -> list[HygieneRule]:
    """Return the rules over the whole graph, read once."""
    return hygiene_rules()


def sentence_of(rule: HygieneRule) -> Text:
    """Return the sentence of a rule over the whole graph, in the reader's language if there is one."""
    return best([Text(said, code) for code, said in rule.sentences.items()], page_language())


def title_of(shape: Shape) -> Text:
    """Return what a shape is about: its class, or words of the interface where it is for several."""
    table = words(page_language())["shapes"]["names"]
    if shape.local in table:
        return Text(table[shape.local], page_language())
    return site().world.names.name(ONTOLOGY + shape.local, page_language())


def path_of(constraint: Constraint) -> list[tuple[str, Text, bool]]:
    """Return the properties that a constraint looks at: IRI, name, and whether it is followed backwards."""
    return [(iri, label_of(iri), back) for iri, back in constraint.path]


def said(rule: Rule) -> list[tuple[str, str | Text]]:
    """Return the values of a rule, each with how it is written: a `term` with its IRI, a `number`, or `code`."""
    found = []
    for value in rule.values:
        if isinstance(value, ox.NamedNode) and value.value.startswith(ONTOLOGY):
            found.append(("term", value.value))
        elif isinstance(value, ox.NamedNode):
            found.append(("code", abbreviate(value.value)))
        else:
            found.append(("number" if value.value.isdigit() else "code", value.value))
    return [] if rule.name == "uniqueLang" else found


def held(shape: Shape) -> int | None:
    """Return how many things of the release a shape is for; None where that is not told by classes of the ontology."""
    terms = vocabulary(site()).terms
    classes = [iri for kind, iri in shape.targets if kind == "class"]
    if len(classes) != 1 or len(shape.targets) != 1 or classes[0] not in terms:
        return None
    return terms[classes[0]].uses


@kept
def _data(suffix: str) -> Response:
    return graph_as("shapes", IRI, suffix)
