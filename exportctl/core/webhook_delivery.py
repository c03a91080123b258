"""One POST to a receiver of events: over TLS, to a public address that was looked up once, and nowhere else.

The name is resolved here and the connection goes to that very address (a second look-up may answer another one);
redirections are not followed, and what the receiver writes back is not read.
"""

import http.client
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from threading import Timer
from urllib.parse import urlsplit

from exportctl.core.rules.webhooks import SECONDS, is_public

LATE = f"No answer within {SECONDS} seconds"


class NotDelivered(Exception):
    """Why, in short."""


class _Pinned(http.client.HTTPSConnection):
    """Connects to an address that was checked, and speaks TLS for the name."""

    def __init__(self, host: str, port: int, address: str) -> None:
        super().__init__(host, port, timeout=SECONDS, context=ssl.create_default_context())
        self._address = address

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), timeout=SECONDS)
        context: ssl.SSLContext = self._context  # type: ignore[attr-defined]
        secure = context.wrap_socket(plain, server_hostname=self.host, do_handshake_on_connect=False)
        self.sock = secure
        secure.do_handshake()


class _Deadline:
    """Cuts a connection off: whoever answers one octet after the other never lets a time-out of the socket pass."""

    def __init__(self, connection: http.client.HTTPConnection) -> None:
        self.is_over = False
        self._connection = connection
        self._timer = Timer(SECONDS, self._cut)
        self._timer.daemon = True
        self._timer.start()

    def cancel(self) -> None:
        self._timer.cancel()

    def _cut(self) -> None:
        self.is_over = True
        with suppress(OSError, AttributeError):  # not connected yet, or no more
            self._connection.sock.shutdown(socket.SHUT_RDWR)


def post(url: str, body: bytes, headers: Mapping[str, str]) -> None:
    """Deliver; any status from 200 to 299 is an arrival. Raises NotDelivered."""
    address = urlsplit(url)
    host, port = address.hostname or "", address.port or 443
    connection = _Pinned(host, port, public_address(host, port))
    deadline = _Deadline(connection)
    path = f"{address.path or '/'}?{address.query}" if address.query else address.path or "/"
    try:
        connection.request("POST", path, body, {"Content-Type": "application/json", **headers})
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        if deadline.is_over:
            raise NotDelivered(LATE) from error
        raise NotDelivered(f"{type(error).__name__}: {error}"[:200]) from error
    finally:
        deadline.cancel()
        connection.close()
    if deadline.is_over:
        raise NotDelivered(LATE)
    if not 200 <= status < 300:
        raise NotDelivered(f"HTTP {status}")


def public_address(host: str, port: int) -> str:
    """An address of the host; every one that it has must be public. Raises NotDelivered before anything connects."""
    try:
        addresses = {row[4][0] for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise NotDelivered(f"{host} is not known: {error}"[:200]) from error
    if not addresses or not all(is_public(str(each)) for each in addresses):
        raise NotDelivered(f"{host} has an address that is not public")
    return str(sorted(addresses, key=str)[0])
