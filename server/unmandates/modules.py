"""Modules of a package that are found and not listed: adding one adds a file or a folder, and touches nothing else."""

from importlib import import_module
from pkgutil import iter_modules


def having(attribute: str, package: str) -> dict[str, object]:
    """Return an attribute of those modules of a package that have it, by their names, in the order of names."""
    names = sorted(found.name for found in iter_modules(import_module(package).__path__))
    modules = {name: import_module(f"{package}.{name}") for name in names}
    return {name: getattr(module, attribute) for name, module in modules.items() if hasattr(module, attribute)}
