"""What is kept is compressed for who takes that, and where it is worth it."""

import gzip

from unmandates.web.http.cache import compressed


def test_a_body_is_compressed_where_it_is_worth_it():
    body, coding = compressed(b"x" * 1024, "gzip")
    assert coding == "gzip" and gzip.decompress(body) == b"x" * 1024
    assert compressed(b"x" * 1024, "gzip") == (body, coding), "the same body gives the same bytes"
    assert compressed(b"x" * 1023, "gzip") == (b"x" * 1023, None)
    assert compressed(b"x" * 1024, None) == (b"x" * 1024, None)
