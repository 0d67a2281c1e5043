"""How tasks stand, as the ways to ask for it tell: each function reads one of them."""

import csv
import io
import re

import rdflib
from rdflib.namespace import SKOS

from unmandates.corpus.layout import TURTLE_ROOT
from unmandates.rdf.names import relative
from unmandates.rdf.namespaces import ID

_TAG = re.compile(r'class="tag s-([a-z-]+)"')


def statuses(language: str) -> dict[str, str]:
    """Return what each status of a mandate is called, by its key."""
    scheme = rdflib.Graph().parse(TURTLE_ROOT / "graph" / "scheme" / "status.ttl")
    return {
        str(concept).rpartition("/")[2]: str(name)
        for concept, name in scheme.subject_objects(SKOS.prefLabel)
        if str(concept).startswith(ID + "scheme/status/") and name.language == language
    }


def of_lines(html: str, start: str) -> dict[str, str]:
    """Return the status of each task that a page tells of in an element of its own, by the task's path."""
    found: dict[str, str] = {}
    for line in html.split(start)[1:]:
        task, tag = re.search(r'/en/(document/[^"#]*/mandate/[0-9]+)"', line), _TAG.search(line)
        if not task:
            anchor = re.search(r'/en/(document/[^"#/]+)#([^"]*/mandate/[0-9]+)"', line)
            path = anchor and f"{anchor[1]}/{anchor[2]}"
        else:
            path = task[1]
        if path and tag:
            assert found.setdefault(path, tag[1]) == tag[1]
    return found


def of_csv(body: str) -> dict[str, str]:
    """Return the status of each task in a list as CSV."""
    return {relative(row["mandate"]): row["status"].rpartition("/")[2] for row in csv.DictReader(io.StringIO(body))}
