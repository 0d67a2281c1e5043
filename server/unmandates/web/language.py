"""Which language a reader gets: the one in the address; before that, the one remembered, else the one asked for."""

from flask import Flask, Response, abort, g, request

from unmandates.web.negotiation import choose_language
from unmandates.web.words import languages

_COOKIE = "language"
_A_YEAR = 31_536_000
#: What an answer that depends on the reader's language varies by.
VARY = ("Accept-Language", "Cookie")


def negotiated() -> str:
    """Return the language for a request whose address names none: by cookie, by `Accept-Language`, or English."""
    remembered = request.cookies.get(_COOKIE)
    if remembered in languages():
        return remembered
    wanted = choose_language(request.headers.get("Accept-Language"), languages())
    return wanted or languages()[0]


def install(app: Flask) -> None:
    """Read the language from addresses that begin with one, and remember a choice that negotiation would not make."""

    @app.url_value_preprocessor
    def _read(_endpoint: str | None, values: dict | None) -> None:
        if values and "language" in values:
            if values["language"] not in languages():
                abort(404)
            g.language = values["language"]

    @app.after_request
    def _remember(response: Response) -> Response:
        language = g.get("language")
        if language and response.status_code == 200 and language != negotiated():
            remember(response, language)
        return response


def remember(response: Response, language: str) -> None:
    """Let an answer ask the browser to remember the language; nothing else is ever remembered."""
    response.set_cookie(_COOKIE, language, max_age=_A_YEAR, httponly=True, samesite="Lax")
    response.headers["Cache-Control"] = "private, max-age=60"


def page_language() -> str:
    """Return the language of the page being made: that of its address, else the negotiated one."""
    return g.get("language") or negotiated()
