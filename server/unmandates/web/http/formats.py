"""How a request chooses among the forms in which a thing can be had: a suffix, `?format=`, `Accept`."""

from flask import Request

from unmandates.rdf import formats
from unmandates.rdf.formats import CSV, GRAPHS, HTML, JSON, RDF, Format
from unmandates.web.http import negotiation

__all__ = [
    "CSV", "GRAPHS", "HTML", "JSON", "RDF", "Format",
    "asked_type", "choose", "named", "split_suffix",
]  # fmt: skip


def split_suffix(path: str, offered: tuple[Format, ...]) -> tuple[str, Format | None]:
    """Return a path without its suffix and the form that the suffix names; only suffixes of forms on offer count.

    Keys contain dots (`A-75-L.93`), so that anything else after a dot belongs to the key.
    """
    stem, _, suffix = path.rpartition(".")
    found = formats.of_suffix(suffix, offered)
    return (stem, found) if stem and found else (path, None)


def named(request: Request) -> tuple[str, ...]:
    """Return the forms that a request names by `?format=`; an empty value is as good as none."""
    return tuple(name for name in request.args.getlist("format") if name.strip(" "))


def choose(request: Request, offered: tuple[Format, ...]) -> Format | None:
    """Return the form that a request asks for by `?format=` or else by `Accept`; None when none on offer will do.

    Of several names the last that is known counts. A client without preferences gets the first form. RFC 9110 section
    12.5.1.
    """
    if names := named(request):
        return formats.find_last(names, offered)[0]
    types = formats.media_types(offered)
    best = negotiation.choose(request.headers.get("Accept"), tuple(types))
    return types[best] if best else None


def asked_type(request: Request, form: Format) -> str:
    """Return the Content-Type of an answer in a form: under the other name of its media type that was asked for."""
    if names := named(request):
        best = form.type_called(formats.find_last(names, (form,))[1])
    else:
        best = negotiation.choose(request.headers.get("Accept"), (form.media_type, *form.types))
    return form.content_type if best in (None, form.media_type) else form.under(best).content_type
