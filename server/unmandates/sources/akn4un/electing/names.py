"""Lists of who is elected or belongs to a body: States, and persons with their States in brackets, each with its mark.

`Algeria,*** Côte d’Ivoire* and Viet Nam.***`; `Joëlle Adda (France, full-time, New York),* Gao Xiaoli (China)**`.
"""

import re
from dataclasses import dataclass

from unmandates.sources.akn4un.voting.states import leading
from unmandates.sources.bodies import own_key

_BETWEEN = re.compile(r"[\s,;]*(?:and\s+|or\s+)?")
_MARK = re.compile(r"\s*[,.;]?\s*(\*+)")
_AFTER_STATE = re.compile(r"\s*(?:\*|[,;.(]|and\b|\Z)")
_TITLE = r"(?:(?:Mr|Ms|Mrs|Dr|Prof)\.? |Judge |Ambassador |H\.E\. )?"
_WORD = r"(?:[A-Z]\.|[^\W\d_][\w.’'‘‑-]*)"
_NAME = rf"{_TITLE}((?=[^\W\d_])(?![a-z]){_WORD}(?: {_WORD}){{0,8}}?)"
_IN_BRACKETS = re.compile(rf"{_NAME}\s*\(((?:[^()]|\([^()]*\))*)\)")
_OF_STATE = re.compile(rf"{_NAME} of (?=the |[A-Z])")
_ALONE = re.compile(rf"{_NAME}(?=\s*[,;.*]|\s+and\b|\s*\Z)")
_GROUPS = re.compile(
    r"(?:\([a-z\d]+\)\s*)?(?:[Ff]rom |[Mm]embers from |[Aa]mong )*(?:the )?"
    r"(?:African|Asian|Asia[-‑ ]Pacific|Eastern European|Latin American|Western European)\b[\w ‑-]*?"
    r"\b(?:States|countries|other States|Group)(?:\s*\([^)]*\))?\s*:\s*"
)
#: Words that are in no person's name.
_NO_NAME = re.compile(
    r"\b(?:Committee|Commission|Council|Assembly|Nations|States?|Members?|Group|Board|Tribunal|Court|Secretary|President"
    r"|Chair|General|Auditor|Comptroller|Controller|Director|Minister|Ministry|Office|Permanent|Representative|vacanc(?:y|ies)|Governments?|Organization|Union|resolution|decision|meeting|session|elected|appointed"
    r"|by|for|with|from|which|that|following|to|on|at|in|until)\b"
)
#: What a list adds to a name: how much of the time, and where.
_BESIDES = re.compile(
    r"(?:full|half|part)-time\Z|(?:Geneva|Nairobi|New York|Vienna|The Hague|Arusha)\Z|(?:in|at) [A-Z]\w+\Z"
)
_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae"})


@dataclass(frozen=True)
class Named:
    """Who is named: a path (`body/kenya`, `person/gao-xiaoli`), the name, and where in the list.

    `states` are the keys of the States of a person, `words` what else stands in the brackets (`Chair`), `mark` the
    asterisks after the name.
    """

    path: str
    name: str
    start: int
    end: int
    states: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    mark: str = ""

    @property
    def key(self) -> str:
        """The last step of the path."""
        return self.path.partition("/")[2]


def person_key(name: str) -> str:
    """Return the key of a person by the name: `joelle-adda`."""
    return own_key(name.translate(_LETTERS).replace("’", "").replace("‑", "-"))


def named_in(text: str) -> tuple[list[Named], list[str]]:
    """Return who is named in a list, in its order, and the pieces of the list that are no name."""
    found: list[Named] = []
    unread: list[str] = []
    at = _BETWEEN.match(text).end()  # type: ignore[union-attr]
    while at < len(text.rstrip(" .,;:*")):
        if heading := _GROUPS.match(text, at):
            at = heading.end()
            continue
        one = _state(text, at) or _person(text, at)
        if one is None:
            rest = re.match(r".*?(?=[,;]|\sand\s|\Z)", text[at:], re.DOTALL)
            piece = rest.group() if rest else text[at:]
            unread.append(piece.strip(" ,;.*"))
            end = at + max(len(piece), 1)
        else:
            marked = _MARK.match(text, one.end)
            end = marked.end() if marked else one.end
            found.append(Named(one.path, one.name, at, end, one.states, one.words, marked.group(1) if marked else ""))
        at = _BETWEEN.match(text, end).end()  # type: ignore[union-attr]
    return found, [piece for piece in unread if piece and not _BESIDES.match(piece)]


def _state(text: str, at: int) -> Named | None:
    state = leading(text[at:])
    if state is None or not _AFTER_STATE.match(text, at + state[1]):
        return None
    return Named(f"body/{state[0]}", text[at : at + state[1]], at, at + state[1])


def _person(text: str, at: int) -> Named | None:
    if (found := _IN_BRACKETS.match(text, at)) and _is_name(found[1]):
        states, words = _in_brackets(found[2])
        return Named(f"person/{person_key(found[1])}", found[1], at, found.end(), states, words)
    if (found := _OF_STATE.match(text, at)) and _is_name(found[1]) and (state := leading(text[found.end() :])):
        return Named(f"person/{person_key(found[1])}", found[1], at, found.end() + state[1], (state[0],))
    if (found := _ALONE.match(text, at)) and _is_name(found[1]) and " " in found[1]:
        return Named(f"person/{person_key(found[1])}", found[1], at, found.end())
    return None


def _is_name(words: str) -> bool:
    capitals = sum(word[:1].isupper() for word in words.split())
    return not _NO_NAME.search(words) and (capitals > 1 or " " not in words)


def _in_brackets(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the States that stand first in brackets (`Lebanon/Chile`), and the other words (`Chair`)."""
    states, rest = [], text.strip()
    while state := leading(rest):
        states.append(state[0])
        rest = rest[state[1] :].strip()
        if not re.match(r"/|and\b", rest):
            break
        rest = re.sub(r"\A(?:/|and\b)\s*", "", rest)
    return tuple(states), tuple(filter(None, (word.strip() for word in rest.split(","))))
