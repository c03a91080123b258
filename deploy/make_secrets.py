"""`python3 deploy/make_secrets.py`: the random secrets of docker-compose.yml, into deploy/secrets/.

What exists is kept. The folder is for its owner's eyes only; the files in it can be read by the containers'
accounts, which get them one by one.
"""

import base64
import os
import secrets
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "secrets"
PASSWORDS = (
    "secret_key",
    "database_superuser_password",
    "database_owner_password",
    "database_app_password",
    "broker_password",
)
PKCS8_ED25519 = bytes.fromhex(
    "302e020100300506032b657004220420"
)  # RFC 8410: what precedes the 32 random bytes


def main(folder: Path = FOLDER) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    made = {name: keep_or_write(folder / name, secrets.token_urlsafe(48)) for name in PASSWORDS}
    key = base64.encodebytes(PKCS8_ED25519 + os.urandom(32)).decode()
    keep_or_write(folder / "signing_key", f"-----BEGIN PRIVATE KEY-----\n{key}-----END PRIVATE KEY-----\n")
    for role in ("app", "owner"):
        url = f"postgres://exportctl_{role}:{made[f'database_{role}_password']}@database:5432/exportctl"
        keep_or_write(folder / {"app": "database_url", "owner": "database_owner_url"}[role], url)
    for name in ("replica_url", "database_direct_url"):  # empty: there is no replica, and no pool
        keep_or_write(folder / name, "")
    keep_or_write(folder / "broker_url", f"redis://:{made['broker_password']}@broker:6379/0")


def keep_or_write(file: Path, value: str) -> str:
    if not file.exists():
        file.write_text(value, encoding="ascii")
        file.chmod(0o644)
    return file.read_text(encoding="ascii")


if __name__ == "__main__":
    main()
