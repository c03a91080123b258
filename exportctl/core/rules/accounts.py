"""Acts on accounts and seats, for the audit trail; and which seats an organisation can give."""

from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import Machine
from exportctl.core.rules.permissions import OrganisationKind, Permission

# An account passes through no states: these acts leave it as it is.
ACCOUNT = Machine(
    "account",
    (),
    initial="open",
    label=pgettext_lazy("thing", "account"),
    words={"open": pgettext_lazy("status", "open")},
)

ORGANISATION = Machine(
    "organisation",
    (),
    initial="open",
    label=pgettext_lazy("thing", "organisation"),
    words={"open": pgettext_lazy("status", "open")},
)

ACTS = (
    Act("create", ACCOUNT, pgettext_lazy("done to it", "made"), _("Made an account")),
    Act(
        "grant_seat",
        ACCOUNT,
        pgettext_lazy("done to it", "given a seat"),
        _("Gave a seat"),
        notices=(
            NoticeKind(
                "seat_granted",
                _("%(reference)s: you have been given a seat"),
                _("You may act for this organisation from %(from_on)s. Your account shows what you may do."),
                ("from_on",),
            ),
            NoticeKind(
                "manager_set_up",
                _("%(reference)s: somebody else administers the people, too"),
                _("Whoever runs this site made an account that administers the people here. Read who it is."),
            ),
        ),
    ),
    Act(
        "change_seat",
        ACCOUNT,
        pgettext_lazy("done to it", "given another end of a seat"),
        _("Changed until when a seat lasts"),
    ),
    Act(
        "remove_seat",
        ACCOUNT,
        pgettext_lazy("done to it", "relieved of a seat"),
        _("Removed a seat"),
        notices=(
            NoticeKind(
                "manager_removed",
                _("%(reference)s: somebody no longer administers the people"),
                _("Whoever runs this site took a seat for administering the people here. Read who is left."),
            ),
        ),
    ),
    Act("issue_key", ACCOUNT, pgettext_lazy("done to it", "given a key"), _("Made a key for a machine")),
    Act("set_key_end", ACCOUNT, pgettext_lazy("done to it", "given a key’s end"), _("Set the end of a key")),
    Act("revoke_key", ACCOUNT, pgettext_lazy("done to it", "relieved of a key"), _("Ended a key")),
    Act(
        "make_calendar_address",
        ACCOUNT,
        pgettext_lazy("done to it", "given a calendar address"),
        _("Made an address for a calendar"),
    ),
    Act(
        "end_calendar_address",
        ACCOUNT,
        pgettext_lazy("done to it", "relieved of a calendar address"),
        _("Ended the address for a calendar"),
    ),
    Act(
        "add_webhook",
        ACCOUNT,
        pgettext_lazy("done to it", "given a receiver of events"),
        _("Entered a receiver of events"),
    ),
    Act(
        "remove_webhook",
        ACCOUNT,
        pgettext_lazy("done to it", "relieved of a receiver of events"),
        _("Removed a receiver of events"),
    ),
    # These three the database itself records, where no act of ours has: migrations/0012_frozen_rows.
    Act("set_password", ACCOUNT, pgettext_lazy("done to it", "given a password"), _("Set a password")),
    Act("create", ORGANISATION, pgettext_lazy("done to it", "entered"), _("Entered an organisation")),
    Act("change", ORGANISATION, pgettext_lazy("done to it", "changed"), _("Changed an organisation")),
)

# Public bodies, whose people the Commission may administer as well; an exporter's are its own affair.
PUBLIC_BODIES = frozenset(
    {
        OrganisationKind.AUTHORITY,
        OrganisationKind.DELEGATION,
        OrganisationKind.CUSTOMS,
        OrganisationKind.SANDBOX,
    }
)

# Who gives which seat. An authority's officer is not a delegate's seat.
KINDS_OF = {
    Permission.FILE: frozenset({OrganisationKind.EXPORTER}),
    Permission.HANDLE: frozenset({OrganisationKind.AUTHORITY}),
    Permission.TAKE_POSITION: frozenset({OrganisationKind.DELEGATION}),
    Permission.ADMINISTER: frozenset({OrganisationKind.COMMISSION}),
    Permission.CHECK_SHIPMENTS: frozenset({OrganisationKind.CUSTOMS}),
    Permission.TRY_OUT: frozenset({OrganisationKind.SANDBOX}),
    Permission.MANAGE: PUBLIC_BODIES | {OrganisationKind.EXPORTER, OrganisationKind.COMMISSION},
}


def seats_given_by(kind: str) -> list[Permission]:
    """What an organisation of this kind lets people do."""
    return [permission for permission, kinds in KINDS_OF.items() if kind in kinds]


def excludes(kind: str, other: str, *, one_state: bool = False, shared: bool = False) -> bool:
    """Separation of duties: nobody holds seats at organisations of two kinds at one time.

    Except an authority and a delegation of `one_state` that says so itself (`shared`), and a sandbox beside anything:
    it opens nothing that is real.
    """
    both = {kind, other} - {OrganisationKind.SANDBOX}
    if both == {OrganisationKind.AUTHORITY, OrganisationKind.DELEGATION} and one_state and shared:
        return False
    return len(both) > 1
