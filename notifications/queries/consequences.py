"""What an approval brings about, in at most four sentences with their dates (look: consequence box)."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exportctl.core.countries import country
from exportctl.core.formatting import city, deadline, last_day, long_day, percent
from exportctl.core.models import Organisation, User
from licensing.models import AuthorisationRequest, Proposal
from licensing.queries.denials import denies
from licensing.rules.requests import GRANTS, WITH_WORDS, Outcome
from licensing.rules.requirements import is_told_to_states
from notifications.models import ObjectionProcedure, Participant
from notifications.queries.tally import counted, participants_of, stances_of
from notifications.queries.windows import Window, preview_window
from notifications.rules.releases import Part
from notifications.rules.stances import Stance
from notifications.rules.tally import Tally


def window_of(request: AuthorisationRequest, proposal: Proposal, *, at: datetime) -> Window | None:
    """The procedure that the refusal would open at `at`; None where no procedure can follow."""
    if not proposal.opens_procedure:
        return None
    return preview_window(request, item_key=proposal.item.item_key, at=at)


def if_approved(request: AuthorisationRequest, proposal: Proposal, window: Window | None) -> list[str]:
    exporter = request.exporter.legal_name
    if proposal.outcome not in WITH_WORDS:
        return _favourable(proposal, exporter)
    told = (
        _("The export is <b>refused</b>. {exporter} is told at once and may appeal under national law.")
        if proposal.outcome == Outcome.REFUSE
        else _(
            "The export is <b>made subject to authorisation</b>. {exporter} is told at once and may appeal."
        )
    )
    refused = format_html(told, exporter=exporter)
    if denies(proposal, request=request):
        refused = format_html("{} {}", refused, _notified())
    if is_told_to_states(outcome=proposal.outcome, legal_basis=proposal.legal_basis):
        return [refused, _told_of(proposal)]
    if window is None:
        return [refused, _("No objection procedure opens: the refusal rests on another legal basis.")]
    if window.because == "already_listed":
        return [refused, _("The item is on the EU-wide list already: no objection procedure opens.")]
    if window.because == "procedure_open":
        open_already = _(
            "A procedure about this item is open already; its outcome will hold for this refusal."
        )
        return [refused, open_already]
    if window.because == "uncounted":
        return [uncounted_window(window.missing_year)]
    assert window.closes_at  # a window that opens has an end
    opens = format_html(
        _(
            "An <b>objection procedure opens for {n} Member States</b>."
            " It closes after the last of their last days: {day}."
        ),
        n=window.states,
        day=last_day(window.closes_at),
    )
    undo = _("You cannot undo this alone: a withdrawal takes two officers and grounds.")
    return [refused, opens, window.rule, undo]


def _notified() -> str:
    """What Article 16(1) wants told of whatever is refused."""
    return _(
        "The other Member States and the Commission are notified of what is refused, with your reasons (Article 16(1))."
    )


def _told_of(proposal: Proposal) -> str:
    """Article 4(4): customs at once; the other states, unless two officers find that they must not be told."""
    if proposal.confidential_because:
        return _(
            "Your customs are told at once. The other Member States are not, for the reason that you give."
        )
    return _(
        "Your customs are told at once, the other Member States and the Commission of items and end users (Article"
        " 4(4)): they pass it on to their customs."
    )


def uncounted_window(year: int | None) -> str:
    """Why a refusal that opens a procedure cannot be approved yet, and what to do (Regulation 1182/71, Article 2)."""
    text = _(
        "An objection procedure would open, and its last days cannot be counted: the public holidays of %(year)d are"
        " not entered yet, and no day is guessed. Approve as soon as the Commission has entered them under Reference"
        " data; the proposal waits until then."
    )
    return text % {"year": year}


def _favourable(proposal: Proposal, exporter: str) -> list[str]:
    if proposal.outcome == Outcome.NO_AUTHORISATION_REQUIRED:
        return [
            format_html(_("{exporter} is told that <b>no authorisation is required</b>."), exporter=exporter),
            _("The answer holds for this item, this end user and this end use alone."),
        ]
    first = format_html(_("The export is <b>granted</b>; {exporter} is told at once."), exporter=exporter)
    count = len(proposal.conditions)
    if not count:
        return [first]
    bound = ngettext(
        "It is bound to %(n)d condition; breaking it is an offence under national law.",
        "It is bound to %(n)d conditions; breaking one is an offence under national law.",
        count,
    )
    return [first, bound % {"n": count}]


def if_request_approved(
    request: AuthorisationRequest, proposal: Proposal, window: Window | None
) -> list[str]:
    """The same of a request for an authorisation: what a grant covers, and for how long."""
    sentences = if_approved(request, proposal, window)
    if proposal.outcome not in GRANTS:
        return sentences
    if request.is_enquiry:
        answered = format_html(_("It answers an <b>enquiry</b>: no authorisation is issued."))
        return [*sentences, answered, *_limited(request, proposal)]
    months = ngettext(
        "It is valid for %(n)d month from the decision (Article 12(3)).",
        "It is valid for %(n)d months from the decision (Article 12(3)).",
        proposal.months,
    )
    issued = format_html(
        _("An <b>export authorisation</b> is issued with its number and sealed; customs find it at once.")
    )
    return [*sentences, issued, months % {"n": proposal.months}, *_limited(request, proposal)]


def _limited(request: AuthorisationRequest, proposal: Proposal) -> list[str]:
    """What of the request a grant does not cover."""
    without: list[str] = []
    if proposal.destinations:
        text = _("<b>Refused for {countries}</b>: not among the destinations that are granted.")
        without = [format_html(text, countries=", ".join(map(country, proposal.left_out)))]
    if proposal.substantial_because:
        told = _(
            "The other states and the Commission are told that it <b>limits the export substantially</b>."
        )
        without = [*without, format_html(told)]
    if denies(proposal, request=request):
        without = [*without, _notified()]
    if not proposal.lines:
        return without
    left_out = len(request.lines) - len(proposal.lines)
    if not left_out:
        return [*without, _("It is limited: less of an item is granted than was asked for.")]
    refused = ngettext(
        "<b>{n} line is refused</b>: it is not among those that are granted.",
        "<b>{n} lines are refused</b>: they are not among those that are granted.",
        left_out,
    )
    return [*without, format_html(refused, n=left_out)]


def if_sent(authority: str, *, days: int, why: str = "") -> list[str]:
    """What sending a notification brings about."""
    return [
        format_html(
            _("<b>{authority}</b> gets your notification and you get a receipt."), authority=authority
        ),
        *([why] if why else []),
        usual_period(days),
        format_html(_("Until the decision <b>the item must not be exported</b>.")),
        _("You can withdraw it until the decision, and change it no more."),
    ]


def if_request_sent(authority: str, *, days: int, why: str = "") -> list[str]:
    """What sending a request for an authorisation brings about."""
    return [
        format_html(_("<b>{authority}</b> gets your request and you get a receipt."), authority=authority),
        *([why] if why else []),
        usual_period(days),
        format_html(_("Until an authorisation is granted <b>the items must not be exported</b>.")),
        _("You can correct or withdraw it until the decision. What was sent stays on record."),
    ]


def usual_period(days: int) -> str:
    """The authority's own decision period, as it is promised before something is sent."""
    sentence = ngettext(
        "National law sets the period; it is counted as <b>{days} working day</b>. A question to you stops the clock.",
        "National law sets the period; it is counted as <b>{days} working days</b>. A question to you stops the clock.",
        days,
    )
    return format_html(sentence, days=days)


