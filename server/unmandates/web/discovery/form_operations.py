"""What the forms of pages are for programs: an operation for each page that has one, and one for all things that do."""

from collections.abc import Iterator

from unmandates.web.data.dereference import THING
from unmandates.web.frame.form import Form, forms, of_things
from unmandates.web.http.operations import TEXT, Operation, Parameter, gives, in_language, refuses
from unmandates.web.lists.filters import parameters
from unmandates.web.lists.list import lists


def form_operations() -> Iterator[Operation]:
    """Yield the operations, each with its path; a form that things have is told of theirs alone."""
    for form in of_things():
        yield _operation(form, "thing", "a thing", f"{{kind}}/{{key}}.{form.format.suffix}", THING)
    for form in forms().values():
        for page in form.pages() if form not in of_things() else ():
            filters = parameters(lists()[page].filters) if page in lists() else ()
            yield _operation(form, page, page, form.file(page), filters)


def _operation(form: Form, page: str, said: str, file: str, taken: tuple[Parameter, ...]) -> Operation:
    text = TEXT if form.format.media_type.startswith("text/") else None
    answers = gives("The page in this form.", form.format.media_type, schema=text)
    refused = refuses(404, *([400] if any(one.place == "query" for one in taken) else []))
    return Operation(
        form.operation.format(page=page, form=form.format.suffix.title()), form.about.format(page=said),
        answers | refused, (in_language(), *taken), f"/{{language}}/{file}",
    )  # fmt: skip
