"""Input files: where they lie, and their bytes when asked for."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class InputFile:
    """A file below what was given on the command line: its path there (with `/`), and how to come by its bytes.

    `path` begins with the name of the folder or archive that was given; members of an archive follow it as if it were
    a folder (`session74.zip/English/A_RES_74_1.xml`). `container` is the file on disk; `member` the name in it, if it
    is an archive. It can be handed to another process.
    """

    path: str
    container: Path
    member: str = ""
    size: int = 0

    def read(self) -> bytes:
        """Return its bytes. Raises a `Breach` (`inputs/limits.py`) where a limit is passed."""
        raise NotImplementedError
