"""Write the rows that the data give to a question, for those whose rows are counts and digests of a whole list.

    python -m tests.questions.renew            # all of them
    python -m tests.questions.renew links-as-verified names-as-published

To be used only after what has changed was compared with what the question rests on: that is what a count stands for.
"""

import csv
import sys

import pyoxigraph as ox
from tests.questions.question import FOLDER, answer, questions

from unmandates.corpus.files import read
from unmandates.rdf.graphs import in_default
from unmandates.release.build import dataset

#: The questions whose rows are counts, or digests, of all that is said in one way.
WHOLE_LISTS = (
    "how-many-of-each-class",
    "how-sure-are-the-notes",
    "links-as-verified",
    "members-attested",
    "names-as-published",
    "references-as-read",
    "what-rests-on-each-source",
)


def main(names: list[str]) -> int:
    """Write `<name>.csv` anew for each name, of the whole lists without one; return 0."""
    names = names or WHOLE_LISTS
    store = ox.Store()
    quads = dataset(read())
    store.bulk_extend([*quads, *(ox.Quad(*q.triple) for q in quads if in_default(q.graph_name.value))])
    for question in questions():
        if question.name in names:
            with (FOLDER / f"{question.name}.csv").open("w", encoding="utf-8", newline="") as file:
                rows = csv.writer(file, lineterminator="\n")
                rows.writerows([question.columns, *sorted(answer(store, question))])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
