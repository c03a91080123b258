"""What an approval brings about, in at most four sentences with their dates (look: consequence box)."""

from datetime import datetime
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exportctl.core.words import last_day
from licensing.models import AuthorisationRequest, Proposal
from licensing.rules.requests import OPENS_PROCEDURE, Outcome
from notifications.queries.procedures import preview_window


def if_approved(request: AuthorisationRequest, proposal: Proposal, *, at: datetime) -> list[Any]:
    exporter = request.exporter.legal_name
    if proposal.outcome != Outcome.REFUSE:
        return _favourable(proposal, exporter)
    told = format_html(
        _("The export is <b>refused</b>. {exporter} is told at once and may appeal under national law."),
        exporter=exporter,
    )
    if proposal.legal_basis not in OPENS_PROCEDURE:
        return [told, _("No objection procedure opens: the refusal rests on another legal basis.")]
    window = preview_window(request, at=at)
    if window.because == "already_listed":
        return [told, _("The item is on the EU-wide list already: no objection procedure opens.")]
    if window.because == "procedure_open":
        said = _("A procedure about this item is open already; its outcome will hold for this refusal.")
        return [told, said]
    opens = format_html(
        _("An <b>objection procedure opens for {n} Member States</b>. It closes after the last of their last days: {day}."),
        n=window.states,
        day=last_day(window.closes_at),
    )
    undo = _("You cannot undo this alone: a withdrawal takes two officers and grounds.")
    return [told, opens, window.rule, undo]


def _favourable(proposal: Proposal, exporter: str) -> list[Any]:
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
