"""Where a request comes from, for the list of sessions and for limits; never a reason to trust anybody."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from starlette.requests import Request

from tenantpilot.kernel.settings import settings

_IPV6_SITE = 64


def _valid(text: str) -> str:
    try:
        return str(ip_address(text.strip().strip("[]")))
    except ValueError:
        return ""


def client_address(request: Request) -> str:
    """The address of the browser, or of the nearest machine that vouches for one; empty when nothing is known.

    Each reverse proxy appends the address it was called from, so only the last entries of the header are true: as many
    as there are proxies of our own. Everything before them is written by whoever likes.
    """
    peer = _valid(request.client.host) if request.client else ""
    hops = settings().proxy_hops
    told = ",".join(request.headers.getlist("x-forwarded-for")).split(",")
    return (_valid(told[-hops]) or peer) if 0 < hops <= len(told) else peer


def site(address: str) -> str:
    """What one party holds: an IPv4 address, or an IPv6 network, whose addresses cost its holder nothing."""
    known = _valid(address)
    if known and isinstance(ip_address(known), IPv6Address):
        return str(ip_network((known, _IPV6_SITE), strict=False))
    return known
