"""A language is a file: one made here, of longer words without a Latin letter, and every page is there in it."""

import json
import re
import subprocess
import sys
import tomllib

from tests.web.page import Page

from unmandates.text.words import FOLDER

#: A code that ISO 639-2 leaves to local use, and letters of a script in which no page is written.
CODE = "qaa"
GEORGIAN = "აბცდეფგჰიჯკლმნოპქრსტუვწხყზ"
LETTERS = str.maketrans({letter: GEORGIAN[place % 26] * 2 for place, letter in enumerate("abcdefghijklmnopqrstuvwxyz")})
#: What stays as it is: places for values, code, marks of HTML, and what has no words.
KEPT = re.compile(r"\{[^}]*\}|`[^`]*`|<[^>]*>|&\w+;|\?\w+|https?://\S+|\w+:\w+")
RUN = """
import sys
from pathlib import Path
import unmandates.text.words as words
words.FOLDER = Path(sys.argv[1])
from unmandates.release.release import read_release
from unmandates.web.application import create_app
from unmandates.web.things.settings import Settings
client = create_app(Settings(base="https://example.org", release=read_release(Path(sys.argv[2])))).test_client()
for path in sys.argv[3:]:
    answer = client.get(path)
    print(path, answer.status_code, len(answer.data))
    Path(sys.argv[1], "pages").mkdir(exist_ok=True)
    Path(sys.argv[1], "pages", path.strip("/").replace("/", "_") + ".html").write_bytes(answer.data)
"""
PATHS = """
    about documents mandates deadlines actors verbs events instruments topics ontology ontology/Mandate shapes
    shapes/Body releases problems report search sparql body/council post/clerk
    document/T-RES-1-1 document/T-RES-1-1/op/1/a document/T-RES-1-1/op/1/a/mandate/1
"""
PAGES = [f"/{CODE}/", *(f"/{CODE}/{path}" for path in PATHS.split())]


def made(value):
    """Return words in the made language: each letter twice, in another script."""
    if isinstance(value, dict):
        return {name: made(one) for name, one in value.items()}
    if isinstance(value, list):
        return [made(one) for one in value]
    if not isinstance(value, str):
        return value
    parts, end = [], 0
    for hit in KEPT.finditer(value):
        parts += [value[end : hit.start()].lower().translate(LETTERS), hit[0]]
        end = hit.end()
    return "".join([*parts, value[end:].lower().translate(LETTERS)])


def as_toml(table: dict, path: str = "") -> str:
    """Return a table of words as TOML; JSON's strings are TOML's."""
    lines, below = [f"[{path}]"] if path else [], []
    for name, value in table.items():
        key = json.dumps(name)
        if isinstance(value, dict):
            below.append(as_toml(value, f"{path}.{key}" if path else key))
        else:
            lines.append(f"{key} = {json.dumps(value, ensure_ascii=False)}")
    return "\n".join([*lines, *below]) + "\n"


def test_every_page_is_there_in_a_language_that_is_one_more_file(small_release, tmp_path):
    for path in FOLDER.glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    english = tomllib.loads((FOLDER / "en.toml").read_text(encoding="utf-8"))
    (tmp_path / f"{CODE}.toml").write_text(as_toml(made(english)), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", RUN, tmp_path, small_release.folder, *PAGES], capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    answers = [line.split() for line in run.stdout.splitlines()]
    assert [path for path, status, _ in answers if status != "200"] == [] and len(answers) == len(PAGES)
    for path in PAGES:
        text = (tmp_path / "pages" / (path.strip("/").replace("/", "_") + ".html")).read_text(encoding="utf-8")
        page = Page(text)
        assert not page.faults and f'<html lang="{CODE}"' in text, path
        assert re.search("[ა-ჰ]{8}", page.text), path
