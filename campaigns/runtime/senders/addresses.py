"""To which addresses a webhook may be sent: never into the house's own network, unless a setting allows it."""

import asyncio
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from django.conf import settings

Address = IPv4Address | IPv6Address
_NAT64 = IPv6Network("64:ff9b::/96")


class Unreachable(Exception):
    """The name leads nowhere."""


class PrivateAddress(Exception):
    """The name leads into a private network."""


async def checked_address(host: str, port: int) -> str:
    """The address to connect to. It is this one that is connected to: asked again, a name may answer otherwise."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(str(error)) from error
    addresses = [ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    allowed = [each for each in addresses if settings.WEBHOOKS_MAY_BE_PRIVATE or is_public(each)]
    if not allowed:
        raise PrivateAddress(host) if addresses else Unreachable(host)
    return str(allowed[0])


def is_public(address: Address) -> bool:
    """Also judges the IPv4 address that an IPv6 one wraps: mapped, or by 6to4, Teredo or NAT64."""
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    wrapped = _wrapped(address) if isinstance(address, IPv6Address) else None
    return wrapped is None or is_public(wrapped)


def _wrapped(address: IPv6Address) -> IPv4Address | None:
    if address.teredo is not None:
        return address.teredo[1]
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
