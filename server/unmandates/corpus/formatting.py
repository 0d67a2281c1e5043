"""Writing the curated files in canonical form, without losing anything that the form cannot hold."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from unmandates.corpus.layout import TURTLE_ROOT
from unmandates.rdf.turtle import comments, write


def format_files(
    paths: Iterable[Path] | None = None, write_files: bool = True
) -> tuple[list[Path], list[tuple[Path, str]]]:
    """Format the files (all of `graph/` without any); return those that differed, and those refused with a reason.

    A file with a syntax error, a comment or a blank node is refused, for formatting it would lose something.
    """
    changed, refused = [], []
    for path in sorted(paths) if paths else sorted((TURTLE_ROOT / "graph").rglob("*.ttl")):
        try:
            text = path.read_text(encoding="utf-8")
            read = text.removeprefix("\ufeff")  # of some editors; the canonical form is without it
            if lines := comments(read):
                raise ValueError(f"line {lines[0]}: make the comment a skos:editorialNote")
            canonical = write(ox.parse(read, format=ox.RdfFormat.TURTLE))
        except SyntaxError as error:
            refused.append((path, f"line {error.lineno}: {error.msg}"))
            continue
        except (OSError, ValueError) as error:
            refused.append((path, str(error)))
            continue
        if canonical != text:
            changed.append(path)
            if write_files:
                path.write_text(canonical, encoding="utf-8")
    return changed, refused
