"""What lets anybody check, with the log's signed head alone, that an entry is on the list as shown."""

from typing import Any

from controllist.models import ControlListEntry, LogHead, LogLeaf
from exportctl.core import merkle
from exportctl.core.errors import NotFound
from exportctl.core.signing import countersigned, sign

PROOF_TYPE = "exportctl-list-proof/1"


def proof(entry: ControlListEntry, *, edition: int | None = None) -> dict[str, Any]:
    """The inclusion proof (RFC 6962, section 2.1.1) of the entry's last edition under the latest head.

    `edition`: as the entry stood with that one, which stays provable. Raises NotFound where it was not on the list yet.
    """
    head = LogHead.objects.latest("size")
    leaves = LogLeaf.objects.select_related("edition").filter(entry=entry, index__lt=head.size)
    leaf = (leaves if edition is None else leaves.filter(edition__lte=edition)).order_by("-index").first()
    if leaf is None or (edition or 0) > head.size:
        raise NotFound
    hashes = list(
        LogLeaf.objects.filter(index__lt=head.size).order_by("index").values_list("hash", flat=True)
    )
    path = merkle.audit_path(leaf.index, [bytes.fromhex(each) for each in hashes])
    return sign(
        {
            "type": PROOF_TYPE,
            "leaf": bytes(leaf.leaf).hex(),
            "leaf_index": leaf.index,
            "tree_size": head.size,
            "audit_path": [each.hex() for each in path],
            "root_hash": head.root,
            "salts": leaf.salts,
            "checkpoint": countersigned(head.checkpoint),
            "entry": leaf.edition.content,
        }
    )


def place(entry: ControlListEntry) -> LogLeaf:
    """The leaf of the edition that the entry is read in."""
    return LogLeaf.objects.get(entry=entry, edition=entry.edition)
