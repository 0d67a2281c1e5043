"""The connections of a web process, looked after from beside the server that holds them.

The server bounds how many there are, and closes one that sends no request in time; it does not bound how many are of
one address, nor make room when there are too many. That is done here, and costs a request nothing: a thread looks at
the descriptors of its own process, and shuts those down that are one too many. The server finds them closed.
"""

import contextlib
import os
import socket
import stat
import struct
import threading
import time
from dataclasses import dataclass

from unmandates.web.http.visitors import Address, address_of, is_believed, share_of

_LOOK, _LOOK_CLOSELY = 0.5, 0.1  #: seconds between two looks; the latter while there are many connections
_NEW = 0.05  #: seconds for which a connection that sends nothing is left alone, however many there are
#: Seconds after which one that neither asks nor takes anything is shut down: longer than a head or a body may take.
_STALLED = 40.0
_BYTES_ACKED = struct.Struct("120xQ")  #: where `struct tcp_info` has `tcpi_bytes_acked` (linux/tcp.h)
Peer = tuple[Address, int]


@dataclass(slots=True)
class _Seen:
    """A connection: since when nothing has come of it, and how much of its answers the other side has taken."""

    since: float
    taken: int


class Connections:
    """Those of one web process at `port`: up to `most`, and up to `each` of one address that is no believed proxy.

    Shut down are connections without a request under way, those first that have been idle for longest: of an address
    that has too many, of the one that has most when seven eighths of all are taken, and every one whose reader stalls.
    """

    def __init__(self, port: int, most: int, each: int):
        self._port, self._most, self._each = port, most, each
        self._under_way: dict[str, int] = {}
        self._seen: dict[Peer, _Seen] = {}
        self.cut = 0

    def began(self, peer: str) -> None:
        """Note that a request, which has arrived whole, is under way on the connection with this address and port."""
        self._under_way[peer] = self._under_way.get(peer, 0) + 1

    def ended(self, peer: str) -> None:
        """Note that its answer has been given to the server."""
        left = self._under_way.get(peer, 0) - 1
        if left > 0:
            self._under_way[peer] = left
        else:
            self._under_way.pop(peer, None)

    def start(self) -> "Connections":
        """Begin to look after them."""
        threading.Thread(target=self._run, name="connections", daemon=True).start()
        return self

    def _run(self) -> None:
        while True:
            try:
                number = self.look()
            except OSError:  # no descriptor is left: look again soon
                number = self._most
            time.sleep(_LOOK_CLOSELY if number > self._most * 3 // 4 else _LOOK)

    def look(self) -> int:
        """Look at all connections once, and shut down those that are too many; return how many there were."""
        with contextlib.ExitStack() as stack:
            found = {}
            for name in os.listdir("/proc/self/fd"):
                if (connection := _connection(int(name), self._port)) is not None:
                    stack.callback(connection.close)
                    with contextlib.suppress(OSError):
                        host, port = connection.getpeername()[:2]
                        if (address := address_of(host)) is not None:
                            found[address, port] = connection
            for peer in self._too_many(found):
                with contextlib.suppress(OSError):
                    found[peer].shutdown(socket.SHUT_RDWR)
                    self.cut += 1
            return len(found)

    def _too_many(self, found: dict[Peer, socket.socket]) -> list[Peer]:
        now = time.monotonic()
        busy = {_peer(name) for name in list(self._under_way)}
        self._seen = {peer: self._look_at(peer, found[peer], peer in busy, now) for peer in found}
        idle = {peer: now - seen.since for peer, seen in self._seen.items() if peer not in busy}
        gone = dict.fromkeys(peer for peer, seconds in idle.items() if seconds > _STALLED)
        shares: dict[str, list[Peer]] = {}
        for peer in found:
            shares.setdefault(share_of(peer[0]), []).append(peer)
        longest_first = sorted((peer for peer in idle if idle[peer] > _NEW), key=idle.__getitem__, reverse=True)
        for share in shares.values():
            if (surplus := len(share) - self._each) > 0 and not is_believed(share[0][0]):
                inside = set(share)
                gone |= dict.fromkeys([peer for peer in longest_first if peer in inside][:surplus])
        if (surplus := len(found) - len(gone) - self._most * 3 // 4) > 0 and len(found) > self._most * 7 // 8:
            others = (peer for peer in longest_first if peer not in gone)
            most_first = sorted(others, key=lambda peer: -len(shares[share_of(peer[0])]))
            gone |= dict.fromkeys(most_first[:surplus])
        return list(gone)

    def _look_at(self, peer: Peer, connection: socket.socket, busy: bool, now: float) -> _Seen:
        taken, seen = _taken(connection), self._seen.get(peer)
        return _Seen(now, taken) if seen is None or busy or taken > seen.taken else seen


def _peer(name: str) -> Peer | None:
    host, _, port = name.rpartition(":")
    address = address_of(host.strip("[]"))
    return (address, int(port)) if address is not None and port.isdigit() else None


def _connection(number: int, port: int) -> socket.socket | None:
    """Return a second handle of a descriptor of this process, if it is a TCP connection to the port."""
    try:
        if not stat.S_ISSOCK(os.fstat(number).st_mode):
            return None
        connection = socket.socket(fileno=os.dup(number))
    except OSError:  # it has just been closed
        return None
    with contextlib.suppress(OSError, IndexError):
        if (
            connection.family in (socket.AF_INET, socket.AF_INET6)
            and connection.getsockname()[1] == port
            and not connection.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
        ):
            return connection
    connection.close()
    return None


def _taken(connection: socket.socket) -> int:
    """Return how many bytes the other side has taken so far."""
    try:
        information = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 192)
    except OSError:
        return 0
    return _BYTES_ACKED.unpack_from(information)[0] if len(information) >= _BYTES_ACKED.size else 0
