"""Which network addresses may be dialled: public ones, and those that an operator allows."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

from openup.kernel.errors import OpenUpError
from openup.kernel.words import say

Address = IPv4Address | IPv6Address

_TRANSLATED: Final = tuple(map(IPv6Network, ("64:ff9b::/96", "::/96", "::ffff:0:0:0/96")))
_LOCAL: Final = tuple(map(IPv6Network, ("64:ff9b:1::/48", "fec0::/10")))
"""Networks inside a house that the language does not count among the private ones."""


class NotFetched(OpenUpError):
    """An address was not fetched; the sentence says why and what to do."""

    code = "not-fetched"


def allowed_networks(text: str) -> tuple[str, ...]:
    """Networks in a list such as `127.0.0.1, 10.1.0.0/16`. Raises NotFetched if one is none."""
    found = tuple(filter(None, (part.strip() for part in text.split(","))))
    for one in found:
        try:
            ip_network(one, strict=False)
        except ValueError as error:
            raise NotFetched(
                say("“%(text)s” is not a network address.", text=one),
                advice=say("Write addresses or networks with commas: 10.1.0.0/16, 127.0.0.1."),
            ) from error
    return found


def resolve(host: str, port: int, allow: Sequence[str]) -> list[Address]:
    """The addresses of a host, each of which may be dialled. Raises NotFetched."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotFetched(
            say("There is no server called %(host)s.", host=host),
            advice=say("Check the address, and whether this machine reaches the network."),
        ) from error
    found = list(
        dict.fromkeys(ip_address(str(answer[4][0]).partition("%")[0]) for answer in answers)
    )
    for address in found:
        if not is_public(address) and not _is_allowed(address, allow):
            raise NotFetched(
                say("%(host)s is an address inside a network: %(address)s.",
                    host=host, address=address),
                advice=say("Only public addresses are fetched. Save the file and read that, or "
                           "name the network in OPENUP_NET_ALLOW."),
            )  # fmt: skip
    return found


def is_public(address: Address) -> bool:
    """Whether anybody on the internet would reach the same machine by this address."""
    if isinstance(address, IPv6Address):
        inner = _within(address)
        if inner is not None:
            return is_public(inner)
        if any(address in network for network in _LOCAL):
            return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


def _within(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for."""
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if any(address in network for network in _TRANSLATED):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def _is_allowed(address: Address, allow: Sequence[str]) -> bool:
    return any(address in ip_network(one, strict=False) for one in allow)
