"""What is sent to a receiver of events, how it is signed, and which addresses may receive anything. Pure."""

import hmac
from datetime import timedelta
from hashlib import sha256
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.rules.codes import Unreadable
from exportctl.core.rules.outbox import LONGEST_WAIT, wait_after
from exportctl.core.shapes import Code, Integer, ListOf, Object, Text

MOST = 10  # receivers of one organisation
LONGEST_URL = 500
SECONDS = 10  # for one delivery
HTTPS_ONLY = _("Give an address that begins with https:// and has a host name, without a user or a password.")
NOT_PUBLIC = _("%(host)s is no address of the public internet: events are sent to such addresses alone.")


def receiver_url(text: str) -> str:
    """An https address of a named host. Raises Unreadable; whether the host is public is known when it is called."""
    address = urlsplit(text.strip())
    try:
        is_fine = (
            address.scheme == "https" and address.hostname and not (address.username or address.password)
        )
        _port = address.port
    except ValueError:
        is_fine = False
    if not is_fine or not address.hostname or not text.isascii() or any(map(str.isspace, text.strip())):
        raise Unreadable(HTTPS_ONLY)
    if _is_number(address.hostname) and not is_public(address.hostname):
        raise Unreadable(NOT_PUBLIC % {"host": address.hostname})
    return text.strip()


def is_public(address: str) -> bool:
    """Is it an address of the public internet: neither private, local, reserved, mapped nor of a group?"""
    try:
        number = ip_address(address.split("%")[0])
    except ValueError:
        return False
    for inner in _inside(number):
        if not inner.is_global or inner.is_multicast or inner.is_reserved or inner.is_unspecified:
            return False
    return True


def _inside(number: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """The address, and the IPv4 one that an IPv6 one leads to."""
    if isinstance(number, IPv4Address):
        return [number]
    leads = [number.ipv4_mapped, number.sixtofour, *(number.teredo or ())]
    if number in NAT64 or int(number) >> 32 == 0:
        leads.append(IPv4Address(int(number) & 0xFFFFFFFF))
    return [number, *(each for each in leads if each)]


class _Nat64:
    """64:ff9b::/96 and 64:ff9b:1::/48 translate to IPv4 (RFC 6052, RFC 8215)."""

    def __contains__(self, number: IPv6Address) -> bool:
        return int(number) >> 32 == 0x64FF9B0000000000000000 or int(number) >> 80 == 0x64FF9B0001


NAT64 = _Nat64()


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return all(part.isdecimal() or part[:2].lower() == "0x" for part in host.split(".")) and bool(host)
    return True


def signature(secret: str, *, timestamp: int, body: bytes) -> str:
    """`v1=` and the HMAC-SHA-256, in hex, of the timestamp in seconds, a point and the body."""
    written = f"{timestamp}.".encode() + body
    return "v1=" + hmac.new(secret.encode(), written, sha256).hexdigest()


def next_wait(failures: int) -> timedelta:
    """After a failure; a receiver is never given up, only asked more seldom."""
    return wait_after(failures) or LONGEST_WAIT


WEBHOOK = Object(
    members={
        "url": Code(read=receiver_url, written="https://.+", most=LONGEST_URL),
        "types": ListOf(each=Text(most=60), most=50, required=False),
    }
)
REPLAY = Object(members={"after": Integer(most=2**62)})
