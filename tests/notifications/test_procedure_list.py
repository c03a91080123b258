"""The delegate's list: what the address asks for is what is shown, the most urgent first."""

import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from notifications.actions.positions import record_position
from notifications.actions.withdrawals import approve_withdrawal, propose_withdrawal
from notifications.models import Participant
from notifications.queries import windows as queries
from notifications.queries.procedure_list import ProcedureFilter, narrowed, needing, soon_until, with_own
from tests import factories
from tests.factories import AT, make_delegate, make_officer, make_procedure, make_state

pytestmark = pytest.mark.django_db


def procedure(model="A", *, state="DE", at=AT, name="Cell site simulator"):
    item = {**factories.NOTIFICATION["item"], "model": model, "name": name}
    return make_procedure(state, at=at, item=item)


def shown(user, at, **asked):
    state = queries.own_state(user)
    procedures = with_own(queries.listed(user), state)
    filters = ProcedureFilter.read(asked).for_reader(state)
    return [each.reference for each in narrowed(procedures, filters, soon=soon_until(state, at=at), at=at)]


def object_(user, to):
    record_position(
        procedure_id=to.pk, actor=user, stance="object", grounds=["proportionality"], reason="Too wide."
    )


def browser_of(user):
    browser = Client()
    browser.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return browser


def test_what_closes_first_comes_first_and_the_own_position_narrows(product_clock):
    delegate = make_delegate("FR")
    later, sooner = procedure("A", at=AT + timedelta(days=2)), procedure("B")
    object_(delegate, sooner)

    assert shown(delegate, product_clock.at) == [sooner.reference, later.reference]
    assert shown(delegate, product_clock.at, view="needs") == [later.reference]
    assert shown(delegate, product_clock.at, position="object") == [sooner.reference]
    assert shown(delegate, product_clock.at, position="none") == [later.reference]


def test_the_latest_counting_position_is_the_own_one_not_a_later_comment(product_clock):
    delegate, one = make_delegate("FR"), procedure()
    object_(delegate, one)
    record_position(procedure_id=one.pk, actor=delegate, stance="comment", reason="More follows.")

    assert shown(delegate, product_clock.at, position="object") == [one.reference]


def test_the_own_notification_needs_no_position(product_clock):
    german, one = make_delegate("DE"), procedure()

    assert shown(german, product_clock.at) == [one.reference]
    assert shown(german, product_clock.at, view="needs") == []
    assert shown(german, product_clock.at, position="none") == []


def test_soon_is_counted_in_the_own_working_days(product_clock):
    delegate, one = make_delegate("FR"), procedure()
    state = make_state("FR")
    last = Participant.objects.get(procedure=one, member_state="FR").due_at
    found = with_own(queries.listed(delegate), state)

    for days, expected in ((9, []), (1, [one])):
        at = last - timedelta(days=days)
        assert list(needing(found, soon=soon_until(state, at=at), at=at)) == expected


def test_the_rest_of_the_address_narrows_by_state_words_and_outcome(product_clock):
    delegate = make_delegate("AT")
    german, french = procedure("A"), procedure("B", state="FR", name="Face search")

    assert shown(delegate, product_clock.at, notifying="FR") == [french.reference]
    assert shown(delegate, product_clock.at, q="face  SEARCH") == [french.reference]
    assert shown(delegate, product_clock.at, q=german.reference.lower()) == [german.reference]
    assert shown(delegate, product_clock.at, outcome="listed", view="all") == []


@pytest.mark.parametrize(
    "odd", [{"view": "x"}, {"sort": "x"}, {"position": "%"}, {"page": "x"}, {"after": "x:y"}, {"q": "'\\%"}]
)
def test_an_address_that_makes_no_sense_shows_a_list(product_clock, odd):
    procedure()

    assert browser_of(make_delegate("FR")).get("/procedures", odd).status_code == 200


def test_an_empty_view_says_what_ends_next(product_clock):
    delegate, one = make_delegate("FR"), procedure()

    page = browser_of(delegate).get("/procedures?view=closed").content.decode()

    assert f"{one.reference} ends next" in page


def test_the_table_to_take_along_holds_the_same_rows(product_clock):
    delegate, one = make_delegate("FR"), procedure()
    procedure("B", state="AT")
    browser = browser_of(delegate)

    csv = browser.get("/procedures?notifying=DE&export=csv").content.decode("utf-8-sig")
    sheet = ZipFile(BytesIO(browser.get("/procedures?notifying=DE&export=xlsx").content))
    words = sheet.read("xl/worksheets/sheet1.xml").decode()

    assert [line.split(",")[0] for line in csv.splitlines()] == ["Reference", one.reference]
    assert re.findall(r"P-\d{4}-\d{4}", words) == [one.reference]


def test_an_officer_sees_the_procedures_of_the_own_authority_alone(product_clock):
    german, french = procedure("A"), procedure("B", state="FR")

    assert shown(make_officer("FR"), product_clock.at) == [french.reference]
    assert shown(make_officer("DE"), product_clock.at) == [german.reference]


def test_the_clock_of_a_withdrawn_procedure_ended_with_the_withdrawal(product_clock):
    ended = procedure()
    record_position(procedure_id=ended.pk, actor=make_delegate("FR"), stance="agree")
    act = propose_withdrawal(
        procedure_id=ended.pk,
        grounds="Another end user.",
        actor=make_officer("DE"),
        at=AT + timedelta(days=3),
    )
    approve_withdrawal(
        procedure_id=ended.pk, withdrawal_id=act.pk, actor=make_officer("DE"), at=AT + timedelta(days=4)
    )
    reader = make_delegate("FR")

    state = queries.own_state(reader)
    [row] = queries.rows(with_own(queries.listed(reader), state), state=state, at=AT + timedelta(days=60))

    assert row.ended
    assert row.chip.ended_on == (AT + timedelta(days=4)).date()


def test_every_position_goes_along_as_a_table_in_words(product_clock):
    opened, delegate = procedure(), make_delegate("FR")
    record_position(procedure_id=opened.pk, actor=delegate, stance="agree")
    object_(delegate, opened)
    page = browser_of(delegate)

    every = page.get(f"/procedures/{opened.reference}/table.csv?every=1").content.decode()
    standing = page.get(f"/procedures/{opened.reference}/table.csv").content.decode()

    assert "FR,France,1,No objection" in every
    assert "FR,France,2,Objects,Not proportionate,Too wide." in every
    assert "FR,France,Objects," in standing
    assert "DE,Germany,Not counted" in standing
    assert "AT,Austria,Nothing yet," in standing
