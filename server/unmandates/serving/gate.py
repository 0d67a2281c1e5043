"""The gate: a release is asked before it goes into service. Run as a process of its own, `python -m`.

The release must hold as many statements as its manifest says, answer its own example queries, and let the application
show its first pages. A process of its own keeps whatever goes wrong here away from the service, and gives the memory
back.
"""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from unmandates.engine import Query, Refusal
from unmandates.rdf import graphs
from unmandates.release.release import read_release
from unmandates.serving.generation import Generation, Setting
from unmandates.serving.noticeboard import Notice
from unmandates.web.http import health

_SH = "http://www.w3.org/ns/shacl#"
_EXAMPLES = f"""SELECT ?example ?text FROM <{graphs.EXAMPLES}> {{
    ?example <{_SH}select>|<{_SH}ask>|<{_SH}construct> ?text
}}"""
_DEFAULT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
_NAMED = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
_PAGES = (health.PATH, "/", "/sparql?query=ASK%20%7B%20%7D")


class NotFit(Exception):
    """The release must not go into service; the text says why."""


def examine(notice: Notice, setting: Setting, patience: float = 600) -> None:
    """Examine a generation whose engine runs, in another process. Raises NotFit."""
    setting.to_environment()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "unmandates.serving.gate"], input=json.dumps(asdict(notice)), text=True,
            capture_output=True, timeout=patience, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise NotFit(f"it was not ready after {patience:g} seconds") from None
    if done.returncode:
        said = (done.stdout.strip() or done.stderr.strip() or "it could not be examined").splitlines()
        raise NotFit(said[-1][:1000])


def smoke(generation: Generation) -> None:
    """Ask the engine and the application what every release must be able to answer. Raises NotFit."""
    if folder := generation.notice.folder:
        counts = read_release(Path(folder)).manifest["counts"]
        for text, expected in ((_DEFAULT, counts["triples"]), (_NAMED, counts["quads"])):
            found = int(_rows(generation, text)[0]["n"]["value"])
            if found != expected:
                raise NotFit(f"it holds {found:,} statements where its manifest says {expected:,}")
        for row in _rows(generation, _EXAMPLES):
            try:
                generation.serving.client.evaluate(Query(row["text"]["value"])).close()
            except Refusal as refusal:
                raise NotFit(f"its example {row['example']['value']} is not answered: {refusal.detail}") from None
    web = generation.application.test_client()
    for address in _PAGES if generation.notice.folder else _PAGES[2:]:
        status = web.get(address).status_code
        if status >= 400:
            raise NotFit(f"{address.partition('?')[0]} answers {status}")


def _rows(generation: Generation, text: str) -> list[dict]:
    try:
        with generation.serving.client.evaluate(Query(text)) as answer:
            return json.loads(answer.read())["results"]["bindings"]
    except Refusal as refusal:
        raise NotFit(f"a smoke query is not answered: {refusal.detail}") from None


def _main() -> int:
    try:
        smoke(Generation(Setting.from_environment(), Notice(**json.load(sys.stdin))))
    except NotFit as reason:
        print(reason)
        return 1
    except Exception as error:
        print(f"the application cannot be made: {type(error).__name__}: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(_main())
