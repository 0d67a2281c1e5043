"""Which language a reader gets: the one in the address; before that, the one chosen before, else the one asked for."""

from urllib.parse import quote

from flask import Blueprint, Flask, Response, abort, g, request
from werkzeug.utils import redirect

from unmandates.text.words import languages
from unmandates.web.http import caching
from unmandates.web.http.addresses import encoded
from unmandates.web.http.negotiation import choose_language

blueprint = Blueprint("language", __name__)
_COOKIE = "language"
_A_YEAR = 31_536_000
#: Characters of an address that the switch of language repeats; a part of a query would be another one.
LONGEST = 8_000
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
    """Read the language from addresses that begin with one."""

    @app.url_value_preprocessor
    def _read(_endpoint: str | None, values: dict | None) -> None:
        if values and "language" in values:
            if values["language"] not in languages():
                abort(404)
            g.language = values["language"]


@blueprint.get("/language/<language>")
def switch(language: str) -> Response:
    """Remember the language that a reader has chosen, and lead to the page `?page=` in it; no other answer does so.

    Of an address that is too long the query is left out, or all of it.
    """
    path, _, asked = request.args.get("page", "").partition("?")
    start = f"/{language}/"
    page = start + encoded(path.lstrip("/\\"))
    whole = f"{page}?{quote(asked, safe='%&=+/:@!$()*,;~')}" if asked else page
    response = redirect(next((address for address in (whole, page) if len(address) <= LONGEST), start), 303)
    response.autocorrect_location_header = False
    response.set_cookie(_COOKIE, language, max_age=_A_YEAR, httponly=True, samesite="Lax")
    response.headers["Cache-Control"] = caching.NEVER
    return response


def page_language() -> str:
    """Return the language of the page being made: that of its address, else the negotiated one."""
    return g.get("language") or negotiated()
