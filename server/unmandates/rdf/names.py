"""Names of IRIs, and the way back: the one place where an IRI is shortened, taken apart or put together from a name.

| IRI                                                     | is called                                              |
|---------------------------------------------------------|--------------------------------------------------------|
| `https://w3id.org/unmandates/id/body/unodc/member/1`    | relative `body/unodc/member/1`, of the whole `…/unodc` |
| `https://w3id.org/unmandates/ontology#dueDate`          | term `dueDate`, abbreviated `unm:dueDate`              |
| `http://www.w3.org/2004/02/skos/core#prefLabel`         | abbreviated `skos:prefLabel`, local `prefLabel`        |
"""

import re
from collections.abc import Iterator, Mapping

from unmandates.rdf.namespaces import ID, ONTOLOGY, PREFIXES

_LOCAL_NAME = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?\Z")
_RELATIVE = re.compile(r"[A-Za-z0-9_.-]+(/[A-Za-z0-9_.~-]+)+\Z")


def relative(iri: str) -> str:
    """Return the path `<kind>/<key…>` of a thing or part, as it stands relative to the base; another IRI as it is."""
    return iri.removeprefix(ID)


def whole_of(iri: str) -> str:
    """Return the IRI of the thing with a page and a graph of its own to which a part belongs; another IRI as it is.

    >>> whole_of(ID + "document/A-RES-75-283/op/2") == ID + "document/A-RES-75-283"
    True
    """
    return ID + "/".join(relative(iri).split("/")[:2]) if iri.startswith(ID) else iri


def with_wholes(iri: str) -> Iterator[str]:
    """Yield the IRI of a part and those of all that it stands in, up to the whole."""
    yield iri
    while iri != whole_of(iri):
        iri = iri.rpartition("/")[0]
        yield iri


def term_name(iri: str) -> str:
    """Return the name of a term of the project's ontology: `dueDate`; another IRI as it is."""
    return iri.removeprefix(ONTOLOGY)


def local_name(iri: str) -> str:
    """Return the last name in an IRI or path, whatever it is of: `dueDate`, `prefLabel`, `chair` of a role."""
    return iri.rpartition("#")[2].rpartition("/")[2]


def split(iri: str) -> tuple[str, str] | None:
    """Return the prefix of an IRI's namespace and what follows it; None for a namespace without a prefix."""
    return next(
        ((prefix, iri.removeprefix(namespace)) for prefix, namespace in PREFIXES.items() if iri.startswith(namespace)),
        None,
    )


def abbreviate(iri: str) -> str:
    """Return the IRI as it is written in Turtle: relative to the base, with a prefix, or in full."""
    if iri.startswith(ID) and _RELATIVE.match(relative(iri)):
        return f"<{relative(iri)}>"
    if (found := split(iri)) and _LOCAL_NAME.match(found[1]):
        return ":".join(found)
    return f"<{iri}>"


def expand(name: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Return the IRI of a prefixed name (`skos:prefLabel`); a bare name is a term of the project's ontology."""
    prefix, colon, local = name.partition(":")
    return prefixes[prefix] + local if colon else ONTOLOGY + name
