"""Elements of Akoma Ntoso by their local names, in whatever namespace a file puts them."""

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree


def name_of(element: etree._Element) -> str:
    """Return the local name, or an empty text for a comment or an instruction."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=512)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield the children that are elements, those of some names alone where names are given."""
    if names:
        yield from element.iterchildren(*_anywhere(names))
        return
    for child in element:
        if name_of(child):
            yield child


def below(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield the elements of some names at any depth, in the order of the file."""
    return element.iter(*_anywhere(names))


@lru_cache(maxsize=512)
def _anywhere(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names as lxml takes them for any namespace and none."""
    return tuple("{*}" + name for name in names)


def first(element: etree._Element | None, *names: str) -> etree._Element | None:
    """Return the first element of some names at any depth, or None."""
    return next(below(element, *names), None) if element is not None else None


def plain(element: etree._Element | None) -> str:
    """Return all text of an element but that of footnotes, with single spaces; empty for None."""
    if element is None:
        return ""
    pieces = [element.text or ""]
    for child in element:
        if name_of(child) not in ("authorialNote", ""):
            pieces.append((" " if name_of(child) in ("eol", "p", "br") else "") + plain_raw(child))
        pieces.append(child.tail or "")
    return " ".join("".join(pieces).split())


def plain_raw(element: etree._Element) -> str:
    """Return all text of an element but that of footnotes, with its spaces as they stand."""
    pieces = [element.text or ""]
    for child in element:
        if name_of(child) not in ("authorialNote", ""):
            pieces.append((" " if name_of(child) in ("eol", "p", "br") else "") + plain_raw(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
