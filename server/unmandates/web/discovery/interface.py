"""The interface for programs in the terms of OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1).

It says which addresses there are beside the pages, what they take and what they answer; formats, lists, languages,
kinds of things and files come from where the service itself has them.
"""

from unmandates import __version__
from unmandates.engine import BINDINGS, GRAPH, Refusal
from unmandates.engine.refusals import ClientLeft
from unmandates.rdf.formats import GRAPHS, ROWS
from unmandates.text.words import languages
from unmandates.web.endpoint.submission import DIRECT, FORM
from unmandates.web.frame.form import Form, forms, of_none
from unmandates.web.frame.signposting import LICENSE, LINKSET
from unmandates.web.http.formats import RDF
from unmandates.web.http.problems import MEDIA_TYPE as PROBLEM
from unmandates.web.lists.filters import Filter, Filters
from unmandates.web.lists.list import lists
from unmandates.web.model.versions import versions
from unmandates.web.things.site import site

_KEY = r"^[A-Za-z0-9][A-Za-z0-9._~-]*$"
_FORM_SAID = (
    "The form, by its suffix, name or media type in any case; it goes before Accept, and the last known counts."
)
_EXAMPLE = {"kind": "document", "key": "A-RES-76-186"}


def document(base: str) -> dict:
    """Return the description of the interface at an address."""
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "unmandates",
            "version": __version__,
            "summary": "The open knowledge graph of United Nations mandates.",
            "description": "Every thing has an address `/id/{kind}/{key}`, and parts of things have longer ones below; "
            "a slash between the segments of a part's path is written as it is.",
            "license": {"name": "CC BY 4.0", "url": LICENSE},
        },
        "servers": [{"url": base}],
        "paths": _things() | _forms() | _lookup() | _query() | _whole(),
        "components": {"schemas": {"Problem": _PROBLEM}},
    }


def _things() -> dict:
    place = [_in_path("kind", "The kind of thing.", _kinds()), _in_path("key", "The key of the thing.")]
    data_forms = [form.suffix for form in RDF]
    others = [form.format.suffix for form in _of_things()]
    asked = _in_query("format", _FORM_SAID, _named("html", *data_forms, *others), "ttl")
    data = {form.media_type: {} for form in RDF}
    led = {"303": _led("To the page or the data.")} | _refusals(404, 406, 410)
    return {
        "/id/{kind}/{key}": {"get": _operation("thing", "Lead to what there is about a thing.", led, [*place, asked])},
        "/graph/{kind}/{key}": {"get": _operation("graph", "Lead to what a graph says.", led, [*place, asked])},
        "/data/{kind}/{key}.{suffix}": {
            "get": _operation(
                "data",
                "What is said of a thing and of its parts, in one form of RDF.",
                {"200": {"description": "The data.", "content": data}} | _refusals(404, 410),
                [*place, _in_path("suffix", "The form.", data_forms)],
            )
        },
    }  # fmt: skip


def _forms() -> dict:
    """Return the pages that can be had in other forms; a form that things have is told of theirs alone."""
    place = _in_path("language", "The language of labels and words.", list(languages()))
    found = {}
    for form in forms().values():
        for page in form.pages() if form not in _of_things() else ():
            filters = [_in_query(known.name, *_described(known)) for known in _filters(page)]
            answers = _answers(form) | _refusals(404, *([400] if filters else []))
            found[f"/{{language}}/{form.file(page)}"] = {
                "get": _operation(_called(form, page), form.about.format(page=page), answers, [place, *filters])
            }
    for form in _of_things():
        parts = [place, _in_path("kind", "The kind of thing.", _kinds()), _in_path("key", "The key of the thing.")]
        found[f"/{{language}}/{{kind}}/{{key}}.{form.format.suffix}"] = {
            "get": _operation(_called(form, "thing"), form.about.format(page="a thing"),
                              _answers(form) | _refusals(404), parts)
        }  # fmt: skip
    return found


def _of_things() -> list[Form]:
    return [form for form in forms().values() if form.things is not of_none]


def _answers(form: Form) -> dict:
    text = {"schema": {"type": "string"}} if form.format.media_type.startswith("text/") else {}
    return {"200": {"description": "The page in this form.", "content": {form.format.media_type: text}}}


def _called(form: Form, page: str) -> str:
    return form.operation.format(page=page, form=form.format.suffix.title())


