"""An engine that is stopped, or whose owner dies, leaves nothing behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from tests.processes import children

from unmandates.engine import Engine, Limits, SourceError, from_files

OWNER = """
import sys, time
from unmandates.engine import Engine, Limits, from_files
engine = Engine(from_files(sys.argv[1:]), Limits(quick_workers=2)).start()
print(engine.keeper, engine._directory, flush=True)
time.sleep(60)
"""


def test_stop_ends_all_processes_and_removes_the_directory(tmp_path):
    (tmp_path / "a.ttl").write_text("<a> <b> 1 .")
    engine = Engine(from_files([tmp_path / "a.ttl"]), Limits(quick_workers=2)).start()
    keeper, directory = engine.keeper, Path(engine._directory)
    members = subprocess.run(["pgrep", "-s", str(keeper)], capture_output=True, text=True).stdout.split()
    assert len(members) == 5  # keeper, loader, supervisor, two workers
    engine.stop()
    time.sleep(0.2)
    assert not directory.exists() and not any(Path(f"/proc/{pid}").exists() for pid in members)


def test_a_killed_owner_leaves_no_processes(tmp_path):
    (tmp_path / "a.ttl").write_text("<a> <b> 1 .")
    with subprocess.Popen(
        [sys.executable, "-c", OWNER, str(tmp_path / "a.ttl")], stdout=subprocess.PIPE, text=True
    ) as owner:
        keeper, directory = owner.stdout.readline().split()
        os.kill(owner.pid, signal.SIGKILL)
    until = time.monotonic() + 3
    while time.monotonic() < until and Path(f"/proc/{keeper}").exists():
        time.sleep(0.05)
    assert subprocess.run(["pgrep", "-s", keeper], capture_output=True).stdout == b""
    assert not Path(directory).exists()


def test_data_that_kill_what_loads_them_are_given_up(tmp_path):
    path, said = tmp_path / "much.nt", []
    path.write_text("".join(f"<http://example.org/{n}> <http://example.org/p> <e:o> .\n" for n in range(200_000)))
    engine = Engine(from_files([path]), Limits(quick_workers=2))

    def start():
        try:
            engine.start()
        except SourceError as error:
            said.append(str(error))

    starting = threading.Thread(target=start)
    starting.start()
    until = time.monotonic() + 30
    while starting.is_alive() and time.monotonic() < until:
        with suppress(OSError, TypeError):  # as the kernel does when memory is short
            for loader in children(engine.keeper):
                os.kill(loader, signal.SIGKILL)
        time.sleep(0.002)
    starting.join(30)
    assert said == ["much.nt: what loads it was ended 3 times from outside; is there memory for it?"]
