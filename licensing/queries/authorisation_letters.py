"""The letter about what two officers did to an authorisation (Article 16(1))."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from exportctl.core.canonical import rfc3339
from exportctl.core.formatting import long_day
from exportctl.core.notices import zone_of
from licensing.models import AuthorisationChange, Document, LetterheadChange
from licensing.queries.authorisation_versions import show_difference, versions_of
from licensing.queries.denials import act_of_done
from licensing.queries.letterheads import letterhead_of
from licensing.queries.letters import Letter, Words
from licensing.queries.regimes import basis_of
from licensing.rules.authorisations import KEEPS_NUMBER, REPLACES, Event
from licensing.rules.denials import Act
from licensing.rules.effective_days import BEGINS, HoldsFrom, holds_from, suspends_by_rule, waits
from licensing.rules.requests import Form

CHANGE = "authorisation_change_letter"
BURDENSOME = (Event.SUSPEND, Event.REVOKE, Event.ANNUL, Event.AMEND, Event.DECLINE)
TITLES: dict[Event, Words] = {
    Event.SUSPEND: _("Your authorisation is suspended"),
    Event.REINSTATE: _("Your authorisation is valid again"),
    Event.REVOKE: _("Your authorisation is revoked"),
    Event.ANNUL: _("Your authorisation is annulled"),
    Event.CONTINUE: _("Your authorisation continues under a restrictive measure"),
    Event.AMEND: _("Your authorisation is amended"),
    Event.EXTEND: _("Your authorisation is extended"),
    Event.CORRECT: _("Your authorisation is corrected"),
    Event.RENEW: _("Your authorisation is renewed"),
    Event.SPLIT: _("Your authorisation is split"),
    Event.REISSUE: _("Your authorisation is issued anew"),
    Event.DECLINE: _("Your authorisation stays as it is"),
}
AHEAD: dict[HoldsFrom, Words] = {
    HoldsFrom.DAY: _("It counts from %(day)s on; until then the authorisation counts as before."),
    HoldsFrom.SERVICE: _(
        "It counts from the day on which this letter counts as served; until then the authorisation counts as before."
    ),
    HoldsFrom.FINAL: _(
        "It counts once it is final, that is once it cannot be contested any more; until then the authorisation"
        " counts as before."
    ),
}
EFFECTS: dict[Event, Words] = {
    Event.SUSPEND: _("Nothing that is declared from this day on is covered, until it is reinstated."),
    Event.REINSTATE: _("What is declared from this day on is covered again."),
    Event.REVOKE: _(
        "Nothing that is declared from this day on is covered. What was declared before stays covered."
    ),
    Event.ANNUL: _("It counts as never granted, also for what was exported already."),
    Event.CONTINUE: _("What is declared within it stays covered, on the ground that the reasons name."),
    Event.AMEND: _("It keeps its number. What is declared from this day on is measured by the new version."),
    Event.EXTEND: _("It keeps its number, and its last day is another one."),
    Event.CORRECT: _("It keeps its number, and counts as if the error had never been made."),
    Event.RENEW: _("Another authorisation stands in its place; what was left has moved there."),
    Event.SPLIT: _("Several authorisations stand in its place; what was left is shared among them."),
    Event.REISSUE: _("It has another number from this day on; what was left has moved there."),
    Event.DECLINE: _("What you asked for is declined. The authorisation counts as before."),
}

# On what law each act rests: Article 16(1) speaks of annulling, suspending, modifying and revoking alone.
MODIFIES: Words = _("Regulation (EU) 2021/821, Article 16(1), and the law of the authority.")
LASTS: Words = _("Regulation (EU) 2021/821, Article 12(3), and the law of the authority.")
SPLITS: Words = _("Regulation (EU) 2021/821, Article 12(4), and the law of the authority.")
UNDER_A_MEASURE: Words = _("The restrictive measure that the reasons name, and the law of the authority.")
NATIONAL: Words = _("The law of the authority.")
LAWS: dict[Event, Words] = {
    **dict.fromkeys((Event.SUSPEND, Event.REINSTATE, Event.REVOKE, Event.ANNUL, Event.AMEND), MODIFIES),
    **dict.fromkeys((Event.EXTEND, Event.RENEW), LASTS),
    Event.CONTINUE: UNDER_A_MEASURE,
}


def law_of(event: Event, *, form: Form | None, refuses: bool = False) -> Words:
    """The provision that the letter names; only a global one is split by Union law (Article 12(4)).

    `refuses`: declining what its holder asked for refuses a further time.
    """
    if event == Event.DECLINE and refuses:
        return MODIFIES
    if event == Event.SPLIT and form == Form.GLOBAL:
        return SPLITS
    return LAWS.get(event, NATIONAL)


def is_about_authorisation(document: Document) -> bool:
    return bool(document.facts.get("letter") == CHANGE)


def change_letter_of(document: Document) -> Letter:
    """The letter that an owed document stands for; its `reason` is what follows, its data hold the grounds."""
    changes = AuthorisationChange.objects.select_related(
        "step", "authorisation__request__exporter__organisation", "authorisation__request__version"
    ).select_related(
        "authorisation__authority__member_state", "authorisation__holder", "measure", "change_request"
    )
    change = changes.get(pk=document.about)
    authorisation, event = change.authorisation, Event(change.event)
    request = authorisation.case
    request.authority = authorisation.authority
    letterhead = letterhead_of(authorisation.authority)
    assert change.approved_at
    data = {
        "type": "exportctl-authorisation-change/1",
        "reference": request.reference,
        "authorisation": authorisation.reference,
        "change": change.event,
        "counts_from": _counts_from(change),
        "holds_from": holds_from(change.terms).value,
        "hearing": change.hearing,
        "immediate_because": change.terms.get("immediate_because"),
        "suspends": _suspends(change, letterhead),
        "grounds": change.grounds,
        "differences": _differences(change),
        "replaced_by": _successors(change),
        "measure": change.measure.number if change.measure else None,
        "approved_at": rfc3339(change.approved_at),
        "exporter": {"name": authorisation.holder.legal_name, "eori": authorisation.holder.eori},
    }
    return Letter(
        kind=CHANGE,
        title=TITLES[event],
        request=request,
        written_at=change.approved_at,
        zone=zone_of(authorisation.authority).key,
        basis=basis_of(authorisation.legal_basis, authority=authorisation.authority),
        listing=None,
        letterhead=letterhead,
        data=data,
        reason=_what_follows(change),
        provision=str(law_of(event, form=authorisation.form, refuses=act_of_done(change) == Act.REFUSE)),
    )


def _counts_from(change: AuthorisationChange) -> str | None:
    """The day, where the letter can name it; an annulment counts from the beginning."""
    if waits(change.terms):
        day: str | None = change.terms.get("holds_on")
        return day
    return None if change.event == Event.ANNUL else change.step.on.isoformat()


def _suspends(change: AuthorisationChange, letterhead: LetterheadChange) -> bool | None:
    """Does a remedy suspend it, as far as the authority has stored that? Only what ends or suspends is asked."""
    if change.event not in BEGINS:
        return None
    return suspends_by_rule(rule=letterhead.remedy_suspends, terms=change.terms)


def _what_follows(change: AuthorisationChange) -> str:
    effect = str(EFFECTS[Event(change.event)])
    if not waits(change.terms):
        return effect
    day = change.terms.get("holds_on")
    words = str(AHEAD[holds_from(change.terms)])
    return words % {"day": long_day(date.fromisoformat(day))} if day else words


def _differences(change: AuthorisationChange) -> list[dict[str, Any]]:
    """What the version says otherwise that the change added; none of an act that adds none."""
    if change.event not in KEEPS_NUMBER:
        return []
    entries = versions_of(change.authorisation)
    own = next(entry for entry in entries if entry.version.change_id == change.pk)
    return [show_difference(each) for each in own.differences]


def _successors(change: AuthorisationChange) -> list[str]:
    if change.event not in REPLACES:
        return []
    return list(change.authorisation.successors.order_by("reference").values_list("reference", flat=True))


def burdens(letter: Letter) -> bool:
    """Does it state the remedy? What lets it live burdens nobody; an amendment may."""
    return letter.data.get("change") in BURDENSOME
