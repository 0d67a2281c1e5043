"""The words of the interface: one TOML file in `languages/` for each language, and nothing of them elsewhere."""

import re
import tomllib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError

FOLDER = Path(__file__).parent / "languages"

#: Languages written from right to left, by their primary subtag.
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "yi", "ps", "sd", "ug", "dv"}


#: Characters that are not seen: controls, and those that turn the direction of what follows them.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Return the codes of the languages in which the pages exist, English (the fallback of negotiation) first."""
    return tuple(sorted((path.stem for path in FOLDER.glob("*.toml")), key=lambda code: (code != "en", code)))


@lru_cache(maxsize=16)
def words(language: str) -> dict:
    """Return the words of a language as nested tables."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8-sig"))


class Words:
    """A table of words as templates read it: what stands after the dot is always a word, never a method of a dict.

    A word that is not there raises `LookupError`; templates, which are strict, answer it with an error of their own.

    >>> Words({"clear": "Show all"}).clear
    'Show all'
    """

    __slots__ = ("_table",)

    def __init__(self, table: dict) -> None:
        self._table = {name: Words(value) if isinstance(value, dict) else value for name, value in table.items()}

    def __getattr__(self, name: str):
        try:
            return self._table[name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(self, name: str):
        return self._table[name]

    def __contains__(self, name: str) -> bool:
        return name in self._table


@lru_cache(maxsize=16)
def written(language: str) -> Words:
    """Return the words of a language as templates read them."""
    return Words(words(language))


def direction(language: str) -> str:
    """Return `rtl` or `ltr` for a BCP 47 tag."""
    return "rtl" if language.split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def after_preposition(name: str, language: str) -> str:
    """Return a name as it stands after a preposition: in Arabic, numbers of sessions are then in another case.

    >>> after_preposition("الدورة الثامنة والسبعون للجمعية العامة", "ar")
    'الدورة الثامنة والسبعين للجمعية العامة'
    """
    changes = words(language)["language"]["after_preposition"] if language in languages() else ()
    for alone, after in changes:
        name = re.sub(rf"{alone}\b", after, name)
    return name


def say_date(value: str, language: str) -> str:
    """Return an XSD date, month, year, day of the year or time as the language says it; other text as it is.

    >>> say_date("2021-06-07", "en")
    '7 June 2021'
    >>> say_date("2021-08", "en")
    'August 2021'
    """
    table = words(language)["dates"]
    moment = re.fullmatch(r"(-?\d{4,}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?", value)
    if moment:
        return table["moment"].format(date=say_date(moment[1], language), time=moment[2])
    parts = re.fullmatch(r"(?:(\d{4})|-)(?:-(\d\d))?(?:-(\d\d))?(Z|[+-]\d\d:\d\d)?", value)
    if not parts or (parts[2] and not 1 <= int(parts[2]) <= 12):
        return value
    year, month, day = parts[1], parts[2] and table["months"][int(parts[2]) - 1], parts[3] and str(int(parts[3]))
    form = "day" if year and day else "month" if year and month else "year" if year else "day_of_year"
    return table[form].format(year=year, month=month, day=day)


def language_name(code: str, language: str) -> str:
    """Return what a language (a BCP 47 tag) is called in another; the tag where that is not known.

    >>> language_name("de", "en")
    'German'
    """
    try:
        return Locale.parse(language, sep="-").languages.get(code.split("-")[0].lower(), code)
    except (UnknownLocaleError, ValueError):
        return code


def say_duration(value: str, language: str) -> str:
    """Return an XSD duration of one unit as the language says it (`P4Y`: every 4 years is `4 years`)."""
    table = words(language)["durations"]
    parts = re.fullmatch(r"P(?:(\d+)([YMWD])|T(\d+)([HM]))", value)
    if not parts:
        return value
    number, unit = (parts[1], parts[2]) if parts[1] else (parts[3], "T" + parts[4])
    forms = table[unit]
    return forms.get(plural(int(number), language), forms["other"]).format(number=number)


def plural(number: int, language: str) -> str:
    """Return the category of a number in a language: `one`, `two`, `few`, `many` or `other`.

    The rules are those of the Unicode CLDR (https://cldr.unicode.org/index/cldr-spec/plural-rules); in a language that
    it does not know every number is `other`.

    >>> [plural(number, "ar") for number in (1, 2, 3, 11, 100)]
    ['one', 'two', 'few', 'many', 'other']
    """
    return _plural_rule(language)(number)


@lru_cache(maxsize=16)
def _plural_rule(language: str) -> Callable[[int], str]:
    try:
        return Locale.parse(language, sep="-").plural_form
    except (UnknownLocaleError, ValueError):
        return lambda number: "other"


def plain(text: str) -> str:
    """Return a text on one line, without what is not seen."""
    return " ".join(_UNSEEN.sub("", text).split())
