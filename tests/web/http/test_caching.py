"""What may be kept, and for how long: each kind of answer says what the table of policies has for it."""

from datetime import UTC, datetime

import pytest

import unmandates.clock
from unmandates.web.http import caching


@pytest.mark.parametrize(
    "address, status, said",
    [
        ("/dump/manifest.json", 200, caching.BRIEFLY),
        ("/dump/unmandates.nq", 200, caching.BRIEFLY),
        ("/id/body/council", 303, caching.BRIEFLY),
        ("/lookup?iri=T/RES/1/1", 303, caching.BRIEFLY),
        ("/health", 200, caching.NEVER),
        ("/en/body/nobody", 404, caching.NEVER),
        ("/language/ar?page=about", 303, caching.NEVER),
    ],
)
def test_each_answer_says_how_long_it_may_be_kept(client, address, status, said):
    with client.get(address) as answer:
        assert (answer.status_code, answer.headers["Cache-Control"]) == (status, said)
        assert ("ETag" in answer.headers) == (status == 200 and said != caching.NEVER)


@pytest.mark.parametrize("time, seconds", [("12:00:00", 60), ("23:59:40", 20)])
def test_what_is_of_a_day_is_not_kept_over_midnight(client, monkeypatch, time, seconds):
    moment = datetime.fromisoformat(f"2026-03-01T{time}").replace(tzinfo=UTC)
    monkeypatch.setattr(unmandates.clock, "now", lambda: moment)
    assert caching.this_day() == f"public, max-age={seconds}"
    for address in ("/en/body/council", "/data/body/council.ttl"):
        assert client.get(address).headers["Cache-Control"] == caching.this_day()


def test_a_tag_is_of_the_content():
    assert caching.content_tag(b"a") == caching.content_tag(b"a") != caching.content_tag(b"b")
