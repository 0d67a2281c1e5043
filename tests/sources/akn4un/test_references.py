"""References in words and addresses: which document they are to, and when that is not said."""

import pytest

from unmandates.sources.akn4un.citing.addresses import symbol_of
from unmandates.sources.akn4un.citing.instruments import instruments
from unmandates.sources.akn4un.citing.places import own_places, places
from unmandates.sources.akn4un.citing.series import possible
from unmandates.sources.akn4un.citing.wording import Surety, references


@pytest.mark.parametrize(
    ("target", "symbol"),
    [
        ("https://undocs.org/en/A/RES/64/293", "A/RES/64/293"),
        ("http://undocs.org/S/RES/1325(2000)", "S/RES/1325 (2000)"),
        ("https://docs.un.org/ar/A/75/6(Sect.30)", "A/75/6 (Sect. 30)"),
        ("https://undocs.org/en/A/75/16(supp)", "A/75/16"),
        ("https://undocs.org/en/A/CONF.151/26/Rev.1(vol.I)", None),
        ("https://undocs.org/en/A/76/335-S/2021/826", "A/76/335"),
        ("https://undocs.org//en/A/RES/2200 (XXI)", "A/RES/2200 (XXI)"),
        ("about:blank", None),
        ("", None),
        ("file:///C:/Users/Some.Body/Desktop/A_RES_1.docx", None),
        ("https://www.un.org/en/", None),
        ("https://evil.example/undocs.org/A/RES/1/1", None),
    ],
)
def test_addresses(target, symbol):
    assert symbol_of(target) == symbol or (symbol is None and symbol_of(target) == "A/CONF.151/26/Rev.1 (Vol. I)")


def told(text, own="ga"):
    return [(reference.symbol, reference.surety) for reference in references(text, own)]


def sure(text, own="ga"):
    return [symbol for symbol, surety in told(text, own) if surety is Surety.SURE]


def test_lists_of_numbers_with_dates_and_letters():
    text = "Recalling its resolutions 54/54 T of 1 December 1999, 2200 A (XXI), 60/1 and 77/128 A and B of 1 May 2023,"
    assert sure(text) == ["A/RES/54/54 T", "A/RES/2200 A (XXI)", "A/RES/60/1", "A/RES/77/128 A-B"]


def test_the_year_in_brackets_is_the_security_council():
    text = "in violation of resolutions 1325 (2000) and 2242 (2015), as the Committee said"
    assert sure(text, "hrc") == ["S/RES/1325 (2000)", "S/RES/2242 (2015)"]


def test_the_organ_that_is_named_counts():
    text = (
        "Recalling Economic and Social Council resolution 1996/31, Human Rights Council resolutions 42/23 and S-27/1,"
    )
    assert sure(text) == ["E/RES/1996/31", "A/HRC/RES/42/23", "A/HRC/RES/S-27/1"]
    assert sure("adopted by the General Assembly in its resolution 61/295 of 13 September 2007", "hrc") == [
        "A/RES/61/295"
    ]


def test_decisions_are_decisions():
    assert sure("and its decision 68/549 of 1 May 2014") == ["A/DEC/68/549"]


@pytest.mark.parametrize(
    "text",
    [
        "Commission on Narcotic Drugs resolution 51/11 of 14 March 2008",
        "resolution 16/2 of the Commission on Crime Prevention and Criminal Justice",
        "as decided by the Human Rights Council and later in its resolution 42/23",
        "United Nations Environment Assembly resolutions 4/6 and 4/9",
        "Official Records of the Economic and Social Council, 2020, chap. I, sect. C, resolution 59/1.",
        "decision 15/4 of the Conference of the Parties to the Convention",
    ],
)
def test_numbers_of_other_bodies_are_never_the_organs_own(text):
    assert not sure(text)


def test_a_number_without_an_organ_is_only_usually_its_own():
    assert told("submitted pursuant to resolution 43/1;") == [("A/RES/43/1", Surety.USUAL)]
    assert told("pursuant to resolution 2005/80") == [(None, Surety.UNSURE)]


def test_symbols_in_full():
    text = "(see A/76/335-S/2021/826, annex, and A/75/6 (Sect. 30)/Corr.1), S/PRST/2015/25; A/HRC/43/70."
    assert sure(text) == ["A/76/335", "A/75/6 (Sect. 30)/Corr.1", "S/PRST/2015/25", "A/HRC/43/70"]


def test_numbers_and_years_of_the_security_council_agree():
    assert possible("S/RES/1556 (2004)") and possible("S/RES/242 (1967)") and possible("A/RES/31/1")
    assert possible("A/RES/2200 A (XXI)") and not possible("A/RES/27/2")
    assert not possible("S/RES/1556 (2005)")
    assert not possible("S/RES/2242 (2016)")


@pytest.mark.parametrize(
    ("before", "after", "paths"),
    [
        ("in paragraph 12 of its resolution ", "", ["op/12"]),
        ("paragraphs 3 and 5 (a) of Security Council resolution ", "", ["op/3", "op/5/a"]),
        ("paragraphs 3 to 5 of resolution ", "", ["op/3", "op/4", "op/5"]),
        ("Resolution ", ", annex II.", ["annex/2"]),
        ("the annex to its resolution ", "", ["annex/1"]),
        ("paragraph 4 of the annex to resolution ", "", ["annex/1/para/4"]),
        ("its resolution ", " of 1 May 2014, paragraph 7, and", ["op/7"]),
        ("welcoming the annex and its resolution ", " in full", []),
    ],
)
def test_places(before, after, paths):
    text = f"{before}70/1{after}"
    assert places(text, len(before), len(before) + 4) == paths


def test_paragraphs_of_the_act_itself():
    assert own_places("the measures in paragraphs 3 and 4 above")[0][2] == ["op/3", "op/4"]
    assert own_places("in paragraph 7 of the present resolution")[0][2] == ["op/7"]
    assert own_places("in paragraph 7 of that resolution") == []


def named(text, same_series=False):
    return [found.path for found in instruments(text, same_series)]


def test_instruments_by_name_and_not_inside_other_names():
    assert named("Recalling the Convention on the Rights of the Child,") == ["instrument/crc"]
    assert (
        named("the Optional Protocol to the Convention on the Rights of the Child on a communications procedure") == []
    )
    assert named("the resolution entitled “Ten years of the Universal Declaration of Human Rights”") == []
    assert named("entitled “Transforming our world: the 2030 Agenda for Sustainable Development”") == [
        "instrument/2030-agenda"
    ]
    assert (
        named("the Conference of the Parties to the United Nations Convention against Transnational Organized Crime")
        == []
    )


def test_the_charter_to_its_articles_and_chapters():
    charter = "instrument/charter-of-the-united-nations"
    assert named("Acting under Chapter VII of the Charter of the United Nations,") == [f"{charter}/ch/7"]
    assert named("in accordance with Articles 10 and 14 of the Charter,") == [
        f"{charter}/article/10",
        f"{charter}/article/14",
    ]
    assert named("Article 4 of the Charter of the Organization of the Region") == []


def test_treaties_by_volume_and_number():
    text = "United Nations, Treaty Series, vols. 2225 and 2300, No. 39574."
    assert named(text) == ["instrument/untoc", "instrument/unts-vol-2300-no-39574"]
    assert named("Ibid., vol. 823, No. 11806.", same_series=True) == ["instrument/unts-vol-823-no-11806"]
    assert named("Ibid., vol. 823, No. 11806.") == []
