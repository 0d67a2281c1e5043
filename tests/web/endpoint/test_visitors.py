"""Under which name a client's share is counted, whoever stands between; and that no cache holds what clients send."""

import sys

import pytest

from unmandates.asking.remembering import LONGEST, remember
from unmandates.web.endpoint import result_formats
from unmandates.web.http import visitors
from unmandates.web.http.cache import AnswerCache, Kept
from unmandates.web.http.visitors import UNKNOWN, client_of, proxies
from unmandates.web.things.naming import Names

from .conftest import application


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("192.0.2.1", "198.51.100.7", "192.0.2.1"),  # who is no proxy is not believed
        ("127.0.0.1", "", ""),
        ("::1", "", ""),
        ("", "", ""),
        ("::ffff:127.0.0.1", "", ""),
        ("::ffff:192.0.2.1", "", "192.0.2.1"),
        ("::ffff:127.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "198.51.100.7, 127.0.0.1", "198.51.100.7"),
        ("127.0.0.1", "198.51.100.7:4711", "198.51.100.7"),
        ("127.0.0.1", "[2001:db8:1:2:3::4]:4711", "2001:db8:1:2::/64"),
        ("127.0.0.1", "[2001:db8:1:2:3::4]", "2001:db8:1:2::/64"),
        ("127.0.0.1", "2001:db8:1:2:5::6", "2001:db8:1:2::/64"),
        ("127.0.0.1", "::ffff:198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2::9", "", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "", "fe80::/64"),
        ("127.0.0.1", "unknown", UNKNOWN),
        ("127.0.0.1", "_hidden", UNKNOWN),
        ("127.0.0.1", "198.51.100.7:", UNKNOWN),
        ("127.0.0.1", "example.org", UNKNOWN),
        ("127.0.0.1", "x" * 100_000, UNKNOWN),
        ("127.0.0.1", "203.0.113.9," * 9_000 + "198.51.100.7", "198.51.100.7"),
        ("not an address", "198.51.100.7", UNKNOWN),
    ],
)
def test_who_a_client_is(peer, forwarded, expected):
    for environ in ({"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": forwarded}, {"REMOTE_ADDR": peer}):
        if "HTTP_X_FORWARDED_FOR" in environ or not forwarded:
            assert client_of(environ) == expected


@pytest.mark.parametrize(
    ("setting", "peer", "expected"),
    [
        ("10.0.0.0/8 2001:db8::1", "10.1.2.3", "198.51.100.7"),
        ("10.0.0.0/8 2001:db8::1", "2001:db8::1", "198.51.100.7"),
        ("10.0.0.0/8 2001:db8::1", "192.0.2.1", "192.0.2.1"),
        ("none", "127.0.0.1", ""),
        ("none", "10.1.2.3", "10.1.2.3"),
    ],
)
def test_proxies_are_a_setting(monkeypatch, setting, peer, expected):
    monkeypatch.setenv("UNMANDATES_PROXIES", setting)
    monkeypatch.setattr(visitors, "_name", visitors._name.__wrapped__)
    assert client_of({"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": "198.51.100.7"}) == expected


@pytest.mark.parametrize("setting", ["proxy.example.org", "10.0.0.1/8", "none 10.0.0.1", "10.0.0.0/8,10.1.0.0/16"])
def test_a_bad_setting_is_named(monkeypatch, setting):
    monkeypatch.setenv("UNMANDATES_PROXIES", setting)
    with pytest.raises(ValueError, match="UNMANDATES_PROXIES"):
        proxies()


def test_long_questions_are_answered_and_not_remembered():
    asked = []
    double = remember(10)(lambda *texts: asked.append(texts) or "".join(texts) * 2)
    for text in ("a", "a", "b" * (LONGEST + 1), "b" * (LONGEST + 1)):
        assert double(text) == text * 2
    assert len(asked) == 3 and double.cache_info().currsize == 1


def test_headers_of_clients_are_not_kept(engine):
    app = application(engine)
    web = app.test_client()
    before = result_formats.negotiate.cache_info().currsize, visitors._name.cache_info().currsize
    for number in range(200):
        long = f"text/csv;x={number}{'y' * 20_000}"
        headers = {"Accept": long, "Accept-Encoding": f"gzip, {long}", "X-Forwarded-For": long}
        assert web.get("/sparql?query=ASK%7B%7D", headers=headers).status_code == 200
    assert (result_formats.negotiate.cache_info().currsize, visitors._name.cache_info().currsize) == before


class _NoNames:
    def rows(self, name, **terms):
        return []


def test_invented_names_are_not_kept():
    names = Names(_NoNames())
    for number in range(300):
        iri = f"http://example.org/{number}/{'x' * 20_000}"
        assert names.name(iri, "en").value.strip("<>") == iri
    assert not names._named and not names._chosen and names._look_up.cache_info().currsize == 0


@pytest.mark.parametrize("place", ["key", "body", "headers"])
def test_what_a_cache_holds_is_weighed(place):
    cache = AnswerCache(100_000)

    class Answer(Kept):
        def __init__(self, body, headers):
            vars(self).update(body=body, media_type="text/plain", coding=None, headers=headers)

    for number in range(500):
        text = f"{number}{'x' * 5_000}"
        sent = {name: text if name == place else "" for name in ("key", "body", "headers")}
        cache.put((number, ("nested", sent["key"])), Answer(sent["body"].encode(), [("Link", sent["headers"])]))
    assert 5 < len(cache._kept) < 20 and cache.size <= cache.capacity


def test_what_nobody_asks_for_is_forgotten():
    cache = AnswerCache(100_000)
    for number in range(5):
        cache.put(number, Kept(b"x", "text/plain", None))
    assert cache.forget(60) == 0 and cache.get(3)
    assert AnswerCache.forget_everywhere(0) >= 5 * sys.getsizeof(b"x") and cache.size == 0 and cache.get(3) is None
