"""XML of strangers, by lxml: no document type, no entities but the five of XML, no inclusion, no network.

https://www.w3.org/TR/xml/. What is broken is read as far as the parser can recover it, and said so.
"""

import re
from dataclasses import dataclass

from lxml import etree

from unmandates.sources.inputs.limits import Breach, Limits

#: Before the first element: declaration, comments, instructions; then perhaps a document type.
_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<\?.*?\?>|<!--.*?-->)*+(?=(<!\s*(?:doctype|entity))?)", re.S | re.I)
_DECLARED = re.compile(rb"<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([^\"']{0,40})")
#: In these a byte below 128 is the letter that it is in ASCII, so that the head can be read before the parser does.
_ENCODINGS = (b"utf-8", b"utf8", b"us-ascii", b"iso-8859-1", b"windows-1252")
_REMEDY = "Publish the file without it"


@dataclass(frozen=True)
class Parsed:
    """A document that was read: its root element; `recovered` if it was not well-formed."""

    root: etree._Element
    recovered: bool = False


def parse_xml(data: bytes, limits: Limits | None = None) -> Parsed:
    """Return the document in some bytes, without comments and processing instructions.

    Raises a `Breach` for what passes a limit, has a document type or an unknown encoding, or is no XML at all.
    """
    limits = limits or Limits.from_environment()
    limits.hold("xml_bytes", len(data), "bytes")
    if not data.strip():
        raise Breach("empty", "the file is empty")
    _refuse_head(data)
    root, recovered = _tree(data, recover=False), False
    if root is None:
        root, recovered = _tree(data, recover=True), True
    if root is None:
        raise Breach("xml", "the file is no XML, and nothing of it can be recovered")
    if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
        raise Breach("doctype", "the file has a document type", _REMEDY)
    _refuse_shape(root, len(data), limits)
    return Parsed(root, recovered)


def _tree(data: bytes, recover: bool) -> etree._Element | None:
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None


def _refuse_head(data: bytes) -> None:
    if b"\0" in data:
        raise Breach("xml_encoding", "the file has bytes of value zero: it is no UTF-8", "Publish the file in UTF-8")
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in _ENCODINGS:
        seen = f"the file is declared to be {declared[1].decode('ascii', 'replace')}"
        raise Breach("xml_encoding", seen, "Publish the file in UTF-8")
    if _HEAD.match(data)[1]:
        raise Breach("doctype", "the file has a document type", _REMEDY)


def _refuse_shape(root: etree._Element, size: int, limits: Limits) -> None:
    """Hold a tree against the limits; the parser's own have kept it from growing beyond measure before."""
    if root.xpath(f"boolean(/{'*/' * limits.xml_depth}*)"):
        raise limits.breach("xml_depth", "more elements inside each other")
    if root.xpath("boolean(//*[count(@*) > $most])", most=limits.xml_attributes):
        raise limits.breach("xml_attributes", "more attributes on one element")
    if size > limits.xml_value and root.xpath("boolean(//@*[string-length() > $most])", most=limits.xml_value):
        raise limits.breach("xml_value", "more characters in one attribute")
