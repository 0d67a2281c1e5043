"""The machine's own Chromium, and how the tests start it."""

import os

from tests.ground import find, lacking

_FLAGS = (
    "--disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run "
    "--disable-dev-shm-usage --disable-extensions --hide-scrollbars"
).split()


def missing() -> str | None:
    """Return a sentence that says what a test in a browser lacks on this machine, or None when it has all."""
    if find("chromium") is None:
        return lacking("chromium")
    try:
        import playwright.sync_api  # noqa: F401 - only whether it is there
    except ImportError:
        return "playwright is not installed: `make test` installs it"
    return None


def launch(playwright):
    """Start the browser without a window."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return playwright.chromium.launch(
        executable_path=find("chromium"), args=[*_FLAGS, *(["--no-sandbox"] if root else [])]
    )
