"""An action's refusal in a form, and the answer to it."""

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory

from exportctl.core.errors import Invalid
from exportctl.core.forms.errors import add_domain_errors, errors_in, field_at
from exportctl.core.views.forms import errors_as_message, form_response


class EntryForm(forms.Form):
    entry_models = forms.CharField(required=False)
    entry = forms.CharField(required=False)
    reason = forms.CharField(required=False)


class NamedOtherwise(EntryForm):
    pointers = {"reason": "/end_use"}


def refused(*pointers):
    return Invalid(
        "Not like this.", errors=[{"pointer": each, "detail": f"Wrong: {each}"} for each in pointers]
    )


@pytest.mark.parametrize(
    ("form", "pointer", "field"),
    [
        (EntryForm, "/reason", "reason"),
        (EntryForm, "/entry/models", "entry_models"),
        (EntryForm, "/entry/models/0", "entry_models"),
        (EntryForm, "/entry/functions", "entry"),
        (EntryForm, "/elsewhere/0", None),
        (NamedOtherwise, "/end_use", "reason"),
        (NamedOtherwise, "/end_use/0", "reason"),
    ],
)
def test_an_error_stands_at_the_field_nearest_to_its_pointer(form, pointer, field):
    assert field_at(form(), pointer) == field


def test_what_points_to_no_field_stands_at_the_head_of_the_form():
    form = EntryForm({})

    add_domain_errors(form, refused("/reason", "/elsewhere"))

    assert form.errors == {"reason": ["Wrong: /reason"], "__all__": ["Wrong: /elsewhere"]}


def test_an_error_without_pointers_is_said_in_its_own_words_where_the_view_wants_them():
    at_the_head, at_a_field = EntryForm({}), EntryForm({})

    add_domain_errors(at_the_head, refused())
    add_domain_errors(at_a_field, refused(), field="reason")

    assert at_the_head.errors == {"__all__": ["Not like this."]}
    assert at_a_field.errors == {"reason": ["Not like this."]}


def test_other_errors_than_the_products_own_go_through():
    with pytest.raises(ZeroDivisionError), errors_in(EntryForm({})):
        raise ZeroDivisionError


def test_a_refused_form_is_422_and_everything_else_200():
    request, page = RequestFactory().get("/"), "core/keys.html"
    wrong = EntryForm({})
    with errors_in(wrong):
        raise refused("/reason")

    statuses = [
        form_response(request, page, form, {"seats": []}).status_code
        for form in (EntryForm(), EntryForm({}), wrong)
    ]

    assert statuses == [200, 200, 422]


def test_a_refused_button_is_said_on_the_next_page():
    request = RequestFactory().post("/")
    request.session = {}
    request._messages = FallbackStorage(request)

    with errors_as_message(request):
        raise refused()

    assert [str(message) for message in get_messages(request)] == ["Not like this."]
