"""Content negotiation by `Accept`, `Accept-Encoding` and `Accept-Language`, as RFC 9110, section 12.5, has it.

What clients send beside the grammar is understood where its meaning is clear (RFC 9110, 2.4): a quality is a number,
however it is written, and what is no number is liked least of all.
"""

import re
from collections.abc import Iterable, Sequence

#: What stands between commas that are in no quotation; read in one pass, however long the header is.
_PARTS = re.compile(r'(?:[^,"]|"[^"]*(?:"|$))+')
_LONGEST = 4096  #: characters; a longer header says nothing that a client would mean
_QUALITY = re.compile(r"q\s*=\s*(.*)\Z", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]{1,3})?\Z", re.IGNORECASE)
#: A quality with the comma that some countries write; a number alone is no media range, coding or language.
_COMMA = re.compile(r"(\bq\s*=\s*[01]),([0-9]{1,3})(?=\s*(?:[,;]|\Z))", re.IGNORECASE)
#: The least quality above zero (RFC 9110, 12.4.2).
_LEAST = 0.001


def choose(accept: str | None, offered: Sequence[str]) -> str | None:
    """Return the offered media type that the client likes best, the earlier one of equals, or None.

    The most specific range that matches a type decides its quality; an absent or empty header accepts all.
    """
    if accept is None or not accept.strip():
        return offered[0] if offered else None
    ranges = _ranges(accept)
    best, best_quality = None, 0.0
    for media_type in offered:
        kind = media_type.partition("/")[0]
        named = (name for name in (media_type, f"{kind}/*", "*/*") if name in ranges)
        quality = ranges.get(next(named, ""), 0.0)
        if quality > best_quality:
            best, best_quality = media_type, quality
    return best


def accepts_gzip(accept_encoding: str | None) -> bool:
    """Say whether a gzip coding is acceptable, and not less welcome than none (RFC 9110, 12.5.3)."""
    if not accept_encoding:
        return False
    codings = {name.lower(): quality for name, quality in _items(accept_encoding)}
    gzip = codings.get("gzip", codings.get("x-gzip", codings.get("*", 0.0)))
    return gzip > 0 and gzip >= codings.get("identity", 0.0)


def choose_language(accept_language: str | None, offered: Sequence[str]) -> str | None:
    """Return the offered language (a primary subtag) that the reader likes best, or None where none is asked for.

    Of equals the one named first is meant; a star stands for what is not named (RFC 4647, 3.4).
    """
    wanted = [(tag.split("-")[0].split("_")[0].lower(), quality) for tag, quality in _items(accept_language or "")]
    named = {tag for tag, _ in wanted}
    others = [language for language in offered if language not in named]
    for tag, quality in sorted(wanted, key=lambda item: -item[1]):
        if quality <= 0:
            break
        if tag in offered:
            return tag
        if tag == "*" and others:
            return others[0]
    return None


def _ranges(accept: str) -> dict[str, float]:
    """Return the quality of each media range; of one that is named twice the higher."""
    ranges: dict[str, float] = {}
    for name, quality in _items(accept):
        name = "*/*" if name == "*" else name.lower()  # some old clients send a lone star
        ranges[name] = max(quality, ranges.get(name, 0.0))
    return ranges


def _items(header: str) -> Iterable[tuple[str, float]]:
    for item in _PARTS.findall(_COMMA.sub(r"\1.\2", header[:_LONGEST])):
        name, *parameters = (part.strip() for part in item.split(";"))
        if not name:
            continue
        quality = 1.0
        for parameter in parameters:
            if match := _QUALITY.match(parameter):
                quality = _number(match[1])
        yield name, quality


def _number(text: str) -> float:
    """Return a quality between 0 and 1; for what is no number the least that is not nothing."""
    text = text.strip().strip("\"'")
    return min(max(float(text), 0.0), 1.0) if _NUMBER.match(text) else _LEAST
