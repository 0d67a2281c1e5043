"""JSON of strangers (RFC 8259): as deep, and with numbers as long, as the limits allow."""

import json
import re

from unmandates.sources.inputs.limits import Breach, Limits

_BRACKET_OR_TEXT = re.compile(r'"(?:[^"\\]|\\.)*+"|([\[{])|([\]}])', re.S)
_HALF_PAIR = re.compile("[\ud800-\udfff]")


def parse_json(data: bytes | str, limits: Limits | None = None) -> object:
    """Return the value of a JSON text, given as UTF-8 (with or without a byte order mark) or as text.

    Half a pair of surrogates, which no other format can hold, becomes U+FFFD. Raises a `Breach` for what passes a
    limit, and one of the rule `json` for what is no JSON.
    """
    limits = limits or Limits.from_environment()
    limits.hold("json_bytes", len(data), "bytes")
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
        _refuse_depth(text, limits)
        value = json.loads(
            text,
            parse_int=lambda digits: int(_held(digits, limits)),
            parse_float=lambda digits: float(_held(digits, limits)),
            parse_constant=_refuse_constant,
        )
    except Breach:
        raise
    except (ValueError, RecursionError) as error:
        raise Breach("json", f"the text is no JSON: {error}") from None
    return _whole(value) if _may_have_half_pairs(text) else value


def _held(digits: str, limits: Limits) -> str:
    limits.hold("json_digits", len(digits), "characters of a number")
    return digits


def _refuse_constant(name: str) -> None:
    raise Breach("json", f"the text is no JSON: {name} is no number")


def _refuse_depth(text: str, limits: Limits) -> None:
    depth = 0
    for found in _BRACKET_OR_TEXT.finditer(text):
        if found[1]:
            depth += 1
            if depth > limits.json_depth:
                raise limits.breach("json_depth", "more arrays and objects inside each other")
        elif found[2]:
            depth -= 1


def _may_have_half_pairs(text: str) -> bool:
    return "\\ud" in text or "\\uD" in text or _HALF_PAIR.search(text) is not None


def _whole(value: object) -> object:
    if isinstance(value, str):
        return _HALF_PAIR.sub("\ufffd", value)
    if isinstance(value, list):
        return [_whole(one) for one in value]
    if isinstance(value, dict):
        return {_whole(name): _whole(one) for name, one in value.items()}
    return value
