"""Ports on the loopback device."""

import random
import socket

# Below the range from which the system draws ports for clients: one in TIME_WAIT would be in the way.
LOW, HIGH = 20_000, 32_000


def free_port() -> int:
    for _attempt in range(200):
        port = random.SystemRandom().randrange(LOW, HIGH)
        if not taken(port):
            return port
    raise RuntimeError(f"No free port between {LOW} and {HIGH}.")


def taken(port: int) -> bool:
    """Does somebody serve this port of localhost, in either family, or may we not have it?"""
    with socket.socket() as ours:
        ours.setsockopt(
            socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
        )  # as the server will: TIME_WAIT is no matter
        try:
            ours.bind(("127.0.0.1", port))
        except OSError:
            return True
    return answers(port, "::1")


def answers(port: int, host: str = "127.0.0.1") -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as client:
            client.settimeout(1)
            return client.connect_ex((host, port)) == 0
    except OSError:  # no IPv6 here
        return False
