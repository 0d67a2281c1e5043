"""A service in a process of its own, as `unmandates serve` runs it, for tests that look at it from outside."""

import contextlib
import json
import os
import re
import subprocess
import sys
import time
import urllib.parse
import urllib.request

_RUN = """
import sys
from unmandates.serving.serve import serve, serve_data
(serve_data if sys.argv[1] == "data" else lambda paths, **rest: serve(paths[0], **rest))(sys.argv[2:], port=0)
"""


@contextlib.contextmanager
def service(kind, *paths, log, **environment):
    """Yield the base address of a service over data files or a release; its log lines go to the file `log`."""
    with open(log, "wb") as errors:
        process = subprocess.Popen(
            [sys.executable, "-c", _RUN, kind, *map(str, paths)],
            stdout=subprocess.PIPE, stderr=errors, text=True, env=os.environ | environment,
        )  # fmt: skip
        try:
            found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
            assert found, log.read_text()
            wait_for(found.group())
            yield found.group()
        finally:
            process.terminate()
            try:
                process.wait(15)
            finally:
                process.kill()
                process.stdout.close()


def wait_for(base, patience=30):
    """Wait until the service is ready."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            return fetch(base + "/ready")
        time.sleep(0.05)
    raise AssertionError("the service did not answer")


def told(log, message, count=1, patience=60):
    """Return the lines of a log with a message, as objects, when there are as many."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith('{"time"')]
        found = [line for line in lines if line["message"] == message]
        if len(found) == count:
            return found
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def fetch(address, timeout=30, **headers):
    """Return status, headers and body of an address."""
    request = urllib.request.Request(address, headers={name.replace("_", "-"): v for name, v in headers.items()})
    with urllib.request.urlopen(request, timeout=timeout) as response:
        return response.status, response.headers, response.read()


def ask(base, text, **headers):
    """Return status, headers and body of the answer to a query."""
    return fetch(f"{base}/sparql?" + urllib.parse.urlencode({"query": text}), **headers)
