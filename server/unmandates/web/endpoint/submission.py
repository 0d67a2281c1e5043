"""A request to the endpoint, read to the letter of SPARQL 1.1 Protocol, section 2.1.

Everything is read from bytes: a framework that decodes first would turn `%ff` into other text without a word and
take the first of two queries. What the protocol does not speak of is no reason to refuse: clients send parameters of
other services, which are left aside by name, and empty values, which are none. A byte order mark is the signature of a
file, not part of what it says (RFC 3629, section 6).
"""

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from flask import Request

from unmandates.engine.refusals import Refusal, UpdateRefused
from unmandates.web.http.csv_file import is_yes

PARAMETERS = ("query", "default-graph-uri", "named-graph-uri", "format", "timeout", "bom")
#: The parameter `format` and its other names; SPARQLWrapper sends all three at once, some of them twice.
_FORMATS = ("format", "output", "results")
_UPDATE_PARAMETERS = ("update", "using-graph-uri", "using-named-graph-uri")
_MOST_PARAMETERS = 2000  #: more graphs than fit into what the engine is told
_BOM = "\ufeff"
#: Charsets in which what is ASCII means what it means in UTF-8.
_LIKE_ASCII = re.compile(r"(?:us-)?ascii|iso[-_]?8859-[0-9]{1,2}|latin-?[0-9]|(?:windows-|cp)125[0-9]")
_MOST_NAMED = 5  #: parameters that are left aside, of which a hint gives the names
_READ = frozenset((*PARAMETERS, *_FORMATS, *_UPDATE_PARAMETERS))
#: Seconds below which a limit would refuse a query for the time that it takes to be handed over.
_SHORTEST = 0.1
_BAD_PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")
#: An IRI as the engine will accept it, as far as characters go (RFC 3987); it must be absolute.
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>\"{}|\\^`\ud800-\udfff]*\Z")

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"


class BadRequest(Refusal):
    status, title = 400, "The request is malformed"


class AddressTooLong(Refusal):
    status, title = 414, "The address is too long"


class BodyTooLarge(Refusal):
    status, title = 413, "The request is too large"


class WrongBodyType(Refusal):
    status, title = 415, "The request has a body of another type"


@dataclass(frozen=True)
class Submission:
    """What a request asks for: the query (None: nothing, the service is to describe itself), graphs, formats, time.

    `formats` are the names that were given for the format, in order; `bom` says that CSV is to begin with a byte order
    mark, by which Excel knows UTF-8. `ignored` are the names of the parameters that mean nothing here.
    """

    text: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    timeout: float | None = None
    bom: bool = False
    ignored: tuple[str, ...] = ()

    @property
    def hint(self) -> str | None:
        """A sentence about the parameters that were ignored, in ASCII, or None."""
        if not self.ignored:
            return None
        names = [re.sub(r"[^!-~]", "?", name[:40]) for name in self.ignored[:_MOST_NAMED]]
        more = ", ..." if len(self.ignored) > _MOST_NAMED else ""
        return f"Ignored: {', '.join(names)}{more}. Known parameters: {', '.join(PARAMETERS)}."


def read_address(address: str, query_bytes: int) -> Submission:
    """Read the query string of a GET or HEAD request. Raises BadRequest, AddressTooLong or UpdateRefused."""
    return _submission(_values(_address_pairs(address, query_bytes)))


def read_submission(request: Request, query_bytes: int) -> Submission:
    """Read a GET, HEAD or POST request; `query_bytes` is the longest query in bytes.

    Raises a Refusal: BadRequest, AddressTooLong, BodyTooLarge, WrongBodyType, UpdateRefused.
    """
    pairs = _address_pairs(request.environ.get("QUERY_STRING", ""), query_bytes)
    text = None
    if request.method == "POST":
        kind = (request.mimetype or "").lower()
        _check_body(request, kind)
        body = _read_body(request, _longest(query_bytes) if kind == FORM else query_bytes)
        _check_charset(request, unquote_to_bytes(body) if kind == FORM else body)
        if kind == FORM:
            pairs += _pairs(body.removeprefix(codecs.BOM_UTF8))
        else:
            if any(name == "query" for name, _ in pairs):
                raise BadRequest("There is a query in the body and one in the address.")
            text = _decode(body, "The body")
    values = _values(pairs)
    if request.method == "POST" and text is None and "query" not in values:
        raise BadRequest("The parameter query is missing.", "Known parameters: " + ", ".join(PARAMETERS) + ".")
    return _submission(values, text)


