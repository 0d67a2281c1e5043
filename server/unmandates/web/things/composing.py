"""Names of parts that have none: what was imported is called by its place, as curated parts are."""

import re

from unmandates.rdf.names import relative
from unmandates.text.words import languages, words

#: The letters that stand for those of paths (`/op/2/a`) in Arabic.
_ARABIC = dict(zip("abcdefghijklmnopqrstuvwxyz", "أبجدهوزحطيكلمنسعفصقرشتثخذض", strict=False)) | {"e": "هـ"}
_LETTERS = re.compile(r"[a-z]{1,4}\Z")


def composed(iri: str, whole: str, language: str) -> str:
    """Return what a part of a document is called by its path, given the name of its document; empty for others.

    The words are those of the language, or English ones where the interface has none in it.
    """
    kind, _, *steps = relative(iri).split("/") if iri.count("/id/") else ("", "")
    if kind != "document" or not steps:
        return ""
    table = words(language if language in languages() else "en")
    forms, name, place = table["composed"], whole, 0
    while place < len(steps):
        form = forms.get(steps[place])
        if form and place + 1 < len(steps):
            name += table["signs"]["joint"] + form.format(number=steps[place + 1])
            place += 2
        elif form or not _LETTERS.match(steps[place]) and not steps[place].isdigit():
            return ""
        else:
            name += f" ({_ARABIC.get(steps[place], steps[place]) if language == 'ar' else steps[place]})"
            place += 1
    return name
