"""Processes that end when they should: a keeper that restarts what it keeps, children that die with their
parent."""

import contextlib
import ctypes
import faulthandler
import gc
import os
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1
_PR_SET_NAME = 15
_PR_SET_CHILD_SUBREAPER = 36
_libc = ctypes.CDLL(None, use_errno=True)

_ASK = 1.0  #: seconds between two questions to a child whether it lives
_PATIENCE = 2  #: how many of them in a row it may leave unanswered

#: Exit code of a kept process whose failure another start would only repeat.
HOPELESS = 78


def fork(run: Callable[[], None], name: str) -> int:
    """Run a function in a child that dies with the calling thread; return its process id.

    The child starts with default signal dispositions and never returns to the caller's code. Its name, of at most 15
    bytes, is what `ps -o comm` shows.
    """
    parent = os.getpid()
    sys.stdout.flush()
    sys.stderr.flush()
    gc.freeze()  # keeps the collector from touching, and so copying, pages shared with the parent
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # on threads: the child needs none of their locks
        child = os.fork()
    if child:
        return child
    code = 1
    try:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM, signal.SIGCHLD, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        faulthandler.disable()  # it would write a crash to a descriptor that is something else by now
        _libc.prctl(_PR_SET_NAME, name.encode())
        die_with(parent)
        run()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        with contextlib.suppress(Exception):
            sys.stderr.flush()
        os._exit(code)


def die_with(parent: int) -> None:
    """Let this process be killed when its parent, whose id is given, dies; at once if it is dead already."""
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def is_stopped(pid: int) -> bool:
    """Say whether a process has been stopped (SIGSTOP, a debugger), so that it does nothing until it is let go on."""
    try:
        return status_of(pid)[0] in "Tt"
    except OSError:
        return False


def status_of(pid: int) -> list[str]:
    """Return what `/proc/PID/stat` tells of a process from its state on, its parent's id next (proc_pid_stat(5)).

    Raises OSError when it has ended.
    """
    with open(f"/proc/{pid}/stat", encoding="latin-1") as file:
        return file.read().rpartition(")")[2].split()


def keep(
    run: Callable[[], None],
    name: str,
    owner: int,
    give_up: Callable[[int, int], bool] = lambda ends, code: False,
    answers: Callable[[], bool] = lambda: True,
) -> None:
    """Run a function in a child of that name, anew each time it ends, until SIGTERM, `owner` dies or it is HOPELESS.

    `give_up` gets the number of times that it has ended, and the last exit code (negative: a signal), and says whether
    that makes it hopeless too. A child that ends within a second of its start is given a pause first, so that a fault
    does not become a storm. One that has been stopped, or that does not answer when `answers` asks it, time and again,
    is killed. Must be called in the main thread of a process of its own.
    """
    # Blocked signals are taken up by sigtimedwait: nothing can slip in between a test and a wait.
    signals = {signal.SIGCHLD, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever pressed the keys stops its own keeper
    # What a dead child leaves comes here and is buried here: not every init does that.
    _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1)
    child, started, ends = fork(run, name), time.monotonic(), 0
    hangs, asked = 0, time.monotonic()
    while True:
        taken = signal.sigtimedwait(signals, 0.5)
        if os.getppid() != owner or (taken and taken.si_signo == signal.SIGTERM):
            os.kill(child, signal.SIGTERM)
            _reap(child, 1.0)
            return
        while (ended := _next_dead())[0] not in (0, child):
            pass
        if ended[0]:
            ends += 1
            code = os.waitstatus_to_exitcode(ended[1])
            if code == HOPELESS or give_up(ends, code):
                raise SystemExit(HOPELESS)
            if time.monotonic() - started < 1.0:
                time.sleep(0.5)
            child, started, hangs = fork(run, name), time.monotonic(), 0
        elif time.monotonic() - asked > _ASK:
            hangs = hangs + 1 if is_stopped(child) or not answers() else 0
            asked = time.monotonic()
            if hangs >= _PATIENCE:
                os.kill(child, signal.SIGKILL)


def close_inherited(*keep_open: int) -> None:
    """Close every descriptor above standard error but these: a child must not hold others' connections
    open."""
    edges = [2, *sorted(keep_open), os.sysconf("SC_OPEN_MAX")]
    for low, high in zip(edges, edges[1:], strict=False):
        os.closerange(low + 1, high)


def silence() -> None:
    """Send standard output and error nowhere: a library that aborts would write its last words into the log."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    os.close(null)


def _next_dead() -> tuple[int, int]:
    try:
        return os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return 0, 0


def _reap(child: int, patience: float) -> None:
    until = time.monotonic() + patience
    with contextlib.suppress(ChildProcessError):  # raised when no child is left
        while time.monotonic() < until:
            if not os.waitpid(-1, os.WNOHANG)[0]:
                time.sleep(0.005)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
