"""Errors as answers: `application/problem+json` (RFC 9457), a page for browsers, plain text for who asks for it.

A page is made from the template `error.html`, which gets `problem` (a dictionary with `status`, `title`, `detail` and
perhaps `hint`, `line`, `column`); without that template a browser gets plain text.
"""

import json
import logging
import re

from flask import Flask, Response, current_app, render_template, request
from jinja2 import TemplateNotFound
from werkzeug.exceptions import HTTPException

from unmandates.engine.refusals import Refusal
from unmandates.rdf.formats import HTML
from unmandates.rdf.namespaces import ROOT
from unmandates.release.release import ReleaseError
from unmandates.web.http import caching
from unmandates.web.http.negotiation import choose

MEDIA_TYPE = "application/problem+json"
_PAGE = (HTML.media_type, *HTML.types)
_OFFERED = (MEDIA_TYPE, "application/json", *_PAGE, "text/plain")
_log = logging.getLogger(__name__)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def problem(status: int, title: str, detail: str | None = None, *, kind: str = "", headers=(), **members) -> Response:
    """Return an error in the form that the client accepts best; problem+json if it accepts none.

    `kind` names the problem's type below the project's root; `members` (hint, line, column, …) are added to it.
    """
    document = {"type": f"{ROOT}problem/{kind}" if kind else "about:blank", "title": title, "status": status}
    document |= {"detail": detail} if detail else {}
    document |= {name: value for name, value in members.items() if value is not None}
    chosen = choose(request.headers.get("Accept"), _OFFERED) or MEDIA_TYPE
    if chosen in (*_PAGE, "text/plain"):
        body, content_type = _readable(document, chosen)
    else:
        body, content_type = json.dumps(document), chosen
    response = Response(body, status)
    response.headers["Content-Type"] = content_type
    response.headers["Vary"] = "Accept"
    response.headers["Cache-Control"] = caching.NEVER
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers.extend(headers)
    return response


def refusal_problem(refusal: Refusal, **members) -> Response:
    """Return a refusal of the engine as a problem; with Retry-After where another attempt makes sense."""
    headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after else {}
    members = {"line": refusal.line, "column": refusal.column, "hint": refusal.hint} | members
    return problem(refusal.status, refusal.title, refusal.detail, kind=refusal.kind, headers=headers, **members)


def register_problems(app: Flask) -> None:
    """Answer every error of the application as a problem; what is unexpected is logged, never shown."""

    @app.errorhandler(HTTPException)
    def answer(error: HTTPException):
        if error.response is not None or (error.code or 500) < 400:
            return error
        kept = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")}
        return problem(error.code, error.name, error.description, headers=kept)

    @app.errorhandler(Refusal)
    def answer_refusal(refusal: Refusal):
        return refusal_problem(refusal)

    @app.errorhandler(ReleaseError)
    def answer_broken(error: ReleaseError):
        _log.error("%s", error)
        return problem(503, "Service Unavailable", "A file of the release is not what the release says it is.")

    @app.errorhandler(Exception)
    def answer_unexpected(error: Exception):
        _log.exception("unexpected error at %r", request.path)
        return problem(500, "Internal Server Error", "Something went wrong here; it has been written down.")


def _readable(document: dict, media_type: str) -> tuple[str, str]:
    document = {name: _clean(value) for name, value in document.items()}
    if media_type in _PAGE:
        try:
            return render_template("error.html", problem=document), "text/html; charset=utf-8"
        except TemplateNotFound:
            current_app.logger.debug("there is no template error.html")
    lines = [f"{document['status']} {document['title']}", document.get("detail"), document.get("hint")]
    return "\n".join(line for line in lines if line) + "\n", "text/plain; charset=utf-8"


def _clean(value):
    return _CONTROLS.sub("\ufffd", value) if isinstance(value, str) else value
