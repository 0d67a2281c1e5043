"""The clients that tests drive are the ones that the lock file names, and each can be used."""

import json

from tests.clients.node import FOLDER

LOCK = json.loads((FOLDER / "package-lock.json").read_text(encoding="utf-8"))
WANTED = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))["dependencies"]


def test_each_package_can_be_imported(node):
    assert node.run("installed.mjs", *WANTED).splitlines() == [f"{name} true" for name in WANTED]


def test_what_is_installed_is_what_the_lock_file_names(node):
    for name in WANTED:
        package = json.loads((node.modules / name / "package.json").read_text(encoding="utf-8"))
        assert package["version"] == LOCK["packages"][f"node_modules/{name}"]["version"]


def test_the_lock_file_names_no_registry_and_holds_every_package_to_its_digest():
    assert LOCK["packages"][""]["dependencies"] == WANTED
    for name, package in LOCK["packages"].items():
        if name:
            assert "resolved" not in package and package["integrity"].startswith("sha512-"), name
