"""Write the rows that the data give to a question, for those whose rows are counts and digests of a whole list.

    python -m tests.questions.renew            # all of them
    python -m tests.questions.renew links-as-verified names-as-published

To be used only after what has changed was compared with what the question rests on: that is what a count stands for.
"""

import csv
import sys
import tempfile
from pathlib import Path

from tests.questions.question import FOLDER, answer, questions
from tests.releases import made

from unmandates.corpus.files import read

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
    with tempfile.TemporaryDirectory() as folder:
        store = made(read(), Path(folder)).load()
    for question in questions():
        if question.name in names:
            with (FOLDER / f"{question.name}.csv").open("w", encoding="utf-8", newline="") as file:
                rows = csv.writer(file, lineterminator="\n")
                rows.writerows([question.columns, *sorted(answer(store, question))])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
