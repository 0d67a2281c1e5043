"""Event loops of tests: each in a thread of its own, since another test may have left one running in this thread."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def run(function: Callable[[], Coroutine[None, None, T]]) -> T:
    """Return what the coroutine returns that a function makes, run on a new event loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(function())).result()
