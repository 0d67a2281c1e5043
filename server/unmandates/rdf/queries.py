"""Query files (`<name>.rq`): the one reader of their heads, and of the query below.

A head is comment lines. The first says in English what the query is for; each further one has a name: that of a
language with the same in it, or of whatever else the readers of a folder need (`keywords`, `severity`):

    # Which tasks are to be done again and again?
    # ar: ما المهام التي تتكرر؟
    # keywords: mandates, deadlines
    SELECT …
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_NAMED = re.compile(r"# ([a-z][a-z ]*): (.*)")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True)
class QueryFile:
    """A query file: its name, its words by language, what else its head says by name, and the query alone."""

    name: str
    words: Mapping[str, str]
    notes: Mapping[str, str]
    text: str

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables of its SELECT clause."""
        return tuple(re.findall(r"\?(\w+)(?=[\s)]*(?:[?(]|WHERE|$))", self.text.partition("WHERE")[0] + "WHERE"))


def read_query(path: Path, *needed: str, optional: tuple[str, ...] = ()) -> QueryFile:
    """Return the query file at a path.

    Its head has all the names of `needed`, may have those of `optional` and the same words in any language, and no
    other: a ValueError, which names the file, says what is wrong.
    """
    first, *lines = path.read_text(encoding="utf-8-sig").split("\n")
    if not first.startswith("# ") or _NAMED.fullmatch(first):
        raise ValueError(f"{path}: the first line must say in English what the query is for: `# …`")
    head: dict[str, str] = {"en": first.removeprefix("# ").strip()}
    while lines and (found := _NAMED.fullmatch(lines[0])):
        name, said = found[1], found[2].strip()
        if name in head or not said:
            raise ValueError(f"{path}: `# {name}: ` stands twice or says nothing")
        if not (_LANGUAGE.fullmatch(name) or name in needed or name in optional):
            raise ValueError(f"{path}: the head says `{name}`, which nobody reads here")
        head[name] = said
        lines.pop(0)
    if missing := [name for name in needed if name not in head]:
        raise ValueError(f"{path}: the head must say {' and '.join(f'`# {name}: …`' for name in missing)}")
    if not (text := "\n".join(lines).strip("\n")):
        raise ValueError(f"{path}: there is no query below the head")
    words = {name: said for name, said in head.items() if name == "en" or _LANGUAGE.fullmatch(name)}
    return QueryFile(path.stem, words, {name: head[name] for name in head.keys() - words.keys()}, text + "\n")


def read_queries(
    folder: Path, *needed: str, optional: tuple[str, ...] = (), pattern: str = "*.rq"
) -> Iterator[QueryFile]:
    """Yield the query files of a folder, or those that a pattern names, by name."""
    for path in sorted(folder.glob(pattern)):
        yield read_query(path, *needed, optional=optional)
