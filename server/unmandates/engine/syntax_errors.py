"""From the engine's syntax error to a sentence with a place and a hint."""

import re
from collections.abc import Mapping
from difflib import get_close_matches

from unmandates.engine.refusals import Malformed
from unmandates.engine.tokens import iri_of, local_of, place_of, tokenize

_PLACE = re.compile(r"error at (\d+):(\d+)(?:: )?", re.ASCII)
_FUNCTION = re.compile(r"custom (?:aggregate )?function <([^>]*)> is not supported")
_OPENINGS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "BASE")
_RANGES = re.compile(r"\[[^\]\"]*\](?:\s*\|?\s*)|\|\s*", re.ASCII)


def explain(text: str, message: str, prefixes: Mapping[str, str]) -> Malformed:
    """Return the refusal for a text that the engine rejected with this message.

    Line and column count from 1 in the text as it was sent. A prefix that nobody declared is looked for
    first: the engine reports it some tokens later and in terms of what it expected instead.
    """
    if unknown := _unknown_prefix(text, prefixes):
        token, prefix = unknown
        line, column = place_of(text, token)
        return Malformed(
            f"The prefix {prefix}: at line {line}, column {column} is not declared.",
            "Declare it with PREFIX, or use one that is known here: "
            + ", ".join(f"{name}:" for name in sorted(prefixes))
            + ".",
            line=line,
            column=column,
        )
    if strange := _strange_start(text):
        start, word = strange
        line, column = place_of(text, start)
        near = get_close_matches(word.upper(), _OPENINGS, 1)
        return Malformed(
            f"“{word[:40]}” at line {line}, column {column} does not start a query.",
            f"Did you mean {near[0]}?" if near else "A query starts with SELECT, ASK, CONSTRUCT or DESCRIBE.",
            line=line,
            column=column,
        )
    if unmatched := _unmatched(text):
        start, hint = unmatched
        line, column = place_of(text, start)
        return Malformed(f"The brackets do not match at line {line}, column {column}.", hint, line=line, column=column)
    place = _PLACE.search(message)
    reason = " ".join(_RANGES.sub(" ", message[place.end() :] if place else message).split())[:400].strip(" ,")
    if not place:
        return Malformed(reason or "The query could not be parsed.")
    line, column = int(place.group(1)), int(place.group(2))
    if not text.strip():
        reason = "it is empty; a query starts with SELECT, ASK, CONSTRUCT or DESCRIBE"
    elif reason in ("", "expected", "expected one of"):
        reason = "unexpected text"
    detail = f"The query cannot be read at line {line}, column {column}: {reason}."
    return Malformed(detail, _look(text, line, column), line=line, column=column)


def explain_function(text: str, message: str) -> Malformed | None:
    """Return the refusal for a query with a function that does not exist; None if the engine's message is another."""
    if not (found := _FUNCTION.search(message)):
        return None
    iri, line, column = found[1], None, None
    for token in tokenize(text):
        local = local_of(token.text.partition(":")[2]) if token.kind == "name" else ""
        if token.kind == "iri" and iri_of(token.text) == iri or local and iri.endswith(local):
            line, column = place_of(text, token.start)
            break
    at = f" at line {line}, column {column}" if line else ""
    hint = "There are the functions of SPARQL 1.1 and its casts: xsd:boolean, xsd:date, xsd:dateTime, xsd:decimal, …"
    return Malformed(f"There is no function <{iri[:200]}>{at}.", hint, line=line, column=column)


def _unknown_prefix(text: str, prefixes: Mapping[str, str]) -> tuple[int, str] | None:
    known = set(prefixes)
    tokens = tokenize(text)
    for token in tokens:
        if token.is_word("PREFIX"):
            if (name := next(tokens, None)) and name.kind == "name":
                known.add(name.text.partition(":")[0])
        elif token.kind == "name" and token.text.partition(":")[0] not in known:
            return token.start, token.text.partition(":")[0]
    return None


def _strange_start(text: str) -> tuple[int, str] | None:
    tokens = tokenize(text)
    for token in tokens:
        if token.is_word("BASE", "PREFIX"):
            for _ in range(1 if token.is_word("BASE") else 2):
                next(tokens, None)
        elif token.kind == "word":
            return None if token.is_word(*_OPENINGS) else (token.start, token.text)
        else:
            return None
    return None


def _unmatched(text: str) -> tuple[int, str] | None:
    closing_of = {"(": ")", "[": "]", "{": "}"}
    stack = []
    for token in tokenize(text):
        if token.kind != "mark":
            continue
        if token.text in closing_of:
            stack.append(token)
        elif token.text in ")]}":
            if not stack:
                return token.start, f"This “{token.text}” closes nothing."
            opening = stack.pop()
            if closing_of[opening.text] != token.text:
                line, column = place_of(text, opening.start)
                closing = closing_of[opening.text]
                hint = f"“{token.text}” stands where “{closing}” must close line {line}, column {column}."
                return token.start, hint
    if stack:
        line, column = place_of(text, stack[-1].start)
        closing = closing_of[stack[-1].text]
        return len(text), f"A “{closing}” is missing: “{stack[-1].text}” of line {line}, column {column} is open."
    return None


def _look(text: str, line: int, column: int) -> str | None:
    lines = text.split("\n")
    if 0 < line <= len(lines) and (rest := lines[line - 1][max(0, column - 1) :].split()):
        return f"Look at “{rest[0][:40]}” and what stands before it."
    return "The text ends too early." if line >= len(lines) else None
