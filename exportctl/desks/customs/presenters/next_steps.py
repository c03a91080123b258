"""The band on top of a hold or an enquiry: who does what, by when."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from exportctl.core.formatting import moment
from exportctl.core.next_steps import Act, Day, NextStep, day_of
from exportctl.core.queries.reference import calendar_of
from exportctl.desks.customs.presenters.customs_enquiries import waiting_time
from licensing.models import CustomsEnquiry, CustomsHold
from licensing.rules.customs_enquiries import State as Enquired
from licensing.rules.customs_holds import DAYS_IN_ALL


def hold_step(hold: CustomsHold, *, may: dict[str, Any], proposed: Any, at: datetime) -> NextStep | None:
    """For each reader of a hold; `may`: what its page allows; `proposed`: the reply put to a second officer."""
    page = [hold.pk]
    if may["waits"]:
        return _while_it_waits(hold, may=may, proposed=proposed, at=at)
    if may["may_open_act"] and hold.authorisation:
        act = reverse(
            "desks:propose_authorisation_change", args=[hold.authorisation.reference, hold.act_event]
        )
        sentence = _("Open the act that keeps the items back.")
        when = _("Not to release rests on an act under Article 4(1) or 16(1), not on this reply alone.")
        return NextStep(tone="late", sentence=sentence, when=when, act=Act(_("Open the act"), act))
    if may["may_end"]:
        end = reverse("desks:end_customs_hold", args=page)
        if may["is_customs"]:
            return NextStep(
                tone="todo",
                sentence=_("Say what was done with the goods."),
                act=Act(_("Say what came of it"), end),
            )
        more = (Act(_("Let it go after all"), end),)
        return NextStep(tone="waiting", sentence=_("Customs say what was done with the goods."), more=more)
    return None


def _while_it_waits(hold: CustomsHold, *, may: dict[str, Any], proposed: Any, at: datetime) -> NextStep:
    day = _last_day(hold, at=at)
    when, page, who = day.sentence("reply") if day else "", [hold.pk], {"who": hold.authority.short_name}
    if not may["may_reply"]:
        return NextStep(tone="waiting", sentence=_("%(who)s replies to customs.") % who, when=when)
    more: tuple[Act, ...] = ()
    if may["may_extend"]:
        label = _("Extend it to %(days)d working days in all") % {"days": DAYS_IN_ALL}
        more = (Act(label, reverse("desks:extend_customs_hold", args=page)),)
    if proposed:
        words = {"who": proposed.proposed_by, "when": moment(proposed.proposed_at)}
        sentence = _("%(who)s put it forward %(when)s; it waits for a second officer.") % words
        act = Act(_("Read it"), proposed.get_absolute_url())
    else:
        sentence = _("Reply to customs.")
        act = Act(_("Release it or not"), reverse("desks:reply_to_customs_hold", args=page))
    return NextStep(tone=day.tone if day else "todo", sentence=sentence, when=when, act=act, more=more)


def _last_day(hold: CustomsHold, *, at: datetime) -> Day | None:
    if hold.due_on is None:
        return None
    return day_of(hold.due_on, calendar=calendar_of(str(hold.authority.member_state_id)), at=at)


def enquiry_step(enquiry: CustomsEnquiry, *, may_answer: bool, at: datetime) -> NextStep | None:
    """While nobody has answered."""
    if enquiry.status != Enquired.ASKED:
        return None
    waited = _("Waiting time: %(waiting_time)s.") % {"waiting_time": waiting_time(enquiry, at=at)}
    when = f"{waited} {_('Nothing is kept back, and no period runs.')}"
    if may_answer:
        act = Act(_("Answer the enquiry"), reverse("desks:answer_customs_enquiry", args=[enquiry.reference]))
        return NextStep(tone="todo", sentence=_("Answer customs."), when=when, act=act)
    sentence = _("%(who)s answers.") % {"who": enquiry.authority.short_name}
    return NextStep(tone="waiting", sentence=sentence, when=when)
