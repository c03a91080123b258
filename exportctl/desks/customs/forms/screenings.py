"""The page that checks one item, or a table of up to 1,000 lines."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exportctl.core import shapes
from exportctl.core.countries import countries
from exportctl.core.forms.fields import TextField, number_of
from exportctl.core.i18n import fill
from exportctl.core.rules.uploaded_tables import Figure, NoHead, NotATable, TooMany, read
from licensing.rules.screenings import MOST_LINES, NUMBERS, SCREENING, UPLOAD, lines_of

LARGEST_MEGABYTES = 2
SHOWN_ERRORS = 20


class ItemForm(forms.Form):
    """One item."""

    name = TextField(label=_("What it is"), required=False, max_length=400)
    model = TextField(label=_("Model"), required=False, max_length=200)
    manufacturer = TextField(label=_("Maker"), required=False, max_length=200)
    control_entry = TextField(
        label=_("Control entry, if you know one"),
        required=False,
        max_length=60,
        help_text=_("An entry of Annex I, such as 5A001.f.2."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    destination = forms.ChoiceField(label=_("Destination"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        destination: Any = self.fields["destination"]
        destination.choices = [("", _("Not chosen")), *countries()]

    def clean(self) -> dict[str, Any]:
        given = {name: value for name, value in (super().clean() or {}).items() if value}
        self.lines, errors = _checked([{"id": "1", **given}])
        for error in errors:
            field = error["pointer"].rpartition("/")[2]
            self.add_error(field if field in self.fields else None, error["detail"])
        return self.cleaned_data


class TableForm(forms.Form):
    """Many lines: pasted, or as a file."""

    table = TextField(
        label=_("Paste the lines here"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "class": "mono"}),
        help_text=_(
            "CSV. The first row names the columns: id, manufacturer, model, name, control_entry, destination."
        ),
    )
    file = forms.FileField(
        label=_("Or choose a CSV or XLSX file"),
        required=False,
        help_text=fill(
            _("At most %(lines)d lines and %(size)d MB."), {"lines": MOST_LINES, "size": LARGEST_MEGABYTES}
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.lines: list[dict[str, Any]] = []
        source = self._source(cleaned)
        if source is None:
            return cleaned
        try:
            table = read(source, UPLOAD)
        except NoHead:
            sentence = gettext("The first row has to name at least one of these columns: %(columns)s.")
            self.add_error("table", sentence % {"columns": ", ".join(UPLOAD.names)})
        except TooMany as error:
            sentence = gettext("These are %(count)d lines. Check at most %(most)d at once.")
            self.add_error("table", sentence % {"count": error.args[0], "most": MOST_LINES})
        except NotATable as error:
            self.add_error("file" if cleaned.get("file") else "table", error.sentence)
        else:
            lines, errors = _numbers_read(lines_of(table))
            if not errors:
                self.lines, errors = _checked(lines)
            self._show(errors)
        return cleaned

    def _source(self, cleaned: dict[str, Any]) -> str | bytes | None:
        """What was pasted or uploaded; None after an error."""
        if file := cleaned.get("file"):
            if file.size > LARGEST_MEGABYTES * 1024**2:
                sentence = gettext("This file is larger than %(size)d MB. Split it.")
                self.add_error("file", sentence % {"size": LARGEST_MEGABYTES})
                return None
            return bytes(file.read())
        if not cleaned.get("table", "").strip():
            self.add_error("table", _("Paste at least one line, or choose a file."))
            return None
        return str(cleaned["table"])

    def _show(self, errors: shapes.Errors) -> None:
        for error in errors[:SHOWN_ERRORS]:
            self.add_error("table", f"{_place(error['pointer'])}: {error['detail']}")
        if len(errors) > SHOWN_ERRORS:
            sentence = gettext("There are %(count)d more errors like these.")
            self.add_error("table", sentence % {"count": len(errors) - SHOWN_ERRORS})


def _numbers_read(lines: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], shapes.Errors]:
    """The lines with numbers as REST takes them: typed in the language of the page, or held as numbers by a sheet."""
    errors: shapes.Errors = []
    for number, line in enumerate(lines):
        for name in NUMBERS & line.keys():
            if isinstance(line[name], Figure):
                continue
            try:
                line[name] = number_of(line[name])
            except forms.ValidationError as error:
                errors.append(shapes.error(f"/lines/{number}/{name}", error.messages[0]))
    return lines, errors


def _checked(lines: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], shapes.Errors]:
    """The clean lines, and what is wrong with them: the very rules of REST."""
    value, errors = shapes.check({"lines": lines}, SCREENING)
    errors = errors or SCREENING.missing(value, "")
    return ([] if errors else value["lines"]), errors


def _place(pointer: str) -> str:
    """`/lines/3/destination` as people count."""
    parts = pointer.split("/")
    if len(parts) < 4:
        return gettext("The table")
    return gettext("Line %(number)d, %(column)s") % {"number": int(parts[2]) + 1, "column": parts[3]}
