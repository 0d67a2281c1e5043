"""The list of tasks, in the order of the texts that give them, with the status of each on a day."""

from unmandates.web.lists.filters import ASSIGNEE, AT_LEAST, DOCUMENT, ON_DAY, STATUS, VERB, YEAR
from unmandates.web.lists.list import Lines, List
from unmandates.web.things.tables import Table, in_reading_order

FILTERS = (DOCUMENT, ASSIGNEE, VERB, AT_LEAST, YEAR, STATUS, ON_DAY)


def order(found: Table) -> Lines:
    """Return tasks in the order of the texts."""
    return in_reading_order(found.lines, "mandate")


LIST = List(
    "mandates-on-a-day", "mandate", ("assignee", "task", "verb", "provision", "due", "status"), FILTERS, order=order
)