def if_period_changed(kind: str, days: int, day: date) -> list[str]:
    """What another decision period brings about."""
    sentence = ngettext(
        "{kind}: the authority has <b>{days} working day</b> for cases sent from {day} on.",
        "{kind}: the authority has <b>{days} working days</b> for cases sent from {day} on.",
        days,
    )
    return [
        format_html(sentence, kind=kind, days=days, day=long_day(day)),
        _("Cases sent before keep the period they began with."),
        _("Exporters read it before they send, the Commission in its reference data."),
    ]


def if_letterhead_changed() -> list[str]:
    """What another letterhead brings about."""
    return [
        _("Every letter written from then on carries it."),
        _("Letters that are written keep what they say."),
    ]


def acting(user: User, organisation: Organisation, *, at: datetime) -> dict[str, Any]:
    """Who acts, for whom, when in Brussels and where they are (look: consequence box)."""
    state = organisation.member_state
    zone = state.timezone if state else "Europe/Brussels"
    return {
        "who": user.name,
        "for_whom": organisation.spoken_name,
        "at": at,
        "place": city(ZoneInfo(zone)),
        "timezone": zone,
    }


def if_recorded(procedure: ObjectionProcedure, part: Participant, stance: str, *, at: datetime) -> list[str]:
    """What recording a position brings about, with the tally it leads to."""
    state = part.member_state.name
    until = deadline(part.due_at, ZoneInfo(part.member_state.timezone))
    changed = dict(stances_of(procedure.positions.all()))
    if stance != Stance.COMMENT:
        changed[str(part.member_state_id)] = stance
    then = counted(procedure, changed)
    return [
        format_html(
            _("You record this for <b>{state}</b>. You may change it until {until}."),
            state=state,
            until=until,
        ),
        _effect(then, len(participants_of(procedure))),
        _(
            "All delegations, the notifying authority and the Commission see it at once; the public never does."
        ),
        _("Earlier positions of your state stay on record; the latest one counts."),
    ]


