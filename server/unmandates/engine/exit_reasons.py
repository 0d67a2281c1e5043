"""What becomes of a query whose worker has died: the reason is read from how it died."""

import signal

from unmandates.engine.lanes import QUICK, SERVICE, SLOW, Worker
from unmandates.engine.limits import Limits
from unmandates.engine.refusals import Interrupted, MemoryLimit, Refusal, TimeLimit, TooDeep

#: How often a query is tried again whose worker was killed from outside before it had run for long.
_PATIENT = 5
#: What counts as long, in the time of a small query: on a busy machine a death is noticed late.
_SOON = 10


def verdict(worker: Worker, code: int, now: float, limits: Limits) -> Refusal | str | None:
    """Return a refusal, the lane in which to try again, or None when nobody waits.

    `code` is the worker's exit code, negative for a signal; `now` is on the clock of `worker.started`.
    """
    request = worker.request
    if worker.ended_for == "left":
        return None
    if worker.ended_for == "queue":
        return SLOW
    if worker.ended_for == "time" or code == -signal.SIGALRM:
        hint = "Ask for less: add LIMIT, bind more, or start from a more selective pattern."
        if worker.lane == SERVICE:
            hint = "A query that asks another endpoint has this limit of its own; ask that endpoint for less."
        return TimeLimit(f"It was stopped after {request.timeout:g} seconds.", hint)
    if code in (-signal.SIGABRT, -signal.SIGBUS) and worker.lane == QUICK:
        return SLOW  # it outgrew the memory of small queries
    if code == -signal.SIGABRT:
        return MemoryLimit(
            f"It needed more than {limits.memory:,} bytes.",
            "Sorting, grouping and cross products of many rows take memory.",
        )
    if code in (-signal.SIGSEGV, -signal.SIGBUS):
        return TooDeep(
            "Evaluating it needs more stack than there is.", "Flatten nested functions, groups, or long chains."
        )
    if request.attempts < (_PATIENT if now - worker.started < _SOON * limits.quick_time else 1):
        request.attempts += 1
        return worker.lane
    return Interrupted("The process that evaluated it was ended from outside, again and again.")
