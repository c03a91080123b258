"""Everything somebody may do, of all apps: named in settings, so that no lower app imports a higher one."""

from controllist.rules import entries, entry_changes, table_imports, texts
from exportctl.core.rules import accounts, files, invitations, notices, reference
from licensing.rules import acts as licensing
from notifications.rules import acts as notifications

# Each with its words, its notices, its place in history and feed (exportctl/core/acts.py).
ACTS = (
    *accounts.ACTS,
    *invitations.ACTS,
    *notices.ACTS,
    *files.ACTS,
    *reference.ACTS,
    *entries.ACTS,
    *entry_changes.ACTS,
    *table_imports.ACTS,
    *texts.ACTS,
    *licensing.ACTS,
    *notifications.ACTS,
)