def _submission(values: Mapping[str, list[str]], text: str | None = None) -> Submission:
    if text is None and "query" in values:
        (text,) = values["query"]
    asking = values.keys() & {"default-graph-uri", "named-graph-uri", "timeout"}
    if text is None and asking:
        raise BadRequest("The parameter query is missing.", "Known parameters: " + ", ".join(PARAMETERS) + ".")
    known = {*PARAMETERS, "format"}
    return Submission(
        text and text.removeprefix(_BOM),
        tuple(map(_check_iri, values.get("default-graph-uri", ()))),
        tuple(map(_check_iri, values.get("named-graph-uri", ()))),
        tuple(values.get("format", ())),
        _seconds(values.get("timeout", [""])[-1]),
        is_yes(values.get("bom", [""])[-1]),
        tuple(name for name in values if name not in known),
    )


def _longest(query_bytes: int) -> int:
    return 3 * query_bytes + 16 * 1024  # every byte may be percent-encoded


def _address_pairs(address: str, query_bytes: int) -> list[tuple[str, str]]:
    encoded = address.encode("latin-1")
    if len(encoded) > _longest(query_bytes):
        raise AddressTooLong(f"The query may have {query_bytes:,} bytes.", "Send it by POST, and make it shorter.")
    return list(_pairs(encoded))


def _check_body(request: Request, kind: str) -> None:
    if kind == UPDATE:
        raise UpdateRefused("This service answers queries only.", f"Send a query as {DIRECT}.")
    if kind not in (FORM, DIRECT):
        raise WrongBodyType(f"A query is sent as {FORM} or {DIRECT}, not as {kind or 'a body without a type'}.")
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise WrongBodyType("The body must not be compressed.")


def _check_charset(request: Request, content: bytes) -> None:
    """Refuse a body in another charset than UTF-8, unless it says the same in both."""
    charset = request.mimetype_params.get("charset", "utf-8").strip("\"' ").lower()
    if charset in ("utf-8", "utf8") or (_LIKE_ASCII.fullmatch(charset) and content.isascii()):
        return
    raise WrongBodyType(f"The body must be in UTF-8, not in {charset[:40]}.")


def _read_body(request: Request, longest: int) -> bytes:
    if request.content_length is not None and request.content_length > longest:
        raise BodyTooLarge(f"The body may have {longest:,} bytes.")
    body = request.stream.read(longest + 1)
    if len(body) > longest:
        raise BodyTooLarge(f"The body may have {longest:,} bytes.")
    return body


def _pairs(encoded: bytes) -> Iterator[tuple[str, str]]:
    parts = encoded.split(b"&", _MOST_PARAMETERS)
    if len(parts) > _MOST_PARAMETERS:
        raise BadRequest(f"There are more than {_MOST_PARAMETERS:,} parameters.")
    for part in parts:
        if part:
            name, _, value = part.partition(b"=")
            said = unquote_to_bytes(name.replace(b"+", b" ")).decode(errors="replace")
            # What a parameter holds that means nothing here is no reason to refuse either.
            yield said, _unquote(value) if said in _READ else value.decode(errors="replace")


def _unquote(encoded: bytes) -> str:
    if match := _BAD_PERCENT.search(encoded):
        found = encoded[match.start() : match.start() + 3].decode("ascii", "replace")
        raise BadRequest(f"“{found}” is no percent-encoded byte.", "Encode a percent sign itself as %25.")
    return _decode(unquote_to_bytes(encoded.replace(b"+", b" ")), "A parameter")


def _decode(data: bytes, what: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise BadRequest(f"{what} is not in UTF-8: byte 0x{data[error.start]:02x} at {error.start}.") from None


def _values(pairs: list[tuple[str, str]]) -> Mapping[str, list[str]]:
    """Return the values of each parameter, without empty ones but for an empty query; every name of a format as one."""
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        if name in _UPDATE_PARAMETERS and value:
            raise UpdateRefused("This service answers queries only.", "Send a query in the parameter query.")
        if name == "query" and name in values:
            raise BadRequest("The parameter query is given more than once.")
        if name == "query" or value.strip():
            values.setdefault("format" if name in _FORMATS else name, []).append(value)
    return values


def _check_iri(text: str) -> str:
    if not _IRI.match(text):
        raise BadRequest(f"{text[:80]!r} is no absolute IRI.")
    return text


def _seconds(text: str) -> float | None:
    """Return a time limit in seconds, a tenth at least; zero is no limit of one's own, as other services have it."""
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < 1e6:
        raise BadRequest("timeout is a number of seconds.")
    return max(seconds, _SHORTEST) if seconds else None
