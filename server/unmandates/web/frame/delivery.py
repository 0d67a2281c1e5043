"""How pages and data leave: made once for each address, with a strong ETag, compressed, and under a strict policy."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path

from flask import Flask, Response, request, send_file
from werkzeug.exceptions import HTTPException

from unmandates.clock import today
from unmandates.release.release import Release
from unmandates.web.http import caching, cross_origin
from unmandates.web.http.cache import compressed
from unmandates.web.http.conditional import NOT_MODIFIED, dated, unless_held
from unmandates.web.http.negotiation import accepts_gzip
from unmandates.web.http.shared_cache import Made, Shelf
from unmandates.web.things.site import site

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
} | cross_origin.HEADERS


def kept(view: Callable) -> Callable:
    """Let a view's good answers be made once for each address and day: they depend on nothing else but the release.

    Statuses are those of the day, so that what was made yesterday is not sent today, nor kept by others over midnight.

    Those without parameters, whose number the release sets a bound to, are shared by all processes. The view's `ready`
    takes the same arguments and returns the answer if it has been made, else None.
    """

    def key_of(args: tuple, kwargs: dict) -> tuple:
        coding = "gzip" if accepts_gzip(request.headers.get("Accept-Encoding")) else None
        asked = tuple(sorted(request.args.items(multi=True)))
        return view.__module__, view.__name__, args, tuple(sorted(kwargs.items())), asked, today().isoformat(), coding

    def find(key: tuple) -> Made | None:
        made = site().pages.get(key)
        if made is None and (shelf := _shelf()) and (made := shelf.get(key)):
            site().pages.put(key, made)
        return made

    def ready(*args, **kwargs) -> Response | None:
        made = find(key_of(args, kwargs))
        return made and _reply(made)

    @wraps(view)
    def answer(*args, **kwargs):
        key = key_of(args, kwargs)
        made = find(key)
        if made is None:
            response = view(*args, **kwargs)
            if response.status_code != 200:
                return response
            made = _make(response, key[-1])
            site().pages.put(key, made)
            if shelf := _shelf():
                shelf.put(key, made)
        return _reply(made)

    answer.ready = ready
    answer.reads = getattr(view, "reads", lambda **_: ())
    return answer


def _shelf() -> Shelf | None:
    return None if request.args else site().shelf


def _make(response: Response, coding: str | None) -> Made:
    body = response.get_data()
    tag = f"{site().data.mark}-{today():%Y%m%d}-{caching.content_tag(body)}"
    response.vary.add("Accept-Encoding")
    response.last_modified = dated(site().data.release, today())
    headers = tuple((name, value) for name, value in response.headers if name != "Content-Length")
    body, coding = compressed(body, coding)
    return Made(body, response.content_type, coding, f"{tag}-{coding}" if coding else tag, headers)


def _reply(made: Made) -> Response:
    response = Response(made.body, headers=made.headers)
    if made.coding:
        response.headers["Content-Encoding"] = made.coding
    response.set_etag(made.tag)
    response.headers.setdefault("Cache-Control", caching.this_day())
    return unless_held(request, response)


def send(path: Path, content_type: str, release: Release, checksum: str) -> Response:
    """Return the answer with a file of a release, whole or in the parts that were asked for (RFC 9110, 14).

    Its date is the release's, which a copy of the file keeps. `checksum`, of the file, makes its ETag.
    """
    response = send_file(path, mimetype=content_type.partition(";")[0], etag=False, conditional=False)
    try:
        response.headers["Content-Type"] = content_type
        return _in_parts(response, release, checksum[:32], path.stat().st_size)
    except HTTPException:  # a part that there is not
        response.close()
        raise


def send_text(text: str, content_type: str, release: Release) -> Response:
    """Return the answer with a text that a release makes, as `send` has it: its date, the tag, and parts if asked."""
    body = text.encode()
    response = Response(body, content_type=content_type)
    return _in_parts(response, release, caching.content_tag(body), len(body))


def _in_parts(response: Response, release: Release, tag: str, length: int) -> Response:
    """Return an answer that a release holds as it was asked for: not at all, in parts, whole."""
    response.headers["Cache-Control"] = caching.BRIEFLY
    response.set_etag(tag)
    response.last_modified = dated(release)
    if unless_held(request, response).status_code == NOT_MODIFIED:
        return response
    return response.make_conditional(request, accept_ranges=True, complete_length=length)


def install(app: Flask) -> None:
    """Put the policy, and the permission to read from anywhere, on every answer of the application."""

    @app.after_request
    def _add(response: Response) -> Response:
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if request.method == "OPTIONS":
            response.headers.setdefault("Access-Control-Allow-Methods", response.headers.get("Allow", "GET, HEAD"))
            for name, value in cross_origin.PREFLIGHT.items():
                response.headers.setdefault(name, value)
        return response
