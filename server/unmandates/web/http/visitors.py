"""Who asks: the name under which a client's share of processing is counted."""

import ipaddress
import os
import re
from collections.abc import Mapping
from functools import lru_cache

from unmandates.asking.remembering import remember

#: An address with a port, as some proxies write it: `192.0.2.1:4711`, `[2001:db8::1]:4711`.
_WITH_PORT = re.compile(r"\[([^\]]*)\](?::\d+)?|(\d+\.\d+\.\d+\.\d+):\d+", re.ASCII)
#: The share of all those of whom a proxy does not say who they are: `unknown` (RFC 7239, 6), a name, anything else.
UNKNOWN = "unknown"
_THIS_MACHINE = ("127.0.0.0/8", "::1")
_MOST_FORWARDERS = 10  #: proxies in a row that are believed

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def client_of(environ: Mapping) -> str:
    """Return a name for the client's share: its address (IPv6: its /64), or nothing for this machine itself.

    A proxy that is believed (`proxies`) names the client as the last entry of X-Forwarded-For.
    """
    forwarded = environ.get("HTTP_X_FORWARDED_FOR", "")[-1000:].rsplit(",", _MOST_FORWARDERS)[-_MOST_FORWARDERS:]
    return _name(environ.get("REMOTE_ADDR", ""), *(entry.strip() for entry in forwarded))


def share_of(address: Address) -> str:
    """Return the name of an address's share: the address, or the /64 that one subscriber of IPv6 has."""
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


@remember(4096)
def address_of(text: str) -> Address | None:
    """Return the address that a text is, with or without a port or zone; an IPv4 address mapped into IPv6 as IPv4."""
    if match := _WITH_PORT.fullmatch(text):
        text = match[1] or match[2] or ""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def proxies() -> tuple:
    """Return the networks of the proxies that are believed when they name a client: `UNMANDATES_PROXIES`.

    They stand there with spaces between them, each an address or a network (`10.0.0.0/8`); `none` believes nobody.
    Where nothing is set it is this machine. Raises ValueError for anything else.
    """
    return _networks(os.environ.get("UNMANDATES_PROXIES", "").strip())


@lru_cache(maxsize=4)
def _networks(named: str) -> tuple:
    try:
        return tuple(map(ipaddress.ip_network, [] if named.lower() == "none" else named.split() or _THIS_MACHINE))
    except ValueError as error:
        raise ValueError(f"UNMANDATES_PROXIES are addresses and networks, or `none`: {error}") from None


def is_believed(address: Address) -> bool:
    """Say whether what stands at this address is a proxy that names its clients."""
    return any(address in network for network in proxies())


@remember(4096)
def _name(peer: str, *forwarded: str) -> str:
    address = address_of(peer)
    if address is None:
        return UNKNOWN if peer else ""  # a socket of this machine has no address
    for entry in reversed([entry for entry in forwarded if entry]):
        if not is_believed(address):
            break
        if (address := address_of(entry)) is None:
            return UNKNOWN
    return "" if address.is_loopback else share_of(address)
