"""The band on top of a registration: what the authority or the company does next, and the rest in its menu."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from exportctl.core.formatting import moment
from exportctl.core.next_steps import Act, NextStep
from licensing.models import Registration
from licensing.rules.registrations import State

POSTED: tuple[tuple[str, str], ...] = ()


def officers_step(registration: Registration, *, waits: Any) -> NextStep | None:
    """For the authority while it has to decide; `waits`: the approval that was put to a second officer."""
    if registration.status != State.SENT:
        return None
    page = [registration.pk]
    ask = Act(_("Ask the company"), reverse("desks:ask_registration", args=page))
    refuse = Act(_("Refuse"), reverse("desks:refuse_registration", args=page))
    if waits:
        words = {"who": waits.proposed_by, "when": moment(waits.proposed_at)}
        sentence = _("%(who)s put it forward %(when)s; it waits for a second officer.") % words
        return NextStep(
            tone="todo",
            sentence=sentence,
            act=Act(_("Read it"), waits.get_absolute_url()),
            more=(ask, refuse),
        )
    approve = Act(_("Approve"), reverse("desks:approve_registration", args=page), POSTED)
    if registration.number_verified_at:
        return NextStep(
            tone="todo", sentence=_("Approve the company, or ask it first."), act=approve, more=(ask, refuse)
        )
    look_up = Act(_("Record that the number exists"), reverse("desks:verify_registration", args=page))
    return NextStep(
        tone="todo",
        sentence=_("Look its number up, then approve the company."),
        act=look_up,
        more=(approve, ask, refuse),
    )


def companys_step(registration: Registration) -> NextStep | None:
    """For the company while it is not decided."""
    if not registration.is_open:
        return None
    authority = {"authority": registration.authority.short_name}
    withdraw = Act(_("Withdraw it"), reverse("desks:withdraw_registration", args=[registration.pk]), POSTED)
    if registration.status == State.ASKED:
        answer = Act(_("Answer the question"), reverse("desks:answer_registration", args=[registration.pk]))
        sentence = _("Answer the question of %(authority)s.") % authority
        return NextStep(tone="todo", sentence=sentence, act=answer, more=(withdraw,))
    sentence = _("%(authority)s looks at it; you need do nothing.") % authority
    return NextStep(tone="waiting", sentence=sentence, more=(withdraw,))
