"""All tests, as `make test` runs them: what measures time alone, before it the browser and the rest on all processors.

    python -m tests.run [PATH]...

The last lines name what was not run and the command that sets it up. Exit status 1 when a test failed.
"""

import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.ground import BUILD, REMEDY

TESTS = Path(__file__).resolve().parent
#: Folders whose tests hold limits of time: nothing runs beside them.
ALONE = tuple(TESTS / folder for folder in ("engine", "serving", "web/endpoint", "web/workbench"))
#: The folder whose tests drive a browser, one for each processor; a service answers each, and nothing else runs.
BROWSER = (TESTS / "browser",)
#: How tests are shared among processors (pytest-xdist): by file, where a file makes ready what all its tests use.
DISTRIBUTION = {"together": "loadfile", "browser": "load"}


@dataclass
class Outcome:
    """How many tests passed, failed and were skipped, and why the latter were."""

    passed: int = 0
    failed: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    def add(self, report: Path) -> None:
        """Count what a JUnit report tells; one that was not written is a failure."""
        if not report.is_file():
            self.failed += 1
            return
        for case in ElementTree.parse(report).iter("testcase"):
            if (skipped := case.find("skipped")) is not None:
                self.skipped[skipped.get("message", "")] += 1
            elif case.find("failure") is not None or case.find("error") is not None:
                self.failed += 1
            else:
                self.passed += 1

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped.total()} skipped"


def parts(paths: list[str]) -> list[tuple[str, list[str]]]:
    """Return the runs, each with its name and its arguments: what may run side by side, and what may not."""
    asked = [Path(path).resolve() for path in paths] or [TESTS]
    runs: dict[str, list[str]] = {"together": [], "browser": [], "alone": []}
    apart = []
    for path in asked:
        for name, folders in (("browser", BROWSER), ("alone", ALONE)):
            if any(path.is_relative_to(folder) for folder in folders):
                runs[name].append(str(path))
                break
            within = [str(folder) for folder in folders if folder.is_relative_to(path)]
            runs[name] += within
            apart += [f"--ignore={folder}" for folder in within]
        else:
            runs["together"].append(str(path))
    runs["together"] += apart if runs["together"] else []
    return [(name, found) for name, found in runs.items() if found]


def main(paths: list[str]) -> int:
    """Run the tests; return 1 when one failed or nothing could be run."""
    began = time.monotonic()
    outcome = Outcome()
    status = 0
    for name, found in parts(paths):
        report = BUILD / "tests" / f"{name}.xml"
        report.unlink(missing_ok=True)
        processors = len(os.sched_getaffinity(0))
        beside = ["-n", str(processors), "--dist", DISTRIBUTION[name]] if name != "alone" and processors > 1 else []
        run = subprocess.run([sys.executable, "-m", "pytest", *beside, f"--junitxml={report}", *found])
        if run.returncode == 1:  # what measures time is asked once more, with nothing beside it
            again = report.with_name(f"{name}-again.xml")
            again.unlink(missing_ok=True)
            rerun = subprocess.run([sys.executable, "-m", "pytest", "--last-failed", f"--junitxml={again}", *found])
            outcome.add(report)
            second = Outcome()
            second.add(again)
            outcome.passed += second.passed
            outcome.failed -= second.passed
            status = status or rerun.returncode
            continue
        status = status or run.returncode
        outcome.add(report)
    for reason, count in outcome.skipped.most_common():
        print(f"not run: {count} test(s): {reason}")
    if any(REMEDY in reason for reason in outcome.skipped):
        print(f"`{REMEDY}` sets up what can be had for them (Debian; as root, or with a sudo that asks nothing)")
    print(f"all tests in {time.monotonic() - began:.0f} s")
    print(outcome)
    return 1 if status or outcome.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