def _filters(page: str) -> Filters:
    return lists()[page].filters if page in lists() else ()


def _lookup() -> dict:
    asked = _in_query("iri", "What the thing is called elsewhere: an IRI, a symbol, a code, a page.",
                      {"type": "string", "minLength": 1, "maxLength": 1000}, "A/RES/76/186", True)  # fmt: skip
    form = _in_query("format", _FORM_SAID, _named("json", "csv"), "json")
    answers = {
        "200": {"description": "What is called so.", "content": {"application/json": {"schema": _MATCHES},
                                                                 "text/csv": {"schema": {"type": "string"}}}},
        "300": {"description": "Several things are called so.", "content": {PROBLEM: {"schema": _A_PROBLEM}}},
        "303": _led("To the thing that is called so."),
    }  # fmt: skip
    every = {
        "200": {"description": "Name, kind of name, thing.", "content": {"text/csv": {"schema": {"type": "string"}}}}
    }
    return {
        "/lookup": {
            "get": _operation(
                "lookup", "Find a thing by what others call it.", answers | _refusals(400, 404, 406), [asked, form]
            )
        },
        "/lookup.csv": {"get": _operation("names", "All names that can be looked up.", every)},
    }


def _query() -> dict:
    text = {"type": "string", "minLength": 1}
    example = "SELECT * { ?mandate unm:assignee <post/secretary-general> } LIMIT 3"
    hint = {"Unmandates-Hint": {"description": "What was ignored, or may have been meant.",
                                "schema": {"type": "string"}}}  # fmt: skip
    answers = {"200": {"description": "The result.", "headers": hint,
                       "content": {name: {} for name in (*BINDINGS, *GRAPH)}}}  # fmt: skip
    # Nobody reads the answer to a client that has left.
    answers |= _refusals(*sorted({kind.status for kind in Refusal.__subclasses__()} - {ClientLeft.status}))
    graph = {"type": "array", "items": {"type": "string", "format": "iri"}}
    beside = {
        "format": (_FORM_SAID, _named(*(form.suffix for form in (*ROWS, *GRAPHS)), "json", "xml", "html")),
        "default-graph-uri": ("A graph that the query sees without naming it; several may be given.", graph),
        "named-graph-uri": ("A graph that the query can name; several may be given.", graph),
        "timeout": (
            "Seconds that the query may take; it can only shorten the limit.",
            {"type": "number", "minimum": 0},
        ),
        "bom": ("Whether CSV begins with a byte order mark, as Excel wants it: 1.", {"type": "string"}),
    }
    fields = {"query": text} | {name: schema for name, (_, schema) in beside.items()}
    body = {"required": True, "content": {
        FORM: {"schema": {"type": "object", "required": ["query"], "properties": fields},
               "example": {"query": example}},
        DIRECT: {"schema": text, "example": example},
    }}  # fmt: skip
    unknown = "Parameters that are unknown are ignored, and named in the header Unmandates-Hint."
    parameters = [_in_query("query", "The query.", text, example)]
    parameters += [_in_query(name, about, schema) for name, (about, schema) in beside.items()]
    asking = _operation("ask", "Ask in SPARQL 1.1; without a query the service describes itself.", answers, parameters)
    asking["responses"]["303"] = _led("Browsers are led to the page for people, with their query.")
    posting = _operation("askInBody", "Ask in SPARQL 1.1.", answers)
    return {
        "/sparql": {
            "get": asking | {"description": unknown},
            "post": posting | {"description": unknown, "requestBody": body},
        }
    }