def _effect(then: Tally, participating: int) -> str:
    if then.population is None or not then.population_total:
        sentence = _("With it: %(states)d of %(needed)d needed.")
        return sentence % {"states": then.states, "needed": then.states_needed}
    share = percent(then.population / then.population_total)
    reached = _("a majority") if then.majority_reached else _("no majority")
    sentence = _("With it: %(states)d of %(all)d states, %(share)s of the people object; %(reached)s.")
    return sentence % {"states": then.states, "all": participating, "share": share, "reached": reached}


def if_withdrawn(procedure: ObjectionProcedure) -> list[str]:
    return [
        format_html(
            _("{reference} ends <b>without an outcome</b>; nothing is listed."), reference=procedure.reference
        ),
        _("The case is under review again; the exporter is told."),
        _("Positions stay on record. A new refusal of the same item opens a new window that names this one."),
    ]


def if_released(part: str) -> list[str]:
    """What disclosing a part of the file brings about; a file is handed over as it is."""
    seen = _("<b>All delegations and the Commission</b> see it at once, with your reason; they are told.")
    sentences = [
        format_html(seen),
        format_html(_("It <b>cannot be taken back</b>: what has been seen stays seen.")),
        _(
            "The exporter is told that it was released. The public sees nothing of it, nor is anything else released."
        ),
    ]
    if part == Part.FILE:
        sentences.append(_("The file goes as it is: check whether it names the exporter or a person."))
    return sentences


def if_extended(procedure: ObjectionProcedure) -> list[str]:
    return [
        format_html(
            _(
                "<b>Every state gets more time</b>: each last day is counted anew from the same opening day."
                " Without it {reference} ends with {day}."
            ),
            reference=procedure.reference,
            day=last_day(procedure.closes_at),
        ),
        _(
            "It can be done once, for an exceptional reason, and only before the earliest last day has passed."
        ),
        _("Positions already recorded stay, and may be changed until the new last day."),
    ]


def if_chosen() -> list[str]:
    return [
        format_html(_("Procedures opened <b>from then on</b> follow the new rule set.")),
        _("Procedures that are open keep the rule set that was frozen when they opened."),
    ]


def if_text_approved(*, retiring: bool) -> list[str]:
    return [
        _("Officers are offered this text no more; its versions stay on record.")
        if retiring
        else _("Officers are offered these words from now on, and can change them in each case."),
        _("Proposals and letters that hold the earlier words keep them."),
    ]


def if_changed() -> list[str]:
    return [
        _("Deadlines and procedures that stand keep the figures and calendars they were made with."),
        _("Everything computed from now on, and the public calculators, use the changed data."),
    ]
