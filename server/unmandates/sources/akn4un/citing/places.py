"""Which part of a document a reference is to (`paragraph 12 of its resolution`, `, annex II`), as a path below it."""

import re

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_LIST = r"\d{1,3}(?: \([a-z]\))?(?:(?:, and |, | and | to |[-–])\d{1,3}(?: \([a-z]\))?)*"
_BEFORE = re.compile(
    rf"\b(?:(?:paragraphs?|paras?\.) (?P<list>{_LIST}) (?:of|in|contained in|to) )?"
    r"(?:the )?(?:(?P<annex>annex(?: (?P<which>[IVX]+|\d))?) (?:to|of|contained in) )?"
    r"(?:(?:its|the|that|General Assembly|Security Council|Economic and Social Council|Human Rights Council|Assembly|"
    r"Council|annual|relevant|previous) ?)*(?:resolution|decision)s? \Z"
)
_AFTER = re.compile(
    r"(?: of \d{1,2} [A-Z][a-z]+ \d{4})?,"
    rf"(?: (?P<annex>annex(?: (?P<which>[IVX]+|\d))?),?)?(?: (?:paragraphs?|paras?\.) (?P<list>{_LIST}))?"
)
_OWN = re.compile(
    rf"\bparagraphs? (?P<list>{_LIST})"
    r"(?:, (?:above|below)| above| below| of (?:the present|this) (?:resolution|decision))"
)
_LONGEST_RANGE = 30


def places(text: str, start: int, end: int, first: bool = True) -> list[str]:
    """Return the paths of the parts that the words around a reference name (`op/12`, `annex/2`, `annex/1/para/3`).

    `first` says that it is the first of a list, to which alone the words before it belong.
    """
    before = _BEFORE.search(text[max(0, start - 160) : start]) if first else None
    if before and (before["list"] or before["annex"]):
        return _paths(before, "op")
    after = _AFTER.match(text, end)
    return _paths(after, "op") if after and (after["list"] or after["annex"]) else []


def places_of_report(text: str, end: int) -> list[str]:
    """Return the paths of the paragraphs and annexes that follow the symbol of a document that is no act."""
    after = _AFTER.match(text, end)
    return _paths(after, "para") if after and (after["list"] or after["annex"]) else []


def own_places(text: str) -> list[tuple[int, int, list[str]]]:
    """Return where a text refers to paragraphs of its own act (`paragraph 3 above`): from, to, and their paths."""
    return [(found.start(), found.end(), _listed(found["list"], "op")) for found in _OWN.finditer(text)]


def _paths(found: re.Match, below: str) -> list[str]:
    annex = f"annex/{_figure(found['which'] or 'I')}" if found["annex"] else ""
    if not found["list"]:
        return [annex]
    return _listed(found["list"], f"{annex}/para" if annex else below)


def _listed(written: str, below: str) -> list[str]:
    """Return the path of each paragraph of a list (`3 to 5 and 7 (a)`)."""
    paths: list[str] = []
    for one in re.split(r", and |, | and ", written):
        bounds = re.split(r" to |[-–]", one)
        numbers = [re.match(r"(\d+)(?: \(([a-z])\))?", bound.strip()) for bound in bounds]
        if len(numbers) == 2 and all(numbers) and not any(found[2] for found in numbers):
            first, last = (int(found[1]) for found in numbers)
            if first <= last <= first + _LONGEST_RANGE:
                paths += [f"{below}/{number}" for number in range(first, last + 1)]
                continue
        paths += [f"{below}/{found[1]}" + (f"/{found[2]}" if found[2] else "") for found in numbers if found]
    return list(dict.fromkeys(paths))


def _figure(written: str) -> int:
    if written.isdigit():
        return int(written)
    values = [_ROMAN.get(letter, 0) for letter in written]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
