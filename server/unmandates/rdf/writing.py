"""Writing statements in a format, so that the same statements give the same bytes."""

import io
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from unmandates.rdf.formats import Format
from unmandates.rdf.turtle_head import Head

#: The formats, by the store's names, whose head of prefixes is put in order.
WITH_PREFIXES = ("TURTLE", "TRIG")


def write(triples: Iterable[ox.Triple], form: Format, prefixes: Mapping[str, str], to=None) -> bytes | None:
    """Write triples in the order given; return the bytes, or write them to a binary writer `to`."""
    kind = getattr(ox.RdfFormat, form.serializer)
    written = io.BytesIO() if to is None else to
    if form.serializer in WITH_PREFIXES:
        head = Head(written)
        ox.serialize(triples, head, format=kind, prefixes=prefixes)
        head.close()
    else:
        ox.serialize(triples, written, format=kind, prefixes=prefixes)
    return written.getvalue() if to is None else None
