"""Numbers in the forms: read in the language of the page, asked about two readings, shown as kept."""

import pytest
from django.http import QueryDict
from django.utils import translation

from exportctl.core.forms.fields import DateField, WholeNumberField
from exportctl.desks.drafts.forms.catch_all import ItemForm
from licensing.rules.drafts import Clash
from notifications.forms.positions import ExtensionForm


def sent(**fields):
    data = QueryDict(mutable=True)
    data.update(fields)
    return ItemForm(data, body={})


@pytest.mark.parametrize(
    ("language", "typed", "kept"),
    [
        ("de", "480.000", "480000"),
        ("de", "480.000,00", "480000"),
        ("fr", "480 000", "480000"),
        ("en", "2,5", "2.5"),
    ],
)
def test_a_number_is_kept_as_it_was_meant(language, typed, kept):
    with translation.override(language):
        form = sent(value=typed)

        assert form.is_valid()
        assert form.values("value") == {"/value": kept}


@pytest.mark.parametrize(
    ("language", "typed", "said"),
    [
        ("en", "480.000", "Write 480000 or 480,"),
        ("fr", "1,500", "1500 ou 1,5"),
        ("de", "1,500", "1500 oder 1,5"),
        ("en", "a few", "for example 1500 or 2.5"),
        ("de", "2.5.1", "zum Beispiel 1500 oder 2,5"),
    ],
)
def test_a_number_that_nobody_can_read_is_asked_and_stays_on_the_page(language, typed, said):
    with translation.override(language):
        form = sent(quantity=typed)

        assert not form.is_valid()
        assert said in form.errors["quantity"][0]
        assert form["quantity"].value() == typed


@pytest.mark.parametrize(("language", "shown"), [("de", "2,5"), ("fr", "2,5"), ("en", "2.5")])
def test_a_field_shows_what_is_stored_as_its_reader_writes_it(language, shown):
    with translation.override(language):
        form = ItemForm(body={"quantity": "2.5"})

        assert form["quantity"].value() == shown
        assert form.typed("quantity", "2.5") == shown
        assert form.clash_row(Clash("/quantity", "2.5", "1500"), sentence="").raw == [shown]
        assert form["value"].value() == ""


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_five_thousand_days_are_never_five(language):
    with translation.override(language):
        form = ExtensionForm({"working_days": "5.000", "reason": "x"}, most=9)
        form.full_clean()

        assert form.cleaned_data.get("working_days") in (None, 5000)


@pytest.mark.parametrize(("typed", "kept"), [("542.000", 542000), ("83 456 045", 83456045), ("7", 7)])
def test_a_whole_number_is_read_by_the_same_rule(typed, kept):
    with translation.override("de"):
        assert WholeNumberField().clean(typed) == kept


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", "83,577,140"), ("de", "83\u202f577\u202f140"), ("fr", "83\u202f577\u202f140")],
)
def test_a_stored_whole_number_is_shown_in_groups_and_read_again(language, shown):
    with translation.override(language):
        field = WholeNumberField()

        assert field.prepare_value(83577140).replace("\xa0", "\u202f") == shown
        assert field.clean(field.prepare_value(83577140)) == 83577140


def test_a_day_is_read_in_the_words_of_the_page():
    with translation.override("de"):
        assert DateField().clean("15. Dezember 2027").isoformat() == "2027-12-15"
