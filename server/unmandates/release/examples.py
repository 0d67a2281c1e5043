"""The example queries: files that tests run, and the same as data (`sh:SPARQLExecutable`).

Each `examples/<name>.rq` opens with comment lines: the question in English, the question in Arabic after `# ar: `,
and `# keywords: ` with commas between. The rest is the query. The form as data follows
https://github.com/sib-swiss/sparql-examples.
"""

import re
from dataclasses import dataclass

import pyoxigraph as ox

from unmandates.corpus.layout import PACKAGE
from unmandates.rdf import graphs
from unmandates.rdf.namespaces import PREFIXES, ROOT

FOLDER = PACKAGE / "release" / "examples"
_FORMS = {"SELECT": ("Select", "select"), "ASK": ("Ask", "ask"), "CONSTRUCT": ("Construct", "construct")}


@dataclass(frozen=True)
class Example:
    """An example query: its name, the question that it answers in two languages, keywords and its text."""

    name: str
    question: str
    question_ar: str
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
        """Return the question in a language: Arabic, or else English."""
        return self.question_ar if language == "ar" else self.question


def examples() -> list[Example]:
    """Return the example queries by name; a file without its three head lines is a `ValueError`."""
    return [_read(path) for path in sorted(FOLDER.glob("*.rq"))]


def _read(path) -> Example:
    text = path.read_text(encoding="utf-8-sig")
    head = re.match(r"# (?P<en>[^\n]+)\n# ar: (?P<ar>[^\n]+)\n# keywords: (?P<keywords>[^\n]+)\n", text)
    if not head:
        raise ValueError(f"{path.name} must open with its question, `# ar: ` and `# keywords: `")
    keywords = tuple(word.strip() for word in head["keywords"].split(","))
    return Example(path.stem, head["en"], head["ar"], keywords, text[head.end() :])


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
            (rdfs + "comment", ox.Literal(example.question, language="en")),
            (rdfs + "comment", ox.Literal(example.question_ar, language="ar")),
            (sh + predicate, ox.Literal(example.query)),
            (schema + "target", ox.NamedNode(ROOT + "sparql")),
            *((schema + "keywords", ox.Literal(word)) for word in example.keywords),
        ]
        subject = ox.NamedNode(example.iri)
        quads.extend(ox.Quad(subject, ox.NamedNode(name), value, graph) for name, value in values)
    return quads
