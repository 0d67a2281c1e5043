"""Pages made ahead: all pages of a release, once it is in service. Run as a process of its own, `python -m`.

They go to the shelf that the web processes share, so that nobody waits while a page is made. The process takes
nothing but time that no other process wants; it dies with the service, and with its release.
"""

import json
import logging
import os
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict

from unmandates.engine.processes import die_with
from unmandates.serving import logs
from unmandates.serving.generation import Generation, Setting
from unmandates.serving.noticeboard import Notice

_PARENT = "parent"
_BROWSER = {"Accept": "text/html", "Accept-Encoding": "gzip"}
_log = logging.getLogger(__name__)


def start(notice: Notice, setting: Setting) -> subprocess.Popen:
    """Start to make the pages of a generation that is in service; the process ends when it has made all."""
    setting.to_environment()
    process = subprocess.Popen([sys.executable, "-m", "unmandates.serving.prerender"], stdin=subprocess.PIPE, text=True)
    with suppress(OSError), process.stdin as told:  # it may have ended already
        json.dump(asdict(notice) | {_PARENT: os.getpid()}, told)
    return process


def make_all(generation: Generation) -> int:
    """Ask the application for all its pages, in all languages; return how many there are."""
    from unmandates.web.discovery.discovery import every_page

    web, addresses = generation.application.test_client(use_cookies=False), every_page(generation.application)
    for address in addresses:
        web.get(address, headers=_BROWSER)
    return len(addresses)


def _main() -> None:
    told = json.load(sys.stdin)
    die_with(told.pop(_PARENT))
    with suppress(AttributeError, OSError):  # where there is no such policy, at the usual priority
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    logs.configure()
    notice, started = Notice(**told), time.monotonic()
    count = make_all(Generation(Setting.from_environment(), notice))
    seconds = round(time.monotonic() - started, 1)
    _log.info("pages made ahead", extra={"fields": {"release": notice.name, "pages": count, "seconds": seconds}})


if __name__ == "__main__":
    _main()
