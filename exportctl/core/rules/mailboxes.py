"""When two e-mail addresses are one mailbox. Pure; every address is stored and compared in this form."""

import re
from unicodedata import category, normalize

# What is pasted with an address and seen by nobody, besides the format characters (Cf) such as U+200B.
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0]")
_DOTS = re.compile("[\u3002\uff0e\uff61]")  # which browsers read as dots in a domain


def mailbox_of(address: str) -> str:
    """The address without invisible characters, its domain in lower case and punycode (RFC 3492, RFC 5890)."""
    seen = _UNSEEN.sub("", "".join(sign for sign in address if category(sign) != "Cf")).strip()
    local, at, domain = seen.rpartition("@")
    if not at:
        return seen
    return f"{normalize('NFC', local.strip())}@{_ascii_domain(domain)}"


def same_mailbox(one: str, other: str) -> bool:
    """Do both addresses lead to one mailbox? Capitals do not count."""
    return mailbox_of(one).lower() == mailbox_of(other).lower()


def _ascii_domain(domain: str) -> str:
    labels = _DOTS.sub(".", normalize("NFKC", domain).strip().lower()).rstrip(".").split(".")
    return ".".join(map(_ascii_label, labels))


def _ascii_label(label: str) -> str:
    """As IDNA 2008 writes it: `ß` stays a letter of its own, where Python's codec `idna` makes it `ss`."""
    label = normalize("NFC", label)
    return label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}"
