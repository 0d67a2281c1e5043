"""Numbers that an operator can set: each field of a frozen dataclass, read from a variable of the environment."""

from collections.abc import Mapping
from dataclasses import fields
from typing import TypeVar

Numbers = TypeVar("Numbers")


def above_zero(numbers: object) -> None:
    """Raise ValueError, naming the field, for a number of a dataclass that is not above zero."""
    for field in fields(numbers):
        if getattr(numbers, field.name) <= 0:
            raise ValueError(f"limit {field.name} must be above zero")


def from_environment(kind: type[Numbers], prefix: str, environment: Mapping[str, str]) -> Numbers:
    """Return the defaults of a dataclass with what the environment sets: the field `time` by `<prefix>TIME`.

    Raises ValueError, naming the variable, for a value that is no positive number.
    """
    values = {}
    for field in fields(kind):
        name = prefix + field.name.upper()
        if text := environment.get(name):
            try:
                values[field.name] = type(field.default)(text)
                kind(**{field.name: values[field.name]})
            except ValueError:
                raise ValueError(f"{name} must be a positive number, not {text!r}") from None
    return kind(**values)
