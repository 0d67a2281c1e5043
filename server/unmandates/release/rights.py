"""On which terms the parts of a release are used: ours under our licence, what was imported on its source's terms.

Where something was imported, the data set as a whole has no licence: it is said of the curated statements and what
follows from them, and each imported part is a data set of its own with the rights, the acknowledgement that is asked
for, and that it is an unofficial copy.
"""

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from unmandates.rdf import graphs
from unmandates.rdf.names import expand
from unmandates.rdf.namespaces import DATASET
from unmandates.release.imported import Terms

LICENSE = "https://creativecommons.org/licenses/by/4.0/"
UNOFFICIAL = {"en": "Unofficial copy.", "ar": "نسخة غير رسمية."}
#: Said of a data set of parts on several terms.
_MIXED = {
    "en": "What was curated is under CC BY 4.0; each imported part is used on the terms of its source.",
    "ar": "ما حُرّر يدوياً مرخّص بموجب CC BY 4.0؛ ويُستعمل كل جزء مستورد بشروط مصدره.",
}
Fact = tuple[str, str, ox.NamedNode | ox.Literal]


def part_iri(part: str) -> str:
    """Return the IRI of an imported part as a data set."""
    return f"{DATASET}#part-{part}"


def rights(terms: Terms) -> Iterable[ox.Literal]:
    """Yield what is said of an imported part in each language: its terms, whom to name, that it is no official copy."""
    for language in sorted({*terms.statement, *terms.acknowledgement, *UNOFFICIAL}):
        said = (terms.statement.get(language), terms.acknowledgement.get(language), UNOFFICIAL.get(language))
        yield ox.Literal(" ".join(filter(None, said)), language=language)


def of_the_whole(imports: Mapping[str, Terms]) -> Iterable[Fact]:
    """Yield on which terms the data set is used."""
    if not imports:
        yield DATASET, "dcterms:license", ox.NamedNode(LICENSE)
        return
    for language, said in _MIXED.items():
        yield DATASET, "dcterms:rights", ox.Literal(said, language=language)
    yield graphs.CURATED_COLLECTION, "dcterms:license", ox.NamedNode(LICENSE)
    yield graphs.CURATED_COLLECTION, "rdf:type", ox.NamedNode(expand("void:Dataset"))


def of_parts(imports: Mapping[str, Terms]) -> Iterable[Fact]:
    """Yield what is said of each imported part: its title, its terms, and where its source says them."""
    for part, terms in imports.items():
        iri = part_iri(part)
        yield DATASET, "void:subset", ox.NamedNode(iri)
        yield iri, "rdf:type", ox.NamedNode(expand("void:Dataset"))
        for language, title in sorted(terms.title.items()):
            yield iri, "dcterms:title", ox.Literal(f"{title} ({part})", language=language)
        for said in rights(terms):
            yield iri, "dcterms:rights", said
        if terms.said_at:
            yield iri, "dcterms:source", ox.NamedNode(terms.said_at)
