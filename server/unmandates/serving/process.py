"""What one web process runs."""

import os
import sys

from unmandates.engine.processes import die_with
from unmandates.serving import logs
from unmandates.serving.connections import Connections
from unmandates.serving.counters import Recorder
from unmandates.serving.follower import Follower
from unmandates.serving.gateway import Gateway
from unmandates.serving.generation import Setting
from unmandates.serving.heartbeat import Pulse
from unmandates.serving.memory import housekeeping
from unmandates.serving.operation import Operation
from unmandates.serving.pseudonyms import Pseudonyms


def web_process() -> Gateway:
    """Return the application of a web process; told by the environment, since it may be started at any time."""
    die_with(os.getppid())
    sys.setswitchinterval(0.0005)
    logs.configure()
    setting = Setting.from_environment()
    recorder = Recorder(setting.directory, Pseudonyms.from_environment())
    follower = Follower(setting, recorder.finished)
    limits = setting.limits
    places = limits.slow_workers + limits.quick_workers + limits.queue
    connections = Connections(setting.port, limits.connections, limits.client_connections).start()
    housekeeping(lambda: follower.digest)
    return Gateway(
        follower,
        lambda: follower.digest,
        body_bytes=3 * limits.query_bytes + 32 * 1024,
        queries=2 * places,
        operation=Operation(follower, recorder),
        recorder=recorder,
        connections=connections,
        started=Pulse(setting.directory).start,
    )
