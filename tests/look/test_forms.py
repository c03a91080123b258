"""A form says on top what is wrong, links to it, and says the same at the field."""

from django import forms
from django.template import Context, Template

from licensing.rules.requests import Outcome
from tests.look import sample, style_sheet
from tests.look.rendering import Elements, heard


def drawn(form: forms.Form) -> str:
    return Template("{{ form }}").render(Context({"form": form}))


def test_the_summary_counts_what_is_missing_and_links_to_the_fields() -> None:
    html = drawn(sample.wrong_form())

    assert "Two answers are missing" in html
    assert '<a href="#wrong_grounds_0">Choose at least one ground for the objection</a>' in html
    assert '<a href="#wrong_address">Enter the address of the end user</a>' in html


def test_every_link_of_the_summary_leads_to_a_field() -> None:
    elements = Elements(drawn(sample.wrong_form()))
    ids = {attrs.get("id") for _name, attrs in elements.found}

    targets = [attrs["href"][1:] for name, attrs in elements.found if name == "a" and attrs.get("href")]

    assert len(targets) == 2
    assert set(targets) <= ids


def test_the_field_repeats_the_words_of_the_summary_and_is_tied_to_them() -> None:
    html = drawn(sample.wrong_form())
    elements = Elements(html)

    field = next(attrs for _name, attrs in elements.found if attrs.get("id") == "wrong_address")

    assert "Error: Enter the address of the end user" in heard(html)
    assert field["aria-invalid"] == "true"
    assert field["aria-describedby"] == "wrong_address_error"
    assert "govuk-input--error" in field["class"]


def test_a_form_without_mistakes_has_no_summary() -> None:
    assert "govuk-error-summary" not in drawn(sample.PositionForm())


def test_a_mistake_of_the_whole_form_is_the_title_itself() -> None:
    form = forms.Form({})
    form.add_error(None, "L. Brandt changed the text at 09:14, after you opened it.")

    html = drawn(form)

    assert html.count("L. Brandt changed the text at 09:14") == 1
    assert 'role="alert"' in html


def test_a_missing_answer_without_words_of_its_own_names_the_question() -> None:
    class Plain(forms.Form):
        quantity = forms.IntegerField(label="Quantity")

    html = drawn(Plain({}))

    assert html.count("Quantity: this answer is missing") == 2
    assert "One answer is missing" in html


def test_a_wrong_value_is_told_as_a_change_not_as_missing() -> None:
    class Plain(forms.Form):
        quantity = forms.IntegerField(label="Quantity")

    assert "One answer needs a change" in drawn(Plain({"quantity": "many"}))


def test_conditional_fields_stand_under_their_choice_and_only_there() -> None:
    html = drawn(sample.PositionForm(auto_id="f_%s"))

    conditional = html.split("govuk-radios__conditional")[1]

    assert html.count('name="reason"') == 1
    assert 'name="reason"' in conditional
    assert 'data-reveal="f_stance_1"' in conditional
    assert "hidden" not in html.split('data-reveal="f_stance_1"')[1].split(">")[0]  # shown without JavaScript


def test_hints_belong_to_their_choice() -> None:
    html = drawn(sample.PositionForm(auto_id="f_%s"))

    assert 'aria-describedby="f_stance_2_hint"' in html
    assert 'id="f_stance_2_hint">Not counted as an objection.' in html


def test_every_input_has_a_label() -> None:
    elements = Elements(drawn(sample.PositionForm(auto_id="f_%s")))
    labelled = {attrs.get("for") for name, attrs in elements.found if name == "label"}

    inputs = [attrs for name, attrs in elements.found if name in ("input", "select", "textarea")]

    assert len(inputs) == 12
    for attrs in inputs:
        assert attrs["id"] in labelled, attrs["id"]


def test_errors_come_from_the_server_so_the_browser_asks_for_nothing() -> None:
    assert " required" not in drawn(sample.PositionForm())


def test_a_text_area_says_how_much_it_takes() -> None:
    html = drawn(sample.PositionForm())

    assert "Up to 2,000 characters" in html


def test_only_the_fields_named_optional_say_so() -> None:
    assert drawn(sample.PositionForm()).count("(optional)") == 1


def test_given_answers_are_kept() -> None:
    html = drawn(sample.wrong_form())

    assert ">\nText.</textarea>" in html
    assert 'value="object" checked' in html


def test_values_are_escaped() -> None:
    html = drawn(sample.PositionForm({"address": '"><script>', "reason": "</textarea><script>"}))

    assert "<script>" not in html


def test_choices_drawn_one_by_one_carry_their_class_too() -> None:
    form = sample.PositionForm()

    assert 'class="govuk-checkboxes__input"' in str(form["grounds"][0].tag())
    assert 'class="govuk-radios__input"' in str(form["stance"][0].tag())


def test_what_belongs_to_an_outcome_is_shown_once_it_is_chosen() -> None:
    """By the style sheet alone: nothing jumps, and nothing needs a script."""
    for outcome in Outcome:
        shown = (
            f"form:has([name=outcome][value={outcome}]:checked) [data-outcomes~={outcome}]{{display:block}}"
        )
        assert shown in style_sheet.css()
