"""Why a query got no answer. Each reason carries what an HTTP answer needs: status, title, detail, hint.

A refusal travels from the worker through the supervisor to the web process as a small dictionary
(`to_dict`, `from_dict`), so that the reason given to a person is the one that was found where the query ran.
"""


class Refusal(Exception):
    """A query was not answered; `detail` says why in one sentence, `hint` what may help."""

    status = 503
    title = "The query was not answered"
    retry_after: int | None = None  #: seconds after which another attempt makes sense

    def __init__(
        self,
        detail: str = "",
        hint: str | None = None,
        *,
        line: int | None = None,
        column: int | None = None,
        retry_after: int | None = None,
    ):
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.hint = hint
        self.line = line
        self.column = column
        if retry_after is not None:
            self.retry_after = retry_after

    @property
    def kind(self) -> str:
        """The reason's short name, the class name in kebab case."""
        return "".join("-" + c.lower() if c.isupper() else c for c in type(self).__name__).lstrip("-")

    def to_dict(self) -> dict:
        """Return the refusal as JSON-ready values; what is None is left out."""
        members = {
            "refusal": type(self).__name__,
            "detail": self.detail,
            "hint": self.hint,
            "line": self.line,
            "column": self.column,
            "retry_after": self.retry_after,
        }
        return {name: value for name, value in members.items() if value is not None}

    @staticmethod
    def from_dict(members: dict) -> "Refusal":
        """Return the refusal that `to_dict` described."""
        known = {kind.__name__: kind for kind in Refusal.__subclasses__()}
        rest = {name: value for name, value in members.items() if name != "refusal"}
        return known.get(members["refusal"], Interrupted)(**rest)


class Malformed(Refusal):
    """The text is no SPARQL query; `line` and `column` (from 1) say where it stops being one."""

    status, title = 400, "The query is malformed"


class TooDeep(Refusal):
    status, title = 400, "The query is nested too deeply"


class TooLong(Refusal):
    status, title = 413, "The query is too long"


class UpdateRefused(Refusal):
    status, title = 403, "This service is read only"


class ServiceForbidden(Refusal):
    status, title = 403, "The query calls another service"


class ServiceFailed(Refusal):
    """Another endpoint, which the operator allows to ask, gave no answer."""

    status, title = 502, "Another service did not answer"


class NotExpressible(Refusal):
    """The result holds something that the chosen format cannot carry."""

    status, title = 406, "The result cannot be written in this format"


class NotAcceptable(Refusal):
    """The client accepts no format of the kind of result that this query has."""

    status, title = 406, "No acceptable format"


class TimeLimit(Refusal):
    status, title = 504, "The query ran into the time limit"


class MemoryLimit(Refusal):
    status, title = 503, "The query ran into the memory limit"


class ResultLimit(Refusal):
    status, title = 503, "The result is larger than this service gives"


class Busy(Refusal):
    status, title, retry_after = 503, "All places are taken", 5


class OverBudget(Refusal):
    status, title, retry_after = 429, "This client has used up its share", 10


class Interrupted(Refusal):
    status, title, retry_after = 503, "The query was interrupted", 1


class ClientLeft(Refusal):
    """The one who asked has gone; nobody reads this."""

    status, title = 499, "The client went away"
