"""The correction of what was sent, as a kind that can be drafted: any kind's own parts, sent as a further version."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from exportctl.core.errors import NotFound
from exportctl.core.i18n import fill
from exportctl.core.models import User
from exportctl.desks.drafts.forms.drafts import CorrectionForm
from exportctl.desks.drafts.forms.kinds import Acts, DraftKind, Sending
from licensing.actions import amendments as actions
from licensing.models import Amendment, AuthorisationRequest
from licensing.queries.decision_clock import begins_anew
from licensing.queries.exporters import exporter_ids


def corrections(user: User) -> QuerySet[Amendment]:
    """The exporter's own, sent ones as well."""
    mine = Amendment.objects.filter(exporter__in=exporter_ids(user, ""))
    return mine.select_related(
        "exporter__organisation__member_state",
        "request__version",
        "request__authority",
        "based_on",
        "changed_by",
    )


def amending(kind: DraftKind) -> DraftKind:
    """The correction of a request of this kind."""
    words = replace(
        kind.words,
        plural=_("Corrections"),
        reference=_("Correction"),
        title=_("Correct the case about %(item)s"),
        title_unnamed=_("Correct the case"),
        send=_("Send the correction to %(authority)s"),
        not_ready=_(
            "You can send the correction when nothing is missing. What is missing stands first on this page."
        ),
        files=_("New files of this correction"),
        withdraw_effect="",
        discard=_("Discard the correction"),
        withdraw=_("Discard the correction"),
        received=_("%(authority)s has your correction"),
        withdrawn=_("The correction is discarded. %(reference)s stays as you sent it."),
    )
    return replace(
        kind,
        model=Amendment,
        words=words,
        acts=Acts(create=_not_possible, copy=_not_possible, submit=_send, withdraw=_discard),
        drafts=corrections,
        copyable=lambda *_of, **_words: Amendment.objects.none(),
        copy_choices=(),
        consequences=_consequences,
        declare=CorrectionForm,
        is_correction=True,
    )


def _not_possible(**_words: Any) -> Amendment:
    raise NotFound  # a correction begins at its case, and its case is what one copies


def _send(*, draft_id: UUID, reason: str, actor: User, at: datetime) -> AuthorisationRequest:
    return actions.send_amendment(draft_id=draft_id, reason=reason, actor=actor, at=at)


def _discard(*, draft_id: UUID, actor: User, at: datetime) -> Amendment:
    return actions.discard_amendment(draft_id=draft_id, actor=actor, at=at)


def _consequences(draft: Amendment, sending: Sending) -> Sequence[Any]:
    """Of sending it, in sentences."""
    words = {"authority": sending.authority, "reference": draft.request.reference}
    return [
        fill(_("%(authority)s reads the corrected version of %(reference)s, and what you changed."), words),
        _("What you sent before stays on record. Nothing can be taken out of it."),
        _("The period for the decision starts anew with this correction.")
        if begins_anew(draft.request, draft.body)
        else _("The decision clock goes on; it does not begin anew."),
        _("If the authority asked for this correction, that is answered."),
        _("You get a receipt for the new version."),
    ]
