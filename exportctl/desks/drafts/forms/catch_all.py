"""The catch-all notification's own parts: the item, the parties, the end use, the due-diligence questions."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exportctl.core.countries import countries, country
from exportctl.core.forms.fields import DateField, TextField
from exportctl.core.shapes import most_of
from exportctl.desks.drafts.forms.drafts import UPLOADS
from exportctl.desks.drafts.forms.kinds import Change, Part, form_changes
from exportctl.desks.drafts.forms.parts import ClashRow, OfferingInput, PartForm, area, decimal, line, select
from exportctl.desks.drafts.forms.summary import SummaryRow, missing_word, summary_row
from licensing import labels
from licensing.models import Draft, DraftAttachment
from licensing.rules.drafts import Clash
from licensing.rules.shapes import ANSWER, CONSIGNEE, END_USER, ITEM, notification
from notifications.queries.red_flags import (
    AnsweredQuestion,
    Question,
    Topic,
    answered_questions,
    questions,
    topics,
)

BODY = notification(())
ALL = "red_flags"  # the form that asks all due-diligence questions


class ItemForm(PartForm):
    pointers = {
        "name": "/item/name",
        "manufacturer": "/item/manufacturer",
        "model": "/item/model",
        "functions": "/item/functions",
        "description": "/item/description",
        "cn_code": "/item/cn_code",
        "quantity": "/quantity",
        "unit": "/unit",
        "value": "/value",
        "currency": "/currency",
        "planned_on": "/planned_on",
    }
    name = line(_("What is the item called?"), most=most_of(ITEM, "name"))
    manufacturer = line(
        _("Maker"), _("Your own company, if it makes the item."), most=most_of(ITEM, "manufacturer")
    )
    model = line(_("Model"), _("With version, for example “Halo LX 4”."), most=most_of(ITEM, "model"))
    functions = forms.MultipleChoiceField(
        label=_("What does it do?"),
        help_text=_("Choose all that apply."),
        required=False,
        choices=lambda: labels.choices("functions"),
        widget=forms.CheckboxSelectMultiple,
    )
    description = area(
        _("Describe it"),
        _("What it takes in, what it gives out, and what the people concerned notice of it."),
        5,
        most=most_of(ITEM, "description"),
    )
    cn_code = line(
        _("Customs code (CN)"),
        _("Eight digits. Type a word to choose from frequent codes; TARIC has all."),
        40,
        "20",
        offers=labels.offered_customs_codes,
    )
    quantity = decimal(_("Quantity"), "", "5")
    unit = select(_("Unit"), lambda: labels.choices("units"))
    value = decimal(_("Total value"), "", "10")
    currency = line(_("Currency"), "", 20, "5", offers=lambda: labels.choices("currencies"))
    planned_on = DateField(label=_("When is the export planned?"), required=False)

    said_with = {"unit": "quantity", "currency": "value"}

    def offer_maker(self, name: str) -> None:
        """A maker to choose; any other may be typed."""
        self.fields["manufacturer"].widget = OfferingInput(lambda: [(name, "")], {})

    @property
    def hints(self) -> dict[str, dict[str, str]]:
        return {"functions": labels.function_hints()}

    def in_words(self, name: str, value: Any) -> str:
        """The value with its currency, as the authority reads it."""
        if name == "value" and value:
            return labels.money(Decimal(value), self.initial.get("currency") or "")
        return super().in_words(name, value)

    def summary_words(self, name: str) -> str:
        """The quantity with its unit."""
        quantity, unit = self.initial.get("quantity"), self.initial.get("unit")
        if name == "quantity" and quantity and unit:
            return labels.amount(quantity, unit)
        return super().summary_words(name)


class PartiesForm(PartForm):
    pointers = {
        "destination": "/destination",
        "end_user_name": "/end_user/name",
        "end_user_address": "/end_user/address",
        "end_user_country": "/end_user/country",
        "end_user_kind": "/end_user/kind",
        "consignee_name": "/consignee/name",
        "consignee_address": "/consignee/address",
        "consignee_country": "/consignee/country",
    }
    destination = select(_("Where does the item go?"), countries)
    end_user_name = line(
        _("Name of the end user"), _("Who will use the item in the end."), most=most_of(END_USER, "name")
    )
    end_user_unknown = forms.BooleanField(
        label=_("I do not know the end user yet"),
        help_text=_("The authority then reads “Not known yet”. Correct it as soon as you know."),
        required=False,
    )
    end_user_address = area(_("Address of the end user"), "", 3, most=most_of(END_USER, "address"))
    end_user_country = select(
        _("Country of the end user"), countries, nothing=_("The same as the destination")
    )
    end_user_kind = select(_("Kind of end user"), lambda: labels.choices("end_user_kinds"))
    consignee_name = line(_("Name of the consignee"), most=most_of(CONSIGNEE, "name"))
    consignee_address = area(_("Address of the consignee"), "", 3, most=most_of(CONSIGNEE, "address"))
    consignee_country = select(_("Country of the consignee"), countries)

    folded = ("consignee_name", "consignee_address", "consignee_country")
    folded_title = _("The goods go to somebody else first (optional)")

    def __init__(self, data: Any = None, files: Any = None, *, body: dict[str, Any]) -> None:
        super().__init__(data, files, body=body)
        if self.initial["end_user_name"]:
            self.fields.pop("end_user_unknown", None)

    def values(self, *only: str) -> dict[str, Any]:
        """What its page said of the end user: of nobody known that, and of no country the destination's."""
        values = super().values(*only)
        if only or self.settling:
            return values
        if self.cleaned_data.get("end_user_unknown") and not values["/end_user/name"]:
            unknown = gettext("Not known yet")
            values |= {"/end_user/name": unknown, "/end_user/kind": values["/end_user/kind"] or "other"}
            values["/end_user/address"] = values["/end_user/address"] or unknown
        if values["/end_user/name"] and not values["/end_user/country"]:
            values["/end_user/country"] = values["/destination"]
        return values


