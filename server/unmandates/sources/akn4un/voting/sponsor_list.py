"""Lists of sponsors as they are printed: `Albania, Belgium (on behalf of …), the Dominican Republic and Viet Nam`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from unmandates.sources.akn4un.voting.states import leading

#: What a sponsor is called that is no State: the whole of an entry, without "submitted by".
_OTHERS = {"president of the general assembly": "post/president-of-the-general-assembly"}
#: On whose behalf, where the graph has who it is.
_BEHALVES = {"european union": "group/member-states-of-the-european-union"}
_SEPARATORS = re.compile(r"(?:[\s,;.]|\band\b)*", re.IGNORECASE)
_BEHALF = re.compile(r"\s*,?\s*\(?\s*on behalf of\s+", re.IGNORECASE)
_MEMBERS = re.compile(
    r"(?:the )?(?:states )?members? (?:states )?of the united nations that are members of (?:the )?", re.I
)
_CAPACITY = re.compile(r"\s*\((?:in (?:its|their) capacity|[^()]*chair)[^()]*\)", re.IGNORECASE)
_SUBMITTED = re.compile(r"submitted by (?:the )?|the (?=representative)", re.IGNORECASE)
_WITHDRAWN = re.compile(
    r"[\s-]*(?:removes (?P<who>.+?) from the list of sponsors(?: of the draft (?:resolution|decision))?\.?)",
    re.IGNORECASE,
)
#: What begins an entry that no list of States is.
_NARRATIVE = re.compile(
    r"submitted by|introduced|on the (?:basis|recommendation)|(?:the )?representative|the amendment", re.I
)


@dataclass(frozen=True)
class Sponsor:
    """A sponsor: `path` of the body or post in the graph, or empty; `stated` and on whose `behalf`, as printed.

    `behalf_path` is that of those others where the graph has them; `withdrawn` that it is no sponsor any more.
    """

    path: str
    stated: str
    behalf: str = ""
    behalf_path: str = ""
    withdrawn: bool = False


def read(text: str) -> list[Sponsor]:
    """Return the sponsors that a text names, in its order; what is no name of a State is one entry as printed."""
    return list(_entries(" ".join(text.split())))


def _entries(text: str) -> Iterator[Sponsor]:
    if _NARRATIVE.match(text):
        yield from _narrative(text)
        return
    if removed := _WITHDRAWN.search(text):
        yield from _entries(text[: removed.start()])
        yield from (replace(found, withdrawn=True) for found in _entries(removed.group("who")))
        yield from _entries(text[removed.end() :])
        return
    at = _SEPARATORS.match(text).end()
    while at < len(text):
        found = leading(text[at:])
        if found:
            key, length = found
            start, at = at, at + length
            behalf, at = _on_behalf(text, at)
            if capacity := _CAPACITY.match(text, at):
                at = capacity.end()
            yield Sponsor(f"body/{key}", text[start:at], behalf, _known(behalf))
        else:
            end = _end_of_entry(text, at)
            stated, at = text[at:end].strip(" ,;."), end
            if stated:
                yield Sponsor("", stated)
        at = _SEPARATORS.match(text, at).end()


def _narrative(text: str) -> Iterator[Sponsor]:
    """Yield who is told in a sentence: an office that the graph has, else the sentence; States may follow an office."""
    submitted = _SUBMITTED.match(text)
    bare = text[submitted.end() :] if submitted else text
    if path := _OTHERS.get(bare.lower()):
        yield Sponsor(path, text)
        return
    head, comma, rest = text.partition(", ")
    followers = list(_entries(rest)) if comma else []
    if followers and all(found.path.startswith("body/") for found in followers):
        yield Sponsor("", head)
        yield from followers
        return
    yield Sponsor("", text)


def _on_behalf(text: str, at: int) -> tuple[str, int]:
    """Return on whose behalf the State before `at` acts, and where that ends; empty and `at` where nothing says so."""
    found = _BEHALF.match(text, at)
    if not found:
        return "", at
    bracketed = "(" in found.group()
    end = _end_of_entry(text, found.end(), closing=bracketed)
    return text[found.end() : end].strip(" ,"), end + (1 if bracketed and text[end : end + 1] == ")" else 0)


def _end_of_entry(text: str, at: int, closing: bool = False) -> int:
    """Return where an entry ends: at the next comma or semicolon outside brackets, or at the bracket that closes it."""
    depth = 0
    for end in range(at, len(text)):
        if text[end] == ")" and depth == 0 and closing:
            return end
        depth += {"(": 1, ")": -1}.get(text[end], 0)
        if text[end] in ",;" and depth <= 0 and not closing:
            return end
    return len(text)


def _known(behalf: str) -> str:
    return _BEHALVES.get(_MEMBERS.sub("", behalf.lower()), "")
