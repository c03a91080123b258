"""The catch-all notification as a kind that can be drafted (Regulation (EU) 2021/821, Article 5(2))."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from exportctl.core.models import User
from exportctl.core.shapes import Errors
from exportctl.desks.drafts.forms.catch_all import (
    EndUseForm,
    FlagForm,
    ItemForm,
    ItemPart,
    PartiesForm,
    QuestionsPart,
)
from exportctl.desks.drafts.forms.company import COMPANY
from exportctl.desks.drafts.forms.kinds import Acts, DraftKind, Part, Place, Sending, Words
from exportctl.desks.drafts.presenters.catch_all import (
    end_use_progress,
    flags_progress,
    item_progress,
    parties_progress,
)
from licensing.models import AuthorisationRequest, Exporter
from licensing.queries.catalogue import only_maker
from licensing.rules import catalogue, shapes
from licensing.rules.requests import Kind
from notifications.actions import notifications as actions
from notifications.models import CatchAllNotification
from notifications.queries.consequences import if_sent, usual_period
from notifications.queries.notifications import copyable, notifications
from notifications.rules.notifications import warnings

ALL_NEEDED = _("You can save with gaps; fill all of it before you send.")
ITEM = ItemPart(
    key="item",
    lead=ALL_NEEDED,
    title=_("The item"),
    members=("item", "quantity", "unit", "value", "currency", "planned_on"),
    progress=item_progress,
    form=ItemForm,
    is_compared=True,
    is_first=True,
    reasons=(
        _(
            "The authority compares the item with the EU-wide list and with Annex I of Regulation (EU) 2021/821."
            " Say what it does in plain words; the brochure's words are not enough."
        ),
    ),
    places={
        "item": Place(
            kind=catalogue.Kind.ITEM,
            member="item",
            title=_("The item"),
            use=_("Use an item you described before"),
            keep=_("Keep this item"),
        )
    },
)
PARTIES = Part(
    key="parties",
    lead=ALL_NEEDED,
    title=_("Destination and parties"),
    members=("destination", "end_user", "consignee"),
    progress=parties_progress,
    form=PartiesForm,
    reasons=(
        _(
            "Who will have the item in the end decides most cases. If you do not know the end user, say so and do"
            " not guess."
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
END_USE = Part(
    key="end-use",
    lead=ALL_NEEDED,
    title=_("End use and doubt"),
    members=("end_use", "doubt"),
    progress=end_use_progress,
    form=EndUseForm,
    reasons=(
        _(
            "You may notify any doubt; you need no proof, and no lawyer. Who is aware of such a use must notify"
            " (Regulation (EU) 2021/821, Article 5(2))."
        ),
        _(
            "Your authority reads the doubt. Other Member States do not, unless it releases it to them, with a"
            " reason; you are told."
        ),
    ),
)
FLAGS = QuestionsPart(
    key="flags",
    title=_("Due diligence"),
    members=("red_flags",),
    progress=flags_progress,
    form=FlagForm,
)
WORDS = Words(
    plural=_("Notifications"),
    reference=_("Notification"),
    sends=_("You send the notification to <b>{authority}</b> and get a receipt at once."),
    title=_("Notify a doubt about %(item)s"),
    title_unnamed=_("Notify a doubt about an item"),
    send=_("Send the notification to %(authority)s"),
    not_ready=_(
        "You can send the notification when nothing is missing. What is missing stands first on this page."
    ),
    files=_("Files of this notification"),
    whole=_("The whole notification"),
    withdraw_question=_("Withdraw this notification?"),
    withdraw_effect=_(
        "The authority ends the case without a decision. If you are or become aware of such a use, you must notify"
        " again before the export (Article 5(2))."
    ),
    discard=_("Discard this draft"),
    withdraw=_("Withdraw the notification"),
    withdrawn=_("%(item)s, %(reference)s, is withdrawn."),
    received=_("%(authority)s has your notification"),
    copy=_("New notification like “%(item)s”"),
    copy_from=_("Copy from an earlier notification"),
    copy_anew=(
        _("what makes you doubt"),
        _("the due-diligence questions, with their evidence"),
        _("the day on which the export is planned"),
        _("documents"),
    ),
    copy_why=_(
        "They are about one export at one moment. An answer of last year would be a declaration that nobody made."
    ),
)


def _start(exporter: Exporter) -> dict[str, Any]:
    """What its fields say as long as nobody changes them: the euro, and the one maker of all in the catalogue."""
    maker = only_maker(exporter.pk)
    return {"currency": "EUR", **({"item": {"manufacturer": maker}} if maker else {})}


def _copy(*, draft_id: UUID, parts: Sequence[str], actor: User, at: datetime) -> CatchAllNotification:
    return actions.copy_notification(notification_id=draft_id, parts=parts, actor=actor, at=at)


def _submit(*, draft_id: UUID, actor: User, at: datetime) -> AuthorisationRequest:
    return actions.submit(notification_id=draft_id, actor=actor, at=at)


def _withdraw(*, draft_id: UUID, actor: User, at: datetime) -> CatchAllNotification:
    return actions.withdraw(notification_id=draft_id, actor=actor, at=at)


def _consequences(_draft: CatchAllNotification, sending: Sending) -> list[Any]:
    return if_sent(sending.authority, days=sending.days, why=sending.why)


def _warnings(draft: Any, on: date, sending: Sending) -> Errors:
    """The authority's last day is counted where a day is planned that may lie before it."""
    due_on = sending.due_on() if draft.body.get("planned_on") else None
    return warnings(draft.body, on=on, due_on=due_on)


CATCH_ALL = DraftKind(
    kind=Kind.NOTIFICATION,
    model=CatchAllNotification,
    parts=(COMPANY, ITEM, PARTIES, END_USE, FLAGS),
    words=WORDS,
    acts=Acts(create=actions.create_draft, copy=_copy, submit=_submit, withdraw=_withdraw),
    drafts=notifications,
    copyable=copyable,
    copy_choices=(
        ("item", _("The item")),
        ("parties", _("Destination, end user and consignee")),
        ("amount", _("Quantity and value")),
        ("end_use", _("What the end user will do with it")),
    ),
    warnings=_warnings,
    period=lambda days: usual_period(days),
    consequences=_consequences,
    copy_from="desks:copy_from",
    start=_start,
    about_item=lambda item: {"item": {name: item[name] for name in shapes.ITEM.members if name in item}},
)
