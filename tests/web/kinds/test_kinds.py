"""What the pages of each kind tell: tasks over time with their status, a tree of topics, where a State took part."""

import re
from urllib.parse import unquote

import pytest
from tests.web.conftest import TOLD_IN
from tests.web.page import Page
from tests.web.standing import statuses

from unmandates.rdf.names import relative
from unmandates.text.alphabet import place
from unmandates.text.words import languages, words
from unmandates.web.lists.filters import KINDS

STATUS = {language: statuses(language) for language in TOLD_IN}
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


@pytest.mark.parametrize("language", TOLD_IN)
def test_tasks_are_told_with_their_status_on_a_day(real_client, language):
    said = STATUS[language]
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
    behind = re.search(
        r'<section id="tasks">.*?<p class="behind"><a href="/(?:en|ar)/sparql\?query=([^"]*)"', page, re.DOTALL
    )[1]
    rows = real_app.extensions["unmandates"].data._store.query(unquote(behind))
    found = {relative(row["mandate"].value) for row in rows}
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


@pytest.mark.parametrize("language", TOLD_IN)
def test_a_mandate_tells_what_answered_it(real_client, language):
    page = real_client.get(f"/{language}/{REPORT}").get_data(as_text=True)
    answers = re.search(r'<section id="answers">.*?</section>', page, re.DOTALL)[0]
    assert f"/{language}/document/A-78-119" in answers
    assert STATUS[language]["implemented"] in re.search(r'<section id="life">.*?</section>', page, re.DOTALL)[0]
    then = text(real_client, f"/{language}/{REPORT}?day=2022-01-01")
    assert STATUS[language]["in-force"] in then


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


def rows(page: str, section: str = "") -> list[str]:
    """Return the texts of the rows of the tables in a section, or on the whole page."""
    part = re.search(rf'<section id="{section}".*?</section>', page, re.DOTALL)[0] if section else page
    return [Page(row).text for row in re.findall(r"<tr.*?</tr>", part, re.DOTALL)]


@pytest.mark.parametrize("language", TOLD_IN)
def test_deadlines_have_a_status_and_stand_in_time(real_client, language):
    page = real_client.get(f"/{language}/deadlines").get_data(as_text=True)
    assert STATUS[language]["implemented"] in page
    order = re.findall(r'<td role="cell" class="c-provision".*?href="/\w+/(document/[^"#]*#[^"]*)"', page, re.DOTALL)
    for earlier, later in (
        ("document/A-RES-75-283#op/2/c/mandate/1", "document/A-RES-75-283#op/1/mandate/1"),
        ("document/A-RES-75-283#op/1/mandate/1", "document/A-RES-76-186#op/28/mandate/1"),
        ("document/A-RES-76-186#op/28/mandate/1", "document/A-RES-76-186#op/5/mandate/1"),
    ):
        assert order.index(earlier) < order.index(later), (earlier, later)
    assert order[-1] == "document/A-RES-78-228#op/7/mandate/1", "what only recurs comes last"
    assert real_client.get(f"/{language}/deadlines?status=implemented&day=2026-01-01").status_code == 200


@pytest.mark.parametrize("language", TOLD_IN)
def test_members_are_told_by_role_in_the_order_of_time_and_names(real_client, language):
    page = real_client.get(f"/{language}/body/icat").get_data(as_text=True)
    found = re.search(r'<section id="members".*?</section>', page, re.DOTALL)[0]
    assert found.count('class="heading"') >= 4
    order = [found.index(f'id="membership/{name}"') for name in ("cbss-joined", "cted", "cbss-2023", "cbss-partner")]
    assert order == sorted(order)
    joined = re.search(r'<tr[^>]*id="membership/cbss-joined".*?</tr>', found, re.DOTALL)[0]
    assert 'href="#membership/cbss-partner"' in joined and "op/12" in joined


@pytest.mark.parametrize("language", TOLD_IN)
def test_participants_are_told_by_capacity_and_name(real_client, language):
    page = real_client.get(f"/{language}/event/ctoc-cop-wg-4-session-12").get_data(as_text=True)
    found = rows(page, "participants")
    assert len(found) > 180
    parties = found[2 : 2 + int(re.search(r"\d+", found[1])[0])]
    assert [place(row) for row in parties] == sorted(place(row) for row in parties)
    said = {"en": "Attended as a party to the Protocol", "ar": "حضر بصفته طرفا في البروتوكول"}[language]
    assert all(said in row for row in parties), "the treaty as the data name it"


@pytest.mark.parametrize("language", languages())
def test_who_attended_in_silence_is_told_to(real_client, language):
    silence = words(language)["event"]["unlisted"]
    assert silence in text(real_client, f"/{language}/body/japan")
    assert silence not in text(real_client, f"/{language}/body/algeria"), "it spoke"
    assert silence not in text(real_client, f"/{language}/body/iran"), "it spoke as an observer"


