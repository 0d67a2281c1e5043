"""How a build grows, with checks and inference, in one step or two: `python -m tests.bench.growth [--statements N]`.

The two curated resolutions are copied under new numbers, as a part that was imported, until there are N statements.
Printed are seconds of the clock and of processors, and the most memory of all processes of the build (PSS, looked at
ten times a second); at the end
whether the same statements in two steps, the first half taken from the former release, give the same digest.
"""

import argparse
import re
import resource
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from os import getpid
from pathlib import Path

import pyoxigraph as ox
from tests.processes import memory, memory_of_family

from unmandates.corpus.files import Corpus, read
from unmandates.corpus.findings import violations
from unmandates.corpus.hygiene import hygiene_rules
from unmandates.rdf.namespaces import GRAPH, graph_of
from unmandates.release.digests import RULE, digest_of, write_table
from unmandates.release.making import make
from unmandates.release.parts import CuratedPart, Given
from unmandates.release.release import STORE, Release, recomputed

#: The resolutions that are copied: session and number.
_COPIED = (("75", "283"), ("76", "186"))
_FIRST = 10_001  #: the number of the first copy


class Copies:
    """A part: copies of the resolutions of a corpus, with numbers of their own."""

    def __init__(self, corpus: Corpus, numbers: range) -> None:
        self.name, self.inputs = f"copies-{numbers.start}", str(numbers)
        self._numbers = numbers
        self._texts = {}
        for session, number in _COPIED:
            quads = corpus.in_graphs(graph_of("document", f"A-RES-{session}-{number}"))
            text = ox.serialize(quads, format=ox.RdfFormat.N_QUADS).decode()
            self._texts[session, number] = text.replace(f"<{GRAPH}document/", f"<{GRAPH}import/akn4un/text/")

    def graphs(self) -> Iterator[Given]:
        """Yield the copies, by their graphs."""
        keys = [(session, number, new) for session, number in _COPIED for new in self._numbers]
        for session, number, new in sorted(keys, key=lambda key: f"A-RES-{key[0]}-{key[2]}"):
            graph = f"{GRAPH}import/akn4un/text/A-RES-{session}-{new}"
            yield Given(graph, lambda key=(session, number, new): self._copied(*key))

    def _copied(self, session: str, number: str, new: int) -> Iterator[ox.Quad]:
        text = self._texts[session, number]
        text = re.sub(rf"(?<!official-text-of-A-RES-)\b{session}([-/]){number}\b", rf"{session}\g<1>{new}", text)
        text = text.replace(f'#number> "{number}"', f'#number> "{new}"')
        return ox.parse(text, format=ox.RdfFormat.N_QUADS)


@dataclass
class Build:
    """A build that is measured: what was made, in how many seconds, also of processors, with how many bytes at most."""

    release: Release
    statements: int
    seconds: float = 0.0
    worked: float = 0.0
    peak: int = 0


def build(folder: Path, corpus: Corpus, parts: list, former: Release | None = None) -> Build:
    """Make a release of parts, measured. Raises ValueError when a check finds something."""
    folder.mkdir()
    ended, seen = threading.Event(), [0]

    def watch() -> None:
        while not ended.wait(0.1):
            seen[0] = max(seen[0], memory(getpid()) + memory_of_family(getpid()))

    watcher = threading.Thread(target=watch)
    watcher.start()
    began, worked = time.monotonic(), _worked()
    try:
        made = make(parts, folder, hygiene_rules(corpus.root), corpus.locate, former)
    finally:
        ended.set()
        watcher.join()
    if stopping := violations(made.findings):
        raise ValueError("\n".join(map(str, stopping[:20])))
    write_table(made.rows, folder)
    manifest = {
        "digest": digest_of(made.rows),
        "rule": RULE,
        "parts": {one.name: {"inputs": one.inputs} for one in parts},
    }
    statements = sum(row.statements for row in made.rows)
    return Build(Release(folder, manifest), statements, time.monotonic() - began, _worked() - worked, seen[0])


def _worked() -> float:
    """Return the seconds that processors have worked for this process and those that it has started and ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> int:
    """Run the command; return 1 when two steps give another digest than one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--statements", type=int, default=20_000_000)
    parser.add_argument("--folder", type=Path, help="where to build; removed afterwards (default: a temporary folder)")
    options = parser.parse_args()
    corpus = read()
    curated = CuratedPart(corpus, "as it is")
    print("| build | statements, all graphs | seconds | of processors | most memory, MiB | store, MiB |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(dir=options.folder) as place:
        top = Path(place)
        alone = _told("the corpus", build(top / "corpus", corpus, [curated]))
        one_each = _told(
            "with one copy of each", build(top / "one", corpus, [curated, Copies(corpus, range(_FIRST, _FIRST + 1))])
        )
        each = one_each.statements - alone.statements
        half = max(1, round((options.statements - alone.statements) / each / 2))
        first, second = range(_FIRST, _FIRST + half), range(_FIRST + half, _FIRST + 2 * half)
        former = _told("half", build(top / "half", corpus, [curated, Copies(corpus, first)]))
        both = [curated, Copies(corpus, first), Copies(corpus, second)]
        added = _told("the other half added", build(top / "both", corpus, both, former.release))
        shutil.rmtree(top / "half")
        whole = range(first.start, second.stop)
        once = _told("all in one step", build(top / "all", corpus, [curated, Copies(corpus, whole)]))
        same = added.release.digest == once.release.digest
        print(f"\n{once.release.digest}; two steps give {'the same' if same else 'ANOTHER: ' + added.release.digest}")
        again = recomputed(once.release.open_store())
        print(f"recomputed from the store, graph by graph: {'the same' if again == once.release.digest else again}")
    return 0 if same and again == once.release.digest else 1


def _told(name: str, found: Build) -> Build:
    stored = sum(path.stat().st_size for path in (found.release.folder / STORE).iterdir())
    print(
        f"| {name} | {found.statements:,} | {found.seconds:,.0f} | {found.worked:,.0f} |"
        f" {found.peak / 2**20:,.0f} | {stored / 2**20:,.0f} |",
        flush=True,
    )
    return found


if __name__ == "__main__":
    sys.exit(main())
