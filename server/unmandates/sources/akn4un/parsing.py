"""A file's bytes as elements, without DTD, entities or network; a broken file is read as far as it goes."""

from dataclasses import dataclass

from lxml import etree


@dataclass(frozen=True)
class Parsed:
    """The root element, and whether the file was broken and read all the same."""

    root: etree._Element
    recovered: bool


def parse(data: bytes) -> Parsed:
    """Return a file's elements. Raises ValueError where nothing can be read."""
    for recover in (False, True):
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            continue
        if root is not None:
            return Parsed(root, recover)
    raise ValueError("no XML can be read in it")
