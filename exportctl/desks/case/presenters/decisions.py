"""The decision as the exporter reads it: what it is, why, what follows, and how to contest it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from controllist.rules.annex_editions import in_force, is_changed
from exportctl.core.calendar import Calendar, local_date
from exportctl.core.countries import country
from exportctl.core.formatting import last_day, long_day
from exportctl.core.notices import zone_of
from exportctl.desks.case.queries.cases import CasePage
from licensing.models import Document, LetterheadChange, Proposal
from licensing.queries.appeals import Appeal, appeal_of
from licensing.queries.letter_services import state_of
from licensing.queries.letterheads import letterhead_of
from licensing.queries.letters import headline_of
from licensing.queries.proposals import burdens_of
from licensing.queries.regimes import basis_of, regime_of
from licensing.rules.appeals import Period, Unit, is_contestable
from licensing.rules.classification_questions import last_day as last_day_of_answer
from licensing.rules.regimes import Basis, Regime
from licensing.rules.requests import Outcome
from notifications.models import ObjectionProcedure
from notifications.queries.outcomes import meaning_of_listing
from notifications.queries.regimes import frozen_regime
from notifications.rules.releases import Part

OTHER_RULES = gettext_lazy(
    "Other authorisation requirements and prohibitions, restrictive measures (sanctions) above all, are not affected."
)
LETTERS = ("receipt", "decision_letter")


@dataclass(frozen=True)
class DecisionPage:
    proposal: Proposal
    headline: Any
    basis: Basis  # of the decision
    listing: Regime | None  # of the procedure about the list; None where the decision goes to no other state
    told_at: datetime
    follows: list[str]
    contestable: bool
    letterhead: LetterheadChange
    appeal: Appeal | None
    period: str
    served_on: date | None  # of the decision's letter; no period for contesting it runs before
    letters: list[Document]


def decision_page(case: CasePage, *, calendar: Calendar, at: datetime) -> DecisionPage | None:
    """None until two officers have decided, and again while a withdrawn refusal is under review."""
    proposal = case.decision
    told_at = case.request.decided_at
    if proposal is None or told_at is None:
        return None
    state = str(case.request.authority.member_state_id)
    served_on = _served_on(case, today=calendar.local_date(at))
    appeal = appeal_of(state, served_on=served_on, calendar=calendar)
    contestable = is_contestable(proposal.outcome, burdens=burdens_of(proposal))
    return DecisionPage(
        proposal=proposal,
        headline=headline_of(case.request, proposal.outcome),
        basis=basis_of(proposal.legal_basis, authority=case.request.authority),
        listing=_listing(case, proposal),
        told_at=told_at,
        follows=_follows(case, proposal, at),
        letterhead=letterhead_of(case.request.authority),
        contestable=contestable,
        appeal=appeal if contestable else None,
        period=in_words(appeal.period) if appeal else "",
        served_on=served_on,
        letters=letters(case),
    )


def _listing(case: CasePage, proposal: Proposal) -> Regime | None:
    """That of the case's own procedure, else of the procedure or entry that holds for the decision."""
    if not proposal.opens_procedure:
        return None
    return frozen_regime(case.procedure) if case.procedure else regime_of(proposal.decision)


def letters(case: CasePage) -> list[Document]:
    """What the authority wrote to the exporter, the latest first; one without a file is being written."""
    return [row for row in reversed(case.documents) if row.kind in LETTERS]


def _served_on(case: CasePage, *, today: date) -> date | None:
    """Of the letter that tells the decision; those on withdrawals and authorisations name themselves."""
    decisions = [
        row for row in letters(case) if row.kind == "decision_letter" and not row.facts.get("letter")
    ]
    newest = next(iter(decisions), None)
    return state_of(newest, today=today).served_on if newest and newest.file else None


def in_words(period: Period) -> str:
    """`one month`, `60 days`."""
    written = {
        Unit.DAYS: ngettext("%(n)d day", "%(n)d days", period.count),
        Unit.WEEKS: ngettext("%(n)d week", "%(n)d weeks", period.count),
        Unit.MONTHS: ngettext("%(n)d month", "%(n)d months", period.count),
    }[period.unit]
    return written % {"n": period.count}


