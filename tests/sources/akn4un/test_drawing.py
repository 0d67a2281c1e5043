"""What is said of an act's text and record."""

import json
from pathlib import Path

import pytest
from tests.sources.akn4un.made import act, item, note, paragraph, written

from unmandates.corpus.files import read as read_corpus
from unmandates.corpus.layout import TURTLE_ROOT
from unmandates.rdf.names import local_name, relative, term_name
from unmandates.sources.akn4un import SOURCE
from unmandates.sources.akn4un.acts import act_of
from unmandates.sources.akn4un.aspects.committees import main_committee
from unmandates.sources.akn4un.aspects.record import ASPECT as RECORD
from unmandates.sources.akn4un.aspects.text import ASPECT as TEXT
from unmandates.sources.akn4un.dates import date_of
from unmandates.sources.akn4un.ordinals import arabic, english, short
from unmandates.sources.source import Standing

FRENCH = "Prie le Secrétaire général de présenter aux États et aux organes un rapport sur la question dans le monde;"


@pytest.fixture
def made(tmp_path: Path):
    english_body = paragraph("Requests more;" + note("1", "A/98/2."), "1.")
    files = [
        written(tmp_path, "A_RES_99_7_E.xml", act(body=english_body)),
        written(tmp_path, "A_RES_99_7_F.xml", act(language="fr", title="- Phares", body=paragraph(FRENCH, "1."))),
        written(tmp_path, "A_RES_99_7_G.xml", act(language="deu", title="Türme", body=paragraph("Ersucht;", "1."))),
    ]
    beside = json.dumps({"symbol": "A/RES/99/7", "pv": "A/99/PV.53", "adoption_date": "6 December\u00a02044"})
    return act_of(item(files, beside=beside))[0]


def said(triples: list) -> set[tuple[str, str, str]]:
    """Return triples as short texts."""
    return {
        (relative(one.subject.value), term_name(one.predicate.value), relative(one.object.value)) for one in triples
    }


def test_the_text_is_said_with_titles_languages_and_words(made):
    found = said(TEXT.draw(made).triples[Standing.TEXT])
    whole = "document/A-RES-99-7"
    assert (whole, "symbol", "A/RES/99/7") in found
    assert (whole, "http://purl.org/dc/terms/title", "Phares") in found
    assert (whole, "coverage", "scheme/coverage/imported") in found
    assert (whole, "unofficialVersion", "de") in found
    assert (whole, "availableIn", "de") not in found
    assert (f"{whole}/op/1", "officialText", "Requests more;") in found
    assert (f"{whole}/op/1", "officialText", FRENCH) in found
    assert (f"{whole}/op/1", "parent", whole) in found
    assert (f"{whole}/fn/1", "markedAt", f"{whole}/op/1") in found


def test_the_record_is_said_as_curated_documents_say_it(made):
    found = said(RECORD.draw(made).triples[Standing.METADATA])
    whole = "document/A-RES-99-7"
    for name, value in {
        "adoptedBy": "body/general-assembly",
        "adoptionDate": "2044-12-06",
        "distributionDate": "2044-12-08",
        "adoptedAt": "event/general-assembly-99-plenary-53",
        "session": "event/general-assembly-session-99",
        "referral": "scheme/referral/through-a-main-committee",
        "basedOn": "document/A-99-400/para/12",
        "underItem": "document/GA-AGENDA-99/item/10/b",
        "recordedIn": "document/A-99-PV.53",
        "itemAsStated": "Lights at sea",
    }.items():
        assert (whole, name, value) in found, name
    assert ("document/A-99-400", "preparedBy", "body/third-committee") in found
    assert ("body/third-committee", "parentBody", "body/general-assembly") in found


def test_a_meeting_and_a_record_of_another_number_are_neither_said(tmp_path):
    files = [written(tmp_path, "A_RES_99_7_E.xml", act())]
    beside = json.dumps({"symbol": "A/RES/99/7", "pv": "A/99/PV.35"})
    drawn = RECORD.draw(act_of(item(files, beside=beside))[0])
    names = {name for _, name, _ in said(drawn.triples[Standing.METADATA])}
    assert "adoptionDate" in names and not names & {"adoptedAt", "recordedIn"}
    (one,) = (told for told in drawn.notes if told.kind == "meeting-and-record-differ")
    assert "53" in one.detail and "A/99/PV.35" in one.detail


@pytest.mark.parametrize(
    ("stated", "key"),
    [
        ("thirdCommittee", "body/third-committee"),
        ("Sixth Committee", "body/sixth-committee"),
        ("Special Political and Decolonization Committee (Fourth Committee)", "body/fourth-committee"),
        ("Third Committee and Fifth Committee", None),
        ("noMainCommittee", None),
        ("", None),
    ],
)
def test_main_committees_are_told_by_their_names(stated, key):
    found = main_committee(stated)
    assert (relative(found.node.value) if found else None) == key


def test_the_source_draws_one_item_after_another(tmp_path):
    """All aspects of an act are drawn, and of the next one in the same process too."""
    for key, symbol in (("A-RES-99-7", "A/RES/99/7"), ("A-RES-99-8", "A/RES/99/8")):
        name = f"{symbol.replace('/', '_')}_E.xml"
        drawn = SOURCE.draw(item([written(tmp_path, name, act(symbol=symbol, body=paragraph("Decides;", "1.")))], key))
        assert drawn.triples[Standing.TEXT] and drawn.triples[Standing.METADATA]


def test_drawing_twice_gives_the_same(made):
    assert TEXT.draw(made) == TEXT.draw(made)
    assert RECORD.draw(made) == RECORD.draw(made)


@pytest.mark.parametrize(
    ("written_so", "day"),
    [
        ("2021-12-16", "2021-12-16"),
        ("16 December 2021", "2021-12-16"),
        ("16\u00a0December 2021", "2021-12-16"),
        ("on15 January 2004", "2004-01-15"),
        ("0001-01-01", None),
        ("0219-06-01", None),
        ("31 June 2021", None),
        ("", None),
    ],
)
def test_dates_in_all_forms_are_read_and_no_day_is_none(written_so: str, day: str | None):
    assert date_of(written_so) == day


def test_sessions_are_named_as_the_curated_ones():
    prefix = "event/general-assembly-session-"
    labels: dict[int, set[str]] = {}
    for quad in read_corpus(TURTLE_ROOT).quads:
        place, _, number = relative(getattr(quad.subject, "value", "")).partition(prefix)
        named = not place and number.isdigit() and local_name(quad.predicate.value) == "prefLabel"
        if named and quad.object.language in ("en", "ar"):
            labels.setdefault(int(number), set()).add(quad.object.value)
    assert len(labels) > 20
    for number, said_so in labels.items():
        words = english(number)
        ours = {
            f"{words[0].upper()}{words[1:]} session of the General Assembly",
            f"الدورة {arabic(number)} للجمعية العامة",
        }
        assert said_so == ours


def test_meetings_have_english_ordinals():
    assert [short(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 112, 9442)] == [
        *("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th", "9442nd"),
    ]
