"""A worker: a forked process that evaluates one query at a time and may be ended by the kernel at any moment.

Python cannot stop a running query, so nothing here tries to. Before a query starts, the worker puts itself under
limits that the kernel holds: memory (RLIMIT_AS), no new descriptors (RLIMIT_NOFILE, hence no connection to anywhere;
a store on disk may have one for each of its tables), and a timer whose signal keeps its default action. If one of
them strikes, the supervisor reads the reason from the exit status.
"""

import contextlib
import resource
import signal
import socket
import time
from collections.abc import Mapping

import pyoxigraph

from unmandates.engine import messages
from unmandates.engine.columns import in_order, star_of
from unmandates.engine.dataset import Data, Store, dataset_of, opened
from unmandates.engine.limits import Limits
from unmandates.engine.named_collections import LISTED, by_name
from unmandates.engine.query import BINDINGS, GRAPH
from unmandates.engine.reading import Reading, read
from unmandates.engine.refusals import Interrupted, MemoryLimit, NotAcceptable, Refusal
from unmandates.engine.services import resolve_services
from unmandates.engine.spool import Spool
from unmandates.engine.syntax_errors import explain, explain_function
from unmandates.engine.tokens import unescape
from unmandates.rdf.formats import GRAPHS, find
from unmandates.rdf.turtle_head import without_unused
from unmandates.rdf.writing import WITH_PREFIXES, write

#: Replies begin with one of these, for the supervisor alone.
STAY, LEAVE = b"s", b"l"
#: What a worker says when it is under its limits, before its first reply.
CONFINED = b"c"

#: How many descriptors a worker may have between two queries.
_MOST_FILES = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
#: Stack for deep but finite queries; the default of 8 MiB ends at about 1,000 nested calls.
_STACK = 64 * 1024 * 1024


def work(
    connection: socket.socket,
    store: Store,
    limits: Limits,
    memory: int,
    spool_directory: str,
    line: socket.socket | None = None,
) -> None:
    """Answer requests from the supervisor until it hangs up or this worker is spent. `memory` is in bytes.

    `line` leads to the relay of a service worker; without it SERVICE is refused.
    """
    data = opened(store)
    _confine(memory, limits)
    connection.send(CONFINED)
    spool = Spool(spool_directory)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for served in range(1, limits.worker_queries + 1):
        packet, file = messages.receive(connection)
        if not packet:
            return
        header, body = messages.unpack(packet)
        text = messages.load_body(file) if file is not None else body
        reply, body, result = _serve(header, text.decode(), data, store, limits, spool, line)
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak) * 1024 > limits.worker_growth
        leaves = grown or served == limits.worker_queries
        messages.send(connection, (LEAVE if leaves else STAY) + messages.pack(reply, body), result)
        spool.release()
        if leaves:
            return
        spool.prepare()


def _confine(memory: int, limits: Limits) -> None:
    # Until it is known to be long, a query may take `quick_memory`; the supervisor raises the soft limit
    # then.
    taken = address_space()
    resource.setrlimit(resource.RLIMIT_AS, (taken + memory, taken + max(memory, limits.memory)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.result_bytes + 2**20,) * 2)
    _, most = resource.getrlimit(resource.RLIMIT_STACK)
    resource.setrlimit(resource.RLIMIT_STACK, (_STACK if most < 0 else min(_STACK, most), most))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def address_space() -> int:
    """Return the bytes of address space that this process has taken."""
    with open("/proc/self/statm", "rb") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


