"""CSV of strangers read within limits, and CSV for people written so that no spreadsheet runs a cell.

RFC 4180. A spreadsheet takes a cell that begins with =, +, - or @ for a formula; with an apostrophe before it, it is
text (https://owasp.org/www-community/attacks/CSV_Injection). What is not seen, or turns the direction of what follows,
is written as an escape.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from unmandates.sources.inputs.limits import Breach, Limits
from unmandates.text.terminal import visible

#: With what a formula begins; the wide signs are taken for the narrow ones by some, and an apostrophe is doubled.
_OF_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")


def read_rows(data: bytes, limits: Limits | None = None, delimiter: str = ",") -> Iterator[list[str]]:
    """Yield the rows of a table in UTF-8, with or without a byte order mark, as texts.

    Raises a `Breach` for what passes a limit, and one of the rule `csv` for what is no table in UTF-8.
    """
    limits = limits or Limits.from_environment()
    csv.field_size_limit(limits.csv_cell)
    try:
        text = data.decode("utf-8-sig")
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            limits.hold("csv_rows", number, "rows")
            limits.hold("csv_columns", len(row), "cells in one row")
            yield row
    except csv.Error as error:
        if "field limit" in str(error):
            raise limits.breach("csv_cell", "more characters in one cell") from None
        raise Breach("csv", f"the file is no CSV: {error}") from None
    except UnicodeDecodeError as error:
        raise Breach("csv", f"the file is not in UTF-8: {error}", "Save it as CSV in UTF-8") from None


def read_records(data: bytes, limits: Limits | None = None, delimiter: str = ",") -> Iterator[Mapping[str, str]]:
    """Yield the rows of a table whose first row has the names of its columns, by these names; empty rows are left out.

    A cell that is missing is empty; cells beyond the last name stand under the empty name, with commas between them.
    Raises what `read_rows` raises.
    """
    rows = read_rows(data, limits, delimiter)
    names = [name.strip() for name in next(rows, [])]
    for row in rows:
        if any(row):
            cells = dict.fromkeys(names, "") | dict(zip(names, row, strict=False))
            yield cells | ({"": ",".join(row[len(names) :])} if len(row) > len(names) else {})


def safe_cell(value: object) -> object:
    """Return a cell as it is written: a text as one that no spreadsheet runs and that shows what it holds.

    >>> safe_cell("=HYPERLINK(1)"), safe_cell(-3)
    ("'=HYPERLINK(1)", -3)
    """
    if not isinstance(value, str):
        return value
    return f"'{visible(value)}" if value.lstrip(" ").startswith(_OF_FORMULAS) else visible(value)


def write_rows(rows: Iterable[Iterable[object]], to) -> None:
    """Write rows to a text file, each cell a safe one; the file is opened with `newline=""`."""
    csv.writer(to, lineterminator="\n").writerows([safe_cell(cell) for cell in row] for row in rows)
