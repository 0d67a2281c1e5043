"""XML of strangers: nothing is expanded, included or fetched, and what is broken is read as far as it goes."""

import pytest

from unmandates.sources.inputs.limits import Breach, Limits
from unmandates.sources.inputs.xml import parse_xml

LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;">]><a>&y;</a>"""
OUTSIDE = b"""<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>"""


def breach(data: bytes, **limits: int) -> str:
    with pytest.raises(Breach) as caught:
        parse_xml(data, Limits(**limits))
    return caught.value.limit


@pytest.mark.parametrize("data", [LAUGHS, OUTSIDE, b"\xef\xbb\xbf<!-- a -->\n<?b c?>" + OUTSIDE, b"<!doctype a><a/>"])
def test_a_document_type_is_refused(data):
    assert breach(data) == "doctype"


@pytest.mark.parametrize("data", [OUTSIDE.decode().encode("utf-16"), b'<?xml version="1.0" encoding="UTF-7"?><a/>'])
def test_an_encoding_that_hides_a_document_type_is_refused(data):
    assert breach(data) == "xml_encoding"


def test_a_document_type_in_a_text_is_text():
    assert parse_xml(b"<a><![CDATA[<!DOCTYPE a>]]></a>").root.text == "<!DOCTYPE a>"


def test_each_limit_is_held():
    assert breach(b"<a>" * 11 + b"</a>" * 11, xml_depth=10) == "xml_depth"
    assert breach(b"<a>" * 3_000_000) == "xml_depth"
    assert breach(b'<a b="1" c="2"/>', xml_attributes=1) == "xml_attributes"
    assert breach(b'<a><b c="12345678"/></a>', xml_value=7) == "xml_value"
    assert breach(b"<a/>", xml_bytes=3) == "xml_bytes"


def test_what_is_within_the_limits_is_read():
    data = b'<a b="1"><a><a/></a></a>'
    assert len(list(parse_xml(data, Limits(xml_depth=3, xml_attributes=1, xml_value=1, xml_bytes=24)).root.iter())) == 3


def test_what_is_broken_is_recovered_and_said_so():
    parsed = parse_xml(b"<a><p>one</docTitle><p>two</p></a>")
    assert parsed.recovered and "two" in "".join(parsed.root.itertext())
    assert parse_xml(b'<a x="1" x="2">one</a>').recovered
    assert not parse_xml(b"<a>one</a>").recovered


@pytest.mark.parametrize(("data", "limit"), [(b"", "empty"), (b"\r\n ", "empty"), (b"no markup", "xml")])
def test_what_is_no_xml_is_named(data, limit):
    assert breach(data) == limit


def test_nothing_is_included(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    href = secret.as_uri().encode()
    include = b'<a xmlns:x="http://www.w3.org/2001/XInclude"><x:include href="%s" parse="text"/></a>' % href
    assert "SECRET" not in "".join(parse_xml(include).root.itertext())
