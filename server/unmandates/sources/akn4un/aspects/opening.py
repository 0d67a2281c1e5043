"""The words with which a paragraph opens, and the verb that they are: `Also notes with deep concern`, `Mindful`."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

#: Forms of opening words without what only joins or strengthens, and the verb of the scheme; empty where it has none.
FORMS = Path(__file__).with_name("verbs.csv")
#: What joins a paragraph to the one before, or only strengthens.
_BESIDES = frozenset(
    "a and while whilst also further again once more anew equally still however strongly deeply gravely "
    "seriously greatly profoundly extremely firmly fully unequivocally urgently particularly its their our the "
    "deep deepest grave gravest serious great strong profound particular continued growing increasing renewed "
    "utmost full unwavering very unequivocal special previous ever being due strongest possible".split()
)
_PHRASES = re.compile(r"\bin (?:this|that) (?:regard|context|respect|connection)\b|\bin particular\b|\bin turn\b")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: Forms that say too little without the words that follow.
_OPEN = frozenset({"", "call", "express", "reiterate", "take", "renew", "look", "act", "draw", "give", "share"})


@dataclass(frozen=True)
class Opening:
    """What opening words are: `form` as in the table of forms, its `verb` (empty without one), how the first is bent.

    `bent` is `s` (Requests), `ing` (Noting), `as-is` (mindful, convinced; also a plain infinitive, which is no act).
    """

    form: str
    verb: str
    bent: str


def opening(words: str, following: str = "") -> Opening | None:
    """Return what words are, looking at those that follow where they say too little; None where no form fits."""
    found = _fitting(_bare(words))
    if found is None or found.form in _OPEN:
        longer = _fitting(_bare(f"{words} {' '.join(following.split()[:5])}"))
        return longer if longer and (found is None or len(longer.form) > len(found.form)) else found
    return found


def _bare(words: str) -> list[str]:
    """Return words in lower case without what stands besides, in the spelling of the United Nations."""
    text = re.sub(r"(?<=(?:gn|as|or))is(?=(?:e|ing|es|ed)\b)", "iz", words.lower())
    return [word for word in _WORD.findall(_PHRASES.sub(" ", text)) if word not in _BESIDES]


def _fitting(words: list[str]) -> Opening | None:
    """Return the longest form with which the words begin."""
    if not words:
        return None
    base, bent = _bases().get(words[0], ("", ""))
    for length in range(min(len(words), 5), 0, -1):
        form = " ".join((base, *words[1:length]))
        if form in _forms():
            return Opening(form, _forms()[form], bent)
    return None


@cache
def _forms() -> dict[str, str]:
    with FORMS.open(encoding="utf-8", newline="") as file:
        return {row["words"]: row["verb"] for row in csv.DictReader(file)}


@cache
def _bases() -> dict[str, tuple[str, str]]:
    """Return the first words of all forms as they are bent: `noting`, `notes` and `note` are of `note`."""
    bases = {"is": ("is", "s")}
    for base in sorted({form.split()[0] for form in _forms()}):
        stem = base.removesuffix("e")
        for ending in ("ing", base[-1] + "ing"):
            bases.setdefault(stem + ending, (base, "ing"))
            bases.setdefault(base + ending, (base, "ing"))
        bases.setdefault(re.sub(r"(?<=[^aeiou])y$", "ie", base) + "s", (base, "s"))
        bases.setdefault(base + "es", (base, "s"))
        bases[base] = (base, "as-is")
    return bases
