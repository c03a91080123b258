"""One case's story: which steps it takes, and when, by the stage it is to have reached."""

from datetime import datetime, timedelta
from typing import Any

from exportctl.core.models import User
from licensing.actions import decisions, information_requests, proposals, requests
from licensing.models import AuthorisationRequest, Exporter
from notifications.actions import extensions, positions, withdrawals
from notifications.actions import notifications as filing
from notifications.demo.content import read
from notifications.demo.replay import Replay
from notifications.models import CatchAllNotification, ObjectionProcedure

EXTRA_DAYS = 10


class Story:
    """The steps of one case. Each step knows what the ones before it made."""

    def __init__(self, case: dict[str, Any], replay: Replay, exporter: Exporter) -> None:
        self.case, self.replay, self.exporter = case, replay, exporter
        plan = read("plan")
        self.comments = plan["comments"]
        self.extended = case["key"] in plan["extended"]
        self.returned = case["key"] in plan["returned_before_approval"]
        self.notification: CatchAllNotification | None = None
        self.request: AuthorisationRequest | None = None

    # --- who and when -------------------------------------------------------------------------

    @property
    def filer(self) -> User:
        return self.replay.people[self.case["by"]]

    def desk(self, name: str) -> User:
        state = str(self.exporter.organisation.member_state_id).lower()
        return self.replay.people[f"{name}.{state}@demo.example"]

    def on(self, days_ago: float, what: str) -> datetime:
        return self.replay.office_hour(days_ago, key=f"{self.case['key']} {what}")

    # --- the plan -----------------------------------------------------------------------------

    def tell(self) -> None:
        """Plan the case's steps up to its stage."""
        stage, sent = self.case["stage"], self.case["submitted_days_ago"]
        if stage == "draft":
            self.replay.plan(self.on(self.case["started_days_ago"], "draft"), self.draft)
            return
        start = self.on(sent, "submit")
        self.replay.plan(start - timedelta(hours=20), self.draft)
        self.replay.plan(start, self.submit)
        if stage == "submitted":
            return
        taken = max(start + timedelta(hours=3), self.on(sent - 1, "take"))
        self.replay.plan(taken, self.take)
        after = self._questions(taken)
        if stage == "withdrawn":
            self.replay.plan(max(after, self.on(sent - 9, "withdraw")), self.withdraw)
        elif self.case["proposal"]:
            self._decision(after)

    def _questions(self, taken: datetime) -> datetime:
        """Plan each question and its answer; returns when the last of them is over."""
        last = taken
        for number, asked in enumerate(self.case["information_requests"]):
            at = last + timedelta(days=1, hours=1 + number)
            self.replay.plan(at, lambda when, asked=asked: self.ask(when, asked["question"]))
            last = at
            if asked["answer"]:
                last = at + timedelta(days=4)
                self.replay.plan(last, lambda when, asked=asked: self.answer(when, asked["answer"]))
        return last

    def _decision(self, after: datetime) -> None:
        decided = self.case["decided_days_ago"]
        if decided is None:  # stage "proposed": waits for a second officer
            self.replay.plan(max(after + timedelta(days=1), self.on(1, "propose")), self.propose)
            return
        approved = max(self.on(decided, "approve"), after + timedelta(days=2))
        if self.returned:
            self.replay.plan(approved - timedelta(days=1, hours=20), self.propose)
            self.replay.plan(approved - timedelta(days=1, hours=2), self.send_back)
        self.replay.plan(approved - timedelta(hours=18), self.propose)
        self.replay.plan(approved, self.approve)
        if self.case["stage"] == "procedure_withdrawn":
            when = self.on(self.case["withdrawn_days_ago"], "withdraw refusal")
            self.replay.plan(when - timedelta(hours=4), self.propose_withdrawal)
            self.replay.plan(when, self.approve_withdrawal)

    # --- the steps ----------------------------------------------------------------------------

    def draft(self, at: datetime) -> None:
        body = dict(self.case["notification"])
        if self.case["stage"] != "draft":
            body["planned_on"] = (at + timedelta(days=self.case["planned_in_days"])).date().isoformat()
        self.notification = filing.create_draft(exporter=self.exporter, body=body, actor=self.filer, at=at)

    def submit(self, at: datetime) -> None:
        assert self.notification
        self.request = filing.submit(notification_id=self.notification.pk, actor=self.filer, at=at)

    def withdraw(self, at: datetime) -> None:
        assert self.notification
        filing.withdraw(notification_id=self.notification.pk, actor=self.filer, at=at)

    def take(self, at: datetime) -> None:
        requests.take_request(request_id=self._id, actor=self.desk("officer"), at=at)

    def ask(self, at: datetime, question: str) -> None:
        due_on = (at + timedelta(days=14)).date()
        information_requests.ask_information(
            request_id=self._id, question=question, due_on=due_on, actor=self.desk("officer"), at=at
        )

    def answer(self, at: datetime, answer: str) -> None:
        assert self.request
        asked = self.request.information_requests.open().get()
        information_requests.answer_information(
            request_id=self._id, information_id=asked.pk, answer=answer, actor=self.filer, at=at
        )

    def propose(self, at: datetime) -> None:
        proposals.propose(request_id=self._id, actor=self.desk("officer"), at=at, **self.case["proposal"])

    def send_back(self, at: datetime) -> None:
        waiting = self._waiting()
        comment = self.comments["return"][len(self.case["key"]) % len(self.comments["return"])]
        proposals.return_proposal(
            request_id=self._id, proposal_id=waiting.pk, comment=comment, actor=self.desk("approver"), at=at
        )

    def approve(self, at: datetime) -> None:
        waiting = self._waiting()
        approved = decisions.approve_proposal(
            request_id=self._id,
            proposal_id=waiting.pk,
            content_hash=waiting.content_hash,
            actor=self.desk("approver"),
            at=at,
        )
        if approved.procedure and not approved.because:
            self._open(ObjectionProcedure.objects.get(reference=approved.procedure))

    def _open(self, procedure: ObjectionProcedure) -> None:
        self.replay.watch(procedure)
        self.replay.positions(procedure, self.case["positions"] or [], self.cast)
        if self.extended:
            proposed = procedure.earliest_due_at - timedelta(days=3)
            self.replay.plan(proposed, lambda at: self.propose_extension(at, procedure))
            self.replay.plan(proposed + timedelta(hours=5), lambda at: self.approve_extension(at, procedure))

    def cast(self, procedure: ObjectionProcedure, said: dict[str, Any]) -> None:
        positions.record_position(
            procedure_id=procedure.pk,
            actor=self.replay.people[f"delegate.{said['state'].lower()}@demo.example"],
            stance=said["stance"],
            grounds=said["grounds"],
            reason=said["reason"],
        )

    def propose_extension(self, at: datetime, procedure: ObjectionProcedure) -> None:
        extensions.propose_extension(
            procedure_id=procedure.pk,
            working_days=EXTRA_DAYS,
            reason=self.comments["extension"],
            actor=self.replay.people["commission@demo.example"],
            at=at,
        )

    def approve_extension(self, at: datetime, procedure: ObjectionProcedure) -> None:
        act = procedure.extensions.get()
        extensions.approve_extension(
            procedure_id=procedure.pk,
            extension_id=act.pk,
            actor=self.replay.people["commission2@demo.example"],
            at=at,
        )
        procedure.refresh_from_db()
        self.replay.watch(procedure)

    def propose_withdrawal(self, at: datetime) -> None:
        procedure = self._procedure()
        withdrawals.propose_withdrawal(
            procedure_id=procedure.pk,
            grounds=self.case["withdrawal_grounds"],
            actor=self.desk("officer"),
            at=at,
        )

    def approve_withdrawal(self, at: datetime) -> None:
        procedure = self._procedure()
        act = procedure.withdrawals.get()
        withdrawals.approve_withdrawal(
            procedure_id=procedure.pk, withdrawal_id=act.pk, actor=self.desk("approver"), at=at
        )

    # --- what the steps made ------------------------------------------------------------------

    @property
    def _id(self) -> Any:
        assert self.request
        return self.request.pk

    def _waiting(self) -> Any:
        assert self.request
        return self.request.proposals.get(status="proposed")

    def _procedure(self) -> ObjectionProcedure:
        return ObjectionProcedure.objects.get(request=self._id)
