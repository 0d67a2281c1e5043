"""The one canonical way in which curated Turtle is written.

The same triples always give the same text: subjects in the order of the thing and its parts, predicates in a
fixed order that reads well, objects by language and then by natural order. There are no blank nodes and no
comments in curated files; a remark is a triple.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from unmandates.rdf.names import abbreviate, relative
from unmandates.rdf.namespaces import BASE, LANGUAGES, PREFIXES

_RDF_TYPE = PREFIXES["rdf"] + "type"
_XSD = PREFIXES["xsd"]
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""' + r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"' + r"|'(?:[^'\\\n]|\\.)*'" + r"|<[^<>\s]*>|(?P<comment>#[^\n]*)",
    re.DOTALL,
)
_WIDTH = 118

#: Predicates that open a description, in this order; the rest follow by name; the last list closes it.
_FIRST = (
    "rdf:type skos:inScheme skos:topConceptOf unm:symbol dcterms:title skos:prefLabel skos:altLabel "
    "unm:abbreviation unm:parent unm:order unm:number unm:printedNumber "
    "unm:doer unm:verb unm:verbText unm:chapeau unm:nestedIn "
    "unm:retoldFrom unm:basis unm:mandator unm:assignee unm:addressee unm:addresseeInParticular "
    "unm:hasNoAddressee unm:conditionKind unm:summary skos:definition"
).split()
_LAST = "skos:broader skos:exactMatch skos:closeMatch unm:about unm:coverage unm:source skos:editorialNote".split()

#: Parts of a thing that are written before its other parts.
_PART_ORDER = {name: place for place, name in enumerate("pp op act mandate citation condition assertion note".split())}


def natural(text: str) -> tuple:
    """Return a sort key in which `op/2` comes before `op/10`."""
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.split(r"(\d+)", text) if part)


def _subject_key(iri: str) -> tuple:
    segments = relative(iri).split("/")
    return tuple((_PART_ORDER.get(segment, len(_PART_ORDER)), natural(segment)) for segment in segments)


def _write_literal(literal: Literal) -> str:
    datatype = literal.datatype.value
    if datatype == _XSD + "boolean" and literal.value in ("true", "false"):
        return literal.value
    if datatype == _XSD + "integer" and re.fullmatch(r"[+-]?\d+", literal.value):
        return literal.value
    escaped = literal.value.replace("\\", "\\\\").replace('"', '\\"')
    escaped = escaped.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    if literal.language:
        return f'"{escaped}"@{literal.language}'
    return f'"{escaped}"' if datatype == _XSD + "string" else f'"{escaped}"^^{abbreviate(datatype)}'


def _write_term(term: NamedNode | Literal) -> str:
    return abbreviate(term.value) if isinstance(term, NamedNode) else _write_literal(term)


def _object_key(term: NamedNode | Literal) -> tuple:
    if isinstance(term, NamedNode):
        return (0, 0, "", natural(term.value))
    language = term.language or ""
    place = LANGUAGES.index(language) if language in LANGUAGES else len(LANGUAGES)
    return (1, place, language, natural(term.value), term.datatype.value)


def _predicate_key(name: str) -> tuple:
    if name in _FIRST:
        return (0, _FIRST.index(name), "")
    if name in _LAST:
        return (2, _LAST.index(name), "")
    return (1, 0, name)


def _write_description(subject: str, statements: dict[str, list]) -> str:
    lines = []
    for predicate in sorted(statements, key=_predicate_key):
        objects = [_write_term(term) for term in sorted(statements[predicate], key=_object_key)]
        name = "a" if predicate == "rdf:type" else predicate
        line = f"{name} {', '.join(objects)}"
        if len(objects) > 1 and len(line) > _WIDTH:
            line = f"{name} " + ",\n        ".join(objects)
        lines.append(line)
    return f"{subject} " + " ;\n    ".join(lines) + " .\n"


def write(triples: Iterable[Triple]) -> str:
    """Return the canonical Turtle of the triples (pyoxigraph's), which must hold no blank node (`ValueError`)."""
    described: dict[str, dict[str, list]] = defaultdict(lambda: defaultdict(list))
    for triple in set(triples):
        if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
            raise ValueError("a blank node stands in curated data: give the part an IRI below its whole")
        described[triple.subject.value][abbreviate(triple.predicate.value)].append(triple.object)
    text = "\n".join(
        _write_description(abbreviate(subject), described[subject]) for subject in sorted(described, key=_subject_key)
    )
    bare = _TOKEN.sub(" ", text)
    used = sorted(set(re.findall(r"(?<![\w:])([a-z]+):(?=\w)", bare)) & set(PREFIXES))
    head = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in used)
    return f"{head}BASE <{BASE}>\n\n{text}"


def comments(text: str) -> list[int]:
    """Return the numbers of the lines of a Turtle text on which a comment stands, strings and IRIs aside."""
    return [text.count("\n", 0, hit.start()) + 1 for hit in _TOKEN.finditer(text) if hit["comment"] is not None]
