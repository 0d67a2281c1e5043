"""A new release takes over without a dropped or a mixed answer; a bad one is refused and the old one stays.

`UNMANDATES_SWAPS=20` makes the number of swaps under load twenty.
"""

import json
import os
import threading
import time

import pytest
from tests.serving.live import ask, fetch, service
from tests.serving.releases import BODY, small_release, switch

from unmandates.engine import Limits
from unmandates.release.release import NQUADS
from unmandates.release.source import from_release
from unmandates.serving import follower
from unmandates.serving import switch as switching
from unmandates.serving.generation import Setting
from unmandates.serving.noticeboard import Notice, Noticeboard

SWAPS = int(os.environ.get("UNMANDATES_SWAPS", "2"))
LABEL = f"SELECT ?label {{ <{BODY}> skos:prefLabel ?label }} #"


def wait(base, condition, patience=60):
    """Return the state when every web process has come to it: each answer may be another one's."""
    until, agreed = time.monotonic() + patience, 0
    while time.monotonic() < until:
        state = json.loads(fetch(base + "/health")[2])
        agreed = agreed + 1 if condition(state) else 0
        if agreed == 20:
            return state
        time.sleep(0.02)
    raise AssertionError(state)


@pytest.fixture
def running(releases, tmp_path):
    with service("release", releases / "current", log=tmp_path / "log") as base:
        yield base


def test_swaps_under_load(releases, running):
    numbers = {small_release(releases, number).digest: number for number in range(1, SWAPS + 1)}
    numbers[json.loads(fetch(running + "/health")[2])["digest"]] = 0
    digests = {number: digest for digest, number in numbers.items()}
    ended, wrong, seen = threading.Event(), [], set()

    def load(place):
        count = 0
        while not ended.is_set():
            count += 1
            try:
                if count % 3:  # a new query, which the engine answers, or one that comes from the cache
                    _, headers, body = ask(running, f"{LABEL} {place} {count if count % 2 else ''}", Accept="text/csv")
                else:
                    _, headers, body = fetch(running + "/en/body/general-assembly")
                number = numbers[headers["Unmandates-Release"]]
                seen.add(number)
                if f"number {number}" not in body.decode():
                    wrong.append((number, body))
            except Exception as error:
                wrong.append(error)

    threads = [threading.Thread(target=load, args=(place,)) for place in range(3)]
    for thread in threads:
        thread.start()
    try:
        for number in (*range(1, SWAPS), 0, SWAPS):  # going back is the same rename
            (releases / "next").symlink_to(f"small-{number}")
            (releases / "next").rename(releases / "current")
            wait(running, lambda state, number=number: state["digest"] == digests[number])
        time.sleep(0.5)
    finally:
        ended.set()
        for thread in threads:
            thread.join()
    assert not wrong and seen == set(range(SWAPS + 1))


def test_a_bad_release_is_refused_and_the_old_one_stays(releases, running, tmp_path):
    flipped = small_release(releases, 1)
    dump = bytearray((flipped.folder / NQUADS).read_bytes())
    dump[100] ^= 1
    (flipped.folder / NQUADS).write_bytes(dump)
    mute = small_release(releases, 2, example="SELECT * { broken")
    for release, reason in ((flipped, "digest"), (mute, "example")):
        switch(release, releases)
        name = release.folder.name
        state = wait(running, lambda state, name=name: state.get("refused", {}).get("release") == name)
        assert state["release"] == "small-0" and reason in state["refused"]["reason"]
        assert b"number 0" in ask(running, LABEL)[2]
    lines = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    assert [line["release"] for line in lines if line["message"] == "release refused"] == ["small-1", "small-2"]
    switch(small_release(releases, 3), releases)
    assert "refused" not in wait(running, lambda state: state["release"] == "small-3")
    assert b"unmandates_release_changes_total 1" in fetch(running + "/metrics")[2]


@pytest.fixture
def setting(tmp_path):
    (tmp_path / "board").mkdir()
    return Setting(str(tmp_path / "board"), "http://127.0.0.1/sparql", "", Limits())


def wait_until(condition, patience=20):
    until = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_link_that_moves_while_the_first_release_is_read(releases, setting, monkeypatch):
    class Still:
        """An engine that only says what it would serve."""

        def __init__(self, source, limits, services):
            self.source, self.address = source, ""

        def start(self):
            return self

        def stop(self):
            pass

    posted = []
    monkeypatch.setattr(switching, "Engine", Still)
    monkeypatch.setattr(switching, "examine", lambda notice, setting: None)
    post = Noticeboard.post
    monkeypatch.setattr(Noticeboard, "post", lambda board, notice: (posted.append(notice), post(board, notice)))
    first = from_release(releases / "current")
    second = small_release(releases, 1)
    switch(second, releases)
    with switching.Switch(setting, first, releases / "current"):
        wait_until(lambda: len(posted) == 2)
    assert [(notice.folder, notice.digest) for notice in posted] == [
        (str(releases / "small-0"), first.digest),
        (str(releases / "small-1"), second.digest),
    ]


def test_a_file_that_is_missing_once_does_not_end_the_following(setting, monkeypatch):
    tried = []

    class Next:
        def __init__(self, setting, notice, finished):
            tried.append(notice.generation)
            if len(tried) == 2:
                raise FileNotFoundError("not there yet")
            self.notice = notice

        def drain(self, patience):
            pass

    monkeypatch.setattr(follower, "Generation", Next)
    monkeypatch.setattr(follower, "_AGAIN", 0.01)
    board = Noticeboard(setting.directory)
    board.post(Notice(0, "", "first", "0"))
    followed = follower.Follower(setting)
    board.post(Notice(1, "", "second", "1"))
    wait_until(lambda: followed.digest == "1")
    assert tried == [0, 1, 1]
