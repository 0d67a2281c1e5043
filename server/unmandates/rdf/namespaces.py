"""The IRIs of the project and the one prefix table that everything uses.

Things live under `ID`, the graphs that hold them under `GRAPH`, the ontology's terms under `ONTOLOGY`.
Turtle files, the endpoint and the pages abbreviate IRIs by `PREFIXES` and `BASE` only, so that what a reader
sees in one place can be pasted into any other.
"""

ROOT = "https://w3id.org/unmandates/"
ID = ROOT + "id/"
GRAPH = ROOT + "graph/"
ONTOLOGY = ROOT + "ontology#"
SHAPE = ROOT + "shape#"
#: The data set as a whole.
DATASET = ROOT + "dataset"

#: Relative IRIs in Turtle and SPARQL are resolved against this: `<body/general-assembly>`.
BASE = ID

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sdg": "http://metadata.un.org/sdg/",
    "sh": "http://www.w3.org/ns/shacl#",
    "shape": SHAPE,
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "unbis": "http://metadata.un.org/thesaurus/",
    "undo": "https://w3id.org/un/ontology/undo/",
    "unm": ONTOLOGY,
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

#: The six official languages of the United Nations, in the order in which labels are written.
LANGUAGES = ("en", "ar", "fr", "es", "ru", "zh")


def graph_of(kind: str, key: str) -> str:
    """Return the IRI of the graph that holds the curated thing `kind`/`key`."""
    return f"{GRAPH}{kind}/{key}"
