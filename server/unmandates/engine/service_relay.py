"""The relay: asks another endpoint for a worker that has no network, and asks only the endpoints that are allowed.

It is a process of its own between one worker and the network. The worker gives it an endpoint and a query; it sends the
query there by HTTP, to no other address, follows no redirect, uses no proxy, and hands back the bytes of the answer. It
runs no query and reads no answer.
"""

import json
import socket
import struct
from collections.abc import Set
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

_LENGTH = struct.Struct("!Q")
_RESULTS = "application/sparql-results+json"
_MOST = 8 * 2**20  #: bytes of a question


class RelayError(Exception):
    """The endpoint gave no answer; the text says why, in words that do not come from there."""


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_) -> None:
        """Follow nothing: the error that stands for the redirect is raised instead."""


def relay(line: socket.socket, services: Set[str], seconds: float, most: int) -> None:
    """Serve the worker at the other end of the line until it hangs up.

    `services` are the IRIs of the endpoints that may be asked, `seconds` the time for each part of an exchange, `most`
    the bytes that an answer may have.
    """
    opener = build_opener(ProxyHandler({}), _NoRedirect())
    while question := _receive(line, _MOST):
        endpoint, _, text = question.decode().partition("\n")
        try:
            if endpoint not in services:
                raise RelayError("it is not allowed")
            reply = {"size": len(body := _ask(opener, endpoint, text, seconds, most))}
        except RelayError as error:
            reply, body = {"error": str(error)}, b""
        _send(line, json.dumps(reply).encode())
        _send(line, body)


def ask(line: socket.socket, endpoint: str, text: str) -> bytes:
    """Ask through the relay (the worker's side); return SPARQL results in JSON. Raises RelayError, OSError."""
    _send(line, f"{endpoint}\n{text}".encode())
    reply = json.loads(_receive(line, _MOST) or b'{"error": "the relay has ended"}')
    body = _receive(line, 2**40)
    if "error" in reply:
        raise RelayError(reply["error"])
    return body


def _ask(opener, endpoint: str, text: str, seconds: float, most: int) -> bytes:
    request = Request(endpoint, urlencode({"query": text}).encode(), {"Accept": _RESULTS, "User-Agent": "unmandates"})
    try:
        with opener.open(request, timeout=seconds) as response:
            if response.headers.get_content_type() not in (_RESULTS, "application/json"):
                raise RelayError("it answers in another format than SPARQL results in JSON")
            body = response.read(most + 1)
    except HTTPError as error:
        error.close()
        raise RelayError(f"it answers with status {error.code}") from None
    except TimeoutError:
        raise RelayError(f"it did not answer within {seconds:g} seconds") from None
    except (OSError, HTTPException, ValueError):
        raise RelayError("it cannot be reached") from None
    if len(body) > most:
        raise RelayError(f"its answer is larger than {most:,} bytes")
    return body


def _send(line: socket.socket, data: bytes) -> None:
    line.sendall(_LENGTH.pack(len(data)) + data)


def _receive(line: socket.socket, most: int) -> bytes:
    length = _exactly(line, _LENGTH.size)
    if len(length) < _LENGTH.size or (size := _LENGTH.unpack(length)[0]) > most:
        return b""
    return _exactly(line, size)


def _exactly(line: socket.socket, size: int) -> bytes:
    data = bytearray()
    while len(data) < size and (piece := line.recv(min(size - len(data), 2**20))):
        data += piece
    return bytes(data)
