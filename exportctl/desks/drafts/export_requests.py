"""Requests for export authorisations as kinds that can be drafted (Articles 2(12) to (14) and 12).

One declaration for each kind and form; what they share is made once.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from exportctl.core.models import User
from exportctl.desks.drafts.forms.company import COMPANY
from exportctl.desks.drafts.forms.kinds import Acts, DraftKind, Part, Sending, Words
from exportctl.desks.drafts.request_parts import (
    BOXES,
    DESTINATIONS,
    END_USE,
    END_USERS,
    ICP,
    ITEMS,
    OTHERS,
    PARTIES,
    PROJECT,
    WIDE_END_USE,
    WIDE_ITEMS,
)
from licensing.actions import request_drafts as actions
from licensing.models import AuthorisationRequest, Exporter, RequestDraft
from licensing.queries.request_drafts import copyable_requests, own_requests
from licensing.rules.authorisations import VALID_FOR_MONTHS
from licensing.rules.export_requests import with_defaults
from licensing.rules.kinds import LARGE_PROJECT_MONTHS
from licensing.rules.request_warnings import warnings
from licensing.rules.requests import Form, Kind
from notifications.queries.consequences import if_request_sent, usual_period

WORDS = Words(
    plural=_("Export requests"),
    reference=_("Request"),
    sends=_("You send the request to <b>{authority}</b> and get a receipt at once."),
    title=_("Export request: %(item)s"),
    title_unnamed=_("New export request"),
    send=_("Send the request to %(authority)s"),
    not_ready=_(
        "You can send the request when nothing is missing. What is missing stands first on this page."
    ),
    files=_("Files of this request"),
    whole=_("The whole request"),
    withdraw_question=_("Withdraw this request?"),
    withdraw_effect=_(
        "The authority ends the case without a decision. Without an authorisation the items must not be exported."
    ),
    discard=_("Discard this draft"),
    withdraw=_("Withdraw the request"),
    withdrawn=_("%(item)s, %(reference)s, is withdrawn."),
    received=_("%(authority)s has your request"),
    copy=_("New export request like “%(item)s”"),
    copy_from=_("Copy from an earlier request"),
    copy_anew=(_("the end-use statement"), _("the date of the contract"), _("documents")),
    copy_why=_("They are about one contract. Those of another one would declare what nobody signed."),
)


def _copy(*, draft_id: UUID, parts: Sequence[str], actor: User, at: datetime) -> RequestDraft:
    return actions.copy_request_draft(draft_id=draft_id, parts=parts, actor=actor, at=at)


def _submit(*, draft_id: UUID, actor: User, at: datetime) -> AuthorisationRequest:
    return actions.submit_request_draft(draft_id=draft_id, actor=actor, at=at)


def _consequences(_draft: RequestDraft, sending: Sending) -> list[Any]:
    return if_request_sent(sending.authority, days=sending.days, why=sending.why)


STATED = ("kind", "activity", "location", "export_state", "procedure", "enquiry")


def _start(kind: Kind, form: Form, months: int) -> Callable[[Exporter], dict[str, Any]]:
    """What the boxes say as long as nobody changes them."""

    def start(exporter: Exporter) -> dict[str, Any]:
        usual = with_defaults({}, state=str(exporter.organisation.member_state_id), kind=kind)
        boxes = {name: usual[name] for name in STATED}
        own = {"form": form.value} if kind == Kind.LARGE_PROJECT else {}
        return {**boxes, **own, "currency": "EUR", "valid_for_months": months}

    return start


INDIVIDUAL_PARTS: tuple[Part, ...] = (COMPANY, ITEMS, PARTIES, OTHERS, END_USE, BOXES)
GLOBAL_PARTS: tuple[Part, ...] = (
    *(COMPANY, WIDE_ITEMS, DESTINATIONS, END_USERS, OTHERS, WIDE_END_USE, ICP, BOXES),
)
GLOBAL_WORDS = replace(
    WORDS,
    title=_("Global export request: %(item)s"),
    title_unnamed=_("New global export request"),
    copy=_("New global export request like “%(item)s”"),
)
PROJECT_WORDS = replace(
    WORDS,
    title=_("Large project request: %(item)s"),
    title_unnamed=_("New large project request"),
    copy=_("New large project request like “%(item)s”"),
)


def _drafted(
    kind: Kind, form: Form, *, key: str, parts: Sequence[Part], words: Words, months: int = VALID_FOR_MONTHS
) -> DraftKind:
    return DraftKind(
        kind=kind,
        form=form,
        key=key,
        model=RequestDraft,
        parts=parts,
        words=words,
        acts=Acts(
            create=actions.create_request_draft,
            copy=_copy,
            submit=_submit,
            withdraw=actions.withdraw_request_draft,
        ),
        drafts=own_requests,
        copyable=copyable_requests,
        copy_choices=(
            ("items", _("The items, with quantity and value")),
            ("parties", _("Destination and parties")),
            ("end_use", _("What the end user will do with them")),
            ("boxes", _("Validity and customs")),
        ),
        warnings=lambda draft, _on, _sending: warnings(draft.body),
        period=lambda days: usual_period(days),
        consequences=_consequences,
        copy_from="desks:copy_from_request",
        about_item=lambda item: {"items": [item]},
        start=_start(kind, form, months),
    )


def _of_project(form: Form, parts: Sequence[Part]) -> DraftKind:
    """A large project's: the project comes before the items."""
    company, *others = parts
    return _drafted(
        Kind.LARGE_PROJECT,
        form,
        key=f"large-project-{form.value}",
        parts=(company, PROJECT, *others),
        words=PROJECT_WORDS,
        months=LARGE_PROJECT_MONTHS,
    )


INDIVIDUAL = _drafted(Kind.INDIVIDUAL, Form.INDIVIDUAL, key="individual", parts=INDIVIDUAL_PARTS, words=WORDS)
EXPORT_REQUESTS = (
    INDIVIDUAL,
    _drafted(Kind.GLOBAL, Form.GLOBAL, key="global", parts=GLOBAL_PARTS, words=GLOBAL_WORDS),
    _of_project(Form.INDIVIDUAL, INDIVIDUAL_PARTS),
    _of_project(Form.GLOBAL, GLOBAL_PARTS),
)
