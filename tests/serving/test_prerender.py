"""Pages are made ahead by a process of their own, for the release in service and no other."""

import time
from datetime import UTC, datetime

import pytest
from tests.serving.live import fetch, service, told
from tests.serving.releases import small_release, switch

from unmandates import clock
from unmandates.engine import Limits
from unmandates.release.source import from_release
from unmandates.serving import prerender
from unmandates.serving.generation import Setting
from unmandates.serving.switch import Switch
from unmandates.web.things.settings import pages_ahead

MADE = "pages made ahead"


def test_all_pages_are_made_and_those_of_the_former_release_go(releases, tmp_path):
    log, place = tmp_path / "log", tmp_path / "place"
    place.mkdir()
    with service("release", releases / "current", log=log, TMPDIR=str(place), UNMANDATES_TIME="1") as base:
        (line,) = told(log, MADE)
        files = list(place.glob("unmandates-*/pages-0-*/*"))
        assert line["release"] == "small-0" and line["pages"] >= len(files) > 20
        assert "number 0" in fetch(base + "/en/body/general-assembly")[2].decode()
        switch(small_release(releases, 1), releases)
        assert told(log, MADE, 2)[1]["release"] == "small-1"
        assert "number 1" in fetch(base + "/en/body/general-assembly")[2].decode()
        until = time.monotonic() + 30
        while list(place.glob("unmandates-*/pages-0-*")):
            assert time.monotonic() < until, "the pages of the former release are still there"
            time.sleep(0.1)
        assert len(list(place.glob("unmandates-*/pages-1-*/*"))) >= len(files)
    assert not list(place.iterdir()), "the service leaves nothing behind"


def test_it_can_be_left_out(releases, tmp_path):
    log, place = tmp_path / "log", tmp_path / "place"
    place.mkdir()
    options = {"TMPDIR": str(place), "UNMANDATES_PAGES_AHEAD": "no"}
    with service("release", releases / "current", log=log, **options) as base:
        fetch(base + "/en/body/general-assembly", Accept_Encoding="gzip")
        assert len(list(place.glob("unmandates-*/pages-0-*/*"))) <= 2  # this one, and the gate's
    assert MADE not in log.read_text()


def test_another_word_is_refused(monkeypatch):
    monkeypatch.setenv("UNMANDATES_PAGES_AHEAD", "perhaps")
    with pytest.raises(ValueError, match="UNMANDATES_PAGES_AHEAD is `yes` or `no`"):
        pages_ahead()


def test_a_new_day_makes_the_pages_anew(releases, tmp_path, monkeypatch):
    begun = []
    moment = datetime(2026, 1, 1, 23, 59, 59, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: moment)
    monkeypatch.setattr(prerender, "start", lambda notice, setting: begun.append(notice.name) or Nobody())
    setting = Setting(
        str(tmp_path), "http://127.0.0.1:1/sparql", "unmandates.serving.serve:release_application", Limits(), ()
    )
    with Switch(setting, from_release(releases / "current"), releases / "current") as running:
        shelf = setting.shelf(running._board.read())
        shelf.mkdir()
        (shelf / "yesterday").write_bytes(b"a page")
        assert len(begun) == 1
        moment = datetime(2026, 1, 2, tzinfo=UTC)
        until = time.monotonic() + 20
        while len(begun) < 2:
            assert time.monotonic() < until
            time.sleep(0.05)
        assert not (shelf / "yesterday").exists()
        time.sleep(1.2)
        assert len(begun) == 2, "once a day"


class Nobody:
    """A process that makes no pages."""

    def kill(self) -> None:
        pass

    def wait(self) -> None:
        pass
