"""How far an import is: a bar on a terminal, elsewhere a line now and then."""

import time
from typing import TextIO

from tqdm import tqdm

#: Seconds between two lines where there is no terminal.
_BETWEEN = 30.0


class Progress:
    """What tells how far an import is, on a stream; `tell` it how many of how many items are done."""

    def __init__(self, stream: TextIO) -> None:
        self._stream, self._bar, self._told = stream, None, time.monotonic()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_) -> None:
        if self._bar is not None:
            self._bar.close()

    def tell(self, done: int, total: int) -> None:
        """Take note that so many items are done."""
        if self._stream.isatty():
            if self._bar is None:
                self._bar = tqdm(total=total, unit=" items", file=self._stream, dynamic_ncols=True)
            self._bar.update(done - self._bar.n)
        elif time.monotonic() - self._told >= _BETWEEN:
            self._told = time.monotonic()
            print(f"{done:,} of {total:,} items", file=self._stream, flush=True)