def _serve(
    header: dict,
    text: str,
    data: Data,
    store: Store,
    limits: Limits,
    spool: Spool,
    line: socket.socket | None,
) -> tuple[dict, bytes, int | None]:
    started = time.perf_counter()
    resource.setrlimit(resource.RLIMIT_NOFILE, (data.descriptors, _MOST_FILES))
    timeout = header["timeout"] if line is None else min(header["timeout"], limits.service_time)
    signal.setitimer(signal.ITIMER_REAL, timeout)
    body, file = b"", None
    try:
        if "\\u" in text or "\\U" in text:
            text = unescape(text)
        reading = read(text, store.prefixes, store.base, limits.nesting, store.services if line else frozenset())
        resolved = resolve_services(text, reading, line) if reading.services else text
        form, media_type = _evaluate(header, resolved, reading, data, store, limits, spool)
        body, file = spool.finish()
        if file is None and GRAPH.get(media_type) in WITH_PREFIXES:
            body = without_unused(body)
        reply = {"form": form, "type": media_type, "size": spool.size if file is not None else len(body)}
        if reading.hint:
            reply["hint"] = reading.hint
    except Refusal as refusal:
        reply = refusal.to_dict()
    except SyntaxError as error:
        reply = explain(text, str(error), store.prefixes).to_dict()
    except MemoryError:
        reply = MemoryLimit().to_dict()
    except OSError:
        reply = Interrupted("The result could not be stored on this machine.").to_dict()
    except RuntimeError as error:
        reply = (explain_function(text, str(error)) or _gave_up(error)).to_dict()
    except BaseException as error:  # a panic of the engine is no Exception; its text may hold paths
        reply = _gave_up(error).to_dict()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        resource.setrlimit(resource.RLIMIT_NOFILE, (_MOST_FILES, _MOST_FILES))
    reply["seconds"] = round(time.perf_counter() - started, 6)
    return reply, body, file


def _gave_up(error: BaseException) -> Interrupted:
    return Interrupted(f"The engine gave up on this query ({type(error).__name__}).")


def _evaluate(
    header: dict, text: str, reading: Reading, data: Data, store: Store, limits: Limits, spool: Spool
) -> tuple[str, str]:
    asked, dataset, names = dataset_of(header, reading, data, store)
    # Declaring all prefixes for a query that uses none costs as much as answering it.
    prefixes = {name: iri for name, iri in store.prefixes.items() if name + ":" in text}
    context = {"base_iri": store.base, "prefixes": prefixes}
    text = _with_columns(text, context)
    members = dataset.get("named_graphs", ())
    if names and len(members) > LISTED:
        pyoxigraph.Store().query(text, **context)  # an error is told of the text as it was sent
        if told := by_name(text, names, (graph.value for graph in members)):
            text, dataset = told, {"default_graph": dataset["default_graph"]}
    result = asked.query(text, base_iri=store.base, prefixes=prefixes, **dataset)
    if isinstance(result, pyoxigraph.QueryTriples):
        form, formats, kinds = "graph", GRAPH, pyoxigraph.RdfFormat
    else:
        form = "bindings" if isinstance(result, pyoxigraph.QuerySolutions) else "boolean"
        formats, kinds = BINDINGS, pyoxigraph.QueryResultsFormat
    media_type = header[form]
    if media_type is None:
        raise NotAcceptable(f"The result of this query comes as {', '.join(formats)}.")
    name = formats[media_type]
    spool.begin(name, limits.result_bytes, limits.result_rows)
    if name in WITH_PREFIXES:
        write(result, find(media_type, GRAPHS), _absolute(reading.prefixes), spool)
    else:
        result.serialize(spool, format=getattr(kinds, name))
    return form, media_type


def _with_columns(text: str, context: dict) -> str:
    """Return a query that names its columns in the order of its text where it says `SELECT *`.

    Which variables there are is asked of the store's own parser, over no data.
    """
    star = star_of(text)
    if star is None:
        return text
    names = [variable.value for variable in pyoxigraph.Store().query(text, **context).variables]
    ordered = in_order(text, names)
    if ordered == names:
        return text
    return text[:star] + "".join(f" ?{name}" for name in ordered) + " " + text[star + 1 :]


def _absolute(prefixes: Mapping[str, str]) -> dict[str, str]:
    """Return the prefixes whose namespace is an IRI."""
    found = {}
    for name, namespace in prefixes.items():
        with contextlib.suppress(ValueError):
            found[name] = pyoxigraph.NamedNode(namespace).value
    return found