def _whole() -> dict:
    def answer(said: str, *types: str) -> dict:
        return {"200": {"description": said, "content": {name: {} for name in types}}}

    rdf = [form.media_type for form in RDF]
    files = ["manifest.json", *site().data.release.manifest["files"]]
    return {
        "/ontology.{suffix}": {
            "get": _operation("ontology", "The ontology in one form of RDF.",
                              answer("The ontology.", *rdf) | _refusals(404),
                              [_in_path("suffix", "The form.", [form.suffix for form in RDF])])
        },
        "/context.jsonld": {
            "get": _operation("context", "The JSON-LD context of the data.", answer("It.", "application/ld+json"))
        },
        "/ontology/{version}": {
            "get": _operation("ontologyVersion", "A version of the ontology, in the form of `Accept`.",
                              answer("The version.", *rdf) | {"303": _led("To its page.")} | _refusals(404, 406),
                              [_in_path("version", "The version.", list(versions(site())))])
        },
        "/linkset/{kind}/{key}": {
            "get": _operation("linkset", "The typed links of a thing's pages and data (RFC 9264).",
                              answer("The links.", LINKSET) | _refusals(404, 410),
                              [_in_path("kind", "The kind of thing.", _kinds()), _in_path("key", "Its key.")])
        },
        "/.well-known/void": {
            "get": _operation("void", "The data set describes itself, in the form of `Accept`.",
                              answer("The description.", *rdf) | {"303": _led("To its page.")} | _refusals(406),
                              [_in_query("format", _FORM_SAID, _named("html", *(form.suffix for form in RDF)), "ttl")])
        },
        "/.well-known/sparql-examples": {
            "get": _operation("examples", "The example queries as data, in the form of `Accept`.",
                              answer("The examples.", *rdf) | {"303": _led("To where one asks.")} | _refusals(406),
                              [_in_query("format", _FORM_SAID, _named("html", *(form.suffix for form in RDF)), "ttl")])
        },
        "/dump/{name}": {
            "get": _operation(
                "dump", "A file of the release.",
                answer("The file.", "application/n-quads", "text/turtle", "application/json") | _refusals(404),
                [_in_path("name", "The name of the file.", files)],
            )
        },
        "/health": {"get": _operation("health", "Whether the service answers, and over which release.",
                                      answer("It does.", "application/json"))},
    }  # fmt: skip


def _kinds() -> list[str]:
    return sorted(site().data.release.manifest["counts"]["things"]) or ["document"]


def _operation(name: str, summary: str, responses: dict, parameters: list[dict] = ()) -> dict:
    return {"operationId": name, "summary": summary, "parameters": list(parameters), "responses": responses}


def _in_path(name: str, about: str, values: list[str] | None = None) -> dict:
    schema = {"type": "string", "enum": values} if values else {"type": "string", "pattern": _KEY, "maxLength": 200}
    example = _EXAMPLE[name] if _EXAMPLE.get(name) in (values or [_EXAMPLE.get(name)]) else None
    return {"name": name, "in": "path", "required": True, "description": about, "schema": schema,
            **({"example": example} if example else {})}  # fmt: skip


def _in_query(name: str, about: str, schema: dict, example=None, required: bool = False) -> dict:
    found = {"name": name, "in": "query", "required": required, "description": about, "schema": schema}
    return found if example is None else found | {"example": example}


def _named(*names: str) -> dict:
    """Return the schema of the name of a format; an empty one is as good as none."""
    return {"anyOf": [{"enum": list(names)}, {"const": ""}]}


def _described(one: Filter) -> tuple:
    """Return what a filter is, the schema of its values, and an example; an empty one is as good as none."""
    return one.said, {"anyOf": [one.schema, {"const": ""}]}, one.example


def _led(said: str) -> dict:
    return {"description": said, "headers": {"Location": {"schema": {"type": "string"}}}}


def _refusals(*statuses: int) -> dict:
    return {
        str(status): {"description": _SAID[status], "content": {PROBLEM: {"schema": _A_PROBLEM}}} for status in statuses
    }


_SAID = {
    400: "The request is malformed.",
    403: "Updates, and endpoints that are not allowed.",
    404: "There is nothing at this address.",
    406: "There is no such form of this.",
    410: "It was withdrawn.",
    413: "The query is too long.",
    414: "The address is too long.",
    415: "A body of this type is not read.",
    429: "Others wait for an answer too: see Retry-After.",
    502: "Another endpoint did not answer.",
    503: "There is no room now: see Retry-After.",
    504: "The query takes too long.",
}
_A_PROBLEM = {"$ref": "#/components/schemas/Problem"}
_PROBLEM = {
    "description": "An error (RFC 9457).",
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
        "detail": {"type": "string"}, "hint": {"type": "string"}, "line": {"type": "integer"},
        "column": {"type": "integer"}, "near": {"type": "array"},
    },
}  # fmt: skip
_MATCH = {name: {"type": "string"} for name in ("iri", "href", "name", "called", "kind")}
_MATCHES = {
    "type": "object",
    "required": ["asked", "matches"],
    "properties": {
        "asked": {"type": "string"},
        "matches": {"type": "array", "items": {"type": "object", "required": [*_MATCH], "properties": _MATCH}},
    },
}
