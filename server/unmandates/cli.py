"""The command `unmandates`: few verbs, each a function of the package."""

import argparse
import os
import sys
from pathlib import Path

from unmandates import __version__
from unmandates.text.terminal import visible


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0 when all is well, 1 when something was found or failed, 2 for a wrong call."""
    options = _parser().parse_args(arguments)
    return options.run(options)


def _format(options: argparse.Namespace) -> int:
    from unmandates.corpus.formatting import format_files

    changed, refused = format_files(options.files or None, write_files=not options.check)
    for path in changed:
        print(f"{'not in canonical form' if options.check else 'written'}: {path}")
    for path, reason in refused:
        print(f"left as it is: {path}: {reason}", file=sys.stderr)
    if options.check and changed:
        print("run `unmandates format`", file=sys.stderr)
    return 1 if refused or (options.check and changed) else 0


def _check(options: argparse.Namespace) -> int:
    from unmandates.corpus.check import Checked, around, check
    from unmandates.corpus.files import read
    from unmandates.corpus.findings import report, violations

    corpus = read()
    if options.files and not corpus.findings:
        checked = Checked(corpus)
        try:
            focus = around(corpus, checked, options.files)
        except ValueError as error:
            print(error, file=sys.stderr)
            return 2
        findings = check(corpus, checked=checked, focus=focus)
    else:
        findings = check(corpus)
    print(report(findings))
    return 1 if violations(findings) else 0


def _build(options: argparse.Namespace) -> int:
    from unmandates.corpus.findings import report, summary
    from unmandates.release.build import BuildStopped, build
    from unmandates.release.imported import SERVED_SOURCES, NoImport, imported_parts
    from unmandates.release.release import ReleaseError
    from unmandates.release.steps import Steps

    def tell(step: object) -> None:
        print(step, file=sys.stderr, flush=True)

    try:
        imports, left_out = imported_parts(options.imports)
        for terms in left_out:
            print(f"left out: {terms.source}, by its terms not to be served; {SERVED_SOURCES} may name it")
        release, findings = build(force=options.force, imports=imports, steps=Steps(tell))
    except BuildStopped as stopped:
        print(report(stopped.findings), file=sys.stderr)
        print(stopped, file=sys.stderr)
        return 1
    except (ReleaseError, NoImport) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"no release could be made; the one in service is unchanged: {error}", file=sys.stderr)
        return 1
    if findings:
        print(summary(findings))
    counts = release.manifest["counts"]
    print(f"release {release.name}: {counts['quads']} statements in {counts['graphs']} graphs, {release.digest}")
    return 0


def _serve(options: argparse.Namespace) -> int:
    if sys.platform != "linux":
        print("`unmandates serve` needs Linux: run it there, or in a container or virtual machine", file=sys.stderr)
        return 1
    from unmandates.corpus.layout import releases_folder
    from unmandates.engine import SourceError
    from unmandates.release.release import CURRENT, ReleaseError, current
    from unmandates.serving.serve import PortTaken, serve, serve_data

    options_of_server = {"host": options.host, "port": options.port, "workers": options.workers, "base": options.base}
    complaints = sys.stderr
    try:
        if options.log:  # that of every process that is started from here, too
            complaints = os.fdopen(os.dup(2), "w", buffering=1)
            with options.log.open("ab") as log:
                os.dup2(log.fileno(), 2)
        if options.data:
            serve_data(options.data, **options_of_server)
        else:
            current()
            serve(releases_folder() / CURRENT, **options_of_server)
    except (PortTaken, ReleaseError, SourceError, OSError, ValueError) as error:
        print(error, file=complaints)
        return 1
    return 0


def _query(options: argparse.Namespace) -> int:
    from unmandates.asking.client import QuestionError, ask_endpoint, ask_release, query_text
    from unmandates.release.release import ReleaseError

    try:
        query = query_text(options.question)
        rows = ask_endpoint(query, options.endpoint) if options.endpoint else ask_release(query)
    except (QuestionError, ReleaseError) as error:
        print(error, file=sys.stderr)
        return 1
    if options.format != "table" and sys.stdout.isatty():
        print(rows.for_terminal(options.format), end="")
    else:
        print({"table": rows.as_table, "csv": rows.as_csv, "json": rows.as_json}[options.format](), end="")
    return 0


def _coverage(options: argparse.Namespace) -> int:
    from unmandates.asking.coverage import coverage
    from unmandates.release.release import ReleaseError, current

    try:
        store = current().load()
    except ReleaseError as error:
        print(error, file=sys.stderr)
        return 1
    for words, rows in coverage(store):
        print(f"{words}\n\n{rows.as_table()}")
    return 0


def _import(options: argparse.Namespace) -> int:
    from unmandates.corpus.layout import import_folder
    from unmandates.sources.folder import ImportStopped
    from unmandates.sources.importing import Options, import_files
    from unmandates.sources.progress import Progress
    from unmandates.sources.report import as_text, read_report
    from unmandates.sources.source import sources

    found = sources()
    try:
        if options.report:
            print(as_text(read_report(options.report)))
            return 0
        if options.source not in found or not options.paths:
            print(f"name a source ({', '.join(found)}) and what to read", file=sys.stderr)
            return 2
        into = options.into or import_folder(options.source)
        how = Options(options.strict, options.processes, not options.without_text)
        with Progress(sys.stderr) as progress:
            report = import_files(found[options.source], options.paths, into, how, progress.tell)
    except (ImportStopped, OSError, ValueError) as error:
        print(visible(str(error)), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted; the same command goes on where it was", file=sys.stderr)
        return 130
    print(as_text(report))
    return 0


def _validate(options: argparse.Namespace) -> int:
    from unmandates.corpus.findings import report, violations
    from unmandates.sources.validating import validate

    try:
        findings = [finding for path in options.files for finding in validate(path)]
    except (OSError, ValueError) as error:
        print(visible(str(error)), file=sys.stderr)
        return 1
    print(visible(report(findings), allowed="\n"))
    return 1 if violations(findings) else 0


def _form_of_rows(name: str) -> str:
    """Return how rows are printed: `table`, `csv` or `json`, by any name of the format."""
    from unmandates.rdf.formats import CSV, RESULTS_JSON, find

    form = find(name, (CSV, RESULTS_JSON))
    return {CSV: "csv", RESULTS_JSON: "json"}[form] if form else name.lower()


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


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
    verb.add_argument("files", nargs="*", type=Path, help="files whose things the shapes look at (all without)")
    verb.set_defaults(run=_check)

    verb = verbs.add_parser("build", help="check, make a release and put it in service")
    verb.add_argument("--force", action="store_true", help="build even if nothing has changed")
    joined = {"nargs": "+", "type": Path, "default": [], "metavar": "FOLDER"}
    verb.add_argument("--with", dest="imports", help="join what was imported to these folders", **joined)
    verb.set_defaults(run=_build)

    verb = verbs.add_parser("serve", help="serve the release in service, or any RDF files, until stopped")
    verb.add_argument("--host", default="127.0.0.1", help="the address to listen at (127.0.0.1)")
    verb.add_argument("--port", type=int, default=8000, help="the port to listen at (8000)")
    verb.add_argument("--workers", type=int, default=2, help="web processes (2)")
    verb.add_argument("--base", help="the address by which clients reach the service, if a proxy stands before it")
    verb.add_argument("--log", type=Path, metavar="FILE", help="where to write the log (standard error without)")
    verb.add_argument("--data", nargs="+", metavar="FILE", help="RDF files to serve, FILE or FILE=GRAPH-IRI")
    verb.set_defaults(run=_serve)

    verb = verbs.add_parser("query", help="ask the release in service, or any SPARQL endpoint")
    verb.add_argument("question", help="the query itself, a file ending in .rq, or the name of an example")
    verb.add_argument("--endpoint", help="the URL of a SPARQL endpoint to ask in place of the release")
    verb.add_argument(
        "--format",
        type=_form_of_rows,
        choices=["table", "csv", "json"],
        default="table",
        help="how to print the rows",
    )
    verb.set_defaults(run=_query)

    verb = verbs.add_parser("import", help="take in what others publish, for a build; or tell what was taken in")
    verb.add_argument("source", nargs="?", help="the source, such as akn4un")
    verb.add_argument("paths", nargs="*", type=Path, metavar="path", help="folders, zip or tar archives, and files")
    verb.add_argument("--into", type=Path, metavar="FOLDER", help="the folder of the import (one of your own without)")
    verb.add_argument("--strict", action="store_true", help="stop at the first file that is not sound")
    verb.add_argument("--processes", type=_count, metavar="N", help="processes that read (as many as processors)")
    verb.add_argument("--without-text", action="store_true", help="leave the words of the texts out")
    verb.add_argument("--report", type=Path, metavar="FOLDER", help="tell what the import in a folder came to")
    verb.set_defaults(run=_import)

    verb = verbs.add_parser("validate", help="hold files against the standard for registers; exit 1 on a violation")
    verb.add_argument("files", nargs="+", type=Path, metavar="file", help="Turtle, TriG, N-Triples, N-Quads, JSON-LD")
    verb.set_defaults(run=_validate)

    verb = verbs.add_parser("coverage", help="count what the graph holds and what it lacks")
    verb.set_defaults(run=_coverage)
    return parser


if __name__ == "__main__":
    sys.exit(main())
