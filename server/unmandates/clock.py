"""What day it is: the one place that asks, since a status is always that of a named day."""

from datetime import UTC, date, datetime, time, timedelta


def now() -> datetime:
    """Return the present moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the present day in UTC, which is the day of a status where the reader names none."""
    return now().date()


def seconds_left() -> int:
    """Return how many whole seconds are left of the present day in UTC."""
    moment = now()
    midnight = datetime.combine(moment.date() + timedelta(days=1), time(), UTC)
    return int((midnight - moment).total_seconds())
