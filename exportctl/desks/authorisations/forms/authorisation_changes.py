"""The terms of an act on an authorisation, as the first officer writes them; what is right is the rule's."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core import shapes
from exportctl.core.formatting import long_day
from exportctl.core.forms.errors import add_pointed_errors
from exportctl.core.forms.fields import DateField, NumberField, TextField
from exportctl.core.i18n import fill
from exportctl.core.rules.decimals import shortest
from exportctl.core.shapes import most_of
from licensing.forms.hearings import HearingForm
from licensing.labels import DIFFERENCES, label
from licensing.models import Authorisation, AuthorisationLine, ChangeRequest
from licensing.queries.authorisation_versions import contents_of
from licensing.rules.authorisation_terms import changed, lessens, shape_of
from licensing.rules.authorisations import GROUNDS, Event
from licensing.rules.change_requests import refuses_export
from licensing.rules.effective_days import LABELS, HoldsFrom
from licensing.rules.hearings import change_burdens

OF_PARTIES = ("end_user", "consignee")
NARROW = {"class": "govuk-input--width-10"}


def change_form_of(event: str) -> type["ChangeForm"]:
    """The form of an act; what has no terms is proposed with its reasons alone."""
    return FORMS.get(Event(event), ChangeForm)


class ChangeForm(forms.Form):
    """The reasons; a form of an act adds its terms. `terms` is what the action takes, read by the shape of REST.

    `today`: at the authority.
    """

    event: ClassVar[Event | None] = None
    grounds = TextField(
        label=_("Reasons"),
        help_text=_("The second officer and the holder read them."),
        max_length=most_of(GROUNDS, "grounds"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    pointers: dict[str, str] = {}

    def __init__(
        self,
        *args: Any,
        authorisation: Authorisation,
        today: date,
        asked: ChangeRequest | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.authorisation, self.today, self.asked = authorisation, today, asked
        assert authorisation.version
        self.contents = contents_of(authorisation.version)
        self.pointers = dict(self.pointers)
        self._add_fields()
        self.order_fields([name for name in self.fields if name != "grounds"])

    def _add_fields(self) -> None:
        """Nothing more to say."""

    def _sent(self, given: dict[str, Any]) -> dict[str, Any]:
        """The terms as REST would send them."""
        return {}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self.terms: dict[str, Any] = {}
        if self.errors or self.event is None:
            return given
        sent = {"grounds": given["grounds"], **self._sent(given)}
        read, errors = shapes.check(sent, shape_of(self.event))
        self.terms = {name: value for name, value in read.items() if name != "grounds"}
        add_pointed_errors(self, errors)
        return given


class BurdenForm(HearingForm, ChangeForm):
    """What ends or suspends it: how its holder was heard, from when it counts, whether a remedy suspends it."""

    holds_from = forms.ChoiceField(
        label=_("From when does it count?"),
        choices=[*LABELS.items()],
        initial=HoldsFrom.APPROVAL.value,
        required=False,
        widget=forms.RadioSelect,
    )
    holds_on = DateField(label=_("From which day"), required=False)
    immediate_because = TextField(
        label=_("Why a remedy does not suspend it (optional)"),
        help_text=_(
            "Only where the law of your state lets the authority order that. The letter gives the reasons."
        ),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reveals = {"holds_from": {HoldsFrom.DAY.value: ["holds_on"]}}

    def _sent(self, given: dict[str, Any]) -> dict[str, Any]:
        day: date | None = given["holds_on"]
        said = {
            "hearing": self.hearing(),
            "holds_from": given["holds_from"],
            "holds_on": day.isoformat() if day else "",
            "immediate_because": given["immediate_because"],
        }
        return {name: value for name, value in said.items() if value}

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not self.errors:
            self.require_hearing(today=self.today)
        return given


class SuspendForm(BurdenForm):
    event = Event.SUSPEND


class RevokeForm(BurdenForm):
    event = Event.REVOKE


class AnnulForm(BurdenForm):
    event = Event.ANNUL


class UntilForm(ChangeForm):
    """A new last day."""

    def _add_fields(self) -> None:
        self.fields["valid_until"] = DateField(
            label=_("New last day"),
            help_text=fill(_("So far: %(day)s."), {"day": long_day(self.contents.valid_until)}),
            initial=self.asked.last_day if self.asked else None,  # what its holder asks for
        )
        if self.contents.longest_months:
            self.fields["longer_because"] = TextField(
                label=_("Why the project takes longer"),
                help_text=fill(
                    _("Needed beyond %(n)d months (Article 12(3))."), {"n": self.contents.longest_months}
                ),
                required=False,
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def _sent(self, given: dict[str, Any]) -> dict[str, Any]:
        day: date = given["valid_until"]
        longer = {"longer_because": given["longer_because"]} if given.get("longer_because") else {}
        return {"valid_until": day.isoformat(), **longer}


class ExtendForm(UntilForm):
    event = Event.EXTEND


class RenewForm(UntilForm):
    event = Event.RENEW


class ContentsForm(ChangeForm):
    """What it says, as it stands; what is written otherwise is the change."""

    of_lines: ClassVar[tuple[str, ...]] = ("quantity", "value")

    def _add_fields(self) -> None:
        for role in OF_PARTIES:
            for place, member in enumerate(("name", "address")):
                if role in self.contents.parties:
                    self._text(f"{role}_{member}", self.contents.parties[role][place], f"/{role}/{member}")
        for index, line in enumerate(self.authorisation.lines):
            for member in self.of_lines:
                self._of_line(index, line, member)
        self.fields["valid_until"] = DateField(
            label=_("Last day"), required=False, initial=self.contents.valid_until
        )
        self.fields["conditions"] = TextField(
            label=_("Conditions"),
            help_text=_("One on each line."),
            required=False,
            max_length=20000,
            initial="\n".join(self._conditions()),
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    def _conditions(self) -> list[str]:
        return [" ".join(each.split()) for each in self.contents.conditions]

    def _text(self, name: str, initial: str, pointer: str, label: Any = None, rows: int = 0) -> None:
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        self.fields[name] = TextField(
            label=label or DIFFERENCES[name],
            initial=initial,
            required=False,
            max_length=8000 if rows else 500,
            widget=widget,
        )
        self.pointers[name] = pointer

    def _of_line(self, index: int, line: AuthorisationLine, member: str) -> None:
        name, stored = f"line_{line.number}_{member}", getattr(line, member)
        words = {"line": line.number, "what": DIFFERENCES[member], "unit": label("units", line.unit)}
        if member == "value":
            words["unit"] = line.currency
        if member not in ("quantity", "value"):
            title = fill(_("Line %(line)d: %(what)s"), words)
            self._text(name, stored, f"/lines/{index}/{member}", title, 3 if member == "description" else 0)
        elif stored is not None:
            self.fields[name] = NumberField(
                label=fill(_("Line %(line)d: %(what)s (%(unit)s)"), words),
                initial=shortest(stored),
                required=False,
                widget=forms.TextInput(attrs=NARROW),
            )
            self.pointers[name] = f"/lines/{index}/{member}"

    def _sent(self, given: dict[str, Any]) -> dict[str, Any]:
        """Every line in its order, so that a pointer finds its field; of each what reads otherwise."""
        sent: dict[str, Any] = {"lines": [self._line(line, given) for line in self.authorisation.lines]}
        if not any(len(line) > 1 for line in sent["lines"]):
            del sent["lines"]
        for role in self.contents.parties:
            if words := {
                member: given[f"{role}_{member}"]
                for place, member in enumerate(("name", "address"))
                if given[f"{role}_{member}"] != self.contents.parties[role][place]
            }:
                sent[role] = words
        if given["valid_until"] and given["valid_until"] != self.contents.valid_until:
            sent["valid_until"] = given["valid_until"].isoformat()
        conditions = [each.strip() for each in given["conditions"].splitlines() if each.strip()]
        if conditions != self._conditions():
            sent["conditions"] = conditions
        return sent

    def _line(self, line: AuthorisationLine, given: dict[str, Any]) -> dict[str, Any]:
        told: dict[str, Any] = {"line": line.number}
        for member in self.of_lines:
            written = given.get(f"line_{line.number}_{member}") or ""
            stored = getattr(line, member)
            before = shortest(stored) if member in ("quantity", "value") and stored is not None else stored
            if written and written != (before or ""):
                told[member] = written
        return told


class AmendForm(HearingForm, ContentsForm):
    event = Event.AMEND

    def _add_fields(self) -> None:
        super()._add_fields()
        self.fields["substantial"] = forms.BooleanField(
            label=_("This limits the authorisation substantially"),
            help_text=_(
                "Then it is a denial: the other Member States and the Commission are told, with the reasons"
                " (Article 16(1))."
            ),
            required=False,
        )

    def _sent(self, given: dict[str, Any]) -> dict[str, Any]:
        substantial = {"substantial": True} if given["substantial"] else {}
        heard = {"hearing": self.hearing()} if self.hearing() else {}
        return super()._sent(given) | substantial | heard

    def clean(self) -> dict[str, Any]:
        """Its holder is heard before anything is taken away."""
        given = super().clean()
        if self.errors:
            return given
        taken_away = lessens(self.contents, changed(self.contents, self.terms))
        if change_burdens(Event.AMEND, lessens=taken_away):
            self.require_hearing(today=self.today)
        return given


class CorrectForm(ContentsForm):
    event = Event.CORRECT
    of_lines = ("name", "description", "cn_code", "control_entry", "quantity", "value")


class SplitForm(ChangeForm):
    """What moves to the first of two; the second gets the rest."""

    event = Event.SPLIT

    def _add_fields(self) -> None:
        for index, line in enumerate(self.authorisation.lines):
            balance = self.authorisation.balance_of[line.number].balance
            for member, left, unit in (
                ("quantity", balance.left, label("units", line.unit)),
                ("value", balance.value_left, line.currency),
            ):
                if left is None or left <= 0:
                    continue
                name = f"line_{line.number}_{member}"
                words = {"line": line.number, "what": DIFFERENCES[member], "unit": unit}
                self.fields[name] = NumberField(
                    label=fill(_("Line %(line)d: %(what)s (%(unit)s)"), words),
                    help_text=fill(
                        _("Moves to the first of the two. Left: %(left)s."), {"left": shortest(left)}
                    ),
                    required=False,
                    widget=forms.TextInput(attrs=NARROW),
                )
                self.pointers[name] = f"/parts/0/lines/{index}/{member}"

    def _sent(self, given: dict[str, Any]) -> dict[str, Any]:
        lines = []
        for line in self.authorisation.lines:
            told: dict[str, Any] = {
                member: given[name]
                for member in ("quantity", "value")
                if given.get(name := f"line_{line.number}_{member}")
            }
            if told:
                lines.append({"line": line.number, **told})
        return {"parts": [{"lines": lines}] if lines else []}


class ReissueForm(ChangeForm):
    """To the same holder, or to the company that succeeds it in law."""

    event = Event.REISSUE
    successor = TextField(
        label=_("Legal successor (optional)"),
        help_text=_(
            "Its EORI, or the number of your state, where another company takes the holder’s place in law: a merger, a"
            " sale of the business. It has to be registered here."
        ),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"class": "mono govuk-input--width-20"}),
    )

    def _sent(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"successor": given["successor"]} if given["successor"] else {}


class DeclineForm(HearingForm, ChangeForm):
    """Where its holder asked for a further time: a refusal, unless no export is refused by it."""

    event = Event.DECLINE
    no_denial_because = TextField(
        label=_("Why no export is refused by it (optional)"),
        help_text=_(
            "For example because it was asked for too early, or a new request is needed. Left empty, it is a refusal:"
            " the other Member States and the Commission are told, with the reasons (Article 16(1))."
        ),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def _add_fields(self) -> None:
        if not (self.asked and refuses_export(self.asked.kind)):
            for name in ("no_denial_because", "hearing_held_on", "hearing_waived"):
                del self.fields[name]

    def _sent(self, given: dict[str, Any]) -> dict[str, Any]:
        said = {"no_denial_because": given.get("no_denial_because"), "hearing": self.hearing()}
        return {name: value for name, value in said.items() if value}

    def clean(self) -> dict[str, Any]:
        """Its holder is heard before it is refused anything."""
        given = super().clean()
        because = given.get("no_denial_because") or ""
        if not self.errors and self.asked and refuses_export(self.asked.kind, no_denial_because=because):
            self.require_hearing(today=self.today)
        return given


FORMS: dict[Event, type[ChangeForm]] = {
    Event.SUSPEND: SuspendForm,
    Event.REVOKE: RevokeForm,
    Event.ANNUL: AnnulForm,
    Event.EXTEND: ExtendForm,
    Event.RENEW: RenewForm,
    Event.AMEND: AmendForm,
    Event.CORRECT: CorrectForm,
    Event.SPLIT: SplitForm,
    Event.REISSUE: ReissueForm,
    Event.DECLINE: DeclineForm,
}
