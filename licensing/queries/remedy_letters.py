"""The letter about how a remedy ended, and what follows."""

from django.utils.translation import gettext_lazy as _

from exportctl.core.canonical import rfc3339
from exportctl.core.notices import zone_of
from licensing.models import Document, RemedyOutcome
from licensing.queries.letterheads import letterhead_of
from licensing.queries.letters import Letter, Words
from licensing.queries.regimes import basis_of
from licensing.rules.remedies import Effect, State, effect_of

REMEDY_LETTER = "remedy_letter"
TITLES: dict[State, Words] = {
    State.UPHELD: _("The contested act stands"),
    State.ANNULLED: _("The contested act is annulled"),
    State.ANNULLED_IN_PART: _("The contested act is annulled in part"),
    State.CHANGED: _("The contested act is changed"),
    State.WITHDRAWN: _("The remedy was withdrawn"),
}
EFFECTS: dict[Effect, Words] = {
    Effect.NONE: _("Nothing changes: the act counts as before."),
    Effect.REOPEN: _("Your case is under review again and will be decided anew."),
    Effect.END: _("The authorisation counts as never granted."),
    Effect.RESTORE: _("The authorisation counts as if the act had never been done."),
    Effect.RESUME: _("The act counts again, from the day of this letter on."),
    Effect.OVERTAKEN: _(
        "Nothing is left to carry out: what you contested does not stand any more, for something else was done since."
    ),
    Effect.BY_HAND: _("The authority changes the authorisation accordingly, and writes to you about it."),
}


def is_about_remedy(document: Document) -> bool:
    return bool(document.facts.get("letter") == REMEDY_LETTER)


def _effect_of(ended: RemedyOutcome) -> Effect:
    """As its approval carried it out."""
    return Effect(ended.effect) if ended.effect else effect_of(ended.remedy.contested, ended.outcome)


def remedy_letter_of(document: Document) -> Letter:
    """The letter that an owed document stands for; its `reason` is what follows, its data hold the grounds."""
    rows = RemedyOutcome.objects.select_related(
        "remedy__decision",
        "remedy__change",
        "remedy__request__exporter__organisation",
        "remedy__request__version",
        "remedy__request__authority__member_state",
    )
    ended = rows.get(pk=document.about)
    remedy, request = ended.remedy, ended.remedy.request
    assert ended.approved_at
    data = {
        "type": "exportctl-remedy/1",
        "reference": request.reference,
        "remedy": remedy.kind,
        "body": remedy.body,
        "lodged_on": remedy.lodged_on.isoformat(),
        "file_number": ended.file_number or remedy.file_number or None,
        "outcome": ended.outcome,
        "decided_on": ended.decided_on.isoformat(),
        "grounds": ended.grounds,
        "approved_at": rfc3339(ended.approved_at),
        "exporter": {"name": request.exporter.legal_name, "eori": request.exporter.eori},
    }
    basis = remedy.decision.legal_basis if remedy.decision else request.legal_basis
    return Letter(
        kind=REMEDY_LETTER,
        title=TITLES[State(ended.outcome)],
        request=request,
        written_at=ended.approved_at,
        zone=zone_of(request.authority).key,
        basis=basis_of(basis, authority=request.authority),
        listing=None,
        letterhead=letterhead_of(request.authority),
        data=data,
        reason=str(EFFECTS[_effect_of(ended)]),
    )