def _follows(case: CasePage, proposal: Proposal, at: datetime) -> list[str]:
    if proposal.outcome == Outcome.AUTHORISATION_REQUIRED:
        required = _("This export must not take place without an authorisation. You may apply for one.")
        return [required, *_after_refusal(case, proposal, at)]
    if proposal.outcome == Outcome.REFUSE:
        return [_("This export must not take place."), *_after_refusal(case, proposal, at)]
    if proposal.outcome == Outcome.NO_AUTHORISATION_REQUIRED:
        return [
            _("On this legal basis the export requires no authorisation."),
            _if_changed(case),
            _holds_until(case),
            str(OTHER_RULES),
        ]
    if case.kind.has_lines:
        return _after_grant(proposal)
    sentences = [
        _("You may export this item to this end user for this end use."),
        _("No other paper is issued: if customs ask, show them the letter of this decision, %(reference)s.")
        % {"reference": case.request.reference},
        _("If anything you declared changes before the export, tell the authority first."),
        str(OTHER_RULES),
    ]
    if proposal.conditions:
        sentences.insert(
            1, _("You are bound to the conditions. Breaking one is an offence under national law.")
        )
    return sentences


def _if_changed(case: CasePage) -> str:
    if case.kind.has_lines:
        return _(
            "The answer holds for these items, this end user and this end use. If one of them changes, ask anew."
        )
    return _(
        "The answer holds for this item, this end user and this end use. If one of them changes, notify again."
    )


def _holds_until(case: CasePage) -> str:
    """Until its last day, unless Annex I changes on one of its items before."""
    assert case.request.decided_at
    zone = zone_of(case.request.authority)
    decided_on = local_date(case.request.decided_at, zone)
    today, entries = local_date(case.at, zone), {line.control_entry for line in case.lines}
    entries |= {word["control_entry"] for word in case.classified}
    since, until = in_force(decided_on), in_force(today)
    if any(is_changed(entry, since=since, until=until) for entry in entries):
        return _("It does not hold any more: Annex I changed on one of the items. Ask anew.")
    if today > (last := last_day_of_answer(decided_on)):
        return _("It does not hold any more: its last day was %(day)s. Ask anew.") % {"day": long_day(last)}
    text = _("It holds until %(day)s, or until Annex I or the EU-wide list changes on it; ask anew then.")
    return text % {"day": long_day(last)}


def _after_grant(proposal: Proposal) -> list[str]:
    """Of a request for an authorisation: a grant is for what it names, and nothing else; of an enquiry nothing."""
    if proposal.request.is_enquiry:
        return [
            _("Nothing may be exported on this answer, and customs take it for no authorisation."),
            _("Ask for the authorisation once the export is settled: it is decided by what holds then."),
            str(OTHER_RULES),
        ]
    conditions = _("You are bound to the conditions. Breaking one is an offence under national law.")
    refused = _("What is refused among the items must not be exported.")
    sentences = [
        _("You may export what is granted, to these parties and for this end use."),
        conditions if proposal.conditions else "",
        _("Nothing may be exported to %(countries)s: that is refused.")
        % {"countries": ", ".join(map(country, proposal.left_out))}
        if proposal.destinations
        else "",
        refused if proposal.lines and len(proposal.lines) < len(proposal.request.lines) else "",
        _("If anything you declared changes before the export, tell the authority first."),
        str(OTHER_RULES),
    ]
    return [sentence for sentence in sentences if sentence]


def _after_refusal(case: CasePage, proposal: Proposal, at: datetime) -> list[str]:
    if not proposal.opens_procedure:
        return [_("The refusal is not put to the other Member States: it rests on another legal basis.")]
    same_item = _("An appeal against this refusal and the list are two things: neither waits for the other.")
    window = case.procedure
    if window is None:
        listed = _("The item was on the EU-wide list already: no procedure was opened.")
        return [listed, *meaning_of_listing(request=case.request), same_item]
    if window.outcome == "listed":
        return [
            _("The other Member States' procedure has ended: the item was put on the EU-wide list."),
            *meaning_of_listing(request=case.request),
            same_item,
        ]
    if window.outcome == "lapsed":
        return [
            _(
                "The other Member States' procedure has ended, and the item is not listed. This refusal stands"
                " all the same."
            ),
            same_item,
        ]
    return [
        _other_states(window) % {"day": last_day(window.closes_at)},
        _("Their answer decides about the EU-wide list alone. The refusal stands either way."),
        same_item,
    ]


def _other_states(window: ObjectionProcedure) -> str:
    """What silence means differs between the rule sets; and the authority may have released the name."""
    if window.releases.filter(part=Part.EXPORTER.value).exists():
        return _(
            "The other Member States have been told of the item and of your name. Their procedure ends on %(day)s."
        )
    return _(
        "The other Member States have been told of the item, without your name. Their procedure ends on %(day)s."
    )
