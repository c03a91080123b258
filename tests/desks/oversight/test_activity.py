"""Who did what: what an organisation's people did, for whoever administers them."""

import pytest
from django.test import Client

from exportctl.core.actions.seats import grant_seat
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from licensing.actions.conflicts import declare_conflict
from notifications.actions.extensions import propose_extension
from notifications.models import ObjectionProcedure
from notifications.queries.similar_items import earlier_procedures
from tests import factories
from tests.factories import AT, DAY

pytestmark = pytest.mark.django_db


def signed_in(user):
    browser = Client()
    browser.force_login(User.objects.get(pk=user.pk), "allauth.account.auth_backends.AuthenticationBackend")
    return browser


def test_whoever_administers_people_as_well_reads_nothing_of_the_case_among_who_did_what():
    request = factories.make_taken_request()
    officer = request.assigned_to
    other = factories.make_taken_request(officer)
    grant_seat(user=officer, permission=Permission.MANAGE, organisation=request.authority, at=AT)
    page = signed_in(officer)
    assert request.reference in page.get("/people/activity").content.decode()

    declare_conflict(request_id=request.pk, reason="", actor=officer, at=AT + 3 * DAY)

    for address in ("/people/activity", "/people/activity.csv"):
        told = page.get(address).content.decode()
        assert request.reference not in told, address
        assert other.reference in told, address


def test_an_authority_is_shown_no_similar_procedure_of_another_state():
    german = factories.make_procedure("DE")
    other_model = {**factories.NOTIFICATION["item"], "model": "Another one"}
    french = factories.make_procedure("FR", item=other_model)
    similar = ObjectionProcedure.objects.get(pk=german.pk)
    delegate, officer = factories.make_delegate("AT"), factories.make_officer("DE")

    assert [each["title"][:11] for each in earlier_procedures(similar, delegate)] == [french.reference]
    assert earlier_procedures(similar, officer) == []


def test_an_act_names_what_it_was_about_though_the_trail_holds_no_name():
    procedure, officer = factories.make_procedure("DE"), factories.make_commissioner()
    organisation = factories.organisation("commission", None)
    colleague = factories.make_commissioner()
    grant_seat(
        user=officer, permission=Permission.MANAGE, organisation=organisation, at=AT, granted_by=colleague
    )
    propose_extension(procedure_id=procedure.pk, working_days=5, reason="Late.", actor=officer, at=AT + DAY)

    told = signed_in(officer).get("/people/activity").content.decode()

    assert "Proposed an extension" in told
    assert "/cases/" not in told  # the Commission reads no case: a number is enough
    assert procedure.reference in told
    assert "Gave a seat" in told
    assert officer.name in told
