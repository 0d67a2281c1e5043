"""The health of the service: what is said, and that the description of the interface tells the same."""

import json

import pytest

from unmandates import __version__
from unmandates.web.http.health import ALIVE, HEADERS, NOT_READY, PATH, READY, SCHEMA, Health

REFUSED = {"release": "b", "reason": "its default graph is empty", "at": "2026-01-02T00:00:00+00:00"}


@pytest.mark.parametrize("status, code", [(ALIVE, 200), (READY, 200), (NOT_READY, 503)])
def test_who_can_answer_says_so_by_status(status, code):
    said = Health(status, "a", "sha256:0")
    assert said.code == code
    assert json.loads(said.body()) == {"status": status, "release": "a", "digest": "sha256:0", "version": __version__}


def test_what_is_to_be_said_besides_is():
    said = json.loads(Health(NOT_READY, "a", "sha256:0", since="2026", refused=REFUSED, reason="It is full.").body())
    assert (said["since"], said["refused"], said["reason"]) == ("2026", REFUSED, "It is full.")
    assert said.keys() == SCHEMA["properties"].keys()


def test_pages_say_it_and_the_interface_describes_it(client):
    answer = client.get(PATH)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert {*answer.get_json()} == {*SCHEMA["required"]}
    described = client.get("/openapi.json").get_json()["paths"][PATH]["get"]["responses"]["200"]["content"]
    assert described == {answer.mimetype: {"schema": SCHEMA}}
