"""What a list or a case costs the database: a fixed number of queries, the same with one row and with ten."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from exportctl.core import clock
from exportctl.core.actions.invitations import invite
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from licensing.actions.catalogue import add_entry
from licensing.actions.customs_enquiries import ask_authority
from licensing.actions.customs_holds import place_hold
from licensing.actions.drafts import add_attachment
from licensing.actions.messages import open_thread, write_message
from licensing.actions.notes import write_note
from licensing.actions.registrations import confirm_registration, enter_registration
from licensing.models import Authorisation, AuthorisationRequest, Denial, RequestDraft, StateConsultation
from licensing.rules.catalogue import Kind
from licensing.rules.drafts import MOST_ATTACHMENTS
from licensing.rules.messages import Side
from notifications.actions.positions import record_position
from notifications.models import CatchAllNotification, ObjectionProcedure
from tests import factories
from tests.controllist.listing import make_entry
from tests.core.honest_files import png
from tests.factories import DAY, HOUR, machine, organisation
from tests.licensing.enquiring import ENQUIRY
from tests.licensing.general import make_bar, make_registration
from tests.licensing.granted import make_authorisation, mrn, write_off
from tests.licensing.test_registrations_rule import COMPANY
from tests.requesting import GLOBAL, make_request_draft, make_taken, make_taken_individual

pytestmark = pytest.mark.django_db
MANY = 4  # a query too many for each row shows at the third

# Address, reader: queries. A number that grows is a decision: write it here.
PAGES = {
    ("/overview", "exporter"): 24,
    ("/cases", "exporter"): 14,
    ("/cases?view=drafts", "exporter"): 14,
    ("/notifications/copy", "exporter"): 7,
    ("/company", "exporter"): 9,
    ("/registrations", "officer"): 7,
    ("/general-authorisations/own", "exporter"): 14,
    ("/general-authorisations/registrants", "officer"): 10,
    ("/general-authorisations/bars", "officer"): 7,
    ("/api/v1/general-registrations", "officer"): 6,
    ("/api/v1/consulted-bodies", "officer"): 2,
    ("/general-authorisations?control_entry=2B001&destination=CH", "exporter"): 13,
    ("/api/v1/general-authorisations", "exporter"): 5,
    ("/catalogue/items", "exporter"): 10,
    ("/catalogue/parties", "exporter"): 9,
    ("/notifications/{draft}", "exporter"): 13,
    ("/notifications/{draft}/item", "exporter"): 10,
    ("/notifications/{draft}/check", "exporter"): 11,
    ("/notifications/{draft}/documents", "exporter"): 7,
    ("/notifications/{draft}/due-diligence/result", "exporter"): 7,
    ("/notifications/{draft}/due-diligence/{flag}", "exporter"): 9,
    ("/requests/copy", "exporter"): 7,
    ("/requests/new", "exporter"): 6,
    ("/requests/{unsent}", "exporter"): 12,
    ("/requests/{unsent}/items", "exporter"): 9,
    ("/requests/{unsent}/items/1", "exporter"): 9,
    ("/requests/{unsent}/end-use", "exporter"): 10,
    ("/requests/{unsent}/check", "exporter"): 12,
    ("/requests/{unsent}/documents", "exporter"): 8,
    ("/requests/{unsent}/end-use-statement", "exporter"): 10,
    ("/do-i-have-to-notify?regime=regulation_2021&annex_i=no", "anyone"): 1,
    ("/worklist", "officer"): 12,
    ("/worklist?view=all", "officer"): 12,
    ("/worklist?view=all&flags=1&q=simulator", "officer"): 12,
    ("/search?q=simulator", "officer"): 11,
    ("/search?q=simulator", "exporter"): 11,
    ("/cases/{case}/peek", "officer"): 12,
    ("/procedures", "delegate"): 14,
    ("/procedures", "commission"): 14,
    ("/monitor", "commission"): 34,
    ("/inbox", "delegate"): 14,
    ("/list", "anyone"): 9,
    ("/list/suggestions?q=gateway", "anyone"): 6,
    ("/list/changes", "anyone"): 4,
    ("/list/changes.atom", "anyone"): 3,
    ("/list/changes/compare?from=1&to=2", "anyone"): 5,
    ("/statistics", "anyone"): 11,
    ("/statistics.csv", "anyone"): 9,
    ("/account/mail", "delegate"): 6,
    ("/cases/{case}", "exporter"): 15,
    ("/cases/{case}", "officer"): 18,
    ("/cases/{case}/due-diligence", "officer"): 20,
    ("/cases/{individual}", "exporter"): 16,
    ("/cases/{individual}", "officer"): 19,
    ("/cases/{global}", "officer"): 20,
    ("/cases/{individual}/propose", "officer"): 20,
    ("/api/v1/requests/{individual}", "officer"): 11,
    ("/api/v1/requests/{unsent}", "exporter"): 10,
    ("/cases/{case}/documents", "officer"): 15,
    ("/consulted-bodies", "officer"): 6,
    ("/cases/{case}/conversation", "officer"): 20,
    ("/cases/{case}/conversation?show=questions", "officer"): 16,
    ("/cases/{case}/conversation", "exporter"): 19,
    ("/cases/{case}/decision", "officer"): 18,
    ("/cases/{case}/history", "officer"): 15,
    ("/cases/{case}/messages", "exporter"): 16,
    ("/cases/{case}/messages/{thread}", "officer"): 18,
    ("/cases/{case}/notes", "officer"): 17,
    ("/cases/{case}/history", "exporter"): 15,
    ("/cases/{case}/decision", "exporter"): 18,
    ("/procedures/{window}", "delegate"): 23,
    ("/procedures/{window}/record", "commission"): 18,
    ("/authorisations", "exporter"): 19,
    ("/authorisations", "officer"): 19,
    ("/authorisations/{granted}", "exporter"): 20,
    ("/authorisations/{granted}", "officer"): 20,
    ("/authorisations/{granted}", "customs"): 18,
    ("/customs-holds", "officer"): 13,
    ("/customs-holds/{hold}", "officer"): 13,
    ("/api/v1/customs-holds", "customs"): 3,
    ("/customs-enquiries", "officer"): 11,
    ("/customs-enquiries/{enquiry}", "officer"): 11,
    ("/api/v1/customs-enquiries", "customs"): 4,
    ("/authorisations/{granted}/ask-for-change", "exporter"): 21,
    ("/cases/{case}/remedies", "officer"): 18,
    ("/api/v1/requests/{case}/remedies", "officer"): 9,
    ("/authorisations/{status}", "anyone"): 8,
    ("/team/routing", "officer"): 10,
    ("/team/duty-roster", "officer"): 9,
    ("/api/v1/duty-roster", "officer"): 3,
    ("/api/v1/routing-rules", "officer"): 2,
    ("/api/v1/pending-acts", "officer"): 2,
    ("/api/v1/denial-imports", "officer"): 2,
    ("/reference/holidays/DE/next", "commission"): 9,
    ("/denials/imports", "officer"): 8,
    ("/denials", "officer"): 11,
    ("/denials/{denied}", "officer"): 9,
    ("/api/v1/denials", "officer"): 3,
    ("/consultations?view=ours", "officer"): 12,
    ("/silence", "officer"): 11,
    ("/consultations/{question}", "officer"): 9,
    ("/api/v1/consultations?side=asking", "officer"): 4,
    ("/api/v1/authorisations", "exporter"): 8,
    ("/api/v1/authorisations/{granted}", "customs"): 9,
    ("/api/v1/authorisations/{granted}/ledger", "exporter"): 3,
    ("/api/v1/notifications", "exporter"): 3,
    ("/api/v1/requests", "exporter"): 12,
    ("/api/v1/requests", "officer"): 12,
    ("/api/v1/procedures", "delegate"): 6,
    ("/account", "delegate"): 7,
    ("/people", "manager"): 9,
    ("/people/invitations/{invitation}", "manager"): 10,
    ("/people/exporters", "manager"): 9,
    ("/people/organisations", "overseer"): 9,
    ("/api/v1/control-list", "anyone"): 2,
    ("/api/v1/requests/{case}", "officer"): 13,
    ("/api/v1/procedures/{window}", "delegate"): 6,
    ("/api/v1/procedures/{window}/evidence", "delegate"): 13,
}


class Desk:
    """One German case after another, from the notification to the open window."""

    def __init__(self):
        self.exporter = factories.make_exporter()
        self.people = {
            "exporter": factories.make_filer(self.exporter),
            "officer": factories.make_officer(),
            "approver": factories.make_officer(),
            "delegate": factories.make_delegate("FR"),
            "commission": factories.make_commissioner(),
            "customs": factories.make_customs(),
            "manager": factories.seated(Permission.MANAGE, organisation("authority")),
            "colleague": factories.seated(Permission.MANAGE, organisation("authority")),
            "overseer": factories.seated(Permission.MANAGE, organisation("commission")),
        }
        self.made, self.at, self.names = 0, clock.now() - 6 * DAY, {}

    def add(self):
        """A refused case with its question and window, one that waits, a draft, an entry, a position."""
        self.made += 1
        by, officer = self.people["exporter"], self.people["officer"]
        item = {**factories.NOTIFICATION["item"], "model": f"NW-{self.made}"}
        given = {"exporter": self.exporter, "by": by, "item": item, "at": self.at}
        draft = factories.make_notification(**given)
        factories.make_submitted_request(**given)
        request = factories.make_taken_request(officer, **given)
        factories.answer(factories.ask(request, at=self.at + HOUR), at=self.at + 2 * HOUR)
        request.refresh_from_db()
        thread = self.talk(request)
        proposal = factories.make_proposal(request, at=self.at + DAY)
        approval = factories.approve(proposal, by=self.people["approver"], at=self.at + DAY + HOUR)
        procedure = ObjectionProcedure.objects.get(reference=approval.procedure)
        delegate = self.people["delegate"]
        record_position(procedure_id=procedure.pk, actor=delegate, stance="comment", reason="Noted.")
        make_entry(at=self.at, models=[item["model"]])
        kept = {"exporter": self.exporter, "actor": by, "at": self.at}
        add_entry(kind=Kind.ITEM, body=item, **kept)
        add_entry(kind=Kind.PARTY, body={"name": f"Party {self.made}"}, **kept)
        known = {"case": request.reference, "window": procedure.reference, "thread": thread}
        known |= {"draft": draft.reference, "flag": next(iter(draft.body["red_flags"]))}
        known |= {"invitation": self.propose_seats()}
        self.register()
        known |= self.ask_for_authorisations()
        known |= self.grant()
        known |= self.deny()
        self.names = self.names or known
        self._attach(draft)

    def ask_for_authorisations(self):
        """A request of two lines under review, and a draft of one with its file."""
        given = {"exporter": self.exporter, "by": self.people["exporter"], "at": self.at}
        taken = make_taken_individual(self.people["officer"], **given)
        unsent = make_request_draft(**given)
        paper = SimpleUploadedFile("offer.txt", b"An offer.", "text/plain")
        said = {"model": RequestDraft, "draft_id": unsent.pk, "uploaded": paper, "question": ""}
        add_attachment(actor=self.people["exporter"], at=self.at, **said)
        wide = make_taken(GLOBAL, self.people["officer"], **given)
        return {"individual": taken.reference, "global": wide.reference, "unsent": unsent.reference}

    def grant(self):
        """An authorisation, with what customs deducted from it."""
        granted = make_authorisation(self.exporter, at=self.at)
        write_off(granted, by=self.people["customs"], at=self.at)
        declared = {"mrn": mrn(900 + self.made), "authorisation": granted.reference, "reason": "Moved."}
        declared |= {"ground": "article_4", "customs_office": "DE004851"}
        hold, _is_new = place_hold(actor=self.people["customs"], at=clock.now(), **declared)
        photograph = SimpleUploadedFile("plate.png", png(), "image/png")
        asked = {**ENQUIRY, "authorisation": granted.reference}
        given = {"body": asked, "uploads": [photograph], "actor": self.people["customs"]}
        enquiry = ask_authority(at=clock.now(), **given)
        known = {"granted": granted.reference, "status": granted.token, "hold": hold.pk}
        return known | {"enquiry": enquiry.reference}

    def deny(self):
        """A refused request of two lines: two denials."""
        given = {"exporter": self.exporter, "by": self.people["exporter"], "at": self.at}
        request = make_taken_individual(self.people["officer"], **given)
        proposal = factories.make_proposal(request, legal_basis="annex_i", at=self.at + DAY)
        factories.approve(proposal, by=self.people["approver"], at=self.at + DAY + HOUR)
        asking = make_taken_individual(self.people["officer"], location="FR", **given)
        question = StateConsultation.objects.get(request=asking)
        return {"denied": Denial.objects.get(request=request, line=1).reference, "question": question.pk}

    def register(self):
        """A company that registers itself."""
        person = {"email": f"neu{self.made}@third.example", "name": "N. Neu", "language": "en"}
        entered = enter_registration(body=COMPANY, at=self.at, **person)
        confirm_registration(registration_id=entered.pk, actor=entered.person, at=self.at)
        code = f"EU00{self.made}"
        make_registration(self.exporter, code, by=self.people["exporter"], at=self.at)
        make_bar(factories.make_exporter(), (code,), at=self.at)

    def propose_seats(self):
        """Somebody for the authority, and who is to administer a new exporter; the first one's key."""
        said = {
            "name": "Nora Neu",
            "permission": Permission.MANAGE,
            "actor": self.people["colleague"],
            "at": clock.now(),
        }
        places = factories.make_exporter().organisation, organisation("authority")
        mail = f"new{self.made}@firm.example"
        return [invite(organisation_id=place.pk, email=mail, **said) for place in places][1].pk

    def talk(self, request):
        """A thread with a message, and a note that calls a colleague."""
        said = {"request_id": request.pk, "at": self.at + HOUR}
        exporter, officer = self.people["exporter"], self.people["officer"]
        written = open_thread(side=Side.EXPORTER, subject="Crane", text="Late.", actor=exporter, **said)
        write_note(text="Call.", mentions=[self.people["approver"].pk], actor=officer, **said)
        return written.thread_id

    def lengthen(self, times):
        """More messages and notes on the first case, more positions in its window, more files at its draft."""
        draft = CatchAllNotification.objects.get(reference=self.names["draft"])
        for _file in range(MOST_ATTACHMENTS - 1):
            self._attach(draft)
        procedure = ObjectionProcedure.objects.get(reference=self.names["window"])
        request = AuthorisationRequest.objects.get(reference=self.names["case"])
        granted = Authorisation.objects.get(reference=self.names["granted"])
        for time in range(times):
            write_off(granted, by=self.people["customs"], mrn=mrn(time), at=self.at)
            self.talk(request)
            said = {"side": Side.AUTHORITY, "text": "Noted.", "actor": self.people["officer"]}
            write_message(thread_id=self.names["thread"], at=self.at + HOUR, **said)
            delegate = self.people["delegate"]
            record_position(
                procedure_id=procedure.pk, actor=delegate, stance="comment", reason="Noted again."
            )

    def _attach(self, draft):
        """Evidence for one of the draft's questions: whichever drafts a page shows, they have files."""
        paper = SimpleUploadedFile("offer.txt", b"An offer.", "text/plain")
        said = {
            "question": next(iter(draft.body["red_flags"])),
            "actor": self.people["exporter"],
            "at": self.at,
        }
        add_attachment(model=type(draft), draft_id=draft.pk, uploaded=paper, **said)

    def costs(self):
        return {named: self._cost(*named) for named in PAGES}

    def _cost(self, address, reader):
        caller = self._caller(address, reader)
        path = address.format(**self.names)
        caller.get(path)  # what is read once per process is read now
        with CaptureQueriesContext(connection) as captured:
            assert caller.get(path).status_code == 200, path
        return len(captured)

    def _caller(self, address, reader):
        user = self.people.get(reader)
        if address.startswith("/api/"):
            return machine(user)
        browser = Client()
        if user is not None:
            found = User.objects.get(pk=user.pk)
            browser.force_login(found, "allauth.account.auth_backends.AuthenticationBackend")
        return browser


def test_ten_rows_cost_what_one_costs():
    desk = Desk()
    desk.add()
    one = desk.costs()

    for _case in range(MANY - 1):
        desk.add()
    desk.lengthen(MANY - 1)

    assert one == PAGES
    assert desk.costs() == PAGES
