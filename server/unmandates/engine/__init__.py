"""The engine: users' queries, evaluated in processes that can be ended, so that none brings the service down.

with Engine(from_files(["data.ttl"])) as engine:
    answer = EngineClient(engine.address, engine.limits).evaluate(Query("SELECT * { ?s ?p ?o } LIMIT 1"))
    print(answer.read())
"""

from unmandates.engine.client import EngineClient
from unmandates.engine.engine import Engine
from unmandates.engine.limits import Limits
from unmandates.engine.query import BINDINGS, GRAPH, Answer, Query
from unmandates.engine.refusals import Refusal
from unmandates.engine.services import allowed_services
from unmandates.engine.source import Source, SourceError, from_files

__all__ = [
    "BINDINGS",
    "GRAPH",
    "Answer",
    "Engine",
    "EngineClient",
    "Limits",
    "Query",
    "Refusal",
    "Source",
    "SourceError",
    "allowed_services",
    "from_files",
]
