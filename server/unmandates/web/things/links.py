"""Where links on pages lead: to the server that shows the thing. In data, IRIs keep their own form."""

import re
from urllib.parse import quote, urlsplit

from unmandates.rdf.names import relative, term_name
from unmandates.rdf.namespaces import GRAPH, ID, ONTOLOGY, ROOT, SHAPE
from unmandates.web.http.addresses import SAFE, encoded


def path_of(iri: str) -> str | None:
    """Return the path `<kind>/<key…>` of a thing's IRI below the project's things, or None for another IRI."""
    path = relative(iri)
    return path if iri.startswith(ID) and "/" in path.strip("/") else None


def href(iri: str, language: str) -> str | None:
    """Return the link for an IRI on a page in the language, or None when nothing safe can be linked."""
    if (path := path_of(iri)) is not None:
        return f"/{language}/{encoded(path)}"
    if iri.startswith(ONTOLOGY):
        return f"/{language}/ontology#{quote(term_name(iri))}"
    if iri.startswith(SHAPE):
        return f"/{language}/shapes#{quote(iri.removeprefix(SHAPE))}"
    if iri.startswith(GRAPH):
        return f"/graph/{encoded(iri.removeprefix(GRAPH))}"
    if iri.startswith(ROOT):
        return f"/{quote(iri.removeprefix(ROOT), safe=SAFE + '#')}"
    return outside(iri)


def outside(iri: str) -> str | None:
    """Return an IRI of the web as a link, or None for another scheme (`javascript:` above all) or a broken one."""
    if re.search(r"[\s\x00-\x1f<>\"`{}|\\^]", iri):
        return None
    try:
        parts = urlsplit(iri)
    except ValueError:
        return None
    return iri if parts.scheme in ("http", "https") and parts.netloc else None


def thing_path(path: str) -> str:
    """Return the address of the thing `<kind>/<key…>` itself."""
    return f"/id/{encoded(path)}"


def linkset_path(path: str) -> str:
    """Return the address of the link set of the thing `<kind>/<key…>`."""
    return f"/linkset/{encoded(path)}"


def data_path(path: str, suffix: str) -> str:
    """Return the address of the data document about the thing `<kind>/<key…>` in one format."""
    return f"/data/{encoded(path)}.{suffix}"
