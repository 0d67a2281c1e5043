"""Pages speak plainly: what visitors did not understand is not said any more, in either language."""

import re

import pytest
from tests.browser.kinds import KINDS, STATUS
from tests.web.conftest import TOLD_IN
from tests.web.page import Page

from unmandates.text.words import FOLDER

#: What is no longer said, in either language, outside the ontology and the statements as they are kept.
_UNCLEAR = (
    "told of, not done here", "Where it occurs", "Concerned by", "attested on", "the same elsewhere", "close elsewhere",
    "No thing has such a name", "lass of actors", "lasses of actors", "Arrangement", "ورد في وثيقة بتاريخ",
    "الشيء نفسه في موضع آخر", "فئة جهات فاعلة", "لا شيء بهذا الاسم", "أين يرد",
)  # fmt: skip
_LONG_WINDED = re.compile(r"paragraph \d+(?: \(\w\))?, (?:mandate|act|citation|condition) \d|، (?:الفعل|الإثبات) \d")


@pytest.mark.parametrize("language", TOLD_IN)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in STATUS and "ontology" not in KINDS[kind]])
def test_pages_say_nothing_unclear(real_client, language, kind):
    if kind.startswith(("terms", "shape")):
        return
    page = real_client.get(f"/{language}/{KINDS[kind]}", headers={"Accept": "text/html"}).get_data(as_text=True)
    left = re.sub(r'<table class="statements".*?</table>|<textarea.*?</textarea>', "", page, flags=re.DOTALL)
    shown = re.sub(r'<section class="record".*?</section>', "", left, flags=re.DOTALL)
    text = Page(shown).text
    assert not [words for words in _UNCLEAR if words in text]
    if kind != "about":
        found = _LONG_WINDED.search(
            re.sub(r"annotation to item \d+(?: \(\w\))?, paragraph \d+|شرح البند.{1,16}الفقرة \d+", "", text)
        )
        assert not found, found


def test_in_arabic_a_verb_and_an_act_have_words_of_their_own():
    text = (FOLDER / "ar.toml").read_text(encoding="utf-8")
    for word in re.finditer(r"(?<!\w)(?:ال|بال|لل|ب)?(?:فعل|أفعال)(?!\w)(.{0,12})", text):
        assert re.match(r" (?:ال)?صياغة", word[1]), word[0]
