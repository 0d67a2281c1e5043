"""The machine's own Chromium, and how the tests start it."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run "
    "--disable-dev-shm-usage --disable-extensions --hide-scrollbars"
).split()


def find() -> str | None:
    """Return the path of the first Chromium on the PATH."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def missing() -> str | None:
    """Return a sentence that says what a test in a browser lacks on this machine, or None when it has all."""
    if find() is None:
        return f"there is no browser: none of {', '.join(NAMES)} is on the PATH; `make browser` installs one"
    try:
        import playwright.sync_api  # noqa: F401 - only whether it is there
    except ImportError:
        return "playwright is not installed; `make browser` installs it"
    return None


def launch(playwright):
    """Start the browser without a window."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return playwright.chromium.launch(executable_path=find(), args=[*_FLAGS, *(["--no-sandbox"] if root else [])])
