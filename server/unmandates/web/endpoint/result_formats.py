"""The formats of results: which one an answer is to carry, for each form that the answer of a query may have."""

from dataclasses import dataclass
from functools import cached_property

from unmandates.asking.remembering import remember
from unmandates.engine.reading import form_of
from unmandates.rdf.formats import GRAPHS, HTML, ROWS, Format, find_last, media_types
from unmandates.web.endpoint.submission import BadRequest
from unmandates.web.http.negotiation import choose

_ROWS, _GRAPHS, _PAGE = media_types(ROWS), media_types(GRAPHS), media_types((HTML,))
#: The forms of a query whose answer is a graph.
_OF_GRAPHS = ("CONSTRUCT", "DESCRIBE")


@dataclass(frozen=True)
class Choice:
    """A format, under the media type that was asked for; the answer carries that name."""

    format: Format
    media_type: str

    @cached_property
    def content_type(self) -> str:
        """What an answer carries as its Content-Type."""
        return self.format.under(self.media_type).content_type

    @property
    def is_page(self) -> bool:
        """Whether it is the page for people that was liked best."""
        return self.format is HTML


@dataclass(frozen=True)
class Formats:
    """What to answer with, for rows (and yes or no) and for graphs; None: nothing that the client accepts.

    Either may be the page. As long as the query has not been read, both are open.
    """

    rows: Choice | None
    graph: Choice | None

    @property
    def bindings_type(self) -> str | None:
        """The media type of rows by which the engine knows it."""
        return _engine_type(self.rows)

    @property
    def graph_type(self) -> str | None:
        """The media type of graphs by which the engine knows it."""
        return _engine_type(self.graph)

    @property
    def has_page(self) -> bool:
        """Whether an answer of either form would be the page."""
        return any(choice is not None and choice.is_page for choice in (self.rows, self.graph))

    @property
    def has_none(self) -> bool:
        """Whether no answer to any query would be acceptable."""
        return self.rows is None and self.graph is None

    def of(self, media_type: str) -> Choice:
        """Return the choice that the engine answered with a media type of its own."""
        return self.graph if media_type == self.graph_type else self.rows

    def wants_page(self, text: str | None) -> bool:
        """Say whether the page is liked best for the answer to a query; without one, for the service's description."""
        if not self.has_page:
            return False
        if self.rows == self.graph:
            return True
        choice = self.graph if text is None or form_of(text) in _OF_GRAPHS else self.rows
        return choice is not None and choice.is_page


@remember(1024)
def negotiate(names: tuple[str, ...], accept: str | None, has_page: bool) -> Formats:
    """Choose by the values of the parameter `format`, or else by the Accept header.

    Of several names the last counts that is known, for rows and for graphs. Raises BadRequest if none is.
    """
    if names:
        return _named(names, has_page)
    return Formats(_accepted(accept, _ROWS, has_page), _accepted(accept, _GRAPHS, has_page))


def _accepted(accept: str | None, types: dict[str, Format], has_page: bool) -> Choice | None:
    offered = types | (_PAGE if has_page else {})
    best = choose(accept, tuple(offered))
    return Choice(offered[best], best) if best else None


def _named(names: tuple[str, ...], has_page: bool) -> Formats:
    last, _ = find_last(names, (*ROWS, *GRAPHS, *((HTML,) if has_page else ())))
    if last is None:
        known = sorted({form.name for form in (*ROWS, *GRAPHS)} | {form.suffix for form in (*ROWS, *GRAPHS)})
        raise BadRequest(f"The format {names[-1][:40]!r} is unknown.", f"Known: {', '.join(known)}, and media types.")
    if last is HTML:
        page = Choice(HTML, HTML.media_type)
        return Formats(page, page)
    rows, graph = find_last(names, ROWS), find_last(names, GRAPHS)
    return Formats(*(Choice(form, form.type_called(name)) if form else None for form, name in (rows, graph)))


def _engine_type(choice: Choice | None) -> str | None:
    return choice.format.media_type if choice and not choice.is_page else None
