"""Thirteen people and a case in every stage, committed; what a single call needs besides is made for that call."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from exportctl.core import clock
from exportctl.core.actions.files import scan_file
from exportctl.core.actions.reference import propose_change
from exportctl.core.actions.seats import grant_seat, remove_seat
from exportctl.core.models import ApiKey, Seat, User
from exportctl.core.rules.permissions import Permission
from licensing.actions.drafts import add_attachment
from licensing.actions.end_use_statements import send_link
from licensing.models import Document, DraftAttachment
from notifications.actions.extensions import propose_extension
from notifications.actions.notifications import submit
from notifications.actions.positions import record_position
from notifications.actions.rule_sets import propose_selection
from notifications.actions.withdrawals import propose_withdrawal
from notifications.models import ObjectionProcedure
from tests import factories
from tests.controllist.listing import make_entry
from tests.factories import DAY, HOUR, SEATED, organisation
from tests.requesting import make_request_draft

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

PASSWORD = "a horse and a staple"

# The columns of the tables, in their order. Everybody is German unless the name says otherwise.
COLUMNS = (
    "own",  # the exporter whose case it is
    "other",  # another exporter of the same state
    "officer",  # took the cases and proposes
    "foreign",  # an officer of France
    "approver",  # the officer's colleague
    "delegate",  # of France, which takes part in the window
    "notifying",  # the delegate of the notifying state
    "commission",  # proposes extensions and rule sets
    "second",  # the second officer of the Commission
    "customs",
    "anyone",  # not signed in, no key
    "left_exporter",  # had a seat at the exporter until a moment ago
    "left_offices",  # had a seat at the authority, at France's delegation and at the Commission
)


@dataclass
class World:
    people: dict[str, User]
    names: dict[str, Any] = field(default_factory=dict)  # what the tables call things by, and their id
    sessions: dict[str, Client] = field(default_factory=dict)
    machines: dict[str, Client] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)

    def makes(self) -> dict[str, Callable[[], Any]]:
        """Acts that wait for a second officer: one at a time may, so each call gets its own."""
        return {
            "extension": self._extension,
            "withdrawal": self._withdrawal,
            "selection": self._selection,
            "change": self._change,
        }

    def _extension(self) -> Any:
        return propose_extension(
            procedure_id=self._window(), working_days=5, reason="x", **self._by("commission")
        ).pk

    def _withdrawal(self) -> Any:
        return propose_withdrawal(procedure_id=self._window(), grounds="x", **self._by("officer")).pk

    def _selection(self) -> Any:
        return propose_selection(rule_set="unanimous_agreement", reason="x", **self._by("commission")).pk

    def _change(self) -> Any:
        names = {"en": "x", "de": "x", "fr": "x"}
        payload = {"calendar": "DE", "on": "2028-03-15", "names": names}
        return propose_change(kind="holiday_added", payload=payload, reason="x", **self._by("commission")).pk

    def _by(self, column: str) -> dict[str, Any]:
        return {"actor": self.people[column], "at": clock.now()}

    def _window(self) -> Any:
        return ObjectionProcedure.objects.get(reference=self.names["window"]).pk


def make_world() -> World:
    """Committed, on the present time of the product: windows are open whenever this runs."""
    own = factories.make_exporter("DE", name="Aquila Systems GmbH")
    other = factories.make_exporter("DE", name="Borealis Optik GmbH")
    left_exporter = factories.make_filer(own)
    left_offices = factories.make_user()
    for permission, kind in ((Permission.TAKE_POSITION, "delegation"), (Permission.ADMINISTER, "commission")):
        seat = grant_seat(
            user=left_offices,
            permission=permission,
            organisation=organisation(kind, "FR"),
            at=SEATED,
            starts_at=SEATED,
        )
        remove_seat(seat_id=seat.pk, at=SEATED + DAY)  # one side at a time
    grant_seat(
        user=left_offices,
        permission=Permission.HANDLE,
        organisation=organisation("authority", "DE"),
        at=SEATED,
        starts_at=SEATED,
    )
    world = World(
        {
            "own": factories.make_filer(own),
            "other": factories.make_filer(other),
            "officer": factories.make_officer("DE"),
            "foreign": factories.make_officer("FR"),
            "approver": factories.make_officer("DE"),
            "delegate": factories.make_delegate("FR"),
            "notifying": factories.make_delegate("DE"),
            "commission": factories.make_commissioner(),
            "second": factories.make_commissioner(),
            "customs": factories.make_customs("DE"),
            "left_exporter": left_exporter,
            "left_offices": left_offices,
        }
    )
    _cases(world, own)
    everybody = User.objects.filter(pk__in=[user.pk for user in world.people.values()])
    everybody.update(password=make_password(PASSWORD))
    _enter(world)
    return world


def _cases(world: World, exporter: Any) -> None:
    own, officer, approver = (world.people[name] for name in ("own", "officer", "approver"))
    at = clock.now() - 6 * DAY

    def item(model: str) -> dict[str, Any]:
        return {"item": {**factories.NOTIFICATION["item"], "model": model}, "by": own, "at": at}

    draft = factories.make_notification(exporter, **item("Draft"))
    attachment = _attach(draft, own, at)
    sent = factories.make_notification(exporter, **item("Sent"))
    _attach(sent, own, at)
    fresh = submit(notification_id=sent.pk, actor=own, at=at)
    mine, asked, proposed, refused = (
        factories.make_taken_request(officer, exporter=exporter, **item(model))
        for model in ("Mine", "Asked", "Proposed", "Refused")
    )
    question = factories.ask(asked, at=at + DAY)
    proposal = factories.make_proposal(proposed, at=at + DAY)
    window = factories.approve(
        factories.make_proposal(refused, at=at + DAY), by=approver, at=at + DAY + HOUR
    ).procedure
    procedure = ObjectionProcedure.objects.get(reference=window)
    record_position(
        procedure_id=procedure.pk,
        actor=world.people["delegate"],
        stance="object",
        grounds=["proportionality"],
        reason="Too wide.",
        expected_sequence=None,
    )
    unsent = make_request_draft(exporter, by=own, at=at)
    paper = _attach(unsent, own, at)
    link = send_link(request_id=unsent.request_id, email="buyer@hospital.example", actor=own, at=at)
    world.names |= {
        "unsent": unsent.reference,
        "unsent_paper": paper.pk,
        "statement_link": link.pk,
        "statement_token": link.token,
        "no_token": "0" * 64,
        "unsent_part": "parties",
        "lines": "items",
        "request_kind": "global",
        "line_place": "items-1",
        "draft": draft.reference,
        "attachment": attachment.pk,
        "flag": next(iter(draft.body["red_flags"])),
        "part": "item",
        "sent": sent.reference,
        "fresh": fresh.reference,
        "document": Document.objects.get(request=fresh, file__status="clean").pk,
        "mine": mine.reference,
        "asked": asked.reference,
        "question": question.pk,
        "proposed": proposed.reference,
        "proposal": proposal.pk,
        "content_hash": proposal.content_hash,
        "refused": refused.reference,
        "decision": "decision",
        "window": window,
        "dossier": "dossier",
        "entry": make_entry(at=at).code,
        "tile": "tile/0/000.p/1",
        "edition": 1,
        "form": "ndjson",
        "rule_set": "single_objection",
        "control_entry": "5A002.a.2",
        "unanimous": "unanimous_agreement",
        "calendar": "DE",
        "year": 2028,
        "first": 1,
        "word": "abcdef",
    }


def _attach(draft: Any, by: User, at: Any) -> DraftAttachment:
    paper = SimpleUploadedFile("offer.txt", b"An offer for two pieces.", "text/plain")
    made = add_attachment(model=type(draft), draft_id=draft.pk, uploaded=paper, question="", actor=by, at=at)
    scan_file(file_id=made.file_id, at=at + timedelta(minutes=1), machine_at=at)
    return made


def _enter(world: World) -> None:
    """A browser and a machine for everybody; those who left made their key before they had to."""
    for number, column in enumerate(COLUMNS, start=1):
        address = {"REMOTE_ADDR": f"192.0.2.{number}"}  # nobody is slowed down by what another one called
        world.sessions[column] = browser = Client(**address)
        headers = {}
        if column != "anyone":
            world.keys[column] = _key(world.people[column])
            headers["Authorization"] = f"Bearer {world.keys[column]}"
        world.machines[column] = Client(headers=headers, **address)
        if column.startswith("left"):
            _leave(world.people[column])
        if column != "anyone":
            browser.force_login(User.objects.get(pk=world.people[column].pk), BACKEND)
    world.names["key"] = ApiKey.objects.get(user=world.people["own"]).pk
    world.names["seat"] = lambda column: _seat(world, column)


def _key(user: User) -> str:
    seat = Seat.objects.filter(user=user, removed_at=None).order_by("pk")[0]
    return factories.issue_key(user=user, seat_id=seat.pk, name="Tests", at=SEATED).secret


def _leave(user: User) -> None:
    for seat in Seat.objects.filter(user=user, removed_at=None):
        remove_seat(seat_id=seat.pk, at=clock.now())


def _seat(world: World, column: str) -> int:
    """The person's own seat; somebody without one tries the exporter's."""
    holder = column if column in world.people and not column.startswith("left") else "own"
    return Seat.objects.filter(user=world.people[holder], removed_at=None).values_list("pk", flat=True)[0]


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is rolled back: every call meets the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def signed_in_as_before(browser: Client) -> Iterator[None]:
    """A call that signed the person out, or chose a language, did so for itself alone."""
    cookies = browser.cookies.output(header="").splitlines()
    try:
        yield
    finally:
        browser.cookies.clear()
        for cookie in cookies:
            browser.cookies.load(cookie.strip())
