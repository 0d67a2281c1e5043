"""The Main Committees of the General Assembly, on whose reports it adopts (rule 98 of its rules of procedure)."""

import re
from dataclasses import dataclass

import pyoxigraph as ox

from unmandates.sources.saying import in_language, of_class, said, thing

_NAMES = {
    "first": {"en": "First Committee", "ar": "اللجنة الأولى", "fr": "Première Commission", "es": "Primera Comisión",
              "ru": "Первый комитет", "zh": "第一委员会"},
    "second": {"en": "Second Committee", "ar": "اللجنة الثانية", "fr": "Deuxième Commission", "es": "Segunda Comisión",
               "ru": "Второй комитет", "zh": "第二委员会"},
    "third": {"en": "Third Committee", "ar": "اللجنة الثالثة", "fr": "Troisième Commission", "es": "Tercera Comisión",
              "ru": "Третий комитет", "zh": "第三委员会"},
    "fourth": {"en": "Fourth Committee", "ar": "اللجنة الرابعة", "fr": "Quatrième Commission", "es": "Cuarta Comisión",
               "ru": "Четвертый комитет", "zh": "第四委员会"},
    "fifth": {"en": "Fifth Committee", "ar": "اللجنة الخامسة", "fr": "Cinquième Commission", "es": "Quinta Comisión",
              "ru": "Пятый комитет", "zh": "第五委员会"},
    "sixth": {"en": "Sixth Committee", "ar": "اللجنة السادسة", "fr": "Sixième Commission", "es": "Sexta Comisión",
              "ru": "Шестой комитет", "zh": "第六委员会"},
}  # fmt: skip
_STATED = re.compile(rf"({'|'.join(_NAMES)}) ?committee", re.IGNORECASE)


@dataclass(frozen=True)
class Committee:
    """A Main Committee: its IRI, and what is said of it."""

    node: ox.NamedNode
    triples: tuple[ox.Triple, ...]


def main_committee(stated: str) -> Committee | None:
    """Return the committee that is named as `thirdCommittee`, `Third Committee` or with more words; else None.

    Several at once are none: `Third Committee and Fifth Committee` does not tell whose report it is.
    """
    found = {word.lower() for word in _STATED.findall(stated)}
    if len(found) != 1:
        return None
    (word,) = found
    node = thing(f"body/{word}-committee")
    labels = (said(node, "skos:prefLabel", in_language(name, language)) for language, name in _NAMES[word].items())
    parent = said(node, "parentBody", thing("body/general-assembly"))
    return Committee(node, (of_class(node, "SubsidiaryOrgan"), *labels, parent))
