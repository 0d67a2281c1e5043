"""What the service needs of the machine before it starts: descriptors, and a folder for what it writes."""

import contextlib
import fcntl
import logging
import os
import resource
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from unmandates.engine import Limits

_PREFIX = "unmandates-"
#: The file in a folder that is locked as long as its owner lives.
LOCK = "owner"
#: Descriptors of a process beside those of its connections: for answers in files, the engine, libraries.
_BESIDE = 256
_log = logging.getLogger(__name__)


def examine(limits: Limits) -> Limits:
    """Return the limits as they can be kept here: with fewer connections where there are few descriptors.

    What is too little is said in the log. Raises ValueError where nothing works: hardly a descriptor, or a `TMPDIR`
    that cannot be written to.
    """
    soft, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = limits.connections + _BESIDE
    available = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    if available <= _BESIDE:
        raise ValueError(f"there are {most} descriptors (`ulimit -n`, LimitNOFILE); the service needs {wanted}")
    if soft != resource.RLIM_INFINITY and soft < available:
        resource.setrlimit(resource.RLIMIT_NOFILE, (available, most))
    if available < wanted:
        fewer = available - _BESIDE
        fields = {"descriptors": available, "connections": fewer, "wanted": limits.connections}
        _log.warning("few descriptors: fewer connections than the setting says", extra={"fields": fields})
        limits = replace(limits, connections=fewer)
    named = os.environ.get("TMPDIR")
    if named and Path(tempfile.gettempdir()).resolve() != Path(named).resolve():
        raise ValueError(f"TMPDIR is {named}, and no file can be made there")
    return limits


@contextlib.contextmanager
def folder() -> Iterator[str]:
    """Yield a private folder that is removed in the end; those whose owners were killed are removed first."""
    _sweep()
    with (
        tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as directory,
        Path(directory, f".{LOCK}").open("wb") as lock,
    ):
        fcntl.flock(lock, fcntl.LOCK_EX)
        os.rename(lock.name, Path(directory, LOCK))  # locked already when another service finds it
        yield directory


def _sweep() -> None:
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError), (left / LOCK).open("r+b") as lock:
            if left.is_symlink() or left.stat().st_uid != os.getuid():
                continue
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(left, ignore_errors=True)
