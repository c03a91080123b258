"""The part of every draft that says who sends it: the company on record, and whom to ask about this case."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exportctl.core.shapes import most_of
from exportctl.desks.drafts.forms.kinds import Part
from exportctl.desks.drafts.forms.parts import PartForm, area, line
from exportctl.desks.drafts.forms.summary import SummaryRow, summary_row
from exportctl.desks.drafts.presenters.task_list import Progress
from licensing.models import Draft, DraftAttachment
from licensing.rules.shapes import ABOUT_THE_CASE, notification

BODY = notification(())


class ContactForm(PartForm):
    pointers = {name: f"/{name}" for name in ABOUT_THE_CASE}
    own_reference = line(
        _("Your own reference"),
        _("Your file or order number. The authority sees it and finds the case by it."),
        most_of(BODY, "own_reference"),
        "20",
    )
    contact = area(
        _("Whom to ask about this case"),
        _("Name, telephone number and e-mail address, if it is not the contact on record."),
        3,
        most=most_of(BODY, "contact"),
    )
    covering_note = area(
        _("A word to the officer"),
        _("What you want to say with it. It is part of what you send."),
        5,
        most=most_of(BODY, "covering_note"),
    )
    urgent_because = area(
        _("Why is it urgent, if it is?"),
        _(
            "For example: humanitarian help, safety, a court, goods held at the frontier. An officer decides whether"
            " it goes first."
        ),
        3,
        most=most_of(BODY, "urgent_because"),
    )

    def summary_words(self, name: str) -> str:
        """Nobody else named: the contact on record."""
        words = super().summary_words(name)
        return gettext("The contact on record") if name == "contact" and not words else words


class CompanyPart(Part):
    """Nothing of it is required: the company is on record."""

    def summary(
        self, draft: Draft, *, files: Iterable[DraftAttachment], missing: frozenset[str]
    ) -> list[SummaryRow]:
        company = summary_row(gettext("Company"), draft.exporter.legal_name, self.page(draft), gettext("See"))
        return [company, *super().summary(draft, files=files, missing=missing)]


def _progress(draft: Draft, _missing: int) -> Progress:
    names: Iterable[Any] = (draft.exporter.legal_name, draft.exporter.contact)
    return Progress("done", gettext("Complete"), " · ".join(filter(None, names)))


COMPANY = CompanyPart(
    key="company",
    title=_("Company and contact"),
    members=tuple(ABOUT_THE_CASE),
    progress=_progress,
    form=ContactForm,
    is_optional=True,
    template="desks/drafts/company.html",
)