class EndUseForm(PartForm):
    pointers = {"end_use": "/end_use", "doubt": "/doubt"}
    end_use = area(
        _("What will the end user do with it?"),
        _("As the end user told you, and what you know."),
        6,
        most=most_of(BODY, "end_use"),
    )
    doubt = area(
        _("What makes you doubt?"),
        _("What could happen to people, and what makes you think so. Two or three sentences are enough."),
        6,
        most=most_of(BODY, "doubt"),
    )


class FlagForm(PartForm):
    """One due-diligence question. “I don’t know” is an answer; a “yes” needs what is known and from where."""

    answer = forms.ChoiceField(
        required=False, choices=lambda: labels.choices("red_flag_answers"), widget=forms.RadioSelect
    )
    evidence = TextField(
        label=_("What do you know, and where from?"),
        help_text=_("Name a source that the authority can look at. Two or three sentences are enough."),
        required=False,
        max_length=most_of(ANSWER, "evidence"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    file = forms.FileField(
        label=_("Add a document as evidence"),
        help_text=UPLOADS,
        required=False,
        error_messages={"empty": _("This file is empty. Choose another one.")},
    )

    legend_as_title = {"answer"}
    reveals = {"answer": {"yes": ["evidence", "file"]}}
    hints = {"answer": {"unknown": _("That is a valid answer. The authority may ask you about it.")}}

    def __init__(
        self, data: Any = None, files: Any = None, *, body: dict[str, Any], question: Question
    ) -> None:
        start = f"/red_flags/{question.key}"
        self.pointers = {"answer": f"{start}/answer", "evidence": f"{start}/evidence"}
        super().__init__(data, files, body=body)
        self.fields["answer"].label = question.question
        self.fields["answer"].help_text = _about_end_user(body, question.hint)
        if question.flag_when == "no":  # its documents prove the answer that is the red flag
            self.reveals = {"answer": {"yes": ["evidence"], "no": ["file"]}}


class FlagsForm(PartForm):
    """All due-diligence questions at once: the answer to each, and of a yes what is known about it.

    One choice under each topic answers what is still open in it; nothing is chosen before somebody chooses it.
    """

    def __init__(self, data: Any = None, *, body: dict[str, Any], topics: Iterable[Topic]) -> None:
        self.topics = list(topics)
        self.asked = [question for topic in self.topics for question in topic.questions]
        self.pointers = {
            f"{name}_{question.key}": f"/red_flags/{question.key}/{name}"
            for question in self.asked
            for name in ("answer", "evidence")
        }
        super().__init__(data, body=body)
        self.reveals = {
            f"answer_{question.key}": {"yes": [f"evidence_{question.key}"]} for question in self.asked
        }
        for question in self.asked:
            for name in ("answer", "evidence"):
                self.fields[f"{name}_{question.key}"] = deepcopy(FlagForm.base_fields[name])
            self.fields[f"answer_{question.key}"].label = question.question
            evidence = self.fields[f"evidence_{question.key}"]
            evidence.label, evidence.help_text = _("Needed with a yes: what you know, and where from"), ""
            evidence.widget.attrs["rows"] = 3
        for number, topic in enumerate(self.topics):
            self.fields[f"rest_{number}"] = _rest_of(topic)

    def answer_to(self, question: Question) -> BoundField:
        return self[f"answer_{question.key}"]

    def rest_of(self, number: int) -> BoundField:
        """The choice for what is still open in a topic."""
        return self[f"rest_{number}"]

    def together(self) -> list[tuple[str, list[str]]]:
        """What was answered by topic: the answer, and the questions that nobody has answered one by one."""
        chosen = [
            (self.cleaned_data.get(f"rest_{number}", ""), topic) for number, topic in enumerate(self.topics)
        ]
        found = [
            (answer, [each.key for each in topic.questions if self._is_open(f"answer_{each.key}")])
            for answer, topic in chosen
            if answer
        ]
        return [(answer, keys) for answer, keys in found if keys]

    def _is_open(self, name: str) -> bool:
        return not self.data.get(name) and not self.initial.get(name)

    def values(self, *only: str) -> dict[str, Any]:
        """Of what was sent: a choice cannot be emptied, so a question that is not among it keeps its answer."""
        if only or self.settling:
            return super().values(*only)
        sent = [name for name in self.pointers if name in self.data]
        rest = {self.pointers[f"answer_{key}"]: answer for answer, keys in self.together() for key in keys}
        return {**(super().values(*sent) if sent else {}), **rest}

    def clash_row(self, clash: Clash, *, sentence: str) -> ClashRow:
        """Under the question that it is about: what is known is asked of each in the same words."""
        row = super().clash_row(clash, sentence=sentence)
        about = next(each.label for each in self.asked if f"/{each.key}/" in clash.pointer)
        return replace(row, label=about if row.name.startswith("answer_") else f"{about}: {row.label}")


def _rest_of(topic: Topic) -> forms.ChoiceField:
    """One choice for all that is open; where a no is the red flag, that is said before somebody chooses it."""
    answers = dict(labels.choices("red_flag_answers"))
    signs = [question.label for question in topic.questions if question.flag_when == "no"]
    warning = gettext("“No” is the red flag here: %(questions)s.") % {"questions": "; ".join(signs)}
    return forms.ChoiceField(
        label=format_html(
            '{} <span class="govuk-visually-hidden">({})</span>',
            gettext("All that is open here"),
            topic.title,
        ),
        help_text=warning if signs else "",
        required=False,
        initial="",
        choices=[("", _("Leave open")), *((code, answers[code]) for code in ("no", "unknown"))],
        widget=forms.RadioSelect,
    )


def _about_end_user(body: dict[str, Any], hint: str) -> str:
    """The hint of a question, after the name of the end user whom the answer is about."""
    end_user = body.get("end_user") or {}
    named = ", ".join(filter(None, [end_user.get("name"), country(end_user.get("country") or "")]))
    if not end_user.get("name"):
        return hint
    return format_html(
        "{} {}", format_html(gettext("Answer for <b>{}</b>, the end user you named."), named), hint
    )


class ItemPart(Part):
    """The item of a notification: as its maker the exporter's own company is offered."""

    def own_form(self, draft: Draft, data: Any = None) -> PartForm:
        form = super().own_form(draft, data)
        if isinstance(form, ItemForm):
            form.offer_maker(draft.exporter.legal_name)
        return form


class QuestionsPart(Part):
    """The due-diligence questions of a notification: all on a page, and a page with its files for each, by its key."""

    def page(self, draft: Draft) -> str:
        return reverse("desks:flags", args=[draft.reference])

    def field_page(self, draft: Draft, pointer: str) -> str:
        _start, _member, key, name = pointer.split("/")
        return reverse("desks:flag", args=[draft.reference, key]) + FlagForm.anchor(name)

    def form_of(self, draft: Any, key: str, data: Any = None) -> PartForm | None:
        if key == ALL:
            return FlagsForm(data, body=draft.body, topics=topics(draft.questionnaire))
        question = next((each for each in questions(draft.questionnaire) if each.key == key), None)
        return FlagForm(data, body=draft.body, question=question) if question else None

    def question_labels(self, draft: Any) -> dict[str, str]:
        return {question.key: question.label for question in questions(draft.questionnaire)}

    def question_page(self, draft: Draft, question: str) -> str:
        return reverse("desks:flag", args=[draft.reference, question])

    def changes(
        self, before: Mapping[str, Any], after: Mapping[str, Any], *, questionnaire: str
    ) -> list[Change]:
        return [
            row
            for question in questions(questionnaire)
            for row in form_changes(
                FlagForm(body=dict(before), question=question),
                FlagForm(body=dict(after), question=question),
                of=question.label,
            )
        ]

    def summary(
        self, draft: Any, *, files: Iterable[DraftAttachment], missing: frozenset[str]
    ) -> list[SummaryRow]:
        rows = []
        for flag in answered_questions(draft.body, version=draft.questionnaire):
            names = [each.file.name for each in files if each.question == flag.key]
            is_unproved = f"/red_flags/{flag.key}/evidence" in missing
            url = self.field_page(draft, f"/red_flags/{flag.key}/{'evidence' if is_unproved else 'answer'}")
            words = _answer(flag, names, is_unproved=is_unproved)
            is_quiet = not flag.flagged and not names
            rows.append(summary_row(flag.question, words, url, lacks=is_unproved, is_quiet=is_quiet))
        return rows


def _answer(flag: AnsweredQuestion, names: list[str], *, is_unproved: bool) -> list[str]:
    """The answer, what is known about it, and the documents that prove it."""
    evidence = [gettext("What you know about this: missing")] if is_unproved else flag.evidence.split("\n")
    files = [gettext("Documents: %(names)s") % {"names": ", ".join(names)}] if names else []
    return [flag.answer_label or missing_word(), *filter(None, evidence), *files]
