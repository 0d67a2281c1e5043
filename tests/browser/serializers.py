"""How schemathesis writes the bodies that it does not know: a query as it is."""

import schemathesis


@schemathesis.serializer("application/sparql-query")
def write_query(_context, value) -> bytes:
    """Return the text of a query in UTF-8."""
    return str(value).encode("utf-8", "replace")
