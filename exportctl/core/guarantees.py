"""What the product promises on its trust page. Only what a test proves stands here (docs/guarantees.md)."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Promise:
    code: str  # as in docs/guarantees.md and `./run prove`
    text: Any
    how: Any


@dataclass(frozen=True)
class Theme:
    """What the public asks, answered in a sentence, with the promises behind it."""

    title: Any
    text: Any
    codes: tuple[str, ...]

    @property
    def promises(self) -> list[Promise]:
        return [promise for promise in PROMISES if promise.code in self.codes]


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
        _(
            "Rules, states, populations and holidays are frozen at the opening, and the database refuses to "
            "change them. The file is signed only if positions, receipts, outcome and audit trail agree."
        ),
    ),
    Promise(
        "G5",
        _("Listing happens exactly once, and never without a closed procedure that allows it."),
        _(
            "Outcome and entry are one transaction; the database refuses an entry without a closed procedure "
            "that listed these very words."
        ),
    ),
    Promise(
        "G6",
        _("Working days are right in each of the 27 calendars, over clock changes and the ends of years."),
        _(
            "They are counted by one rule over dated tables of holidays, and what was counted is stored; another"
            " count, day by day, has to agree with it."
        ),
    ),
    Promise(
        "G7",
        _("A Member State has one position, however many delegates it has."),
        _(
            "Its delegates are taken one after the other; whoever wrote on an older position is shown both before"
            " anything is recorded."
        ),
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
            "Decisions, extensions, withdrawals, corrections and delistings, reference data, and seats that decide,"
            " take positions or administer need two people."
        ),
        _(
            "The database refuses an approval by whoever proposed, and of a seat by whoever is to hold it; it keeps"
            " what was proposed as it is, and takes populations and holidays with an approved change alone."
            " Only the first two who administer a body are made by whoever runs the site."
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
        _(
            "Numbers from one to four are hidden, and with them every total from which one could tell them;"
            " the figures change once a month."
        ),
    ),
    Promise(
        "G14",
        _(
            "Every change of a status, a seat, a key, a password or an organisation is audited, or it does "
            "not happen."
        ),
        _(
            "The database refuses a status, a seat or a key without its audit event in the same transaction; "
            "new passwords and organisations it records by itself."
        ),
    ),
    Promise(
        "G15",
        _("The audit trail shows every later change, even one by a database administrator."),
        _(
            "Events are sealed every second, and each seal is signed. The last one is kept "
            "outside the database, so that an end that was cut off is noticed as well."
        ),
    ),
    Promise(
        "G16",
        _("The control list is only added to, and outsiders can check each entry against its signed log."),
        _(
            "Each change is a line of a public log (RFC 6962) that is signed; the log writes the list’s table, and "
            "pages and screening read the words of the log. Anybody copies the log as files (C2SP tlog-tiles), and "
            "the verifier refuses one that does not go on from a head that they kept."
        ),
    ),
    Promise(
        "G18",
        _("A forged authorisation is noticed: by telephone camera, and without a network."),
        _(
            "Its paper is sealed by the authority; the code on it leads to a status page without names and carries"
            " signed facts that the verifier checks offline. Without the authority’s seal no paper is made."
        ),
    ),
    Promise(
        "G19",
        _("Nothing is written off beyond what was granted."),
        _(
            "A deduction locks its line; its row in the ledger moves the balance, which nothing else can, and the"
            " database refuses one below nothing. The same declaration told again is deducted once."
        ),
    ),
    Promise(
        "G20",
        _("Messages are sent at least once, and never for what did not happen."),
        _("They are written in the transaction that causes them, and sent from there."),
    ),
    Promise(
        "G21",
        _("Events for company systems are signed, in the order of their case, and can be read again."),
        _(
            "Each is signed over its time and body and sent until it arrives, by https and to public addresses"
            " alone; whoever missed one asks for all after it."
        ),
    ),
    Promise(
        "G22",
        _("A file that somebody sends harms neither its readers nor the product."),
        _(
            "Its structure is read in a process of its own; what runs, reaches out, hides another file or is marked as"
            " classified is opened to nobody. Files are downloads, never pages of this site."
        ),
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

THEMES = (
    Theme(
        _("Nobody can change the list in secret"),
        _(
            "Every change is a numbered edition that is signed and can only be added to. You can download the proof"
            " of an entry and check it on your own computer."
        ),
        ("G5", "G16"),
    ),
    Theme(
        _("Every result can be worked out again"),
        _(
            "Who took part, with how many people, until which day: all of it is fixed when a procedure opens."
            " Positions are counted once, on time, and not lost."
        ),
        ("G1", "G2", "G3", "G4", "G6", "G7"),
    ),
    Theme(
        _("Nobody decides alone, or for two sides"),
        _(
            "Decisions, and the seats of those who decide, take two people. Nobody acts for an exporter and an"
            " authority at the same time."
        ),
        ("G10", "G11", "G12"),
    ),
    Theme(
        _("Secrets of companies stay secret"),
        _(
            "Everybody sees only the cases that are theirs. Public figures tell of no single case, and the public"
            " never reads who objected."
        ),
        ("G8", "G13", "G22"),
    ),
    Theme(
        _("An authorisation is what was granted, and no more"),
        _(
            "Its paper is sealed, and anybody who holds it can look up whether it is good today. Customs deduct what"
            " leaves, and never more than was granted."
        ),
        ("G18", "G19"),
    ),
    Theme(
        _("What happened stays on record"),
        _(
            "Every decision leaves a trace that is sealed within seconds. Who changed it later, even with full"
            " access to the computers, would be found out."
        ),
        ("G14", "G15"),
    ),
    Theme(
        _("It works when parts of it fail"),
        _("Deadlines hold and messages arrive, even when a computer stops in between."),
        ("G20", "G21", "G31", "G32"),
    ),
)
