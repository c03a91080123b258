"""Events are sent signed, in their order, to public addresses alone, until they arrive."""

import hmac
import socket
from datetime import timedelta
from hashlib import sha256

import orjson
import pytest
from django.test import Client

from exportctl.core import webhook_delivery
from exportctl.core.actions import webhooks
from exportctl.core.actions.keys import revoke_key
from exportctl.core.errors import Invalid
from exportctl.core.models import ApiKey, AuditEvent, Webhook
from exportctl.core.rules.codes import Unreadable
from exportctl.core.rules.outbox import LEASE
from exportctl.core.rules.webhooks import SECONDS, is_public, receiver_url, signature
from exportctl.core.webhook_delivery import NotDelivered, post, public_address
from tests.factories import AT, make_customs, make_key

REFUSED = [
    "http://receiver.example/", "ftp://receiver.example/", "https://", "https://user@receiver.example/",
    "https://u:p@receiver.example/", "https://127.0.0.1/", "https://127.1/", "https://2130706433/",
    "https://0x7f000001/", "https://0x7f.0.0.1/", "https://0/", "https://10.0.0.1/", "https://172.16.0.1/",
    "https://192.168.1.1/", "https://169.254.169.254/", "https://100.64.0.1/", "https://0.0.0.0/",
    "https://224.0.0.1/", "https://240.0.0.1/", "https://255.255.255.255/", "https://198.18.0.1/",
    "https://192.0.2.1/", "https://[::1]/", "https://[::]/", "https://[fe80::1]/", "https://[fc00::1]/",
    "https://[::ffff:127.0.0.1]/", "https://[::ffff:10.0.0.1]/", "https://[64:ff9b::7f00:1]/",
    "https://[64:ff9b::a00:1]/", "https://[2002:7f00:1::]/", "https://[2001:db8::1]/", "https://[ff02::1]/",
    "https://[::127.0.0.1]/", "https://receiver.example:port/", "javascript:alert(1)", "//receiver.example/",
    "receiver.example", "https://rec\u0435iver.example/", "file:///etc/passwd", "gopher://receiver.example/",
]  # fmt: skip


@pytest.mark.parametrize("url", REFUSED)
def test_no_other_address_is_taken(url):
    with pytest.raises(Unreadable):
        receiver_url(url)


def test_there_are_forty_of_them():
    assert len(REFUSED) >= 40
    assert receiver_url(" https://receiver.example/events?a=b ") == "https://receiver.example/events?a=b"
    assert is_public("93.184.216.34")
    assert not is_public("localhost")


@pytest.mark.parametrize("answers", [["10.0.0.7"], ["93.184.216.34", "127.0.0.1"], ["::1"], []])
def test_a_name_that_leads_inside_is_not_connected_to(answers, monkeypatch):
    rows = [(0, 0, 0, "", (each, 443)) for each in answers]
    monkeypatch.setattr(webhook_delivery.socket, "getaddrinfo", lambda *_a, **_k: rows)
    monkeypatch.setattr(webhook_delivery.socket, "create_connection", pytest.fail)

    with pytest.raises(NotDelivered):
        post("https://receiver.example/", b"{}", {})


def test_the_address_that_was_checked_is_the_one_that_is_connected_to(monkeypatch):
    rows = [(0, 0, 0, "", ("93.184.216.34", 443))]
    monkeypatch.setattr(webhook_delivery.socket, "getaddrinfo", lambda *_a, **_k: rows)
    connected = []

    def refuse(address, timeout):
        connected.append(address)
        raise OSError("refused")

    monkeypatch.setattr(webhook_delivery.socket, "create_connection", refuse)

    assert public_address("receiver.example", 443) == "93.184.216.34"
    with pytest.raises(NotDelivered, match="refused"):
        post("https://receiver.example/", b"{}", {})
    assert connected == [("93.184.216.34", 443)]


def test_a_receiver_that_never_ends_its_answer_is_cut_off(monkeypatch):
    here, there = socket.socketpair()
    there.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")  # and one octet now and then, for ever
    monkeypatch.setattr(webhook_delivery, "public_address", lambda *_where: "93.184.216.34")
    monkeypatch.setattr(webhook_delivery._Pinned, "connect", lambda pinned: setattr(pinned, "sock", here))
    monkeypatch.setattr(webhook_delivery, "SECONDS", 0.05)

    with there, pytest.raises(NotDelivered, match="No answer within"):
        post("https://receiver.example/", b"{}", {})


def test_a_signature_is_over_timestamp_and_body():
    expected = hmac.new(b"secret", b'1700000000.{"id":1}', sha256).hexdigest()

    assert signature("secret", timestamp=1700000000, body=b'{"id":1}') == f"v1={expected}"


