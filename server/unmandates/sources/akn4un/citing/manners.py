"""In which manner a paragraph cites what it names, where the words beside the name leave no doubt."""

import re

#: By the verb of the paragraph, where the thing is its object.
_BY_VERB = {
    "acknowledge": "acknowledge",
    "look-forward": "look-forward",
    "reaffirm": "reaffirm",
    "recall": "recall",
    "reiterate": "reiterate",
    "renew": "renew",
    "take-note": "take-note",
    "take-note-with-appreciation": "take-note-with-appreciation",
    "welcome": "welcome",
}
#: By the words before the name.
_BY_WORDS = (
    (re.compile(r"\b(?:pursuant to|in pursuance of)\Z", re.IGNORECASE), "pursuant-to"),
    (re.compile(r"\b(?:in accordance with|in conformity with)\Z", re.IGNORECASE), "in-accordance-with"),
    (
        re.compile(r"\b(?:taking into account|take into account|takes into account)\Z", re.IGNORECASE),
        "take-into-account",
    ),
)
_ORGANS = r"General Assembly|Security Council|Economic and Social Council|Human Rights Council|Assembly|Council"
#: Words that lead from a verb to its object, or from one object to the next.
_OBJECTS = (
    "all|of|the|its|their|previous|relevant|earlier|other|subsequent|also|further|and|as well as|in particular|"
    f"including|inter alia|{_ORGANS}|resolutions?|decisions?|reports?|notes?|statements? (?:by|of) its President|"
    "(?:reports?|notes?) of the Secretary-General(?: on [^,;]*)?|Secretary-General|contained in (?:document )?|"
    "on this matter|most recently|paragraphs? \\d+(?: and \\d+)?|of \\d{1,2} [A-Z][a-z]+ \\d{4}|"
    "\\d{1,2} [A-Z][a-z]+ \\d{4}|entitled “[^”]*”|sections? [IVXLC]+"
)
_LEADING = re.compile(rf"(?:[\s,]|\b(?:{_OBJECTS})\b|“[^”]*”|\)|\()*\Z")
_BESIDE = (
    f"the|its|their|relevant|provisions of|terms of|paragraphs? [\\d ,and()a-z]+ of|{_ORGANS}|resolutions?|decisions?"
)
_DETERMINERS = re.compile(rf"(?:[\s,]|\b(?:{_BESIDE})\b)*\Z")
#: A name this far from the one before is no object of the same verb.
_FARTHEST = 600


class Chain:
    """The objects of a paragraph's verb, followed from name to name as long as nothing else stands between them."""

    def __init__(self, text: str, verb: str, begin: int):
        """`verb` is the concept with which the paragraph opens, `begin` where its words end."""
        self._text, self._manner, self._end = text, _BY_VERB.get(verb, ""), begin
        self._unbroken = bool(self._manner)

    def manner(self, start: int, end: int) -> str:
        """Return the manner in which the next name, from `start` to `end`, is cited; empty where it is not sure."""
        between = self._text[self._end : start]
        if self._unbroken and start >= self._end:
            self._unbroken = len(between) <= _FARTHEST and bool(_LEADING.match(between))
        self._end = max(self._end, end)
        if self._unbroken:
            return self._manner
        words = _DETERMINERS.sub("", self._text[max(0, start - 120) : start])
        return next((manner for pattern, manner in _BY_WORDS if pattern.search(words.rstrip())), "")
