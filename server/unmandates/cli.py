"""The command `unmandates`: few verbs, each a function of the package."""

import argparse
import sys
from pathlib import Path

from unmandates import __version__


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0 when all is well, 1 when something was found or failed, 2 for a wrong call."""
    options = _parser().parse_args(arguments)
    return options.run(options)


def _format(options: argparse.Namespace) -> int:
    from unmandates.formatting import format_files

    changed, refused = format_files(options.files or None, write_files=not options.check)
    for path in changed:
        print(f"{'not in canonical form' if options.check else 'written'}: {path}")
    for path, reason in refused:
        print(f"left as it is: {path}: {reason}", file=sys.stderr)
    if options.check and changed:
        print("run `unmandates format`", file=sys.stderr)
    return 1 if refused or (options.check and changed) else 0


def _check(options: argparse.Namespace) -> int:
    from unmandates.check import check
    from unmandates.corpus import read
    from unmandates.findings import report, violations

    findings = check(read())
    print(report(findings))
    return 1 if violations(findings) else 0


def _build(options: argparse.Namespace) -> int:
    from unmandates.build import BuildStopped, build
    from unmandates.findings import report
    from unmandates.release import ReleaseError

    try:
        release, findings = build(force=options.force)
    except BuildStopped as stopped:
        print(report(stopped.findings), file=sys.stderr)
        print(stopped, file=sys.stderr)
        return 1
    except ReleaseError as error:
        print(error, file=sys.stderr)
        return 1
    if findings:
        print(report(findings))
    counts = release.manifest["counts"]
    print(f"release {release.name}: {counts['quads']} statements in {counts['graphs']} graphs, {release.digest}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="unmandates", description="The open knowledge graph of United Nations mandates."
    )
    parser.add_argument("--version", action="version", version=__version__)
    verbs = parser.add_subparsers(metavar="verb", required=True)

    verb = verbs.add_parser("format", help="write curated Turtle in its one canonical form")
    verb.add_argument("files", nargs="*", type=Path, help="files to format (all of graph/ without)")
    verb.add_argument("--check", action="store_true", help="change nothing; exit 1 if a file is not in canonical form")
    verb.set_defaults(run=_format)

    verb = verbs.add_parser("check", help="check keys, hygiene and shapes; exit 1 on a violation")
    verb.set_defaults(run=_check)

    verb = verbs.add_parser("build", help="check, make a release and put it in service")
    verb.add_argument("--force", action="store_true", help="build even if nothing has changed")
    verb.set_defaults(run=_build)
    return parser


if __name__ == "__main__":
    sys.exit(main())
