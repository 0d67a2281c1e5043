"""What was withdrawn answers 410 at all its addresses, and says why and what replaces it."""

import time

import pytest

PATHS = ["/id/body/old-council", "/id/body/old-council.ttl", "/data/body/old-council.ttl", "/data/body/old-council",
         "/graph/body/old-council", "/en/body/old-council", "/en/body/old-council/membership/1",
         "/id/body/old-council/membership/1", "/linkset/body/old-council"]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("accept", ["text/turtle", "application/json", "image/png"])
def test_it_is_gone_in_every_form(client, path, accept):
    for method in ("GET", "HEAD"):
        answer = client.open(path, method=method, headers={"Accept": accept})
        assert answer.status_code == 410, path
    told = client.get(path, headers={"Accept": "application/json"}).get_json()
    assert told["withdrawn"] == "https://w3id.org/unmandates/id/body/old-council"
    assert [one["iri"] for one in told["replaced"]] == ["https://w3id.org/unmandates/id/body/council"]


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", ("Withdrawn", "Council of Tests", "under another name")), ("ar", ("سُحب", "مجلس الاختبارات", "باسم آخر"))],
)
def test_a_reader_is_led_on(client, language, said):
    page = client.get(f"/{language}/body/old-council", headers={"Accept": "text/html"})
    assert page.status_code == 410
    text = page.get_data(as_text=True)
    assert all(words in text for words in said)
    assert f'href="/{language}/body/council"' in text


def test_it_is_in_no_list(client):
    assert "old-council" not in client.get("/sitemap.xml").get_data(as_text=True)
    assert "old-council" not in client.get("/en/actors").get_data(as_text=True)
    assert "old-council" not in client.get("/en/search?q=old council").get_data(as_text=True)


def test_what_is_in_force_is_not_gone(client):
    assert client.get("/en/body/council").status_code == 200
    assert client.get("/en/body/nobody").status_code == 404


def test_a_long_path_is_refused_at_once(client):
    for path in ("a/" * 50_000, "body/old-council/" + "a/" * 50_000, "body/council/" + "a/" * 50_000):
        for address, answers in (("/id/" + path, (301,)), ("/id/" + path.rstrip("/"), (404, 410))):
            started = time.process_time()
            assert client.get(address, headers={"Accept": "text/turtle"}).status_code in answers
            assert time.process_time() - started < 1
