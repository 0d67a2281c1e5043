"""Languages: the codes that files use, and whether a text is in the language that its file claims."""

import re
from collections.abc import Iterable

OFFICIAL = ("ar", "en", "es", "fr", "ru", "zh")

_CODES = {"eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "rus": "ru", "zho": "zh", "chi": "zh", "ara": "ar", "deu": "de",
          "ger": "de"}
_FOLDERS = {"english": "en", "french": "fr", "spanish": "es", "russian": "ru", "chinese": "zh", "arabic": "ar", "german": "de"}
_SCRIPTS = {"ar": re.compile(r"[\u0620-\u06ff]"), "ru": re.compile(r"[а-яА-Я]"), "zh": re.compile(r"[\u4e00-\u9fff]"),
            "latin": re.compile(r"[a-zA-Zéñü]")}
_SMALL = {
    "en": frozenset("the of and to in its by with for on".split()),
    "fr": frozenset("le les des et du dans une par sur aux".split()),
    "es": frozenset("el los las y del en que por para su".split()),
    "de": frozenset("der die und das den des zu mit von dem".split()),
}
_WORD = re.compile(r"[a-zäöüßéèàñ]+")


def language_of(code: str) -> str:
    """Return the two letters for a code of two or three, and any other as it stands, in small letters."""
    code = code.strip().lower()
    return _CODES.get(code, code)


def folder_language(path: str) -> str:
    """Return the language that a folder of a path is named for, or an empty text."""
    return next((_FOLDERS[part.lower()] for part in reversed(path.split("/")[:-1]) if part.lower() in _FOLDERS), "")


def written_in(texts: Iterable[str]) -> str:
    """Return the language that a text is written in, by its script and small words; empty where that is not clear."""
    sample = " ".join(texts)[:20000]
    counts = {name: len(script.findall(sample)) for name, script in _SCRIPTS.items()}
    counts["zh"] *= 3
    script = max(counts, key=lambda name: (counts[name], name))
    if counts[script] < 40 or counts[script] < 0.5 * sum(counts.values()):
        return ""
    if script != "latin":
        return script
    words = _WORD.findall(sample.lower())
    found = {language: sum(word in small for word in words) for language, small in _SMALL.items()}
    best, second = sorted(found.values(), reverse=True)[:2]
    return max(found, key=lambda language: (found[language], language)) if best > 10 and best > 1.5 * second else ""
