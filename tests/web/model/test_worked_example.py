"""A paragraph drawn as a graph: every statement of the picture is one of the data, in words beside it, and mirrored."""

import re

import pyoxigraph as ox
import pytest
from tests.web.page import Page

from unmandates.rdf.names import expand
from unmandates.text.words import languages, words
from unmandates.web.model.worked_example import PARAGRAPH, worked_example
from unmandates.web.things.naming import Text
from unmandates.web.things.things import Thing


@pytest.fixture(params=languages())
def example(request, real_app):
    with real_app.test_request_context(f"/{request.param}/ontology"):
        yield worked_example(real_app.extensions["unmandates"], request.param)


def section(client, language: str) -> str:
    page = client.get(f"/{language}/ontology").get_data(as_text=True)
    return page.partition('<section id="worked">')[2].partition("</section>")[0]


def test_it_tells_what_the_data_tell(example, store):
    assert [node.thing.iri.removeprefix(PARAGRAPH) for node in example.nodes] == [
        "", "/act/1", "/act/1/condition/1", "/act/1/condition/2", "/mandate/1", "/mandate/1/change/1",
    ]  # fmt: skip
    for node in example.nodes:
        for statement in node.statements:
            value = statement.value.iri if isinstance(statement.value, Thing) else statement.value.value
            subject, predicate = ox.NamedNode(node.thing.iri), ox.NamedNode(statement.property.iri)
            held = {quad.object.value for quad in store.quads_for_pattern(subject, predicate, None)}
            assert value in held
    (mandate,) = [node for node in example.nodes if node.kind.local == "Mandate"]
    told = {statement.property.local for statement in mandate.statements}
    assert {"assignee", "basis", "deliverable", "dueSession", "recipient", "summary"} <= told and "parent" not in told
    assert all(
        len([one for one in node.statements if one.property.iri == expand("summary")]) <= 1 for node in example.nodes
    )
    assert any(isinstance(one.value, Text) for node in example.nodes for one in node.statements)


@pytest.mark.parametrize("language", languages())
def test_the_picture_has_its_things_once_and_the_same_in_words(real_client, example, language):
    found = section(real_client, language)
    picture, in_words = found.partition("<details")[0], found.partition("<details")[2]
    drawn = re.findall(r'<a href="([^"]+)"><rect', picture)
    assert len(drawn) == len(set(drawn)) > 12
    assert set(drawn) <= set(Page(in_words).links)
    led = sum(isinstance(one.value, Thing) for node in example.nodes for one in node.statements)
    assert picture.count('<path class="arrow"') == led
    assert f'aria-label="{words(language)["ontology"]["worked"]}" aria-describedby="in-words"' in picture
    assert "<script" not in found


def test_it_is_mirrored_where_one_reads_from_right_to_left(real_client):
    places = {}
    for language in ("en", "ar"):
        boxes = re.findall(r'<rect class="box spine" x="(\d+)" y="4" width="(\d+)"', section(real_client, language))
        places[language] = tuple(map(int, boxes[0]))
    assert places["ar"] == (1100 - places["en"][0] - places["en"][1], places["en"][1])


@pytest.mark.parametrize("language", languages())
def test_no_box_lies_over_another(real_client, language):
    found = re.findall(
        r'<rect class="[^"]*" x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"', section(real_client, language)
    )
    boxes = [tuple(map(int, box)) for box in found]
    for place, (x, y, width, height) in enumerate(boxes):
        for left, top, wide, high in boxes[place + 1 :]:
            assert x + width <= left or left + wide <= x or y + height <= top or top + high <= y


def test_a_release_without_the_paragraph_has_no_example(client):
    page = client.get("/en/ontology").get_data(as_text=True)
    assert 'id="worked"' not in page and "#worked" not in page
