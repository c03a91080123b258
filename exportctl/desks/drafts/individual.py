"""The individual export request as a kind that can be drafted (Regulation (EU) 2021/821, Articles 2(12) and 12)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from exportctl.core.models import User
from exportctl.desks.drafts.forms.company import COMPANY
from exportctl.desks.drafts.forms.individual import (
    BoxesForm,
    DestinationForm,
    EndUseForm,
    ItemLineForm,
    ItemsForm,
    NoForm,
    ThirdPartyForm,
)
from exportctl.desks.drafts.forms.kinds import Acts, DraftKind, Part, Place, Words
from exportctl.desks.drafts.forms.lines import LinesPart
from exportctl.desks.drafts.forms.summary import SummaryRow
from exportctl.desks.drafts.presenters.individual import (
    boxes_progress,
    end_use_progress,
    item_title,
    items_progress,
    others_progress,
    parties_progress,
    party_title,
)
from licensing.actions import request_drafts as actions
from licensing.models import AuthorisationRequest, Draft, DraftAttachment, Exporter, RequestDraft
from licensing.queries.request_drafts import copyable_requests, own_requests
from licensing.rules import catalogue
from licensing.rules.individual_requests import (
    MOST_ITEMS,
    MOST_THIRD_PARTIES,
    USUAL_MONTHS,
    warnings,
    with_defaults,
)
from licensing.rules.requests import Kind
from notifications.queries.consequences import if_request_sent, usual_period

ITEMS = LinesPart(
    key="items",
    title=_("The items"),
    members=("items", "currency"),
    member="items",
    progress=items_progress,
    form=ItemsForm,
    line_form=ItemLineForm,
    most=MOST_ITEMS,
    one=_("Item %(n)d"),
    adds=_("Add an item"),
    empty=_("No item yet. Each item gets a line of its own, with its quantity and value."),
    title_of=item_title,
    is_first=True,
    reasons=(
        _(
            "Each line is decided by itself: the authority may grant one and refuse another, or grant less of one."
        ),
        _(
            "Name the entry of Annex I if you know it. If you do not, describe the item so that the authority can"
            " find it."
        ),
    ),
    place=Place(
        kind=catalogue.Kind.ITEM,
        member="items/0",
        title=_("The item"),
        use=_("Use an item you described before"),
        keep=_("Keep this item"),
    ),
)
PARTIES = Part(
    key="parties",
    title=_("Destination and parties"),
    members=("destination", "end_user", "consignee"),
    progress=parties_progress,
    form=DestinationForm,
    reasons=(
        _(
            "An individual authorisation is for one end user or consignee (Article 2(12)). Who else has a part comes"
            " next."
        ),
    ),
    places={
        "end-user": Place(
            kind=catalogue.Kind.PARTY,
            member="end_user",
            title=_("The end user"),
            use=_("Use an end user you described before"),
            keep=_("Keep this end user"),
        ),
        "consignee": Place(
            kind=catalogue.Kind.PARTY,
            member="consignee",
            title=_("The consignee"),
            use=_("Use a consignee you described before"),
            keep=_("Keep this consignee"),
        ),
    },
    optional={"consignee": (_("Consignee"), _("None: the end user receives the goods"))},
)
OTHERS = LinesPart(
    key="other-parties",
    title=_("Other parties"),
    members=("third_parties",),
    member="third_parties",
    progress=others_progress,
    form=NoForm,
    line_form=ThirdPartyForm,
    most=MOST_THIRD_PARTIES,
    one=_("Other party %(n)d"),
    adds=_("Add a party"),
    empty=_("Nobody else has a part in it."),
    title_of=party_title,
    is_optional=True,
    reasons=(
        _("Whoever brokers, forwards, stores or pays is compared with earlier cases, as the end user is."),
    ),
    place=Place(
        kind=catalogue.Kind.PARTY,
        member="third_parties/0",
        title=_("Other party"),
        use=_("Use a party you described before"),
        keep=_("Keep this party"),
    ),
)


class EndUsePart(Part):
    """Its form offers the files of the draft."""

    def own_form(self, draft: Draft, data: Any = None) -> EndUseForm:
        return EndUseForm(data, body=draft.body, draft=draft)

    def summary(
        self, draft: Draft, *, files: Iterable[DraftAttachment], missing: frozenset[str]
    ) -> list[SummaryRow]:
        """A statement has no reason to do without one, and the other way round."""
        rows = super().summary(draft, files=files, missing=missing)
        return [row for row in rows if row.value]


END_USE = EndUsePart(
    key="end-use",
    title=_("End use and end-use statement"),
    members=("end_use", "end_use_statement"),
    progress=end_use_progress,
    form=EndUseForm,
    reasons=(
        _("What the items are for decides, beside who uses them (Article 15(1)(d))."),
        _(
            "An individual export authorisation needs an end-use statement, unless the authority waives it"
            " (Article 12(4))."
        ),
    ),
)
BOXES = Part(
    key="authorisation",
    title=_("Validity and customs"),
    members=(
        "kind",
        "activity",
        "enquiry",
        "valid_for_months",
        "procedure",
        "location",
        "export_state",
        "contract_on",
        "agent",
    ),
    progress=boxes_progress,
    form=BoxesForm,
    reasons=(
        _("The form of Annex III asks for it. What you leave empty is taken to be what is usual."),
        _(
            "If the items are in another Member State, its authority may have to be consulted before the decision"
            " (Article 14(1))."
        ),
    ),
)
WORDS = Words(
    plural=_("Export requests"),
    reference=_("Request"),
    sends=_("You send the request to <b>{authority}</b> and get a receipt at once."),
    title=_("Export request: %(item)s"),
    title_unnamed=_("New export request"),
    send=_("Send the request to %(authority)s"),
    not_ready=_("You can send the request when nothing is missing. Each line above leads to its field."),
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


def _consequences(draft: RequestDraft, days: int) -> list[Any]:
    return if_request_sent(draft.exporter.authority_name, days=days)


def _start(exporter: Exporter) -> dict[str, Any]:
    """What the boxes say as long as nobody changes them."""
    state = str(exporter.organisation.member_state_id)
    usual = with_defaults({}, state=state)
    boxes = {name: usual[name] for name in ("kind", "activity", "location", "export_state", "procedure")}
    return {**boxes, "currency": "EUR", "valid_for_months": USUAL_MONTHS}


INDIVIDUAL = DraftKind(
    kind=Kind.INDIVIDUAL,
    model=RequestDraft,
    parts=(COMPANY, ITEMS, PARTIES, OTHERS, END_USE, BOXES),
    words=WORDS,
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
    warnings=lambda draft, _on: warnings(draft.body),
    period=lambda days: usual_period(days),
    consequences=_consequences,
    copy_from="desks:copy_from_request",
    about_item=lambda item: {"items": [item]},
    start=_start,
)
