"""Who asks: the name under which a client's share of processing is counted."""

import ipaddress

from flask import Request


def client_of(request: Request) -> str:
    """Return a name for the client's share: its address (IPv6: its /64), or nothing for this machine itself.

    A proxy on this machine is trusted to name the client as the last entry of X-Forwarded-For.
    """
    address = request.environ.get("REMOTE_ADDR", "")
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        ip = ipaddress.ip_address(address)
        if ip.is_loopback:
            if not forwarded:
                return ""
            ip = ipaddress.ip_address(forwarded)
    except ValueError:
        return ""
    return str(ipaddress.ip_network((ip, 64), strict=False)) if ip.version == 6 else str(ip)
