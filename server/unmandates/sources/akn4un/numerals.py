"""Numbers and letters before a text, as six languages print them: `12.`, `9 -`, `٩ -`, `(a)`, `(أ)`, `б)`, `㈠`."""

import re
from dataclasses import dataclass

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii",
         "xviii", "xix", "xx", "xxi", "xxii", "xxiii", "xxiv", "xxv", "xxvi", "xxvii", "xxviii", "xxix", "xxx")
LATIN = "abcdefghijklmnopqrstuvwxyz"
SPANISH = "abcdefghijklmnñopqrstuvwxyz"
CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
ARABIC = "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ"
CHINESE = "一二三四五六七八九十"
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９", "0123456789" * 3)
SIGNS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"

_NUMBER = re.compile(rf"[\s{SIGNS}]*(\d{{1,3}})[\s{SIGNS}]*(?:[-–—.．、]|[\s{SIGNS}]-)[\s{SIGNS}]*")
_PLAIN = re.compile(r"(\d{1,3})([a-z]?|\s*(?:bis|ter))")
_QUOTES = "'’‘`\"“”«»"
_LETTER = re.compile(
    rf"[\s{SIGNS}]*(?:[(（]\s*([^\W_]{{1,5}}(?:-[^\W_])?|[{_QUOTES}]\d{{1,2}}[{_QUOTES}])\s*[)）]|([^\W\d_]{{1,4}})\s?[)）]"
    rf"|[{_QUOTES}](\d{{1,2}})[{_QUOTES}]|([㈠-㈩])|(\d{{1,2}})[)）])[\s{SIGNS}]*"
)


@dataclass(frozen=True)
class Reading:
    """One way to read a letter: its kind (`latin`, `roman`, …) and the place in it that it stands for, from 1."""

    kind: str
    place: int


def plain_number(printed: str) -> str:
    """Return the number in what a `num` element holds (`12`), or an empty text where it holds none."""
    found = _PLAIN.fullmatch(printed.translate(DIGITS).strip(f" \t\n.-–—．、{SIGNS}"))
    return str(int(found[1])) + found[2].strip() if found else ""


def number_before(text: str) -> tuple[str, int]:
    """Return the number before a text (`9 - Decides`) and where the text begins behind it; `""` and 0 without one."""
    found = _NUMBER.match(text.translate(DIGITS))
    return (str(int(found[1])), found.end()) if found and found.end() < len(text) else ("", 0)


def letter_before(text: str) -> tuple[str, int]:
    """Return the letter in brackets before a text and where the text begins behind it; `""` and 0 without one."""
    found = _LETTER.match(text)
    if not found or not readings(found[0]):
        return "", 0
    return found[0].strip(f" \t\n{SIGNS}"), found.end()


def readings(printed: str) -> list[Reading]:
    """Return the ways to read a letter as printed (`(i)` is the ninth letter or the first Roman figure)."""
    bare = printed.translate(DIGITS).strip(f" \t\n()（）.．{SIGNS}").replace("ـ", "").lower()
    quoted = bare.strip(_QUOTES)
    found = []
    if quoted.isdigit():
        return [Reading("quoted" if quoted != bare else "figure", int(quoted))]
    if len(bare) == 1 and "㈠" <= bare <= "㈩":
        return [Reading("chinese", ord(bare) - ord("㈠") + 1)]
    if bare and all(sign in CHINESE for sign in bare):
        return [Reading("chinese", CHINESE.index(bare) + 1)] if len(bare) == 1 else []
    for kind, alphabet in (("latin", LATIN), ("cyrillic", CYRILLIC), ("arabic", ARABIC)):
        if len(set(bare)) == 1 and len(bare) <= 2 and (sign := bare[0].translate(_SHAPES)) in alphabet:
            found.append(Reading(kind + "-double" * (len(bare) - 1), alphabet.index(sign) + 1))
    if bare == "ñ":
        found.append(Reading("latin", 15))
    if bare in ROMAN:
        found.append(Reading("roman", ROMAN.index(bare) + 1))
    return found


_SHAPES = str.maketrans("أإآىة", "ااايه")


def segment(printed: str, place: int, level: int) -> str:
    """Return the part of an IRI for a letter: as in English where it is Latin (`a`, `iv`, `aa`), else by its place."""
    bare = printed.strip(" ().").lower()
    if re.fullmatch(r"[a-z]{1,6}", bare):
        return bare
    if level % 2 or place > len(ROMAN):
        return LATIN[place - 1] if place <= len(LATIN) else str(place)
    return ROMAN[place - 1]
