"""What the pages of each kind tell: tasks over time with their status, a tree of topics, where a State took part."""

import re
from urllib.parse import unquote

import pytest
from tests.web.page import Page

from unmandates.namespaces import ID
from unmandates.web.words import languages, words

SECRETARY_GENERAL = "post/secretary-general"
REPORT = "document/A-RES-76-186/op/28/mandate/1"


def text(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return Page(answer.get_data(as_text=True)).text


def tasks(client, language: str, **chosen: str) -> str:
    asked = "&".join(f"{name}={value}" for name, value in chosen.items())
    answer = client.get(f"/{language}/{SECRETARY_GENERAL}?{asked}").get_data(as_text=True)
    return re.search(r'<section id="tasks">.*?<p class="behind">', answer, re.DOTALL)[0]


@pytest.mark.parametrize("language", languages())
def test_tasks_are_told_with_their_status_on_a_day(real_client, language):
    said = words(language)["status"]
    assert f"/{language}/{REPORT}" not in tasks(real_client, language, day="2021-12-15"), "it was not given yet"
    row = rf'/{language}/{REPORT}".*?</tr>'
    assert said["in-force"] in re.search(row, tasks(real_client, language, day="2021-12-16"), re.DOTALL)[0]
    assert said["implemented"] in re.search(row, tasks(real_client, language, day="2026-01-01"), re.DOTALL)[0]


def test_tasks_are_filtered_by_status_on_a_day(real_client):
    assert REPORT in tasks(real_client, "en", status="implemented", day="2026-01-01")
    assert REPORT not in tasks(real_client, "en", status="in-force", day="2026-01-01")
    assert REPORT in tasks(real_client, "en", status="in-force", day="2022-01-01")
    for wrong in ("day=yesterday", "day=2021-13-01", "day=20211301", "status=lost", "year=MMXXI"):
        assert real_client.get(f"/en/{SECRETARY_GENERAL}?{wrong}").status_code == 400, wrong


def test_the_query_behind_the_tasks_gives_the_tasks(real_app, real_client):
    shown = tasks(real_client, "en", status="implemented", day="2026-01-01") + "</p>"
    page = real_client.get(f"/en/{SECRETARY_GENERAL}?status=implemented&day=2026-01-01").get_data(as_text=True)
    behind = re.search(r'<section id="tasks">.*?<p class="behind"><a href="/sparql\?query=([^"]*)"', page, re.DOTALL)[1]
    rows = real_app.extensions["unmandates"].data._store.query(unquote(behind))
    found = {row["mandate"].value.removeprefix(ID) for row in rows}
    assert found and found == set(re.findall(r'<a class="plain" href="/en/([^"]*/mandate/\d+)"', shown))


def test_the_list_of_tasks_is_filtered_by_status_too(real_client):
    found = text(real_client, "/en/mandates?status=implemented&day=2026-01-01")
    assert "A/RES/76/186, para. 28" in found
    csv = real_client.get("/en/mandates.csv?status=implemented&day=2026-01-01").get_data(as_text=True)
    assert REPORT in csv and "in force" not in csv


@pytest.mark.parametrize("language", languages())
def test_a_body_tells_by_whom_it_was_asked(real_client, language):
    asked = tasks(real_client, language)
    heading = re.search(r"<h3[^>]*>.*?A/RES/76/186.*?</h3>", asked, re.DOTALL)[0]
    assert f'href="/{language}/body/general-assembly"' in heading


@pytest.mark.parametrize("language", languages())
def test_a_state_tells_where_it_took_part(real_client, language):
    page = real_client.get(f"/{language}/body/belarus").get_data(as_text=True)
    assert f'href="/{language}/event/ctoc-cop-wg-4-session-12"' in re.search(
        r'<section id="took-part">.*?</section>', page, re.DOTALL
    )[0]  # fmt: skip
    assert "participation/91" not in page.partition('id="relations"')[2].partition('id="record"')[0]


@pytest.mark.parametrize("language", languages())
def test_who_spoke_has_what_was_said(real_client, language):
    page = real_client.get(f"/{language}/person/hilary-axam").get_data(as_text=True)
    said = re.search(r'<section id="spoke">.*?</section>', page, re.DOTALL)[0]
    assert said.count("<li>") >= 5 and "/statement/" in said


@pytest.mark.parametrize("language", languages())
def test_a_mandate_tells_what_answered_it(real_client, language):
    page = real_client.get(f"/{language}/{REPORT}").get_data(as_text=True)
    answers = re.search(r'<section id="answers">.*?</section>', page, re.DOTALL)[0]
    assert f"/{language}/document/A-78-119" in answers
    assert (
        words(language)["status"]["implemented"] in re.search(r'<section id="life">.*?</section>', page, re.DOTALL)[0]
    )
    then = text(real_client, f"/{language}/{REPORT}?day=2022-01-01")
    assert words(language)["status"]["in-force"] in then


@pytest.mark.parametrize("language", languages())
def test_topics_are_a_tree_and_a_topic_lists_its_provisions(real_client, language):
    page = real_client.get(f"/{language}/topics").get_data(as_text=True)
    above = page.index(f'"/{language}/topic/treaty-implementation"')
    inner = page.index(f'"/{language}/topic/review-of-treaty-implementation"')
    assert above < inner < page.index("</ul></li>", inner)
    assert page.count("/topic/languages-of-review") == 1
    topic = real_client.get(f"/{language}/topic/victim-protection").get_data(as_text=True)
    assert f'href="/{language}/topic/compensation"' in topic
    assert f'href="/{language}/document/A-RES-76-186#op/8"' in topic


@pytest.mark.parametrize("language", languages())
def test_the_contents_tell_the_paragraphs_apart(real_client, language):
    page = real_client.get(f"/{language}/document/A-RES-76-186").get_data(as_text=True)
    found = re.findall(r'<span class="subject">(.*?)</span>', page)
    assert len(found) == 28 and all(found)
    assert len(set(found)) >= 26, [name for name in found if found.count(name) > 1]


@pytest.mark.parametrize("language", languages())
def test_a_link_set_shows_its_links(real_client, language):
    page = real_client.get(f"/{language}/linkset/wikidata").get_data(as_text=True)
    assert "http://www.wikidata.org/entity/Q184" in page and f"/{language}/body/belarus" in page
