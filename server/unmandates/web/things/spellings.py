"""The ways in which one name is written, made one form: what is known and what is asked for are both brought to it.

People have names from an address bar, a mail, an Arabic page or a list: percent-encoded (RFC 3986, 6.2.2.2), with or
without a scheme, with what the server added, between signs of direction, with the stop of a sentence. A form is never
shown; it is only compared.
"""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

from unmandates.corpus.keys import key_of_symbol
from unmandates.rdf.names import expand
from unmandates.rdf.namespaces import PREFIXES, ROOT

_LANGUAGE = "(?:ar|en|es|fr|ru|zh)"
#: Where the United Nations serves documents by symbol: as the path, or as one of these parameters of any of its pages.
_DOCUMENTS = re.compile(r"(?:www\.)?(?:undocs\.org|docs\.un\.org)")
_SYMBOL_IN = ("symbol", "finalsymbol", "s", "ds", "m")
#: What servers and programs add to an address without changing what it names.
_NOISE = re.compile(r"_.*|clang|lang|language|ln|utm_.*|fbclid|gclid|format", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:(https?):)?//(.+)|((?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#].*)?)", re.IGNORECASE)
_ITEM = re.compile(r"(?:wd:|wikidata:)?(q[1-9][0-9]*)", re.IGNORECASE)
_HYPHENS = dict.fromkeys([*range(0x2010, 0x2016), 0x2212, 0xFE63, 0xFF0D], "-")
_PAIRS = {")": "(", "]": "[", ">": "<", "}": "{", "»": "«", "”": "“", "’": "‘", '"': '"', "'": "'", "`": "`"}
_SUFFIX = re.compile(r"\.(?:ttl|jsonld|json|rdf|xml|nt|n3|html|bib|ris|csv)$")


def bare(text: str) -> str:
    """Return a name without what only surrounds it: invisible signs, quotation marks, lone brackets, full stops.

    >>> bare("\\u2067«A/RES/76/186».\\u2069"), bare("(S/RES/2331 (2016)),")
    ('A/RES/76/186', 'S/RES/2331 (2016)')
    """
    text = unicodedata.normalize("NFKC", text.translate(_HYPHENS)).translate(_HYPHENS)
    text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    text = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)
    text, before = " ".join(text.split()), None
    while text and text != before:
        before = text
        text = text.rstrip(".,;:!?،؛؟… ").lstrip("¿¡ ")
        opening, closing = text[:1], text[-1:]
        if len(text) > 1 and _PAIRS.get(closing) == opening and _partner(text, opening, closing):
            text = text[1:-1].strip()
        elif closing in _PAIRS and text.count(closing) > text.count(_PAIRS[closing]):
            text = text[:-1]
        elif opening in _PAIRS.values() and text.count(opening) > sum(text.count(c) for c in _closing(opening)):
            text = text[1:]
        elif closing in "\"'`":
            text = text[:-1]
        elif opening in "\"'`":
            text = text[1:]
    return text


def of_symbol(symbol: str) -> str:
    """Return the form of a document's symbol: `S/RES/2331(2016)` is `S/RES/2331 (2016)`, `72/262C` is `72/262 C`.

    >>> of_symbol("A/RES/72/262 C") == of_symbol("a/res/72/262C") == of_symbol("A-RES-72-262-C")
    True
    """
    return "symbol " + re.sub(r"(\d)-([a-z])(?=-|$)", r"\1\2", key_of_symbol(symbol).casefold())


def of_name(name: str) -> str:
    """Return the form of any other name: a code without case; an IRI also without scheme, `www.` and noise.

    >>> of_name("HTTPS://www.Wikidata.org/entity/Q47423/") == of_name("http://wikidata.org/entity/Q47423")
    True
    """
    parts = _address(name)
    if parts is None:
        return bare(name).rstrip("/").casefold()
    host, path, query, fragment = parts
    kept = sorted((key, value) for key, value in parse_qsl(query, keep_blank_values=True) if not _NOISE.fullmatch(key))
    asked = "&".join(f"{key}={value}" for key, value in kept)
    return (host + path.rstrip("/") + (f"?{asked}" if asked else "") + (f"#{fragment}" if fragment else "")).casefold()


