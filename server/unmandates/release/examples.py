"""The example queries: files that tests run, and the same as data (`sh:SPARQLExecutable`).

The head of each `examples/<name>.rq` has the question in English and in Arabic, and `keywords` with commas between. The
form as data follows https://github.com/sib-swiss/sparql-examples.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from unmandates.corpus.layout import PACKAGE
from unmandates.rdf import graphs
from unmandates.rdf.namespaces import PREFIXES, ROOT
from unmandates.rdf.queries import read_queries

FOLDER = PACKAGE / "release" / "examples"
_FORMS = {"SELECT": ("Select", "select"), "ASK": ("Ask", "ask"), "CONSTRUCT": ("Construct", "construct")}


@dataclass(frozen=True)
class Example:
    """An example query: its name, the question that it answers by language, keywords and its text."""

    name: str
    questions: Mapping[str, str]
    keywords: tuple[str, ...]
    query: str

    @property
    def iri(self) -> str:
        """The IRI of the example."""
        return f"{ROOT}example/{self.name}"

    def query_in(self, language: str) -> str:
        """Return the query for readers of a language: names and summaries in it, where it asks for the English ones.

        One that looks for English words, or asks for several languages, stays as it is.
        """
        if language == "en" or f'"{language}"' in self.query or "LCASE(" in self.query:
            return self.query
        return re.sub(r'(\bLANG\(\?\w+\) = )"en"', rf'\1"{language}"', self.query)

    def question_in(self, language: str) -> str:
        """Return the question in a language, or else in English."""
        return self.questions.get(language, self.questions["en"])


def examples() -> list[Example]:
    """Return the example queries by name; a head without Arabic or keywords is a `ValueError`."""
    return [
        Example(file.name, file.words, tuple(word.strip() for word in file.notes["keywords"].split(",")), file.text)
        for file in read_queries(FOLDER, "ar", "keywords")
    ]


def example_quads() -> list[ox.Quad]:
    """Return the examples as quads of the graph of examples."""
    rdf, rdfs, sh, schema = (PREFIXES[name] for name in ("rdf", "rdfs", "sh", "schema"))
    graph = ox.NamedNode(graphs.EXAMPLES)
    quads = []
    for example in examples():
        form = re.search(r"^\s*(SELECT|ASK|CONSTRUCT)\b", example.query, re.MULTILINE)[1]
        kind, predicate = _FORMS[form]
        values = [
            (rdf + "type", ox.NamedNode(f"{sh}SPARQLExecutable")),
            (rdf + "type", ox.NamedNode(f"{sh}SPARQL{kind}Executable")),
            *((rdfs + "comment", ox.Literal(said, language=code)) for code, said in example.questions.items()),
            (sh + predicate, ox.Literal(example.query)),
            (schema + "target", ox.NamedNode(ROOT + "sparql")),
            *((schema + "keywords", ox.Literal(word)) for word in example.keywords),
        ]
        subject = ox.NamedNode(example.iri)
        quads.extend(ox.Quad(subject, ox.NamedNode(name), value, graph) for name, value in values)
    return quads
