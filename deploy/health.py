"""Container health: `python health.py web|worker|beat|sealer`; exit 0 when it does its work."""

import socket
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from exportctl import env

# The newest 10,000 events are looked at: what is older and unsealed was seen by an earlier check.
OLDEST_UNSEALED = """
    SELECT min(event.id) FROM core_auditevent event
     WHERE event.id > (SELECT coalesce(max(event_id), 0) - 10000 FROM core_auditleaf)
       AND NOT EXISTS (SELECT FROM core_auditleaf leaf WHERE leaf.event_id = event.id)
"""
SEEN = Path(tempfile.gettempdir()) / "oldest-unsealed"


def web() -> bool:
    with urllib.request.urlopen("http://127.0.0.1:8000/readyz", timeout=4) as answer:
        return answer.status == 200


def worker() -> bool:
    """This container's worker answers over the broker."""
    ping = [
        "celery",
        "--app",
        "exportctl",
        "inspect",
        "ping",
        "--timeout=10",
        f"--destination=celery@{socket.gethostname()}",
    ]
    return subprocess.run(ping, capture_output=True).returncode == 0


def beat() -> bool:
    """One of the beats holds the lock; it runs out within 25 seconds when nobody renews it."""
    import redis

    return bool(redis.Redis.from_url(env.secret("BROKER_URL")).exists("redbeat::lock"))


def sealer() -> bool:
    """The oldest unsealed event is not the one of the check before."""
    import psycopg2

    with psycopg2.connect(env.secret("DATABASE_URL")) as connection, connection.cursor() as cursor:
        cursor.execute(OLDEST_UNSEALED)
        oldest = str(cursor.fetchone()[0])
    before = SEEN.read_text() if SEEN.exists() else ""
    SEEN.write_text(oldest)
    return oldest == "None" or oldest != before


if __name__ == "__main__":
    sys.exit(0 if {"web": web, "worker": worker, "beat": beat, "sealer": sealer}[sys.argv[1]]() else 1)
