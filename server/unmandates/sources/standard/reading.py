"""A file of a register as statements: Turtle, TriG, N-Triples, N-Quads or JSON-LD, by the end of its name."""

import codecs
from pathlib import PurePosixPath

import pyoxigraph as ox

from unmandates.rdf.formats import JSON_LD, N_QUADS, N_TRIPLES, TRIG, TURTLE, Format, of_suffix
from unmandates.sources.inputs.limits import Breach, Limits
from unmandates.sources.standard.json_ld import self_contained

#: The formats in which a register is published.
FORMATS = (TURTLE, JSON_LD, TRIG, N_TRIPLES, N_QUADS)


def format_of(name: str) -> Format | None:
    """Return the format that the end of a file's name tells; None for a file that is of no register."""
    return of_suffix(PurePosixPath(name).suffix.removeprefix("."), FORMATS)


def read_statements(data: bytes, name: str, limits: Limits | None = None) -> list[ox.Quad]:
    """Return the statements of a file, each once, in the order of the file.

    Relative IRIs are refused, since they would name other things wherever the file lies. Raises a `Breach`: of the rule
    `format` or `syntax` for what cannot be read, `remote-context` for JSON-LD that names an address, `triple-term`
    for statements about statements, or of a limit.
    """
    limits = limits or Limits.from_environment()
    form = format_of(name)
    if form is None:
        known = ", ".join(f".{one.suffix}" for one in FORMATS)
        raise Breach("format", "the name does not end in that of a format", f"Name the file by its format: {known}")
    data = self_contained(data, limits) if form is JSON_LD else data.removeprefix(codecs.BOM_UTF8)
    found: dict[ox.Quad, None] = {}
    try:
        for quad in ox.parse(data, format=getattr(ox.RdfFormat, form.serializer)):
            if isinstance(quad.object, ox.Triple):
                raise Breach("triple-term", "a statement is about a statement", "Give what it says a thing of its own")
            found[quad] = None
            limits.hold("statements", len(found), "statements in one file")
    except Breach:
        raise
    except (SyntaxError, ValueError) as error:
        raise Breach("syntax", str(error), "Correct it, or name the file by its format") from None
    return list(found)
