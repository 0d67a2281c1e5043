"""Questions that newcomers were given, and the way on which each was found: every way is walked again.

`trials/browsing.toml` holds one table for each question: `question`, `language`, `way` (addresses, from the home page
or by the search box), and `finds`, words that stand on the last page of the way. Each address is linked from the page
before it, or is a search; a question is found cleanly in three clicks or one search.
"""

import html
import re
import tomllib
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from tests.web.page import Page

TRIALS = tomllib.loads((Path(__file__).parent / "trials" / "browsing.toml").read_text(encoding="utf-8"))["trial"]


def _searches(address: str) -> bool:
    return urlsplit(address).path.endswith("/search")


def _plain(text: str) -> str:
    """Return a text without what is not seen, white space as single spaces."""
    return " ".join(re.sub(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text).split())


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial["question"][:60])
def test_a_question_is_found_on_its_way(real_client, trial):
    home = f"/{trial['language']}/"
    way = trial["way"]
    assert len(way) <= 3, "three clicks or one search"
    before = home
    for address in way:
        page = real_client.get(before).get_data(as_text=True)
        targets = {unquote(html.unescape(link)).partition("#")[0] for link in re.findall(r'href="([^"]*)"', page)}
        assert _searches(address) or unquote(address).partition("#")[0] in targets, (
            f"{before} does not lead to {address}"
        )
        before = address.partition("#")[0]
    answer = real_client.get(before, follow_redirects=True)
    assert answer.status_code == 200
    text = answer.get_data(as_text=True)
    shown = _plain(Page(text).text if answer.mimetype == "text/html" else text)
    for words in trial["finds"]:
        assert _plain(words) in shown, f"{before} does not say: {words}"


def test_forty_questions_were_tried():
    assert len(TRIALS) >= 38 and {trial["language"] for trial in TRIALS} == {"en", "ar"}
