"""What a view does for programs, said beside it in the terms of OpenAPI (https://spec.openapis.org/oas/v3.1.1).

`@operation(…)` stands under a view's route; whoever describes the interface collects what is said of all of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from unmandates.rdf.formats import RDF, Format
from unmandates.text.words import languages
from unmandates.web.http.problems import MEDIA_TYPE as PROBLEM

Schema = dict
#: Answers by their status: each as OpenAPI has it, or the name of a component.
Answers = dict[str, dict | str]
TEXT: Schema = {"type": "string"}
#: The statuses of problems, with what each says.
REFUSALS = {
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
#: The component that all problems are described by, and its name.
PROBLEM_SCHEMA = "Problem"
A_PROBLEM: Schema = {
    "description": "An error (RFC 9457).",
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
        "detail": {"type": "string"}, "hint": {"type": "string"}, "line": {"type": "integer"},
        "column": {"type": "integer"}, "near": {"type": "array"},
    },
}  # fmt: skip
_KEY: Schema = {"type": "string", "pattern": r"^[A-Za-z0-9][A-Za-z0-9._~-]*$", "maxLength": 200}
_FORM_SAID = (
    "The form, by its suffix, name or media type in any case; it goes before Accept, and the last known counts."
)


@dataclass(frozen=True)
class Parameter:
    """A parameter in the path or the query; a schema that depends on the release is a function that returns it."""

    name: str
    about: str
    schema: Schema | Callable[[], Schema]
    example: object = None
    required: bool = False
    place: Literal["path", "query"] = "query"

    def to_dict(self) -> dict:
        """Return it as OpenAPI has it; an example that there is not in this release is left out."""
        schema = self.schema() if callable(self.schema) else self.schema
        found = {"name": self.name, "in": self.place, "required": self.required, "description": self.about}
        there = self.example is not None and self.example in schema.get("enum", [self.example])
        return found | {"schema": schema} | ({"example": self.example} if there else {})


@dataclass(frozen=True)
class Operation:
    """What can be asked at an address; without a `path` it is that of the view's route. `more` is as in OpenAPI."""

    name: str
    summary: str
    answers: Answers
    parameters: tuple[Parameter, ...] = ()
    path: str = ""
    method: str = "get"
    more: dict = field(default_factory=dict)

    def to_dict(self) -> dict:
        """Return it as OpenAPI has it."""
        said = {"operationId": self.name, "summary": self.summary, "responses": self.answers}
        return said | {"parameters": [one.to_dict() for one in self.parameters]} | self.more


def operations(told: Callable[[], Iterable[Operation]]) -> Callable[[Callable], Callable]:
    """Return a decorator that says which operations a view is; `told` is asked when the interface is described."""

    def say(view: Callable) -> Callable:
        view.operations = told
        return view

    return say


def operation(name: str, summary: str, answers: Answers, *parameters: Parameter, path: str = "") -> Callable:
    """Return a decorator that says which operation a view is (`Operation`)."""
    return operations(lambda: (Operation(name, summary, answers, parameters, path),))


def operations_of(view: Callable) -> tuple[Operation, ...]:
    """Return what a view says of itself; nothing where it is for people alone."""
    return tuple(getattr(view, "operations", tuple)())


def in_path(name: str, about: str, values: Callable[[], Iterable[str]] | None = None, example=None) -> Parameter:
    """Return a parameter in the path: one of the values, or any key."""
    schema = (lambda: {"type": "string", "enum": list(values())}) if values else _KEY
    return Parameter(name, about, schema, example, required=True, place="path")


def in_language(about: str = "The language of the words.") -> Parameter:
    """Return the language at the beginning of a path."""
    return in_path("language", about, languages)


def in_suffix() -> Parameter:
    """Return the suffix of a path that names a form of RDF."""
    return in_path("suffix", "The form.", lambda: [form.suffix for form in RDF])


def in_form(*forms: Format, also: Iterable[str] = (), example: str | None = None) -> Parameter:
    """Return the parameter that names a form, by its suffix or one of `also`; an empty one is as good as none."""
    names = [*(form.suffix for form in forms), *also]
    return Parameter("format", _FORM_SAID, {"anyOf": [{"enum": names}, {"const": ""}]}, example)


def gives(said: str, *media_types: str, schema: Schema | None = None, **members) -> Answers:
    """Return the answer with what was asked for, in one of the media types."""
    content = {name: {"schema": schema} if schema else {} for name in media_types}
    return {"200": {"description": said, "content": content, **members}}


def gives_rdf(said: str) -> Answers:
    """Return the answer with what was asked for, in one of the forms of RDF."""
    return gives(said, *(form.media_type for form in RDF))


def leads(said: str) -> Answers:
    """Return the answer that leads elsewhere."""
    return {"303": {"description": said, "headers": {"Location": {"schema": TEXT}}}}


def refuses(*statuses: int) -> Answers:
    """Return the problems that an operation may answer with, by the names of `problems`."""
    return {str(status): f"Problem{status}" for status in statuses}


def problems() -> dict[str, dict]:
    """Return the answers that `refuses` names."""
    return {f"Problem{status}": a_problem(said) for status, said in REFUSALS.items()}


def a_problem(said: str) -> dict:
    """Return an answer that is a problem."""
    return {"description": said, "content": {PROBLEM: {"schema": PROBLEM_SCHEMA}}}
