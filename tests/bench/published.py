"""Twenty-four questions about what was really published, whose answers were written down from the sources beforehand.

    UNMANDATES_RELEASES=FOLDER python -m tests.bench.published

asks the release in service there, which was built with an import of the published files (sessions 75, 76 and 78 and the
decisions of session 77 of the General Assembly, the Security Council of 2004, 2008, 2013, 2017, 2021 and 2023 with its
drafts that were not adopted and its statements of 2005, 2015 and 2021, sessions 54 and 57 of the Human Rights Council,
the Economic and Social Council of 2021 and 2024, the programme budget for 2026). Prints for each question what came
out and how long it took, in seconds of processor time. Exit status 1 when an answer differs.
"""

import csv
import sys
import time
from pathlib import Path

import pyoxigraph as ox

from unmandates.rdf.namespaces import BASE, PREFIXES
from unmandates.release.release import current

QUESTIONS = Path(__file__).resolve().parents[1] / "questions" / "published"


def answer(store: ox.Store, text: str, columns: list[str]) -> set[tuple[str, ...]]:
    """Return the rows of a query as texts, in the order of the columns."""
    rows = store.query(text, prefixes=PREFIXES, base_iri=BASE)
    return {tuple(row[column].value if row[column] else "" for column in columns) for row in rows}


def main() -> int:
    """Ask each question; return 1 when one is not answered as it was written down."""
    store, wrong = current().open_store(), 0
    for file in sorted(QUESTIONS.glob("*.rq")):
        with file.with_suffix(".csv").open(encoding="utf-8", newline="") as table:
            columns, *rows = csv.reader(table)
        expected = {tuple(row) for row in rows}
        began = time.process_time()
        found = answer(store, file.read_text(encoding="utf-8"), columns)
        seconds = time.process_time() - began
        verdict = "as written" if found == expected else "DIFFERS"
        print(f"{verdict:10} {seconds:7.3f} s  {len(found):3} rows  {file.stem}")
        for sign, left in (("missing", expected - found), ("beyond", found - expected)):
            for row in sorted(left):
                print(f"    {sign}: {', '.join(row)}")
        wrong += found != expected
    print(f"{wrong} differ" if wrong else "all as written")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
