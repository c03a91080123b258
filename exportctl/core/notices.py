"""The words of every message we owe somebody: one table, no case content, facts in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from exportctl.core.formatting import last_day, long_day
from exportctl.core.instants import from_rfc3339
from exportctl.core.models import MemberState, Organisation
from exportctl.core.references import BRUSSELS


@dataclass(frozen=True)
class Words:
    """A subject and a sentence; `facts` names what they need besides `reference`."""

    subject: Any
    sentence: Any
    facts: tuple[str, ...] = ()


FIRST_SIGN_IN = "account_made"  # its mail leads to where a password is chosen

KINDS: dict[str, Words] = {
    # to one person
    FIRST_SIGN_IN: Words(
        _("%(reference)s: an account was made for you"),
        _(
            "You may act for this organisation from %(from_on)s. Choose your password with this link within"
            " three days; later, ask for a new link on the sign-in page."
        ),
        ("from_on",),
    ),
    "seat_granted": Words(
        _("%(reference)s: you have been given a seat"),
        _("You may act for this organisation from %(from_on)s. Your account shows what you may do."),
        ("from_on",),
    ),
    # to an authority
    "notification_submitted": Words(
        _("%(reference)s: a notification has arrived"),
        _("An exporter sent your authority a notification. It waits for an officer to take it."),
    ),
    "request_submitted": Words(
        _("%(reference)s: a request has arrived"),
        _("An exporter asks your authority for an authorisation. It waits for an officer to take it."),
    ),
    "request_withdrawn": Words(
        _("%(reference)s: withdrawn by the exporter"),
        _("The exporter withdrew this case before the decision. There is nothing more to decide."),
    ),
    "information_answered": Words(
        _("%(reference)s: your question is answered"),
        _("The exporter answered your request for information. The decision clock runs again."),
    ),
    "information_answered_in_part": Words(
        _("%(reference)s: your question is answered in part"),
        _("The exporter answered a part of your question. It stays open; the decision clock stands still."),
    ),
    "respite_asked": Words(
        _("%(reference)s: more time is asked for, until %(due_on)s"),
        _("The exporter asks for more time for an answer. Give it, or say why not."),
        ("due_on",),
    ),
    "answer_missing": Words(
        _("%(reference)s: no answer by %(due_on)s"),
        _("The day for the exporter’s answer has passed. The decision clock still stands still."),
        ("due_on",),
    ),
    "note_mentions_you": Words(
        _("%(reference)s: a colleague mentions you"),
        _("A colleague mentions you, or somebody in whose place you act, in an internal note on this case."),
    ),
    # to an exporter or an authority
    "message_written": Words(
        _("%(reference)s: a new message"),
        _("The other side wrote to you about this case. The message does not stop the decision clock."),
    ),
    # to an authority's second officer
    "proposal_waiting": Words(
        _("%(reference)s: a proposal waits for a second officer"),
        _("A colleague proposed a decision. Another officer of your authority approves or returns it."),
    ),
    "proposal_returned": Words(
        _("%(reference)s: a proposal was returned"),
        _("A colleague returned the proposed decision with a comment. The case is under review again."),
    ),
    "already_listed": Words(
        _("%(reference)s: the item is on the list already"),
        _("The refusal stands. No procedure was opened, because entry %(entry)s lists this item already."),
        ("entry",),
    ),
    "refusal_linked": Words(
        _("%(reference)s: joined to an open procedure"),
        _("The refusal stands. Procedure %(procedure)s about the same item is open; it decides for both."),
        ("procedure",),
    ),
    "advice_given": Words(
        _("%(reference)s: advice has come in"),
        _("A body that your authority asked has given its advice."),
    ),
    "conflict_declared": Words(
        _("%(reference)s: a colleague stepped back"),
        _("An officer declared a conflict of interest. Another one has to take the case."),
    ),
    "withdrawal_waiting": Words(
        _("%(reference)s: a withdrawal waits for a second officer"),
        _("A colleague proposed to withdraw the refusal. Another officer of your authority approves it."),
    ),
    # to an exporter
    "request_taken": Words(
        _("%(reference)s: your case is under review"),
        _("An officer took your case. You need do nothing unless you are asked."),
    ),
    "information_requested": Words(
        _("%(reference)s: please answer by %(due_on)s"),
        _("The authority has a question about your case. The decision clock stands still until you answer."),
        ("due_on",),
    ),
    "information_withdrawn": Words(
        _("%(reference)s: a question is taken back"),
        _("The authority took a question back. You need not answer it any more."),
    ),
    "respite_granted": Words(
        _("%(reference)s: you have time until %(due_on)s"),
        _("The authority gives you more time for your answer."),
        ("due_on",),
    ),
    "respite_declined": Words(
        _("%(reference)s: no more time; please answer by %(due_on)s"),
        _("The authority leaves the day for your answer as it is. The case says why."),
        ("due_on",),
    ),
    "answer_due_soon": Words(
        _("%(reference)s: please answer by %(due_on)s"),
        _("The last day for your answer is near. If you need more time, ask for it now."),
        ("due_on",),
    ),
    "answer_overdue": Words(
        _("%(reference)s: your answer was due on %(due_on)s"),
        _("The day for your answer has passed. The clock stands still until you answer; you still can."),
        ("due_on",),
    ),
    "decision_made": Words(
        _("%(reference)s: your case is decided"),
        _("The authority decided your case. The decision and its reasons wait for you there."),
    ),
    "refusal_withdrawn": Words(
        _("%(reference)s: the refusal is withdrawn"),
        _("The authority withdrew its refusal. Your case is under review again."),
    ),
    # to delegations
    "procedure_opened": Words(
        _("%(reference)s: a procedure has opened; last day %(due_at)s"),
        _("%(state)s refused an export on human-rights grounds. Record your position by %(due_at)s."),
        ("state", "due_at"),
    ),
    "procedure_extended": Words(
        _("%(reference)s: extended; last day now %(due_at)s"),
        _("The Commission added %(working_days)d working days. Your last day is now %(due_at)s."),
        ("due_at", "working_days"),
    ),
    "procedure_withdrawn": Words(
        _("%(reference)s: the procedure is withdrawn"),
        _("%(state)s withdrew the refusal. The procedure ends without an outcome."),
        ("state",),
    ),
    "procedure_closed_listed": Words(
        _("%(reference)s: closed, the item is listed"),
        _("The procedure has closed. The item is on the list as entry %(entry)s."),
        ("entry",),
    ),
    "procedure_closed_lapsed": Words(
        _("%(reference)s: closed, the item is not listed"),
        _("The procedure has closed. The item does not go on the list."),
    ),
    "position_recorded": Words(
        _("%(reference)s: your position is recorded"),
        _("Position %(sequence)d of your Member State is recorded. You may change it until %(due_at)s."),
        ("sequence", "due_at"),
    ),
    # between the authorities of a procedure
    "procedure_question": Words(
        _("%(reference)s: a delegation asks your authority"),
        _(
            "The delegation of %(state)s has a question about your refusal. Every delegation reads your answer."
        ),
        ("state",),
    ),
    "procedure_answer": Words(
        _("%(reference)s: a question is answered"),
        _("The notifying authority of %(state)s answered a question of this procedure."),
        ("state",),
    ),
    "procedure_addition": Words(
        _("%(reference)s: something was added to a question"),
        _("The delegation of %(state)s added to a question of this procedure."),
        ("state",),
    ),
    "procedure_released": Words(
        _("%(reference)s: the notifying state shows more of its file"),
        _("The authority of %(state)s released a part of the file. The dossier shows it, with the reason."),
        ("state",),
    ),
    # to whoever follows a procedure without a position in it
    "window_opened": Words(
        _("%(reference)s: a procedure has opened; it closes on %(due_at)s"),
        _("%(state)s refused an export on human-rights grounds. The last Member State has until %(due_at)s."),
        ("state", "due_at"),
    ),
    "window_extended": Words(
        _("%(reference)s: extended; it closes on %(due_at)s"),
        _("The Commission added %(working_days)d working days. The last Member State has until %(due_at)s."),
        ("due_at", "working_days"),
    ),
    # to the exporter and to authorities whose refusal was joined to a procedure
    "item_listed": Words(
        _("%(reference)s: the item is on the EU-wide list"),
        _("The refusal stands. The item is entry %(entry)s: every export of it needs an authorisation."),
        ("entry",),
    ),
    "item_not_listed": Words(
        _("%(reference)s: the item is not listed"),
        _("The refusal stands. The other Member States' procedure has closed without listing the item."),
    ),
    # to the Commission
    "extension_waiting": Words(
        _("%(reference)s: an extension waits for a second officer"),
        _("A colleague proposed to extend the window. Another officer of the Commission approves it."),
    ),
    "rule_set_waiting": Words(
        _("A choice of rule set waits for a second officer"),
        _("A colleague proposed other rules for future procedures. Another officer approves them."),
    ),
    "standard_text_waiting": Words(
        _("A change of a standard text waits for a second officer"),
        _("A colleague proposed other words for a standard text. Another officer approves them."),
    ),
    "text_waiting": Words(
        _("%(reference)s: a text waits for its second reader"),
        _("A colleague wrote the editorial text of an entry. Another officer reads it, then publishes it."),
    ),
    "period_waiting": Words(
        _("%(reference)s: another decision period waits for a second officer"),
        _("A colleague proposed another period to decide in. Another officer of the authority approves it."),
    ),
    "reference_change_waiting": Words(
        _("A change of reference data waits for a second officer"),
        _("A colleague proposed to change reference data. Another officer of the Commission approves it."),
    ),
    # to whoever sent a file
    "file_rejected": Words(
        _("%(reference)s: a file was rejected"),
        _("A file was not accepted, and nobody can open it. The case says why, and what you can do."),
    ),
}


def check(kind: str, facts: Mapping[str, object]) -> None:
    """Raises ValueError for an unknown kind or a fact that its words need and do not get."""
    if kind not in KINDS:
        raise ValueError(f"no words for a notice of kind {kind!r}")
    if missing := [name for name in KINDS[kind].facts if name not in facts]:
        raise ValueError(f"a notice of kind {kind!r} needs the facts {missing}")


def say(kind: str, reference: str, facts: Mapping[str, Any], zone: ZoneInfo = BRUSSELS) -> tuple[str, str]:
    """Subject and sentence in the active language; instants in `zone`, as last days."""
    known = {name: _spoken(name, value, zone) for name, value in facts.items()} | {"reference": reference}
    words = KINDS[kind]
    return str(words.subject) % known, str(words.sentence) % known


def _spoken(name: str, value: Any, zone: ZoneInfo) -> Any:
    """What a fact is follows from how its name ends."""
    if name.endswith("_at"):
        return last_day(from_rfc3339(value), zone)
    if name.endswith("_on"):
        return long_day(date.fromisoformat(value))
    if name == "state":
        return MemberState(code=value, names=_state_names(value)).name
    return value


@lru_cache(maxsize=32)
def _state_names(code: str) -> dict[str, str]:
    """Names never change while a process lives; an inbox of fifty lines asks once."""
    return MemberState.objects.get(pk=code).names


def zone_of(organisation: Organisation) -> ZoneInfo:
    """The zone in which an organisation's days end."""
    state = organisation.member_state
    return ZoneInfo(state.timezone) if state else BRUSSELS


def language_of(person_language: str, organisation_language: str) -> str:
    """The language a person is written to in: their own choice, else their organisation's."""
    return person_language or organisation_language
