"""The places on a page that can be linked: each id once (HTML, 3.2.6), and every link to a place finds it."""

from collections import Counter
from urllib.parse import unquote, urlsplit

import pytest
from tests.web.page import Page

from unmandates.text.words import languages
from unmandates.web.discovery.discovery import every_page

#: Pages that are looked at by name.
_NAMED = ("/en/actors?page=2", "/ar/actors?page=3", "/en/body/unodc", "/ar/body/ohchr", "/en/document/A-64-130")


@pytest.fixture(scope="module")
def pages(real_app) -> dict[str, Page]:
    """The pages of the curated corpus: of lists in all languages, of each whole in one or two, of some parts in one."""
    client = real_app.test_client(use_cookies=False)
    addresses = every_page(real_app)  # in all languages, one after the other
    lists = [address for address in addresses if address.count("/") < 3]
    wholes = [address for address in addresses if address.count("/") == 3]
    parts = [address for address in addresses if address.count("/") > 3]
    found = {}
    for address in dict.fromkeys([*lists, *_NAMED, *wholes[::5], *parts[::31]]):
        answer = client.get(address)
        assert answer.status_code == 200, address
        found[address] = Page(answer.get_data(as_text=True))
    return found


def test_every_kind_of_page_is_looked_at(pages):
    assert len(pages) > 800
    kinds = Counter(address.split("/")[2] for address in pages if address.count("/") > 2)
    assert len(kinds) > 12 and all(f"/{language}/" in pages for language in languages())


def test_an_id_is_there_once(pages):
    twice = {address: [name for name, number in Counter(page.ids).items() if number > 1]
             for address, page in pages.items() if len(set(page.ids)) < len(page.ids)}  # fmt: skip
    assert not twice
    for address in ("/en/body/unodc", "/ar/body/ohchr"):  # a member of the same name in several
        assert len([name for name in pages[address].ids if name.endswith("membership/" + address.split("/")[3])]) > 1
    assert "summary" in pages["/en/document/A-64-130"].ids


def test_every_link_to_a_place_finds_it(pages):
    lost = set()
    for address, page in pages.items():
        for link in set(page.links):
            parts = urlsplit(link)
            asked = parts.path + (f"?{parts.query}" if "page=" in parts.query else "")  # another page of a list
            target = pages.get(asked) if parts.path and not parts.netloc else page
            if parts.fragment and target and not parts.netloc and unquote(parts.fragment) not in target.ids:
                lost.add((address, link))
    assert not lost, sorted(lost)[:12]


def test_pages_are_well_formed(pages):
    assert not {address: page.faults[:3] for address, page in pages.items() if page.faults}
