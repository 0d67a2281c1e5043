"""A data set of any size, made from the same shapes as the release: `python -m tests.bench.synthetic RELEASE N OUT`.

The statements of the curated resolutions are written again and again under new keys: what stands below a document and
is said of it moves with it; bodies, verbs, topics and events stay shared, so that joins find as much as in the real
data.
"""

import sys
from itertools import count
from pathlib import Path

from unmandates.rdf.namespaces import GRAPH, ID
from unmandates.release.release import NQUADS

_KEYS = ("A-RES-75-283", "A-RES-76-186")


def write(release: Path, triples: int, out: Path) -> int:
    """Write N-Quads with the whole release and as many copies as give `triples`; return their number."""
    lines = (release / NQUADS).read_text(encoding="utf-8").splitlines()
    patterns = [line for line in lines if any(f"<{ID}document/{key}" in line.split(" ", 1)[0] for key in _KEYS)]
    written = 0
    with out.open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(line + "\n")
        written += len(lines)
        for number in count(1):
            for line in patterns:
                if written >= triples:
                    return written
                for key in _KEYS:
                    line = line.replace(f"{ID}document/{key}", f"{ID}document/{key}-{number}")
                    line = line.replace(f"{GRAPH}document/{key}", f"{GRAPH}document/{key}-{number}")
                file.write(line + "\n")
                written += 1


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])), "statements")
