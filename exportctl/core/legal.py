"""What the application's role may do with each table: every app declares its own, start-up and a test compare."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

# What the second officer's answer writes in a FourEyesAct.
ANSWER = ("status", "approved_by_id", "approved_at")


@dataclass(frozen=True, kw_only=True)
class Settled:
    """A row stays once its status is none of `open`: its `columns`, or where none is named all `but` a few.

    Where a table has no status, once one of the columns in `since` is filled; with neither, from the beginning.
    """

    open: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    but: tuple[str, ...] = ()


ANSWERED = Settled(open=("proposed",))  # a FourEyesAct after its answer


@dataclass(frozen=True, kw_only=True, eq=False)
class Tables:
    """The tables of one app, by what the application may do with their rows.

    `legal`: what the law or a proof rests on, never changed, never deleted. `frozen`: as they were written but
    for the columns named. `workflow`: changed, never deleted. `scratch`: workflow that may be deleted as well.
    `settled`: of frozen and workflow tables, what a trigger refuses to change once a status is reached.
    """

    legal: tuple[str, ...] = ()
    frozen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    settled: Mapping[str, Settled] = field(default_factory=dict)
    workflow: tuple[str, ...] = ()
    scratch: tuple[str, ...] = ()
    read_only: tuple[str, ...] = ()


TABLES = Tables(
    legal=(
        "core_auditevent",
        "core_auditleaf",
        "core_audithead",
        "core_populationset",
        "core_population",
        "core_holidayyear",
    ),
    frozen={
        # What was proposed is what is approved and accepted; only what comes of it is written later.
        "core_invitation": ("status", "approved_by_id", "opened_at", "answered_at", "seat_id"),
        "core_memberstate": ("delegate_may_be_officer",),  # with an approved reference change
        "core_referencechange": ANSWER,
    },
    settled={
        "core_referencechange": ANSWERED,
        "core_file": Settled(columns=("name", "size", "sha256", "uploaded_by_id", "created_at")),
    },
    workflow=(
        "core_user",
        "core_organisation",
        "core_seat",
        "core_apikey",
        "core_webhook",
        "core_calendaraddress",
        "core_notice",
        "core_digestline",
        "core_passwordlink",
        "core_file",
        "core_referencecounter",
        "core_sealstate",
        "core_heartbeat",
    ),
    scratch=(
        "core_publicholiday",
        "core_idempotencyrecord",
        "core_noticeread",
        "core_mutedcase",
        "django_session",
        "axes_accessattempt",
        "axes_accessattemptexpiration",
        "axes_accessfailurelog",
        "axes_accesslog",
        "account_emailaddress",
        "account_emailconfirmation",
    ),
    read_only=(
        "django_content_type",
        "auth_permission",
        "auth_group",
        "django_migrations",
    ),
)


def legal_tables(every: Iterable[Tables]) -> tuple[str, ...]:
    """The tables of all apps whose rows nothing may change."""
    return tuple(name for tables in every for name in tables.legal)


def grants(every: Iterable[Tables]) -> dict[str, frozenset[str]]:
    """Every table the application's role may touch, and how: the list the test compares PostgreSQL with."""
    privileges: dict[str, frozenset[str]] = {}
    for tables in every:
        privileges |= dict.fromkeys(tables.read_only, frozenset({"SELECT"}))
        privileges |= dict.fromkeys([*tables.legal, *tables.frozen], frozenset({"SELECT", "INSERT"}))
        privileges |= dict.fromkeys(tables.workflow, frozenset({"SELECT", "INSERT", "UPDATE"}))
        privileges |= dict.fromkeys(tables.scratch, frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"}))
    return privileges


def column_grants(every: Iterable[Tables]) -> dict[str, frozenset[str]]:
    """Of the frozen tables, the columns that may change."""
    return {name: frozenset(columns) for tables in every for name, columns in tables.frozen.items()}


def settled(every: Iterable[Tables]) -> dict[str, Settled]:
    """Of all apps the tables whose rows are settled by a status."""
    return {name: rule for tables in every for name, rule in tables.settled.items()}
