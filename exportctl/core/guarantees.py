"""What the product promises on its trust page. Only what a test proves stands here (docs/guarantees.md)."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Promise:
    code: str  # as in docs/guarantees.md and `./run prove`
    text: Any
    how: Any


PROMISES = (
    Promise(
        "G1",
        _("A position that was acknowledged is never lost and never counted twice."),
        _("Positions are only ever added; the database numbers them for each state and procedure."),
    ),
    Promise(
        "G2",
        _("No position counts after its state’s last day; none before it is refused as late."),
        _("The clock is read after the lock is held, and compared with the instant fixed at the opening."),
    ),
    Promise(
        "G3",
        _("A procedure closes exactly once, soon after its end."),
        _("Outcome, list entry and the messages owed are one transaction; the outcome is unique."),
    ),
    Promise(
        "G4",
        _("Whoever holds the evidence file can recompute an outcome without us."),
        _("Rules, states, populations and holidays are frozen at the opening, and stand in the file."),
    ),
    Promise(
        "G8",
        _("Nobody reads or changes what belongs to another exporter, authority or state."),
        _(
            "Every list, page, file and call goes through one door that knows the person’s seats; a seat begins when"
            " the person accepts it."
        ),
    ),
    Promise(
        "G10",
        _("Removing a person works at once."),
        _("Access follows from the seat itself; sessions and keys end in the same transaction."),
    ),
    Promise(
        "G11",
        _(
            "Decisions, extensions, withdrawals, reference data, and seats that decide, take positions or administer"
            " need two people."
        ),
        _(
            "The database refuses an approval by whoever proposed, and of a seat by whoever is to hold it; an approval"
            " is bound to what was proposed. Only the first two who administer a body are made by whoever runs the"
            " site."
        ),
    ),
    Promise(
        "G12",
        _(
            "Nobody acts for two sides with one account at the same time: exporter, authority, delegation, customs,"
            " Commission."
        ),
        _(
            "The database refuses the second seat in the transaction that would give it. A state may say that its"
            " delegate may be an officer of its authority."
        ),
    ),
    Promise(
        "G13",
        _("Public figures single nobody out."),
        _("Numbers from one to four are hidden, and with them every total from which one could tell them."),
    ),
    Promise(
        "G14",
        _("Every change of state is audited, or it does not happen."),
        _("The database refuses a change without its audit event in the same transaction."),
    ),
    Promise(
        "G15",
        _("The audit trail shows every later change, even one by a database administrator."),
        _("Events are sealed every second into a Merkle tree whose root is signed."),
    ),
    Promise(
        "G16",
        _("The control list only grows, and outsiders can check that it did."),
        _("Each change is a leaf of a public log (RFC 6962) with a signed checkpoint."),
    ),
    Promise(
        "G20",
        _("Messages are sent at least once, and never for what did not happen."),
        _("They are written in the transaction that causes them, and sent from there."),
    ),
    Promise(
        "G31",
        _("When background workers stop, things get slower but never wrong."),
        _("Deadlines and queues live in the database; nothing else has to be remembered."),
    ),
    Promise(
        "G32",
        _("It starts, and shows the same, on any day."),
        _(
            "The demonstration’s steps follow their sequence, on working days and in office hours of each state."
        ),
    ),
)
