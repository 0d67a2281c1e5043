"""What a check found: where, about which thing, what is wrong and what to do."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from unmandates.rdf.names import abbreviate

VIOLATION, WARNING = "violation", "warning"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong. `rule` names the shape, query or step; `remedy` tells the curator what to do.

    `constraint` is the component of a shape that does not hold, as SHACL names it (`MinCount`).
    """

    rule: str
    message: str
    remedy: str
    file: Path | None = None
    line: int | None = None
    thing: str | None = None
    severity: str = VIOLATION
    constraint: str = ""

    def __str__(self) -> str:
        place = f"line {self.line}: " if self.line else ""
        thing = f"{abbreviate(self.thing)} " if self.thing else ""
        remedy = f" {self.remedy}" if self.remedy and self.remedy not in self.message else ""
        message = f"{self.message.rstrip('.')}." if self.message else ""
        rule = f"{self.rule}, {self.constraint}" if self.constraint else self.rule
        return f"{self.severity} {place}{thing}[{rule}] {message}{remedy if message else remedy.lstrip()}"


def violations(findings: list[Finding]) -> list[Finding]:
    """Return the findings that stop a build."""
    return [finding for finding in findings if finding.severity == VIOLATION]


def summary(findings: list[Finding], shown: int = 20) -> str:
    """Return the findings as text; of a rule that is broken more often than `shown` how often, and the first.

    What was imported may break one rule thousands of times: the whole list is a file of the release.
    """
    often = {rule: many for rule, many in Counter(finding.rule for finding in findings).items() if many > shown}
    lines = [report([finding for finding in findings if finding.rule not in often])] if findings else []
    for rule, many in sorted(often.items()):
        first = next(finding for finding in findings if finding.rule == rule)
        lines.append(f"{many} times [{rule}], first: {first}")
    return "\n".join(lines)


def report(findings: list[Finding]) -> str:
    """Return the findings as text, grouped by file, each with its thing and its remedy, and a line that counts."""
    lines = []
    ordered = sorted(findings, key=lambda f: (str(f.file or ""), f.line or 0, f.thing or "", f.rule, f.message))
    for file, group in groupby(ordered, key=lambda finding: finding.file):
        lines.append(str(file) if file else "the data as a whole")
        lines.extend(f"  {finding}" for finding in group)
    stopping = len(violations(findings))
    lines.append(f"{stopping} violation(s), {len(findings) - stopping} warning(s)")
    return "\n".join(lines)
