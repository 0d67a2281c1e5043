"""The process that an engine's keeper starts as: a fresh one, so that no thread or lock of its owner comes along.

A fork of a process with threads (a store on disk has some) may inherit a lock that nobody will ever open. Run as
`python -m unmandates.engine.host`, with one line of JSON that says what to serve (`Engine` writes it); the descriptors
named there are inherited.
"""

import json
import os
import shutil
import signal
import socket
import sys
from dataclasses import replace
from pathlib import Path

from unmandates.engine.limits import Limits
from unmandates.engine.loader import LOADED, load, room_for
from unmandates.engine.processes import close_inherited, keep
from unmandates.engine.source import SourceError, made_again

#: How often data that were never loaded are tried to be loaded, when the process that does it is killed.
_TRIALS = 3


def _main() -> None:
    told = json.loads(sys.argv[1])
    tell, owner = told["tell"], told["owner"]
    os.environ["RUST_BACKTRACE"] = "0"
    listener = socket.socket(fileno=told["listener"])
    close_inherited(listener.fileno(), tell)
    try:
        source = made_again(told["maker"], told["paths"])
        if source.digest != told["digest"]:
            raise SourceError(f"{source.name} has changed while it was being read")
        source = replace(source, base=told["base"])
    except SourceError as error:
        os.write(tell, str(error).encode()[:8000])
        return
    limits, services, directory = Limits(**told["limits"]), frozenset(told["services"]), told["directory"]

    def give_up(ends: int, code: int) -> bool:
        aborted = code == -signal.SIGABRT  # which is how an allocation ends that the limit forbids
        if (ends < _TRIALS and not aborted) or (Path(directory) / LOADED).exists():
            return False
        reason = f"what loads it was ended {ends} times from outside; is there memory for it?"
        if aborted:
            reason = f"loading it took more memory than {room_for(source, limits) // 2**20:,} MiB"
        os.write(tell, f"{source.name}: {reason}".encode())
        return True

    keep(lambda: load(source, limits, services, directory, listener, tell), "loader", owner, give_up)
    shutil.rmtree(Path(directory), ignore_errors=True)  # in case the owner was killed


if __name__ == "__main__":
    _main()
