"""JSON-LD of a register, with the one context that it may name put in its place: no other is ever fetched."""

import json
from functools import cache
from pathlib import Path

from unmandates.sources.inputs.json_text import parse_json
from unmandates.sources.inputs.limits import Breach, Limits
from unmandates.sources.standard.version import CONTEXT

_REMEDY = f'Name the context "{CONTEXT}", or write the context itself into the file'


@cache
def context() -> dict:
    """Return the context of this version: a name for each term of which the standard speaks."""
    return json.loads((Path(__file__).parent / "context.jsonld").read_bytes())["@context"]


def self_contained(data: bytes, limits: Limits) -> bytes:
    """Return a JSON-LD document that names no other document.

    Raises a `Breach` for what is no JSON within the limits, and one of the rule `remote-context` for any other address.
    """
    return json.dumps(_without_addresses(parse_json(data, limits)), ensure_ascii=False).encode()


def _without_addresses(value: object) -> object:
    if isinstance(value, list):
        return [_without_addresses(one) for one in value]
    if not isinstance(value, dict):
        return value
    if "@import" in value:
        raise Breach("remote-context", f"@import {value['@import']}", _REMEDY)
    return {name: _context(one) if name == "@context" else _without_addresses(one) for name, one in value.items()}


def _context(value: object) -> object:
    if isinstance(value, list):
        return [_context(one) for one in value]
    if value == CONTEXT:
        return context()
    if isinstance(value, str):
        raise Breach("remote-context", value, _REMEDY)
    return _without_addresses(value)
