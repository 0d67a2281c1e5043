"""An exchange with a SPARQL endpoint that nobody vouches for: within a time, a size, and HTTP.

The libraries for this set a time for each read, none for the whole, and none a bound of bytes; so this is the standard
library's HTTP, in a thread that is left behind when time is up.
"""

import json
import threading
import urllib.parse
import urllib.request
from http.client import HTTPException
from urllib.error import HTTPError, URLError

_RESULTS = "application/sparql-results+json"
_PIECE = 256 * 1024
_SHOWN = 500  #: characters of an endpoint's own words
_FOLLOWED = (301, 302, 307, 308)


class ExchangeError(Exception):
    """There was no answer; the text says why, and may hold words of the endpoint."""


def exchange(endpoint: str, query: str, seconds: float, most: int) -> bytes:
    """Return what an endpoint answers to a query, as SPARQL results in JSON. Raises ExchangeError.

    The whole exchange, names looked up and redirects followed, may take `seconds`, the answer `most` bytes.
    """
    done: list[bytes | Exception] = []
    over = threading.Event()

    def ask() -> None:
        try:
            done.append(_ask(endpoint, query, seconds, most, over))
        except Exception as error:
            done.append(error)

    thread = threading.Thread(target=ask, name="exchange", daemon=True)
    thread.start()
    thread.join(seconds)
    over.set()
    if not done:
        raise ExchangeError(f"cannot be reached: it did not answer within {seconds:g} seconds")
    if isinstance(done[0], bytes):
        return done[0]
    raise _told(done[0]) from done[0]


def _told(error: Exception) -> ExchangeError:
    if isinstance(error, ExchangeError):
        return error
    if isinstance(error, HTTPError):
        return ExchangeError(f"refused the query: {_words_of(error)}")
    if isinstance(error, (OSError, HTTPException, ValueError)):
        return ExchangeError(f"cannot be reached: {getattr(error, 'reason', None) or error or type(error).__name__}")
    return ExchangeError(f"gave no rows: {type(error).__name__}")


def _words_of(error: HTTPError) -> str:
    """Return the status of a refusal, and the endpoint's reason for it."""
    text = ""
    try:
        with error:
            text = error.read(20_000).decode("utf-8", "replace")
        document = json.loads(text)
        text = " ".join(str(document[name]) for name in ("detail", "hint") if document.get(name))
    except (OSError, HTTPException, ValueError, AttributeError, TypeError, RecursionError):
        text = "" if "<" in text[:200] else text
    return " ".join(f"{error.code} {error.reason}. {text}".split())[:_SHOWN].strip()


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows to http and https alone, and asks the same there."""

    def redirect_request(self, request, answer, code, message, headers, address):
        """Return the request that takes the place of one that was redirected."""
        if urllib.parse.urlsplit(address).scheme not in ("http", "https"):
            answer.close()
            raise ExchangeError(f"leads elsewhere than to http or https: {address[:_SHOWN]}")
        if code not in _FOLLOWED:
            raise HTTPError(request.full_url, code, message, headers, answer)
        kept = {name: value for name, value in request.header_items() if name.lower() not in ("host", "content-length")}
        return urllib.request.Request(address, request.data, kept, origin_req_host=request.origin_req_host)


def _ask(endpoint: str, query: str, seconds: float, most: int, over: threading.Event) -> bytes:
    opener = urllib.request.OpenerDirector()
    for handler in (urllib.request.ProxyHandler, urllib.request.HTTPHandler, urllib.request.HTTPSHandler,
                    urllib.request.HTTPDefaultErrorHandler, urllib.request.HTTPErrorProcessor, _Redirects):  # fmt: skip
        opener.add_handler(handler())
    headers = {"Accept": f"{_RESULTS}, application/json;q=0.5", "User-Agent": "unmandates"}
    request = urllib.request.Request(endpoint, urllib.parse.urlencode({"query": query}).encode(), headers)
    with opener.open(request, timeout=seconds) as response:
        if response is None:
            raise URLError("it is no address that can be asked")
        body = bytearray()
        while not over.is_set() and (piece := response.read1(_PIECE)):
            body += piece
            if len(body) > most:
                raise ExchangeError(f"gave more than {most // 2**20:,} MiB: ask for less, or use another program")
    return bytes(body)
