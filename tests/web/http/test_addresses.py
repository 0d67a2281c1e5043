"""Paths as they stand in addresses."""

from urllib.parse import unquote

import pytest

from unmandates.web.http.addresses import encoded


@pytest.mark.parametrize(
    "path, written",
    [
        ("id/document/A-75-L.93/op/2", "id/document/A-75-L.93/op/2"),
        ("body/a b", "body/a%20b"),
        ("body/%2F", "body/%252F"),
        ("body/é?x#y", "body/%C3%A9%3Fx%23y"),
        ('body/"<>', "body/%22%3C%3E"),
    ],
)
def test_a_path_is_encoded_as_little_as_may_be(path, written):
    assert encoded(path) == written and unquote(written) == path
