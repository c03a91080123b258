"""What a proposal on a request for an authorisation says besides: which lines, how long, and what was weighed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from controllist.rules.annex import watches_people
from exportctl.core.countries import country
from exportctl.core.formatting import number
from exportctl.core.forms.fields import NumberField, TextField, WholeNumberField
from licensing import labels
from licensing.models import AuthorisationRequest, RequestLine
from licensing.models.proposals import CRITERIA_LABELS, FINDING_LABELS
from licensing.rules.authorisations import months_of
from licensing.rules.hearings import Burden, decision_burdens
from licensing.rules.kinds import FORMS, KINDS, FormRule
from licensing.rules.proposal_shapes import CRITERIA, ELEMENTS, LONGEST_VALIDITY, REPORTS_EVERY
from licensing.rules.proposals import limitation_errors, unmeasured, validity_errors
from licensing.rules.requests import GRANTS, Kind, Outcome

ICP_FIELDS = ("icp_weighed", "icp_unnecessary_because")
OF_AUTHORISATIONS = (
    "granted",
    "destinations",
    "valid_for_months",
    "longer_because",
    "substantial_because",
    "reports_every",
    *ICP_FIELDS,
)
LIMIT_FIELD = re.compile(r"(?:quantity|value)_[0-9]{1,3}")


@dataclass(frozen=True)
class LineFields:
    """A line of the request with the fields by which a grant limits it."""

    line: RequestLine
    tick: Any
    quantity: BoundField
    value: BoundField


def _area(label: Any, rows: int = 2) -> TextField:
    widget = forms.Textarea(attrs={"rows": rows})
    return TextField(label=label, required=False, max_length=4000, widget=widget)


def _report_choices() -> list[tuple[str, Any]]:
    text = ngettext_lazy("Every %(n)d month", "Every %(n)d months", "n")
    return [("", _("No")), *((str(n), text % {"n": n}) for n in REPORTS_EVERY)]


def _answer(label: Any) -> forms.ChoiceField:
    def choices() -> list[tuple[str, str]]:
        return [("", "—"), *labels.choices("red_flag_answers")]

    return forms.ChoiceField(label=label, required=False, choices=choices)


class GrantTermsForm(forms.Form):
    """Nothing of it has to be filled in: what is left out is not recorded (Articles 12(3), 15 and 2(20))."""

    granted = forms.MultipleChoiceField(
        label=_("Which items are granted?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    destinations = forms.MultipleChoiceField(
        label=_("For which destinations?"),
        help_text=_("A destination that you do not tick is refused, for every item."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    valid_for_months = WholeNumberField(
        label=_("Valid for how many months?"),
        help_text=_("As asked for, unless you decide otherwise; two years are usual (Article 12(3))."),
        required=False,
        min_value=1,
        max_value=LONGEST_VALIDITY,
    )
    longer_because = _area(
        _("If for more than four years: why does the project take so long? (Article 12(3))")
    )
    substantial_because = _area(
        _(
            "If less, shorter or on conditions: does that limit the export substantially? Then why (Article 16(1))"
        )
    )
    reports_every = forms.TypedChoiceField(
        label=_("Does the holder report what left under it? (Article 12(4))"),
        help_text=_("Each report becomes a condition with its own day."),
        required=False,
        coerce=int,
        empty_value=None,
        choices=_report_choices,
    )
    icp_weighed = _area(
        _("How does the exporter put its compliance programme into practice? (Article 15(2))")
    )
    icp_unnecessary_because = _area(_("Or: why is no compliance programme necessary? (Article 12(4))"))
    criterion_international_commitments = _area(CRITERIA_LABELS["international_commitments"])
    criterion_sanctions = _area(CRITERIA_LABELS["sanctions"])
    criterion_foreign_and_security_policy = _area(CRITERIA_LABELS["foreign_and_security_policy"])
    criterion_end_use_and_diversion = _area(CRITERIA_LABELS["end_use_and_diversion"])
    finding_specially_designed = _answer(FINDING_LABELS["specially_designed"])
    finding_covert_surveillance = _answer(FINDING_LABELS["covert_surveillance"])
    finding_natural_persons = _answer(FINDING_LABELS["natural_persons"])
    finding_ict_systems = _answer(FINDING_LABELS["ict_systems"])
    finding_reason = _area(_("Why?"))
    measure_number = TextField(
        label=_("The exemption or derogation that lifts the prohibition, by its number"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )
    measure_finding = _area(_("What you found: why it applies here"))

    request: AuthorisationRequest
    authorises: bool  # is a grant of this kind an authorisation?

    def add_terms(self) -> None:
        """The fields of each line; a kind whose grants are no authorisations has none, nor a validity."""
        if not self.authorises:
            for name in OF_AUTHORISATIONS:
                del self.fields[name]
            return
        self._drop_terms()
        granted: Any = self.fields["granted"]
        granted.choices = [(str(line.number), labels.line_name(line)) for line in self.request.lines]
        self.initial.setdefault("granted", [str(line.number) for line in self.request.lines])
        self._add_destinations()
        for line in self.request.lines:
            for name in ("quantity", "value"):
                self.fields[f"{name}_{line.number}"] = NumberField(
                    label=_("Granted quantity") if name == "quantity" else _("Granted value"),
                    required=False,
                    max_length=40,
                    widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
                )

    def _add_destinations(self) -> None:
        """Where several were asked for, some may be granted and others refused."""
        codes = self._asked
        if len(codes) < 2:
            del self.fields["destinations"]
            return
        field: Any = self.fields["destinations"]
        field.choices = [(code, country(code)) for code in codes]
        self.initial.setdefault("destinations", codes)

    @property
    def _asked(self) -> list[str]:
        return [each.country for each in self.request.destinations]

    def _drop_terms(self) -> None:
        """What this kind or form has no use for."""
        form = FORMS[self.request.form] if self.request.form else FormRule("")
        unused = [] if KINDS[Kind(self.request.kind)].longest_months else ["longer_because"]
        unused += [] if form.reports else ["reports_every"]
        unused += [] if form.needs_icp else ICP_FIELDS
        for name in unused:
            del self.fields[name]
        project = self.request.body.get("project") or {}
        self.initial.setdefault("longer_because", project.get("why_longer") or "")

    @property
    def form_terms(self) -> list[BoundField]:
        """What a grant of this kind and form carries besides."""
        names = ("longer_because", "substantial_because", "reports_every", *ICP_FIELDS)
        return [self[name] for name in names if name in self.fields]

    @property
    def line_fields(self) -> Iterator[LineFields]:
        """Each line with its tick and its two fields."""
        if not self.authorises:
            return
        for line, tick in zip(self.request.lines, self["granted"], strict=True):
            yield LineFields(line, tick, self[f"quantity_{line.number}"], self[f"value_{line.number}"])

    @property
    def criteria(self) -> list[BoundField]:
        return [self[f"criterion_{name}"] for name in CRITERIA.members]

    @property
    def finding(self) -> list[BoundField]:
        """Where an item says that it watches people, or Annex I has its entry among those that do (Article 2(20))."""
        lines = self.request.lines
        if not any(line.functions or watches_people(line.control_entry) for line in lines):
            return []
        return [self[f"finding_{name}"] for name in (*ELEMENTS, "reason")]

    def check_terms(self, cleaned: Mapping[str, Any]) -> None:
        """A grant covers an item at least, and of none more than was asked for."""
        if not self.authorises or cleaned.get("outcome") not in GRANTS:
            return
        if not cleaned.get("granted"):
            self.add_error("granted", _("Tick at least one item, or refuse the request."))
        if "destinations" in self.fields and not cleaned.get("destinations"):
            self.add_error("destinations", _("Tick at least one destination, or refuse the request."))
        months = months_of(cleaned.get("valid_for_months"), self.request.body.get("valid_for_months"))
        reason = cleaned.get("longer_because") or ""
        for wrong in validity_errors(self.request.kind, months=months, reason=reason):
            self.add_error("longer_because", wrong["detail"])
        if "icp_weighed" in self.fields and not any(cleaned.get(name) for name in ICP_FIELDS):
            text = _("Say how the programme was weighed, or why none is necessary.")
            self.add_error("icp_weighed", text)
        self._check_limitation(cleaned)
        for line in self.request.lines:
            self._check_limit(
                line, {name: cleaned.get(f"{name}_{line.number}") for name in ("quantity", "value")}
            )

    def burdens(self, outcome: str, cleaned: Mapping[str, Any]) -> tuple[Burden, ...]:
        """By what the decision burdens the exporter, who is heard before it then."""
        given = self._limits(cleaned) if self.authorises and outcome in GRANTS else []
        return decision_burdens(
            outcome=outcome,
            lines=self.request.lines,
            limits=given,
            left_out=self._left_out(cleaned) if self.authorises and outcome in GRANTS else (),
            asked_months=self.request.body.get("valid_for_months"),
            months=cleaned.get("valid_for_months"),
        )

    def _check_limitation(self, cleaned: Mapping[str, Any]) -> None:
        """Where nothing is taken away nobody is told of a limitation."""
        burdens = self.burdens(cleaned["outcome"], cleaned)
        has_conditions = cleaned["outcome"] == Outcome.GRANT_WITH_CONDITIONS
        because = cleaned.get("substantial_because") or ""
        for wrong in limitation_errors(because, burdens=burdens, has_conditions=has_conditions):
            self.add_error("substantial_because", wrong["detail"])

    def _check_limit(self, line: RequestLine, limit: Mapping[str, Any]) -> None:
        for name, words in unmeasured(limit, line):
            self.add_error(f"{name}_{line.number}", str(words))
        for name, most in (("quantity", line.quantity), ("value", line.value)):
            if limit[name] and most is not None and Decimal(str(limit[name])) > most:
                text = _("A grant covers at most what was asked for: %(most)s.")
                self.add_error(f"{name}_{line.number}", text % {"most": number(most.normalize())})

    def terms(self) -> dict[str, Any]:
        """As the action takes them; a grant of everything that was asked for names no line."""
        words = self.cleaned_data
        weighed = {
            "criteria": {name: words[f"criterion_{name}"] for name in CRITERIA.members},
            "finding": {name: words[f"finding_{name}"] for name in (*ELEMENTS, "reason")},
            "measure": {"number": words["measure_number"], "finding": words["measure_finding"]},
        }
        if not self.authorises:
            return weighed
        return {
            "lines": self._limits(words),
            "destinations": words["destinations"] if self._left_out(words) else [],
            "valid_for_months": words["valid_for_months"],
            "longer_because": words.get("longer_because") or "",
            "substantial_because": words.get("substantial_because") or "",
            "reports_every": words.get("reports_every"),
            "icp": {name.removeprefix("icp_"): words.get(name) or "" for name in ICP_FIELDS},
            **weighed,
        }

    def _left_out(self, words: Mapping[str, Any]) -> list[str]:
        """Of the destinations asked for those that are not ticked."""
        if "destinations" not in self.fields:
            return []
        return [code for code in self._asked if code not in (words.get("destinations") or ())]

    def _limits(self, words: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Of a grant that covers less than was asked for; none of a whole one."""
        granted = words.get("granted") or ()
        limits = [_limit(line, words) for line in self.request.lines if str(line.number) in granted]
        is_whole = len(limits) == len(self.request.lines) and all(len(limit) == 1 for limit in limits)
        return [] if is_whole else limits


def _limit(line: RequestLine, words: Mapping[str, Any]) -> dict[str, Any]:
    """A line that is granted as it was asked for has its number alone."""
    limit: dict[str, Any] = {"line": line.number}
    for name, asked in (("quantity", line.quantity), ("value", line.value)):
        given = words.get(f"{name}_{line.number}")
        if given and Decimal(given) != asked:
            limit[name] = given
    return limit
