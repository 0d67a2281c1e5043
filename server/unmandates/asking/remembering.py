"""What is found once and kept: up to a number of answers, and none whose question is long.

A cache that is bounded by number alone holds as many bytes as whoever asks puts into each question.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

#: Characters that the texts of a question may have together; what is longer is found anew each time.
LONGEST = 256
Function = TypeVar("Function", bound=Callable)


def remember(maxsize: int) -> Callable[[Function], Function]:
    """Return a decorator like `lru_cache`, for functions that are called with positional arguments and sent texts."""

    def decorate(function: Function) -> Function:
        kept = lru_cache(maxsize)(function)

        @wraps(function)
        def answer(*asked):
            length = 0
            for one in asked:
                if isinstance(one, str):
                    length += len(one)
            return kept(*asked) if length <= LONGEST else function(*asked)

        answer.cache_info = kept.cache_info
        return answer

    return decorate
