"""The files for operators name what there is: options, settings, paths of health checks, files to copy."""

import configparser
import re
import shlex

import pytest

from unmandates.cli import main
from unmandates.engine import Limits
from unmandates.layout import TURTLE_ROOT

DEPLOY = TURTLE_ROOT / "server" / "deploy"
SETTINGS = {"UNMANDATES_" + name.upper() for name in Limits.__dataclass_fields__}
SETTINGS |= {"UNMANDATES_RELEASES", "UNMANDATES_ALLOWED_SERVICES"}


def options_of_serve(capsys):
    with pytest.raises(SystemExit):
        main(["serve", "--help"])
    return set(re.findall(r"--[a-z]+", capsys.readouterr().out))


def test_the_unit(capsys):
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read(DEPLOY / "unmandates.service")
    words = shlex.split(unit["Service"]["ExecStart"])
    assert words[0].endswith("/bin/unmandates") and words[1] == "serve"
    assert {word for word in words if word.startswith("--")} <= options_of_serve(capsys)
    assert int(unit["Service"]["TimeoutStopSec"]) > Limits().time + Limits().queue_time


def test_the_container_file(capsys):
    text = (DEPLOY / "Containerfile").read_text()
    for line in re.findall(r"^COPY (.+) \S+$", text, re.MULTILINE):
        for name in line.split():
            assert (TURTLE_ROOT / name).exists(), name
    assert set(re.findall(r"(?<=\")--[a-z]+", text)) <= options_of_serve(capsys)
    assert "/ready" in text


def test_the_proxy():
    text = re.sub(r"#.*", "", (DEPLOY / "nginx.conf").read_text())
    assert text.count("{") == text.count("}")
    assert all(line.strip()[-1] in "{};" for line in text.splitlines() if line.strip())
    seconds = int(re.search(r"proxy_read_timeout (\d+)s", text)[1])
    assert seconds > Limits().time + Limits().queue_time and "X-Forwarded-For $remote_addr" in text


@pytest.mark.parametrize("name", ["unmandates.service", "Containerfile", "README.md"])
def test_settings_exist(name):
    found = set(re.findall(r"UNMANDATES_[A-Z_]+", (DEPLOY / name).read_text())) - {"UNMANDATES_"}
    assert found and found <= SETTINGS