@pytest.mark.parametrize("language", languages())
def test_bodies_are_offered_by_kind_and_letter(real_client, language):
    page = real_client.get(f"/{language}/actors").get_data(as_text=True)
    for kind in KINDS:
        number = int(re.search(rf'kind={kind}">[^<]*</a> <span class="count">(\d+)', page)[1])
        some = real_client.get(f"/{language}/actors?kind={kind}").get_data(as_text=True)
        pages = [some] + [
            real_client.get(f"/{language}/actors?kind={kind}&page={page}").get_data(as_text=True)
            for page in range(2, (number - 1) // 100 + 2)
        ]
        assert sum(page.count("<td") for page in pages) == 3 * number, kind
        assert 'aria-current="page"' in re.search(rf'<a href="/{language}/[^"]*kind={kind}"[^>]*>', some)[0]
    assert 'id="letter-' in page
    last = max(int(number) for number in re.findall(r"actors\?page=(\d+)", page))
    for paths in ([f"actors?page={page}" for page in range(1, last + 1)], ["actors?kind=populations"]):
        found = [real_client.get(f"/{language}/{path}").get_data(as_text=True) for path in paths]
        assert any(f'"/{language}/group/children"' in one for one in found), paths
    assert "actors?kind=populations" in real_client.get(f"/{language}/topics").get_data(as_text=True)
    assert real_client.get(f"/{language}/actors?kind=planets").status_code == 400


@pytest.mark.parametrize("language", languages())
def test_events_without_a_date_come_last(real_client, language):
    first = real_client.get(f"/{language}/events").get_data(as_text=True)
    last = max(int(number) for number in re.findall(r"events\?page=(\d+)", first))
    page = real_client.get(f"/{language}/events?page={last}").get_data(as_text=True)
    assert page.index("/event/world-day-against-trafficking") > page.index('id="undated"')
    dated = page.partition('id="undated"')[0]
    days = re.findall(r'class="c-dates"[^>]*><div>[^<]*<time datetime="([^"]*)"', dated)
    before = re.findall(r'class="c-dates"[^>]*><div>[^<]*<time datetime="([^"]*)"', first)
    assert len(before) > 20 and before == sorted(before) and days == sorted(days)
    assert dated.count("<tr") == len(days) + 2, "a row of heads, and the heading of those without"


@pytest.mark.parametrize("language", TOLD_IN)
def test_a_part_of_an_event_tells_who_takes_part_and_no_older_status(real_client, language):
    whole = f"/{language}/event/high-level-meeting-trafficking-2021"
    page = real_client.get(f"{whole}/opening").get_data(as_text=True)
    assert len(rows(page, "participation")) == 6
    planned = {"en": "Planned", "ar": "مخطط له"}[language]
    kind = re.compile(r'<p class="kind">.*?</p>', re.DOTALL)
    assert 's-held"' in kind.search(page)[0], "a later text tells of it"
    only_planned = kind.search(real_client.get(f"{whole}/panel/1").get_data(as_text=True))[0]
    assert planned not in only_planned and 'class="tag' not in only_planned
    assert 'class="tag s-held"' in kind.search(real_client.get(whole).get_data(as_text=True))[0]
    above = real_client.get(f"/{language}/event/hearing-trafficking-2021/meeting/1").get_data(as_text=True)
    assert f'"/{language}/event/hearing-trafficking-2021"' in re.search(
        r'<section id="participation-above-1">.*?</section>', above, re.DOTALL
    )[0]  # fmt: skip


@pytest.mark.parametrize("language", languages())
def test_an_event_has_its_agenda_and_says_that_its_day_has_passed(real_client, language):
    page = real_client.get(f"/{language}/event/ctoc-cop-wg-4-session-2").get_data(as_text=True)
    agenda = re.search(r'<section id="agenda">.*?</section>', page, re.DOTALL)[0]
    items = re.findall(rf'href="/{language}/document/CTOC-COP-WG.4-2010-1#(item/[^"]*)"', agenda)
    assert items[:4] == ["item/1", "item/1/a", "item/1/b", "item/2"] and len(items) == 10
    passed = real_client.get(f"/{language}/event/icat-meeting-2010").get_data(as_text=True)
    assert words(language)["event"]["past"] in Page(passed).text and "s-date-passed" in passed
    held = real_client.get(f"/{language}/event/ctoc-cop-wg-4-session-12").get_data(as_text=True)
    assert words(language)["event"]["past"] not in Page(held).text


@pytest.mark.parametrize(
    ("path", "following"),
    [("document/A-RES-76-186", "document/A-RES-78-228"),
     ("event/high-level-meeting-trafficking-2021", "event/high-level-meeting-trafficking-2025")],
)  # fmt: skip
def test_what_comes_next_in_the_line_stands_at_the_head(real_client, path, following):
    page = real_client.get(f"/en/{path}").get_data(as_text=True)
    assert f'href="/en/{following}"' in page.partition("</header>\n")[2].partition("</header>")[0]
    assert following not in page.partition('id="relations"')[2].partition('id="record"')[0]


def test_verbs_of_the_same_name_are_told_apart(real_client):
    cells = re.findall(r'c-verb".*?<div>(.*?)</div>', real_client.get("/ar/verbs").get_data(as_text=True), re.DOTALL)
    names = [Page(cell).text.strip() for cell in cells]
    assert len(names) > 60 and len(set(names)) == len(names)
    assert "(affirms)" not in real_client.get("/en/verbs").get_data(as_text=True)


def test_members_are_counted_once(real_client):
    page = real_client.get("/en/body/icat").get_data(as_text=True)
    section = re.search(r'<section id="members">.*?</section>', page, re.DOTALL)[0]
    counted = int(re.search(r'<span class="count">(\d+)</span>', section)[1])
    named = set(re.findall(r'data-label="Member"><div>\s*<a href="([^"]*)"', section))
    assert counted == len(named) > 20


@pytest.mark.parametrize("language", languages())
def test_paragraphs_that_are_only_cited_stand_in_one_line(real_client, language):
    page = real_client.get(f"/{language}/document/A-78-482").get_data(as_text=True)
    assert page.count('<section class="provision bare"') == 1
    whole = real_client.get(f"/{language}/document/A-RES-76-186").get_data(as_text=True)
    assert "provision bare" not in whole
