"""Finished pages in files: made once for all processes, and no worse than nothing when the files are not there."""

import pytest
from tests.web.conftest import BASE

from unmandates.web.application import create_app
from unmandates.web.http.shared_cache import Made, Shelf
from unmandates.web.things.settings import Settings

MADE = Made(
    b"\n\x00body\n", "text/html; charset=utf-8", "gzip", "tag-gzip", (("Vary", "Accept"), ("Link", "<a>; rel=b"))
)
PAGE = "/en/document/T-RES-1-1"


@pytest.fixture
def two(small_release, tmp_path):
    """Two applications, as in two processes, that share a shelf; its folder."""
    settings = Settings(base=BASE, release=small_release, shelf=tmp_path / "pages")
    return create_app(settings), create_app(settings), settings.shelf


def test_what_is_put_there_is_found_there(tmp_path):
    Shelf(tmp_path / "pages").put(("a", 1, None), MADE)
    assert Shelf(tmp_path / "pages").get(("a", 1, None)) == MADE
    assert Shelf(tmp_path / "pages").get(("a", 1, "gzip")) is None
    assert len(list((tmp_path / "pages").iterdir())) == 1, "nothing half made is left"


def test_a_page_is_made_once_for_all(two, monkeypatch):
    first, second, _ = two
    made = first.test_client().get(PAGE)
    monkeypatch.setattr("unmandates.web.kinds.pages.kind_of", lambda thing: pytest.fail("it is made a second time"))
    found = second.test_client().get(PAGE)
    assert found.status_code == 200 and found.data == made.data
    assert dict(found.headers) == dict(made.headers)
    assert second.test_client().get(PAGE, headers={"If-None-Match": made.headers["ETag"]}).status_code == 304


def test_each_coding_is_kept_apart(two):
    first, second, _ = two
    first.test_client().get(PAGE, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in second.test_client().get(PAGE).headers
    assert second.test_client().get(PAGE, headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"


def test_what_anybody_can_vary_takes_no_room(two):
    application, _, folder = two
    client = application.test_client()
    assert client.get(PAGE).status_code == 200
    kept = sorted(folder.iterdir())
    assert len(kept) == 1
    for number in range(3):
        assert client.get(f"{PAGE}?x={number}").status_code == 200
        assert client.get(f"/en/mandates?verb=&x={number}").status_code == 200
        assert client.get(f"/en/search?q=word-{number}").status_code == 200
        assert client.get(f"/en/body/nobody-{number}").status_code == 404
    assert sorted(folder.iterdir()) == kept


@pytest.mark.parametrize("content", [b"", b"no json\nbody", b"{}\n", b"[1, 2]\n"])
def test_a_broken_file_is_made_anew(two, content):
    first, second, folder = two
    made = first.test_client().get(PAGE)
    for file in folder.iterdir():
        file.write_bytes(content)
    assert second.test_client().get(PAGE).data == made.data


def test_without_a_place_for_files_pages_are_made_all_the_same(small_release, tmp_path):
    (tmp_path / "pages").write_text("no folder")
    application = create_app(Settings(base=BASE, release=small_release, shelf=tmp_path / "pages"))
    assert application.test_client().get(PAGE).status_code == 200


def test_a_page_is_one_whatever_it_is_asked_with(two, monkeypatch):
    first, second, folder = two
    made = first.test_client().get(PAGE)
    monkeypatch.setattr("unmandates.web.kinds.pages.kind_of", lambda thing: pytest.fail("it is made a second time"))
    for more in ("?x=1", "?x=2&utm_source=there", "?day=2021-01-01", "?x=%22%3E%3Cscript%3E"):
        assert second.test_client().get(PAGE + more).data == made.data
    assert len(list(folder.iterdir())) == 1


def test_what_a_page_reads_makes_it_another(two):
    client = two[0].test_client()
    plain, then = (client.get("/en/post/clerk" + more) for more in ("", "?x=1&day=1999-01-01"))
    assert plain.data != then.data and b"x=1" not in then.data
