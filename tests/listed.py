"""A list of many entries in a clone, with statistics as fresh as autovacuum leaves them."""

from contextlib import closing
from typing import Any

from exportctl.demo.union.entries import fill_list as fill


def fill_list(clone: Any, size: int) -> None:
    """`size` entries, written as the owner."""
    with closing(clone.connect("exportctl_owner")) as owner:
        fill(owner, size)
        owner.autocommit = True
        with owner.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
