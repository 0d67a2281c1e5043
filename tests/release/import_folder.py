"""Import folders made up for tests, in the form in which `unmandates import` writes them."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

from unmandates.rdf import canonical, graphs
from unmandates.rdf.namespaces import ID, PREFIXES

SOURCE = "lake"
_HEAD = f"BASE <{ID}>\n" + "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
RIGHTS = {
    "statement": {"en": "The Lake Commission lets anybody read."},
    "acknowledgement": {"en": "The Lake Commission is the source."},
    "said_at": "https://example.org/terms",
}


def write(
    folder: Path, items: Mapping[str, Mapping[str, str]], part: str = "1", served: bool = True, source: str = SOURCE
) -> Path:
    """Write a folder with items: by key, Turtle without a head by standing. Return the folder."""
    below = folder / "documents" / part
    below.mkdir(parents=True, exist_ok=True)
    for key, said in items.items():
        rows, lines = [], []
        for standing, turtle in sorted(said.items()):
            graph = ox.NamedNode(graphs.imported(source, standing, key))
            triples = ox.parse(_HEAD + turtle, format=ox.RdfFormat.TURTLE)
            own = canonical.lines(ox.Quad(*quad.triple, graph) for quad in triples)
            place = {"start": len(b"".join(lines)), "bytes": len(b"".join(own))}
            rows.append({"graph": graph.value, "sha256": canonical.digest(own), "statements": len(own)} | place)
            lines += own
        (below / f"{key}.nq").write_bytes(b"".join(lines))
        mark = hashlib.sha256(b"".join(lines)).hexdigest()
        (below / f"{key}.json").write_text(json.dumps({"mark": mark, "rows": rows}), encoding="utf-8")
    about = {"format": 1, "source": source, "title": {"en": "Acts of the Lake Commission"}, "parts": {part: {}}}
    about["rights"] = RIGHTS | {"served": served}
    (folder / "import.json").write_text(json.dumps(about), encoding="utf-8")
    return folder


def act(number: int, words: str = "Asks the Secretary to measure the level of the lake.", more: str = "") -> dict:
    """Return what a source says of one of its acts, by standing."""
    document = f"document/LC-RES-{number}"
    return {
        "text": f"""<{document}> a unm:Resolution ; unm:symbol "LC/RES/{number}" ;
            skos:prefLabel "LC/RES/{number}"@en, "LC/RES/{number}"@ar ; unm:coverage <scheme/coverage/imported> .
        <{document}/op/1> a unm:OperativeParagraph ; unm:parent <{document}> ; unm:order 1 ;
            unm:number "1" ; unm:officialText "{words}"@en .
        <{document}/op/1/a> a unm:SubParagraph ; unm:parent <{document}/op/1> ; unm:order 1 .
        <{document}/op/1/a/citation/1> a unm:Citation ; unm:parent <{document}/op/1/a> ; unm:order 1 ;
            unm:cites <document/LC-RES-{number - 1}> .
        {more}""",
        "metadata": f"""<{document}> unm:adoptionDate "2030-01-{number:02}"^^xsd:date .
        <{document}/vote/1> a unm:Vote ; unm:parent <{document}> ; unm:order 1 ; unm:voteOn <{document}> ;
            unm:inFavour <body/brazil> .""",
        "candidate": f"<{document}> dcterms:subject <http://metadata.un.org/sdg/6> .",
    }
