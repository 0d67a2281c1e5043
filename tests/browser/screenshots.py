"""Pictures of every kind of page to look at: `python -m tests.browser.screenshots FOLDER [KIND …]`.

Without `--base` a server is started on the release in service. Each picture is called kind.language.width.scheme.png.
"""

import argparse
import contextlib
import tempfile
from pathlib import Path

from tests.browser import chromium
from tests.browser.kinds import KINDS, address
from tests.serving.live import service

from unmandates.corpus.layout import releases_folder
from unmandates.release.release import CURRENT
from unmandates.text.words import languages

WIDTHS = {390: 844, 1280: 900}
SCHEMES = ("light", "dark")


def main() -> None:
    """Take the pictures."""
    options = _options()
    if lacking := chromium.missing():
        raise SystemExit(lacking)
    from playwright.sync_api import sync_playwright

    options.folder.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        log = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "log"
        base = options.base or stack.enter_context(service("release", releases_folder() / CURRENT, log=log))
        browser = chromium.launch(stack.enter_context(sync_playwright()))
        for language in languages():
            for scheme in SCHEMES:
                for width, height in WIDTHS.items():
                    context = browser.new_context(
                        locale=language, color_scheme=scheme, viewport={"width": width, "height": height}
                    )
                    for kind in options.kinds or KINDS:
                        path = options.folder / f"{kind}.{language}.{width}.{scheme}.png"
                        take(context, base + address(kind, language), path, options.tallest)
                    context.close()


def take(context, address: str, path: Path, tallest: int) -> None:
    """Write a picture of a page as far down as `tallest` pixels."""
    page = context.new_page()
    page.goto(address)
    height = min(page.evaluate("document.documentElement.scrollHeight"), tallest)
    page.set_viewport_size({"width": page.viewport_size["width"], "height": height})
    page.screenshot(path=path)
    page.close()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.browser.screenshots", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures are written")
    parser.add_argument("kinds", nargs="*", help=f"kinds of pages (all): {', '.join(KINDS)}")
    parser.add_argument("--base", help="the address of a server that runs already")
    parser.add_argument("--tallest", type=int, default=4000, help="where a picture ends, in pixels (4000)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
