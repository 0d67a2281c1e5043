"""What a page is: a dataclass that names its template. The fields are all that the template knows of the page.

What it knows besides is the same for every page: `surroundings.py` has it, and what `rendering.py` gives to all.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass

_TEMPLATES: dict[type, str] = {}


def template(name: str) -> Callable[[type], type]:
    """Return a decorator that declares the dataclass below it to be what a template shows."""

    def declare(page: type) -> type:
        if not is_dataclass(page):
            raise TypeError(f"{page.__name__} is to be a dataclass: its fields are what {name} knows")
        _TEMPLATES[page] = name
        return page

    return declare


def template_of(page: type) -> str:
    """Return the name of the template that shows a page. Raises TypeError for what is not declared."""
    if page not in _TEMPLATES:
        raise TypeError(f"{page.__name__} declares no template")
    return _TEMPLATES[page]


def declared() -> dict[type, str]:
    """Return all pages that are declared in the modules at hand, each with the name of its template."""
    return dict(_TEMPLATES)


def shown(known: object) -> dict:
    """Return the fields of a dataclass with their values, as a template takes them."""
    return {field.name: getattr(known, field.name) for field in fields(known)}
