"""Messages between web process, supervisor and worker: one packet each, whole or not at all.

A packet on a Unix SEQPACKET socket is a line of JSON, then a body. A body above `INLINE` bytes travels as a
file descriptor instead. Since the kernel delivers a packet whole or not at all, half an answer cannot be
taken for one.
"""

import array
import json
import os
import socket
import threading

INLINE = 64 * 1024
_PACKET = INLINE + 64 * 1024  # the body and the longest header


class _Room(threading.local):
    """Where a thread receives packets: room for the longest, of which short ones touch little."""

    def __init__(self):
        self.bytes = memoryview(bytearray(_PACKET))


_room = _Room()


class TooLarge(Exception):
    """The header does not fit in a packet."""


def pack(header: dict, body: bytes = b"") -> bytes:
    """Return header and body as one packet."""
    line = json.dumps(header, separators=(",", ":")).encode()
    if len(line) + len(body) >= _PACKET:
        raise TooLarge
    return line + b"\n" + body


def unpack(packet: bytes) -> tuple[dict, bytes]:
    """Return the header and the body of a packet."""
    line, _, body = packet.partition(b"\n")
    return json.loads(line), body


def send(connection: socket.socket, packet: bytes, file: int | None = None) -> None:
    """Send a packet, with a descriptor if one is given. Raises OSError."""
    if file is None:
        connection.send(packet, socket.MSG_NOSIGNAL)
    else:
        rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [file]))]
        connection.sendmsg([packet], rights, socket.MSG_NOSIGNAL)


def receive(connection: socket.socket) -> tuple[bytes, int | None]:
    """Return the next packet (empty: the other side is gone) and the descriptor that came with it."""
    size, ancillary, _, _ = connection.recvmsg_into([_room.bytes], socket.CMSG_SPACE(4), socket.MSG_CMSG_CLOEXEC)
    packet = bytes(_room.bytes[:size])
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS and len(data) >= 4:
            return packet, array.array("i", data[:4])[0]
    return packet, None


def store_body(body: bytes) -> int:
    """Return a descriptor of a file in memory that holds the body."""
    file = os.memfd_create("body", os.MFD_CLOEXEC)
    view = memoryview(body)
    while view:
        view = view[os.write(file, view) :]
    return file


def load_body(file: int) -> bytes:
    """Return what the file holds and close it."""
    with os.fdopen(file, "rb") as stream:
        stream.seek(0)
        return stream.read()
