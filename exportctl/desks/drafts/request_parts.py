"""The parts of requests for export authorisations, for every kind and form: what each asks, and why."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from exportctl.desks.drafts.forms.export_requests import (
    BoxesForm,
    DestinationForm,
    DestinationsForm,
    EndUseForm,
    EndUserForm,
    IcpForm,
    ItemLineForm,
    ItemsForm,
    NoForm,
    ProjectForm,
    ThirdPartyForm,
    WideLineForm,
)
from exportctl.desks.drafts.forms.kinds import Part, Place
from exportctl.desks.drafts.forms.lines import LinesPart
from exportctl.desks.drafts.forms.summary import SummaryRow
from exportctl.desks.drafts.presenters.export_requests import (
    boxes_progress,
    destinations_progress,
    end_use_progress,
    end_users_progress,
    icp_progress,
    item_title,
    items_progress,
    others_progress,
    parties_progress,
    party_title,
    project_progress,
)
from licensing.models import Draft, DraftAttachment
from licensing.rules import catalogue
from licensing.rules.export_requests import (
    MOST_END_USERS,
    MOST_THIRD_PARTIES,
)
from licensing.rules.request_lines import MOST_ITEMS

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
    in_title=frozenset({"name", "manufacturer", "model", "control_entry", "quantity", "unit", "value"}),
    takes_table=True,
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
WIDE_ITEMS = replace(
    ITEMS,
    title=_("The items or categories of items"),
    line_form=WideLineForm,
    empty=_(
        "No item yet. A line is an item, or a whole category by its entry of Annex I; it may go without quantity."
    ),
    reasons=(
        _(
            "A global authorisation is for a type or a category of items (Article 2(13)). What you leave without a"
            " quantity is not limited; customs write down all the same what leaves."
        ),
        *ITEMS.reasons[:1],
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
DESTINATIONS = Part(
    key="destinations",
    title=_("Destinations"),
    members=("destinations", "consignee"),
    progress=destinations_progress,
    form=DestinationsForm,
    reasons=(
        _(
            "A global authorisation is for end users, for countries, or for both (Article 2(13)): both together cover"
            " these end users in these countries."
        ),
    ),
    optional={"consignee": (_("Consignee"), _("None, or different ones"))},
)
END_USERS = LinesPart(
    key="end-users",
    title=_("End users"),
    members=("end_users",),
    member="end_users",
    progress=end_users_progress,
    form=NoForm,
    line_form=EndUserForm,
    most=MOST_END_USERS,
    one=_("End user %(n)d"),
    adds=_("Add an end user"),
    empty=_("No end user is named: it is for every end user in the destinations."),
    title_of=party_title,
    in_title=frozenset({"name", "country", "kind"}),
    is_optional=True,
    reasons=(
        _(
            "Each of them is compared with lists and earlier cases, as the end user of an individual request is."
        ),
    ),
    place=Place(
        kind=catalogue.Kind.PARTY,
        member="end_users/0",
        title=_("End user"),
        use=_("Use an end user you described before"),
        keep=_("Keep this end user"),
    ),
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
    in_title=frozenset({"name", "country", "kind"}),
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
WIDE_END_USE = EndUsePart(
    key="end-use",
    title=_("End use"),
    members=("end_use", "end_use_statement"),
    progress=end_use_progress,
    form=EndUseForm,
    reasons=(
        _("What the items are for decides, beside who uses them (Article 15(1)(d))."),
        _("An end-use statement is optional here; the authority may ask for one (Article 12(4))."),
    ),
)
ICP = Part(
    key="compliance",
    title=_("Internal compliance programme"),
    members=("icp",),
    progress=icp_progress,
    form=IcpForm,
    is_optional=True,
    reasons=(
        _(
            "Whoever uses a global authorisation has an internal compliance programme, unless the authority finds it"
            " unnecessary (Article 12(4)); how you put it into practice is weighed (Article 15(2))."
        ),
        _("Put the programme itself to the documents."),
    ),
)
PROJECT = Part(
    key="project",
    title=_("The project"),
    members=("project", "form"),
    progress=project_progress,
    form=ProjectForm,
    reasons=(
        _(
            "A large project authorisation is an individual or a global one for one exporter and one named project"
            " (Article 2(14))."
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
        "more_locations",
        "export_state",
        "contract_on",
        "agent",
    ),
    progress=boxes_progress,
    form=BoxesForm,
    reasons=(
        _("The form of Annex III asks for it. What you leave empty is taken to be what is usual."),
        _(
            "If items are in another Member State, or will be, its authority may have to be consulted before the"
            " decision (Article 14(1)): name each of them."
        ),
    ),
)
