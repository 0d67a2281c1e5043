"""Whether the client of the request that this thread answers has gone: then nobody waits for the answer."""

from collections.abc import Callable
from contextvars import ContextVar

#: Says whether it has; None where the server cannot know. Whoever calls the application sets it.
departed: ContextVar[Callable[[], bool] | None] = ContextVar("departed", default=None)
