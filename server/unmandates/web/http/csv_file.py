"""A table as a file in CSV, for programs as the standard has it, and for Excel if it is asked for."""

import codecs

from flask import Response, request

from unmandates.rdf.formats import CSV

_YES = ("1", "true", "yes")


def csv_file(body: bytes, name: str) -> Response:
    """Return a table with a name to save it under; with `?bom=1` it begins with a byte order mark.

    RFC 4180 has none, and Excel takes what begins without one for the code page of the machine.
    """
    mark = codecs.BOM_UTF8 if is_yes(request.args.get("bom", "")) else b""
    response = Response(mark + body, content_type=CSV.content_type)
    response.headers["Content-Disposition"] = f'inline; filename="{name}.csv"'
    return response


def is_yes(value: str) -> bool:
    """Say whether the value of a parameter means yes."""
    return value.strip().lower() in _YES
