"""Answers that lead to another address of this server: one form for all, one rule for addresses nearly right.

A Location is a path and never has a server in it, so that nothing a client sends (its Host above all) can lead away.
"""

from urllib.parse import quote

from flask import Flask, Response, request
from werkzeug.utils import redirect

from unmandates.text.words import languages
from unmandates.web.http import caching
from unmandates.web.http.addresses import SAFE, encoded
from unmandates.web.http.language import VARY

#: What a redirect may depend on: the form that is asked for, and the language of the reader.
BY_FORM, BY_READER = ("Accept",), VARY
_SAFE_IN_QUERY = SAFE + "%?"
#: Methods that every client repeats at the place of a 301; for others a 308 keeps method and body (RFC 9110, 15.4.9).
_READING = ("GET", "HEAD")


def lead(target: str, *varies: str, status: int = 303) -> Response:
    """Return the redirect to a path of this server; `varies` are the headers that it was chosen by."""
    response = redirect(target, status)
    response.autocorrect_location_header = False
    response.vary.update(varies)
    response.headers["Cache-Control"] = caching.BRIEFLY
    return response


def with_query(path: str, longest: int = 4000) -> str:
    """Return a path, which is already encoded, with the query string of the request after it, harmless as it may be."""
    query = quote(request.query_string[:longest], safe=_SAFE_IN_QUERY)
    return f"{path}?{query}" if query else path


def proper(path: str) -> str:
    """Return the one path of what lies at a path: no empty segments, no slash at the end but a start page's own.

    >>> proper("/en"), proper("/en/about/"), proper("//en//about"), proper("/")
    ('/en/', '/en/about', '/en/about', '/')
    """
    segments = [segment for segment in path.split("/") if segment]
    return "/" + "/".join(segments) + ("/" if len(segments) == 1 and segments[0] in languages() else "")


def install(app: Flask) -> None:
    """Let an address that differs from the proper one in slashes alone lead there, whatever is asked of it."""

    @app.before_request
    def _mend() -> Response | None:
        path = proper(request.path)
        if path == request.path:
            return None
        status = 301 if request.method in _READING else 308
        return lead(with_query(encoded(path)), status=status)
