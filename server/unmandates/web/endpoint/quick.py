"""The short way for the most usual request: a GET with nothing but a query, before the framework.

Reading a request and making an answer takes Flask longer than a small query takes the engine. So a request of the plain
form is read, evaluated and answered here, by the same functions; its headers are those that Flask gave with an earlier
answer of the same kind. What is anything else goes to Flask: refusals and long results too, with what was found, so
that no query is evaluated twice.
"""

from collections.abc import Callable, Iterable

from unmandates.asking.remembering import LONGEST
from unmandates.engine.refusals import Refusal
from unmandates.web.endpoint.result_formats import negotiate
from unmandates.web.endpoint.submission import read_address

#: Where in the environment what was found here is left for the endpoint: a `Found`, or the refusal.
FOUND = "unmandates.found"
_PER_ANSWER = frozenset(("etag", "content-length"))
_MOST_KINDS = 1000

Headers = list[tuple[str, str]]


class QuickLane:
    """A WSGI application around another one, for the endpoint at `path`.

    `endpoint` has `serving`, `form_page` and `find`: those of the blueprint of the endpoint.
    """

    def __init__(self, application: Callable, endpoint, path: str):
        self._application, self._endpoint, self._path = application, endpoint, path
        self._learnt: dict[tuple, Headers] = {}

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if not self._is_plain(environ):
            return self._application(environ, start_response)
        accept, coding = environ.get("HTTP_ACCEPT"), environ.get("HTTP_ACCEPT_ENCODING")
        try:
            formats = negotiate((), accept, self._endpoint.form_page is not None)
            if formats.has_page or formats.has_none:
                return self._application(environ, start_response)
            serving = self._endpoint.serving()
            submission = read_address(environ["QUERY_STRING"], serving.client.limits.query_bytes)
            found = self._endpoint.find(serving, submission, formats, environ)
        except Refusal as refusal:
            environ[FOUND] = refusal
            return self._application(environ, start_response)
        kind = accept, coding, found.choice.content_type, found.coding
        headers = self._learnt.get(kind)
        if headers is None or found.body is None or found.etag is None or found.hint:
            environ[FOUND] = found
            return self._application(environ, self._learning(kind, found, start_response))
        own = [("ETag", f'"{found.etag}"'), ("Content-Length", str(len(found.body)))]
        start_response("200 OK", headers + own)
        return [found.body]

    def _is_plain(self, environ: dict) -> bool:
        address = environ.get("QUERY_STRING", "")
        return (
            environ["REQUEST_METHOD"] == "GET"
            and environ.get("PATH_INFO") == self._path
            and address.startswith("query=")
            and "&" not in address
            and "HTTP_IF_NONE_MATCH" not in environ
        )

    def _learning(self, kind: tuple, found, start_response: Callable) -> Callable:
        def start(status: str, headers: Headers, exc_info=None):
            is_short = sum(len(text or "") for text in kind) <= LONGEST
            if status.startswith("200") and found.body is not None and found.etag and not found.hint and is_short:
                if len(self._learnt) >= _MOST_KINDS:
                    self._learnt.clear()  # Accept is the client's to vary
                self._learnt[kind] = [item for item in headers if item[0].lower() not in _PER_ANSWER]
            return start_response(status, headers, exc_info)

        return start