def forms(asked: str) -> Iterator[str]:
    """Yield the forms that a text may be meant as, the likeliest first: as it stands, then without what it may lose."""
    name = bare(asked)
    yield of_name(name)
    if "%" in name:
        yield of_name(unquote(name))
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES:
        yield of_name(expand(name))
    if item := _ITEM.fullmatch(name):
        yield of_name(PREFIXES["wd"] + item[1])
    parts = _address(name)
    if parts is None:
        yield from _path_of_a_name(unquote(name))
        yield of_symbol(_without_language(unquote(name)))
        return
    host, path, query, _ = parts
    yield from _path_of_a_name(path)
    if host.endswith("wikidata.org") and (item := re.search(r"\bq[1-9][0-9]*\b", f"{path}?{query}", re.IGNORECASE)):
        yield of_name(PREFIXES["wd"] + item[0])
    given = {key.lower(): value for key, value in parse_qsl(query)}
    if host == "treaties.un.org" and "mtdsg_no" in given:
        yield given["mtdsg_no"].casefold()
    if host.endswith(("un.org", "undocs.org")):
        for key in _SYMBOL_IN:
            if key in given:
                yield of_symbol(_without_language(given[key]))
        if _DOCUMENTS.fullmatch(host):
            yield of_symbol(_without_language(path))
    yield of_name(f"//{host}{path}?{query}")
    yield of_name(f"//{host}{path}")
    yield of_name(f"//{host}{_SUFFIX.sub('', path)}")


def own_paths(asked: str, base: str) -> Iterator[str]:
    """Yield the paths `<kind>/<key…>` of things that a text may name: an IRI of the project, an address of its pages.

    `base` is the address of the service. What follows `#` on the page of a thing is a part of it, and comes first.
    """
    name = bare(asked)
    parts = _address(name)
    if parts is None:
        local, _, fragment = unquote(name).partition("#")
    else:
        host, local, _, fragment = parts
        if host not in (urlsplit(base).netloc.lower().removeprefix("www."), urlsplit(ROOT).netloc):
            return
        local = local.removeprefix(urlsplit(ROOT).path.rstrip("/"))
    below = re.sub(rf"^/?(?:(?:id|data|graph|linkset|{_LANGUAGE})/)?", "", local.rstrip("/"))
    for path in (below, _SUFFIX.sub("", below)):
        if "/" in path and fragment:
            yield f"{path}/{fragment.strip('/')}"
        yield path


def _address(name: str) -> tuple[str, str, str, str] | None:
    """Return server, path, query, fragment of an address, encoding undone but in the query; None for no address."""
    match = _ADDRESS.fullmatch(bare(name))
    if match is None:
        return None
    try:
        parts = urlsplit("//" + (match[2] or match[3]))
    except ValueError:
        return None
    return parts.netloc.lower().removeprefix("www."), unquote(parts.path), parts.query, unquote(parts.fragment)


def _path_of_a_name(path: str) -> Iterator[str]:
    """Yield the forms of an Akoma Ntoso name, a path whatever server it is asked of: its own, and that of its work."""
    if match := re.search(r"/akn/.+$", path):
        yield match[0].rstrip("/").casefold()
        yield re.sub(r"(?:[a-z]{3}@)?/?(?:!main/?)?$", "", match[0]).rstrip("/").casefold()


def _without_language(symbol: str) -> str:
    plain = symbol.replace("+", " ").strip().rstrip("/").removesuffix(".pdf")
    return re.sub(rf"^/?(?:{_LANGUAGE}/)?", "", plain, flags=re.IGNORECASE)


def _partner(text: str, opening: str, closing: str) -> bool:
    """Say whether the first and the last character of a text are a pair."""
    depth = 0
    for place, char in enumerate(text if opening != closing else ""):
        depth += {opening: 1, closing: -1}.get(char, 0)
        if depth == 0:
            return place == len(text) - 1
    return opening == closing


def _closing(opening: str) -> Iterator[str]:
    return (closing for closing, pair in _PAIRS.items() if pair == opening)
