"""Votes and who took part in them: the page of a vote, and what a member voted and sponsored, by pages."""

from tests.web.page import Page


def text(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return Page(answer.get_data(as_text=True)).text


def test_a_vote_has_a_page_with_its_counts_and_the_names_by_position(reader):
    answer = reader.get("/en/document/LC-RES-7/vote/1").get_data(as_text=True)
    page = Page(answer)
    assert not page.faults and {"inFavour", "abstaining"} <= set(page.ids) and "against" not in page.ids
    assert "1 In favour" in page.text and "Measuring 7 (en)" in page.text and "9 January" not in page.text
    assert "8 January 2030" in page.text


def test_the_page_of_a_member_has_its_votes_the_latest_first(reader):
    page = reader.get("/en/body/hostile").get_data(as_text=True)
    section = page.partition('id="votes"')[2].partition("</section>")[0]
    days = [piece[:10] for piece in section.split('datetime="')[1:]]
    assert len(days) == 25 and days == sorted(days, reverse=True)
    assert "1 to 25 of 230" in section and "154" in section and "76" in section


def test_votes_are_narrowed_to_a_position(reader):
    page = text(reader, "/en/body/hostile?position=against")
    assert "Votes 76" in page and "1 to 25 of 76" in page
    assert reader.get("/en/body/hostile?position=elsewhere").status_code == 400


def test_what_a_member_sponsored_has_pages(reader):
    page = text(reader, "/en/body/hostile?sponsored=10")
    assert "Texts that it sponsored 230" in page and "226 to 230 of 230" in page
    assert "among the first sponsors: 230" in page


def test_a_relation_that_many_have_is_shown_by_pages(reader):
    first = text(reader, "/en/body/council")
    assert "All 23" in first
    page = reader.get("/en/body/council?by=unm:adoptedBy&page=2").get_data(as_text=True)
    assert "101 to 200 of 23" in page and page.count("LC/RES/") > 99


def test_a_membership_that_an_act_tells_is_on_the_pages_of_the_body_and_of_the_member(reader):
    for address in ("/en/body/council", "/en/body/hostile"):
        page = text(reader, address)
        assert "31 December 2031" in page, address
        assert "LC/RES/1, para. 1" in page, address
