"""The interface for programs in the terms of OpenAPI 3.1: what views and forms say of themselves."""

import re

from flask import current_app

from unmandates import __version__
from unmandates.web.discovery.form_operations import form_operations
from unmandates.web.frame.signposting import LICENSE, license_of_all
from unmandates.web.http.operations import A_PROBLEM, PROBLEM_SCHEMA, operations_of, problems

_INFO = {
    "summary": "The open knowledge graph of United Nations mandates.",
    "description": "Every thing has an address `/id/{kind}/{key}`, and parts of things have longer ones below; "
    "a slash between the segments of a part's path is written as it is.",
}


def document(base: str) -> dict:
    """Return the description of the application's interface at an address."""
    from apispec import APISpec  # one answer in the life of a release needs it

    terms = license_of_all()
    name = "CC BY 4.0" if terms == LICENSE else "CC BY 4.0 for our own statements; imported parts on their own terms"
    info = _INFO | {"license": {"name": name, "url": terms}}
    spec = APISpec("unmandates", __version__, "3.1.1", info=info, servers=[{"url": base}])
    spec.components.schema(PROBLEM_SCHEMA, A_PROBLEM)
    for name, answer in problems().items():
        spec.components.response(name, answer)
    for rule in current_app.url_map.iter_rules():
        for one in operations_of(current_app.view_functions[rule.endpoint]):
            spec.path(one.path or _path(rule.rule), operations={one.method: one.to_dict()})
    for one in form_operations():
        spec.path(one.path, operations={one.method: one.to_dict()})
    return spec.to_dict()


def _path(rule: str) -> str:
    """Return the path of a route as OpenAPI writes it: `/dump/{name}` for `/dump/<path:name>`."""
    return re.sub(r"<(?:[^<>:]+:)?(\w+)>", r"{\1}", rule)
