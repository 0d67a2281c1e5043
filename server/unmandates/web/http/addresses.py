"""Paths of addresses as they are written: encoded as little as RFC 3986, section 3.3, allows."""

from urllib.parse import quote

#: Characters that stand in a path as they are, besides letters and digits.
SAFE = "/:@!$&'()*+,;=-._~"


def encoded(path: str) -> str:
    """Return a path, which is not encoded, as it stands in an address.

    >>> encoded("id/document/A-75-L.93/op/2 (a)")
    'id/document/A-75-L.93/op/2%20(a)'
    """
    return quote(path, safe=SAFE)
