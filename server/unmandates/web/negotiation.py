"""Content negotiation by `Accept` and `Accept-Encoding`, as RFC 9110, section 12.5, has it.

Also the names by which a format can be asked for in the address: `?format=csv`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

#: What stands between commas that are in no quotation; read in one pass, however long the header is.
_PARTS = re.compile(r'(?:[^,"]|"[^"]*(?:"|$))+')
_LONGEST = 4096  #: characters; a longer header says nothing that a client would mean
_QUALITY = re.compile(r"\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*$", re.IGNORECASE)


def choose(accept: str | None, offered: Sequence[str]) -> str | None:
    """Return the offered media type that the client likes best, the earlier one of equals, or None.

    The most specific range that matches a type decides its quality; an absent or empty header accepts all.
    """
    if accept is None or not accept.strip():
        return offered[0] if offered else None
    ranges = _ranges(accept)
    best, best_quality = None, 0.0
    for media_type in offered:
        quality = _quality(media_type, ranges)
        if quality > best_quality:
            best, best_quality = media_type, quality
    return best


def accepts_gzip(accept_encoding: str | None) -> bool:
    """Say whether a gzip coding is acceptable, and not less welcome than none (RFC 9110, 12.5.3)."""
    if not accept_encoding:
        return False
    codings = {name.lower(): quality for name, _, quality in _items(accept_encoding)}
    gzip = codings.get("gzip", codings.get("x-gzip", codings.get("*", 0.0)))
    return gzip > 0 and gzip >= codings.get("identity", 0.0)


def short_names(formats: Mapping[str, str]) -> dict[str, str]:
    """Return the media type for each short name, given the engine's formats by media type."""
    names = {name.lower().replace("_", ""): media_type for media_type, name in formats.items()}
    aliases = {"ttl": "turtle", "nt": "ntriples", "rdf": "rdfxml", "nq": "nquads"}
    aliases |= {"json-ld": "jsonld", "rdf+xml": "rdfxml", "n-triples": "ntriples", "n-quads": "nquads"}
    names |= {alias: names[name] for alias, name in aliases.items() if name in names}
    if "jsonld" in names:
        names["json"] = names["jsonld"]
    if "rdfxml" in names:
        names["xml"] = names["rdfxml"]
    return names


def etag_matches(header: str | None, etag: str) -> bool:
    """Say whether an `If-None-Match` header names the (strong, unquoted) tag, by weak comparison.

    A star names whatever there is, so it is to be asked only of an answer that there is.
    """
    return "*" in (tags := list(named_tags(header))) or etag in tags


def named_tags(header: str | None) -> Iterator[str]:
    """Yield the tags of an `If-None-Match` header, unquoted, without their weakness; a star as it stands."""
    for tag in (header or "")[:_LONGEST].split(","):
        tag = tag.strip().removeprefix("W/")
        if tag == "*" or (len(tag) > 1 and tag[0] == tag[-1] == '"'):
            yield tag.strip('"')


def _ranges(accept: str) -> list[tuple[str, str, float]]:
    ranges = []
    for name, _, quality in _items(accept):
        kind, _, subtype = name.lower().partition("/")
        if kind == "*" and not subtype:
            subtype = "*"  # some old clients send a lone star
        ranges.append((kind, subtype, quality))
    return ranges


def _items(header: str) -> Iterable[tuple[str, list[str], float]]:
    for item in _PARTS.findall(header[:_LONGEST]):
        name, *parameters = (part.strip() for part in item.split(";"))
        if not name:
            continue
        quality = 1.0
        for parameter in parameters:
            if match := _QUALITY.match(parameter):
                quality = float(match.group(1))
        yield name, parameters, quality


def _quality(media_type: str, ranges: list[tuple[str, str, float]]) -> float:
    kind, _, subtype = media_type.partition("/")
    found, specificity = 0.0, -1
    for range_kind, range_subtype, quality in ranges:
        if (range_kind, range_subtype) == (kind, subtype):
            level = 2
        elif range_kind == kind and range_subtype == "*":
            level = 1
        elif range_kind == range_subtype == "*":
            level = 0
        else:
            continue
        if level > specificity or (level == specificity and quality > found):
            found, specificity = quality, level
    return found
