"""A new notification from an earlier one: its words, never its declarations."""

import pytest
from django.test import Client

from exportctl.core.errors import Forbidden
from exportctl.core.models import AuditEvent
from licensing.rules.drafts import copy_of
from notifications.actions.notifications import copy_notification
from notifications.models import CatchAllNotification
from notifications.rules.notifications import COPYABLE
from tests import factories
from tests.factories import DAY

pytestmark = pytest.mark.django_db


def test_item_parties_amount_and_end_use_are_copied_and_nothing_that_declares():
    body = factories.make_notification_body(consignee={"name": "Dubai Freight"})

    taken = copy_of(body, [*COPYABLE], members=COPYABLE)

    assert taken.keys() == body.keys() - {"doubt", "red_flags", "planned_on"}
    assert taken["item"] == body["item"]


def test_only_what_was_chosen_is_copied():
    taken = copy_of(factories.make_notification_body(), ["item", "amount"], members=COPYABLE)

    assert taken.keys() == {"item", "quantity", "unit", "value", "currency"}


def test_the_copy_is_a_draft_of_its_own_and_the_trail_says_from_where(product_clock):
    source = factories.make_notification()

    made = copy_notification(
        notification_id=source.pk, parts=["item"], actor=source.created_by, at=source.created_at + DAY
    )

    assert made.body == {"item": source.body["item"]}
    assert (made.status, made.exporter) == ("draft", source.exporter)
    event = AuditEvent.objects.get(object_id=made.pk)
    assert (event.event, event.facts) == ("create", {"copied_from": source.reference})


def test_another_exporter_cannot_copy_it(product_clock):
    source = factories.make_notification()

    with pytest.raises(Forbidden):
        copy_notification(
            notification_id=source.pk, parts=["item"], actor=factories.make_filer(), at=source.created_at
        )


def test_the_page_makes_the_draft_and_asks_when_nothing_is_chosen(client: Client):
    exporter = factories.make_exporter()
    filer = factories.make_filer(exporter)
    source = factories.make_notification(exporter, by=filer)
    client.force_login(filer, "allauth.account.auth_backends.AuthenticationBackend")

    refused = client.post(f"/notifications/{source.reference}/copy", {})
    done = client.post(f"/notifications/{source.reference}/copy", {"parts": ["parties"]})

    assert refused.status_code == 422
    made = CatchAllNotification.objects.exclude(pk=source.pk).get()
    assert done["Location"] == made.get_absolute_url()
    assert made.body.keys() == {"destination", "end_user"}


def test_what_can_be_copied_is_found_by_item_end_user_and_reference(client: Client):
    exporter = factories.make_exporter()
    filer = factories.make_filer(exporter)
    source = factories.make_notification(exporter, by=filer)
    client.force_login(filer, "allauth.account.auth_backends.AuthenticationBackend")

    for words in ("simulator", "NW-300", "public order", source.reference):
        assert source.reference in client.get("/notifications/copy", {"q": words}).content.decode()
    assert "Nothing here fits" in client.get("/notifications/copy", {"q": "submarine"}).content.decode()
