"""Which act a file is of."""

import pytest

from unmandates.sources.akn4un.identity import cover_symbol, key_of, read_name, year_of_folder

NAMES = {
    "74_1.xml": ("A/RES/74/1", ""),
    "74_267_E.xml": ("A/RES/74/267", "en"),
    "75_100_A.xml": ("A/RES/75/100", "ar"),
    "75_245B_E.xml": ("A/RES/75/245 B", "en"),
    "75_251_B_A.xml": ("A/RES/75/251 B", "ar"),
    "75_290 A_E.xml": ("A/RES/75/290 A", "en"),
    "75_101A-B_S.xml": ("A/RES/75/101 A-B", "es"),
    "A_RES_75_297_S.xml": ("A/RES/75/297", "es"),
    "A_RES_75_242 B-2108986E.xml": ("A/RES/75/242 B", "en"),
    "A_RES_76_84 A-B-2118640F.xml": ("A/RES/76/84 A-B", "fr"),
    "A_RES_78_80AB-2324937E.xml": ("A/RES/78/80 A-B", "en"),
    "A_RES_78_254AC-2326242E.xml": ("A/RES/78/254 A-C", "en"),
    "A_RES_76_16_reissue.xml": ("A/RES/76/16", ""),
    "A_RES_76_72-2118581E_Reissue.xml": ("A/RES/76/72", "en"),
    "A_RES_76_23-2118258F_reisue.xml": ("A/RES/76/23", "fr"),
    "A_RES_76_23_reissue_S.xml": ("A/RES/76/23", "es"),
    "A_RES_ES-11_4_2223239G.xml": ("A/RES/ES-11/4", "de"),
    "A_RES_S-32_1-2107229R.xml": ("A/RES/S-32/1", "ru"),
    "A_RES_79_1-E.xml": ("A/RES/79/1", "en"),
    "GA decision 77_401_E.xml": ("A/DEC/77/401", "en"),
    "GA decision 77_507 B and C_C.xml": ("A/DEC/77/507 B and C", "zh"),
    "S_RES_2728 (2024)-2407450E.xml": ("S/RES/2728 (2024)", "en"),
    "SC_2563_2021-C.xml": ("S/RES/2563 (2021)", "zh"),
    "S_PRST_2015_25-1543350E.xml": ("S/PRST/2015/25", "en"),
    "S_PRST_2015_3_0-1501612E.xml": ("S/PRST/2015/3", "en"),
    "S_2023_773-2320284A.xml": ("S/2023/773", "ar"),
    "S_2025-353-2508520E.xml": ("S/2025/353", "en"),
    "A_HRC_RES_54_4E.xml": ("A/HRC/RES/54/4", "en"),
    "E_RES_2021_2 B-2110300R.xml": ("E/RES/2021/2 B", "ru"),
}


@pytest.mark.parametrize(("name", "said"), NAMES.items())
def test_a_name_says_symbol_and_language(name: str, said: tuple[str, str]):
    read = read_name(f"folder/{name}")
    assert read is not None
    assert (read.profile.symbol(read.named), read.language) == said


@pytest.mark.parametrize("name", ["desktop.ini", "test", "test.txt", "notes.xml", "A_RES_.xml", "75_1.json"])
def test_what_is_named_for_no_act_is_none(name: str):
    assert read_name(name) is None


def test_a_reissue_is_told_however_it_is_spelt():
    names = ["A_RES_76_1_reissue.xml", "A_RES_76_1-2100000E-reissue.xml", "A_RES_76_1-2100000E_reisue.xml"]
    assert all(read.reissue for name in names if (read := read_name(name)))
    assert not read_name("A_RES_76_1-2100000E.xml").reissue


def test_a_name_without_a_year_leaves_it_to_cover_and_folder():
    read = read_name("Pre-2020/2004/S_RES_1920_N1034613.xml")
    assert read.named.number == "1920"
    assert read.named.session == ""
    assert year_of_folder("Pre-2020/2004/S_RES_1920_N1034613.xml") == "2004"


def test_keys_have_one_hyphen_for_slashes_spaces_and_brackets():
    assert key_of("S/RES/2331 (2016)") == "S-RES-2331-2016"
    assert key_of("A/RES/76/247 A-C") == "A-RES-76-247-A-C"


def test_the_symbol_on_a_cover_is_read_from_a_broken_file():
    data = b'<coverPage><p><docNumber refersTo="#symbol">A/RES/<b>99</b>/7</docNumber></q></docTitle>'
    assert cover_symbol(data) == "A/RES/99/7"
    assert cover_symbol(b"<nothing/>") == ""
