"""The REST interface, asked by schemathesis all that its description allows and much that it does not."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SECONDS = 40
#: What a failure's message is shortened to.
_SHOWN = 6000


@pytest.mark.skipif(
    importlib.util.find_spec("schemathesis") is None, reason="schemathesis is not installed: `make test` installs it"
)
def test_the_service_does_what_its_description_says(server, tmp_path):
    command = [
        sys.executable, "-W", "ignore", "-m", "schemathesis.cli", "--config-file", HERE / "schemathesis.toml",
        "run", f"{server}/openapi.json", "--phases", "examples,coverage,fuzzing", "--max-examples", "4",
        "--max-time", str(SECONDS), "--seed", "1", "--generation-database", "none", "--max-redirects", "0",
        "--continue-on-failure", "--no-shrink", "--no-color", "--warnings", "off",
    ]  # fmt: skip
    hooks = {"SCHEMATHESIS_HOOKS": "serializers", "PYTHONPATH": str(HERE)}
    run = subprocess.run(
        command, capture_output=True, text=True, timeout=3 * SECONDS, cwd=tmp_path, env=os.environ | hooks
    )
    assert run.returncode == 0, run.stdout[-_SHOWN:] + run.stderr[-_SHOWN:]
    assert "Test cases:" in run.stdout
