"""Typed settings from the environment. A secret may be given as a file: NAME_FILE instead of NAME."""

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SERVER = re.compile(r"(?:\[(?P<v6>[^\]]+)\]|(?P<name>[^:\[\]]*))(?::(?P<port>\d+))?")
TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


class BadSetting(ValueError):
    """A variable of the environment that cannot be read as what it has to be."""


def text(name: str, default: str) -> str:
    return os.environ.get(name, default)


def flag(name: str, default: bool) -> bool:
    value = os.environ.get(name, str(default)).strip().lower()
    if value not in TRUE | FALSE:
        raise BadSetting(f"{name} is {value!r}; write true or false.")
    return value in TRUE


def number(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise BadSetting(f"{name} is {value!r}; write a whole number.") from None


def path(name: str, default: Path) -> Path:
    """An absolute path; `~` is the account's home."""
    return Path(os.environ.get(name) or default).expanduser().absolute()


def url(name: str, default: str) -> str:
    """An address with scheme and host, without a slash at its end."""
    value = os.environ.get(name, default).rstrip("/")
    if value and not (urlsplit(value).scheme and urlsplit(value).netloc):
        raise BadSetting(f"{name} is {value!r}; write an address such as https://exportctl.example.")
    return value


def secret(name: str, default: str | None = None) -> str:
    """NAME, or the first line of the file NAME_FILE; a secret without a default has to be set."""
    if value := os.environ.get(name):
        return value
    if file := os.environ.get(f"{name}_FILE"):
        return Path(file).read_text(encoding="utf-8").strip()
    if default is None:
        raise BadSetting(f"{name} is not set; set it, or {name}_FILE to the file that holds it.")
    return default


def database(name: str, *, connect_timeout: int = 10) -> dict[str, Any]:
    """A Django DATABASES entry from postgres://role:password@host:port/database?option=value.

    Several servers stand with commas between them; `?target_session_attrs=read-write` finds the primary.
    Left out, the entry is empty: commands that need no database work, the others say what is missing.
    """
    address = urlsplit(secret(name, ""))
    if address.scheme not in {"", "postgres", "postgresql"}:
        raise BadSetting(f"{name} is a {address.scheme} address; exportctl runs on PostgreSQL alone.")
    servers = [SERVER.fullmatch(each) for each in address.netloc.rpartition("@")[2].split(",")]
    if not all(servers):
        raise BadSetting(f"{name}: write each server as host:port, with commas between several.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(address.path.lstrip("/")),
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": ",".join(each["v6"] or each["name"] for each in servers if each),
        "PORT": ",".join(each["port"] or "" for each in servers if each).strip(","),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"application_name": "exportctl", "connect_timeout": connect_timeout}
        | dict(parse_qsl(address.query)),
    }


def databases() -> dict[str, dict[str, Any]]:
    """Django's DATABASES for the role of this process: `app`, `owner` for migrations, `session` for long readers.

    Through a pool (DATABASE_DIRECT_URL is set, docs/scale.md) a connection is no session: what needs one has a
    connection of its own, and no cursor outlives its transaction.
    """
    role, is_pooled = text("EXPORTCTL_ROLE", "app"), bool(secret("DATABASE_DIRECT_URL", ""))
    if role == "owner":
        return {"default": database("DATABASE_OWNER_URL")}
    if role == "session":
        return {"default": database("DATABASE_DIRECT_URL" if is_pooled else "DATABASE_URL")}
    entries = {"default": database("DATABASE_URL")}
    if is_pooled:
        entries["default"]["DISABLE_SERVER_SIDE_CURSORS"] = True
        entries["direct"] = database("DATABASE_DIRECT_URL") | {"CONN_MAX_AGE": 0}
    else:  # what is prepared (exportctl/core/prepared.py) is planned once, for any values; a pool takes no options
        options = entries["default"]["OPTIONS"]
        options["options"] = f"{options.get('options', '')} -c plan_cache_mode=force_generic_plan".strip()
    if secret("REPLICA_URL", ""):
        entries["replica"] = database("REPLICA_URL", connect_timeout=2)
    return entries
