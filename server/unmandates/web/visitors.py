"""Who asks: the name under which a client's share of processing is counted."""

import ipaddress
from collections.abc import Mapping
from functools import lru_cache


def client_of(environ: Mapping) -> str:
    """Return a name for the client's share: its address (IPv6: its /64), or nothing for this machine itself.

    A proxy on this machine is trusted to name the client as the last entry of X-Forwarded-For.
    """
    forwarded = environ.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return _name(environ.get("REMOTE_ADDR", ""), forwarded)


@lru_cache(4096)
def _name(address: str, forwarded: str) -> str:
    try:
        ip = ipaddress.ip_address(address)
        if ip.is_loopback:
            if not forwarded:
                return ""
            ip = ipaddress.ip_address(forwarded)
    except ValueError:
        return ""
    return str(ipaddress.ip_network((ip, 64), strict=False)) if ip.version == 6 else str(ip)
