"""Acts on messages, for the audit trail."""

from exportctl.core.machine import Machine

# A message passes through no states that people decide on: these acts leave it owed, as it was.
NOTICE = Machine("message", (), initial="owed")