@pytest.mark.django_db
def test_a_receiver_that_fails_gets_all_events_in_their_order(client: Client, monkeypatch):
    customs = make_customs()
    headers = {"Authorization": f"Bearer {make_key(customs)}"}

    def call(method: str, address: str, body: object = None):
        return getattr(client, method)(address, body, content_type="application/json", headers=headers)

    bad = call("post", "/api/v1/webhooks", {"url": "https://10.0.0.1/"})
    made = call(
        "post", "/api/v1/webhooks", {"url": "https://receiver.example/", "types": ["list.changed"]}
    ).json()
    feed = [{"id": n, "type": "list.changed" if n % 2 else "other"} for n in range(1, 8)]
    monkeypatch.setattr(
        webhooks, "import_string", lambda _name: lambda _user, after, limit: {"results": feed[after:]}
    )
    arrived, times = [], iter([False, True, True, False, False, True, True])

    def receive(url, body, sent):
        if not next(times, True):
            raise NotDelivered("HTTP 500")
        timestamp = int(sent["Exportctl-Timestamp"])
        assert sent["Exportctl-Signature"] == signature(made["secret"], timestamp=timestamp, body=body)
        arrived.append(orjson.loads(body)["id"])

    monkeypatch.setattr(webhooks, "post", receive)
    webhook = Webhook.objects.get()
    machine_at = AT
    for _turn in range(8):
        webhooks.deliver_events(webhook_id=webhook.pk, machine_at=machine_at)
        machine_at += timedelta(hours=5)
    webhook.refresh_from_db()

    assert bad.status_code == 422
    assert (arrived, webhook.after, webhook.failures) == ([1, 3, 5, 7], 7, 0)
    shown = call("get", "/api/v1/webhooks").json()["results"][0]
    assert "secret" not in shown
    assert call("post", f"/api/v1/webhooks/{made['id']}/replay", {"after": 4}).json()["after"] == 4
    webhooks.deliver_events(webhook_id=webhook.pk, machine_at=machine_at)
    assert arrived == [1, 3, 5, 7, 5, 7]
    assert call("post", f"/api/v1/webhooks/{made['id']}/remove").status_code == 200
    assert call("get", "/api/v1/webhooks").json()["results"] == []


@pytest.mark.django_db
def test_an_event_of_another_type_is_passed_over_and_not_called_delivered(monkeypatch):
    webhook = webhooks.add_webhook(
        url="https://receiver.example/", types=["list.changed"], actor=make_customs(), at=AT
    )
    passed_over = {"results": [{"id": webhook.after + 1, "type": "decision.made"}]}
    monkeypatch.setattr(webhooks, "import_string", lambda _name: lambda *_args, **_limits: passed_over)

    webhooks.deliver_events(webhook_id=webhook.pk, machine_at=AT)

    before = webhook.after
    webhook.refresh_from_db()
    assert (webhook.after, webhook.delivered_at) == (before + 1, None)


def test_the_slowest_turn_ends_within_its_lease():
    """The last event may begin in the turn's last second: what arrived is remembered before another worker comes."""
    assert LEASE.total_seconds() > webhooks.ONE_TURN + 3 * SECONDS


@pytest.mark.django_db
def test_a_type_that_no_event_has_is_refused():
    with pytest.raises(Invalid) as refused:
        webhooks.add_webhook(
            url="https://receiver.example/",
            types=["list.changed", "list.change"],
            actor=make_customs(),
            at=AT,
        )

    assert [each["pointer"] for each in refused.value.errors] == ["/types/1"]
    assert "list.changed" in refused.value.errors[0]["detail"]


@pytest.mark.django_db
def test_a_receiver_is_in_the_trail_and_ends_with_a_key_of_its_seat():
    customs = make_customs()
    make_key(customs)
    key = ApiKey.objects.get()
    webhook = webhooks.add_webhook(url="https://receiver.example/", actor=customs, at=AT)
    other = webhooks.add_webhook(url="https://other.example/", actor=customs, at=AT)
    webhooks.remove_webhook(webhook_id=other.pk, actor=customs, at=AT)

    revoke_key(key_id=key.pk, user=customs, at=AT + timedelta(hours=1))

    webhook.refresh_from_db()
    assert webhook.removed_at == AT + timedelta(hours=1)
    events = AuditEvent.objects.filter(event__in=["add_webhook", "remove_webhook"]).order_by("pk")
    assert [(each.event, each.facts["webhook"]) for each in events] == [
        ("add_webhook", str(webhook.pk)),
        ("add_webhook", str(other.pk)),
        ("remove_webhook", str(other.pk)),
        ("remove_webhook", str(webhook.pk)),
    ]
    assert not [each for each in events if ".example" in str(each.facts)]  # ids and codes alone
