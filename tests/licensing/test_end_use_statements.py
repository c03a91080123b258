"""An end user abroad signs an end-use statement by a one-time link, or refuses; Article 12(4)."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from exportctl.core.errors import Invalid, WrongStatus
from exportctl.core.models import AuditEvent, Notice
from exportctl.core.pdf import available
from licensing import seals
from licensing.actions.amendments import amend
from licensing.actions.documents import render_document
from licensing.actions.end_use_statements import refuse_statement, send_link, withdraw_link
from licensing.actions.request_drafts import (
    change_request_draft,
    create_request_draft,
    submit_request_draft,
)
from licensing.actions.statement_mails import deliver_statement_link
from licensing.errors import Incomplete, TooManyLinks
from licensing.labels import entry_title
from licensing.models import Document, EndUseStatement, EndUseStatementLink, RequestDraft
from licensing.queries.end_use_statements import links_of
from licensing.rules import end_use_statements as rules
from licensing.rules.end_use_statements import Standing
from tests import factories
from tests.factories import AT, DAY, HOUR, machine
from tests.requesting import GLOBAL, make_individual_request, make_request_draft

pytestmark = pytest.mark.django_db
SIGNER = {"name": "Asha Rao", "function": "Director of procurement", "organisation": "City Hospital"}
EMAIL = "asha.rao@hospital.example"


@pytest.fixture
def keys(tmp_path, settings, monkeypatch):
    """An instance that makes its seals itself, as a demonstration does."""
    settings.SEAL_KEYS = tmp_path
    monkeypatch.setattr(seals, "is_made_here", lambda: True)


@pytest.fixture
def draft(product_clock):
    return make_request_draft(end_use_statement={"waived": False})


def send(draft, at=AT, **given):
    return send_link(request_id=draft.request_id, email=EMAIL, actor=draft.created_by, at=at, **given)


def post(link, act, **given):
    client = Client()
    return client.post(link.get_absolute_url(), {"act": act, **given})


def sign(link, **given):
    post(link, "read")
    said = {"digest": link.digest, "language": "fr", "confirmed": "on", **SIGNER, **given}
    return post(link, "sign", **said)


def read(link):
    answer = Client().get(link.get_absolute_url())
    return answer.status_code, answer.content.decode()


def standing(draft, at=AT):
    return [row.standing for row in links_of(draft.request, at=at)]


def test_a_statement_is_signed_once_and_stands_for_the_document(draft, keys):
    with pytest.raises(Incomplete):
        submit_request_draft(draft_id=draft.pk, actor=draft.created_by, at=AT)
    link = send(draft, language="de")
    assert link.token not in {str(value) for value in vars(EndUseStatementLink.objects.get()).values()}
    deliver_statement_link(link_id=link.pk, machine_at=AT)
    (message,) = mail.outbox
    assert (message.to, link.token in message.body) == ([EMAIL], True)
    assert "Network encryptor" not in message.body
    assert "Endverbleib" in message.subject

    status, invitation = read(link)
    assert status == 200
    assert "Network encryptor" not in invitation
    assert standing(draft) == [Standing.SENT], "a scanner's GET spends nothing and opens nothing"
    assert 'lang="de"' in invitation

    assert post(link, "read").status_code == 302
    status, page = read(link)
    assert "Network encryptor" in page
    assert link.digest in page
    assert "12,000" not in page
    assert standing(draft) == [Standing.OPENED]

    assert sign(link, name=" ").status_code == 422
    assert sign(link, confirmed="").status_code == 422
    assert sign(link).status_code == 302
    statement = EndUseStatement.objects.get()
    assert (statement.name, statement.language, statement.digest) == ("Asha Rao", "fr", link.digest)
    status, page = read(link)
    assert status == 200
    assert "Asha Rao" not in page
    assert sign(link, name="Somebody else").status_code == 410
    assert EndUseStatement.objects.count() == 1
    event = AuditEvent.objects.filter(object_id=link.pk).last()
    assert (event.event, event.actor) == ("sign", None)
    assert "Asha" not in str(event.facts)
    assert Notice.objects.filter(kind="statement_signed", organisation=draft.exporter_id).count() == 1

    sent = submit_request_draft(draft_id=draft.pk, actor=draft.created_by, at=AT + HOUR)
    officer = machine(factories.make_officer())
    paper = Document.objects.get(request=sent, facts__letter="end_use_statement")
    if available():
        render_document(document_id=paper.pk, at=AT, machine_at=AT)
        page = Client()
        page.force_login(draft.created_by)
        place = f"/requests/{draft.reference}/end-use-statement"
        assert f"{place}/{link.pk}/paper" in page.get(place).content.decode()
        assert b"".join(page.get(f"{place}/{link.pk}/paper").streaming_content).startswith(b"%PDF")
        listed = officer.get(f"/api/v1/requests/{sent.reference}/documents").json()
        assert [each["id"] for each in listed if each["id"] == str(paper.pk)]
        content = officer.get(f"/api/v1/requests/{sent.reference}/documents/{paper.pk}")
        assert b"ETSI.CAdES" in b"".join(content.streaming_content)


@pytest.mark.parametrize("how", ["draft_changed", "withdrawn", "sent_again", "expired", "case_over"])
def test_a_link_that_is_over_says_so_and_takes_nothing(draft, how, product_clock):
    link = send(draft)
    post(link, "read")
    if how == "draft_changed":
        change_request_draft(draft_id=draft.pk, body={"end_use": "Other."}, actor=draft.created_by, at=AT)
    elif how == "withdrawn":
        withdraw_link(request_id=draft.request_id, link_id=link.pk, actor=draft.created_by, at=AT)
    elif how == "sent_again":
        send(draft, at=AT + HOUR)
    elif how == "expired":
        product_clock.at = AT + rules.LASTS
    else:
        from licensing.actions.request_drafts import withdraw_request_draft

        withdraw_request_draft(draft_id=draft.pk, actor=draft.created_by, at=AT)

    status, page = read(link)
    assert status == 410
    assert "Network encryptor" not in page
    assert sign(link).status_code == 410
    assert post(link, "refuse", reason="No").status_code == 410
    assert not EndUseStatement.objects.exists()


def test_a_refusal_reaches_the_exporter(draft):
    link = send(draft)
    post(link, "read")
    assert post(link, "refuse", reason=" ").status_code == 422
    assert post(link, "refuse", reason="We ordered other items.").status_code == 302
    assert sign(link).status_code == 410
    page = Client()
    page.force_login(draft.created_by)
    shown = page.get(f"/requests/{draft.reference}/end-use-statement").content.decode()
    assert "We ordered other items." in shown
    assert EMAIL in shown
    assert Notice.objects.filter(kind="statement_refused").exists()
    with pytest.raises(Invalid):
        refuse_statement(link_id=link.pk, reason="", at=AT)


def test_a_new_version_asks_for_another_signature(draft, product_clock):
    sign(send(draft))
    sent = submit_request_draft(draft_id=draft.pk, actor=draft.created_by, at=AT + HOUR)
    said = {"request_id": sent.pk, "reason": "Typing error", "actor": draft.created_by}
    amend(body={"valid_for_months": 12}, at=AT + 2 * HOUR, **said)
    assert standing(draft) == [Standing.SIGNED]

    amend(body={"end_use": "Encrypting two sites."}, at=AT + 3 * HOUR, **said)
    draft = RequestDraft.objects.get(pk=draft.pk)
    assert standing(draft) == [Standing.OVERTAKEN]
    assert Notice.objects.filter(kind="statement_overtaken").exists()
    client = Client()
    client.force_login(draft.created_by)
    assert "end-use-statement" in client.get("/inbox").content.decode()
    again = send(draft, at=AT + 4 * HOUR)
    assert sign(again).status_code == 302
    assert standing(draft) == [Standing.SIGNED, Standing.OVERTAKEN]
    assert Notice.objects.filter(kind="statement_signed", organisation=sent.authority_id).exists()


def test_whom_a_link_cannot_go_to(draft):
    with pytest.raises(Invalid):
        send_link(request_id=draft.request_id, email="nobody", actor=draft.created_by, at=AT)
    own = draft.created_by.email.upper()
    with pytest.raises(Invalid):
        send_link(request_id=draft.request_id, email=own, actor=draft.created_by, at=AT)
    change_request_draft(draft_id=draft.pk, body={"end_user": None}, actor=draft.created_by, at=AT)
    with pytest.raises(Incomplete) as refused:
        send(draft)
    assert {each["pointer"] for each in refused.value.errors} == {
        f"/end_user/{name}" for name in ("name", "address", "country")
    }


def test_a_company_writes_to_so_many_strangers_a_day(draft, monkeypatch):
    monkeypatch.setattr(rules, "MOST_A_DAY", 2)
    for _each in range(2):
        send(draft)
    with pytest.raises(TooManyLinks):
        send(draft)
    assert send(draft, at=AT + DAY + timedelta(seconds=1))


def test_guessing_is_slow_and_a_link_that_never_was_is_404(draft):
    client = Client(REMOTE_ADDR="203.0.113.9")
    answers = [client.get(f"/end-use-statements/{number:064x}").status_code for number in range(61)]
    assert set(answers[:60]) == {404}
    assert answers[60] == 429


def test_links_over_rest(draft):
    calls = machine(draft.created_by)
    place = f"/api/v1/requests/{draft.reference}/end-use-statement-links"
    key = {"headers": {"Idempotency-Key": "one"}}
    answer = calls.post(place, {"email": EMAIL, "language": "en"}, "application/json", **key)
    assert answer.status_code == 201, answer.json()
    sent = answer.json()
    assert re.search(r"/end-use-statements/[0-9a-f]{64}$", sent["url"])
    assert sent["expires_at"]
    again = calls.post(place, {"email": EMAIL, "language": "en"}, "application/json", **key)
    assert again.json() == sent
    (shown,) = calls.get(place).json()["results"]
    assert (shown["status"], shown["email"], "url" in shown) == ("sent", EMAIL, False)
    assert calls.post(f"{place}/{shown['id']}/withdraw").json()["status"] == "withdrawn"
    assert calls.post(f"{place}/{shown['id']}/withdraw").status_code == 409
    assert calls.post(place, {"email": "x"}, "application/json").status_code == 422
    assert machine(factories.make_officer()).get(place).status_code == 404


def test_with_a_document_nothing_needs_to_be_signed(product_clock):
    sent = make_individual_request()
    assert not EndUseStatement.objects.filter(request=sent).exists()
    assert links_of(sent, at=AT) == []


def test_an_end_user_of_a_global_request_may_sign_too_and_one_without_end_users_has_nobody(keys):
    named = _global_draft()
    link = send(named)
    assert [each["name"] for each in link.content["end_users"]] == ["City Hospital", "Hospital do Norte"]
    assert post(link, "read").status_code == 302
    page = read(link)[1]
    assert entry_title("5A002.a") in page  # a whole category has no other name
    assert "None" not in page
    assert sign(link).status_code == 302
    assert EndUseStatement.objects.get().request == named.request

    unnamed = _global_draft(end_users=[])
    with pytest.raises(WrongStatus):
        send(unnamed)


def _global_draft(**changes):
    exporter = factories.make_exporter()
    filer = factories.make_filer(exporter)
    return create_request_draft(exporter=exporter, body={**GLOBAL, **changes}, actor=filer, at=AT)
