"""An export request as it is written: lines on pages of their own, a statement that is a file, copy and withdrawal."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from exportctl.desks.drafts.forms.kinds import Sending
from exportctl.desks.drafts.kinds import REQUEST_KEYS, kind_of, tasks_of
from licensing.actions.catalogue import add_entry
from licensing.actions.drafts import save_fields
from licensing.models import AuthorisationRequest, RequestDraft
from licensing.rules.catalogue import Kind
from licensing.rules.drafts import fingerprint
from licensing.rules.export_requests import members_of
from tests import factories
from tests.factories import AT
from tests.requesting import make_request_draft

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def draft(product_clock):
    return make_request_draft()


@pytest.fixture
def me(draft):
    browser = Client()
    browser.force_login(draft.created_by, BACKEND)
    return browser


def now(draft):
    return RequestDraft.objects.get(pk=draft.pk)


def page(browser, path):
    response = browser.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_a_new_request_begins_at_its_items_with_what_is_usual(me):
    begun = me.post("/requests/new")

    new = RequestDraft.objects.latest("created_at", "pk")
    assert begun["Location"] == f"/requests/{new.reference}/items"
    assert new.body == {
        "kind": "individual",
        "activity": "export",
        "currency": "EUR",
        "valid_for_months": 24,
        "enquiry": False,
        "location": "DE",
        "export_state": "DE",
        "procedure": "permanent",
    }


@pytest.mark.parametrize("key", REQUEST_KEYS)
def test_each_kind_begins_with_what_is_usual_and_every_member_is_asked_for_by_one_part(me, key):
    assert f'action="/requests/new/{key}"' in page(me, "/requests/new")
    me.post(f"/requests/new/{key}")

    new = RequestDraft.objects.latest("created_at", "pk")
    kind = kind_of(new)
    assert (kind.key, new.request.kind, new.form) == (key, kind.kind, kind.form)
    assert sorted(member for part in kind.parts for member in part.members) == sorted(
        members_of(kind.kind, new.body)
    )
    for part in kind.parts:
        page(me, part.page(new))
    for pointer in {
        each["pointer"] for each in [*new.gaps, *kind.warnings(new, AT.date(), Sending("BAFA", 30))]
    }:
        address, field = kind.field_page(new, pointer).split("#")
        assert f'id="{field}"' in page(me, address), pointer
    page(me, f"/requests/{new.reference}/check")


def test_a_large_project_without_project_or_end_users_is_not_called_complete(me):
    me.post("/requests/new/large-project-global")
    new = RequestDraft.objects.latest("created_at", "pk")
    place = f"/requests/{new.reference}"
    me.post(f"{place}/destinations", {"destinations": "Chile"})
    tasks, check = page(me, place), page(me, f"{place}/check")

    assert "The authorisation is for one named project" in tasks
    assert "A large project names its end users" in tasks
    assert "is for named end users (Article 2(14))" in check
    address, field = kind_of(new).field_page(new, "/end_users/0/name").split("#")
    assert f'id="{field}"' in page(me, address)


def test_a_global_request_takes_countries_by_name_and_end_users_in_lines(me):
    me.post("/requests/new/global")
    new = RequestDraft.objects.latest("created_at", "pk")
    place = f"/requests/{new.reference}"

    me.post(f"{place}/destinations", {"destinations": "Brazil\nIN\n chile ,"})
    unknown = me.post(f"{place}/destinations", {"destinations": "Atlantis"})
    me.post(f"{place}/items/1", {"control_entry": "5A002"})
    me.post(f"{place}/end-users/1", {"name": "City Hospital", "country": "IN"})

    assert unknown.status_code == 422
    assert "Atlantis" in unknown.content.decode()
    new.refresh_from_db()
    assert new.body["destinations"] == ["BR", "IN", "CL"]
    assert (new.item_name, new.body["end_users"][0]["country"]) == ("5A002", "IN")
    assert "Brazil" in page(me, f"{place}/check")


def test_every_gap_leads_to_a_field_that_is_on_its_page(me, draft):
    me.post("/requests/new")
    empty = RequestDraft.objects.latest("created_at", "pk")
    pages = {}

    for gap in empty.gaps:
        address, field = kind_of(empty).field_page(empty, gap["pointer"]).split("#")
        if address not in pages:
            pages[address] = page(me, address)
        assert f'id="{field}"' in pages[address], gap["pointer"]

    assert len(pages) == 3


def test_a_whole_entry_is_asked_for_its_part_beside_the_field_and_before_it_is_sent(me, draft):
    me.post(f"/requests/{draft.reference}/items/1", {"control_entry": "5A002"})

    for part in ("items/1", "check"):
        assert "5A002.a to 5A002.e" in page(me, f"/requests/{draft.reference}/{part}")


def test_a_line_is_added_changed_and_taken_out(me, draft):
    place = f"/requests/{draft.reference}/items"
    assert me.post(f"{place}/3", {"name": "Cable", "another": "1"})["Location"] == f"{place}/4"
    assert me.post(f"{place}/1", {"name": "Encryptor, renamed"})["Location"] == place
    shown = page(me, place)
    assert "Encryptor, renamed" in shown
    loaded = re.findall(r'name="loaded" value="(\w+)"', shown)

    me.post(f"{place}/2/remove", {"loaded": loaded[1]})

    assert [item["name"] for item in now(draft).body["items"]] == ["Encryptor, renamed", "Cable"]
    assert me.get(f"{place}/4").status_code == 404


def test_what_a_colleague_changed_meanwhile_is_not_taken_out(me, draft):
    before = fingerprint(draft.body["items"][0])
    colleague = factories.make_filer(draft.exporter)
    changed = {"model": RequestDraft, "draft_id": draft.pk, "actor": colleague, "at": AT}
    save_fields(fields={"/items/0/model": "NX-41"}, loaded={}, **changed)

    answer = me.post(f"/requests/{draft.reference}/items/1/remove", {"loaded": before}, follow=True)

    assert str(colleague.name) in answer.content.decode()
    assert len(now(draft).body["items"]) == 2


def test_one_field_of_a_line_saves_itself_and_clashes_by_itself(me, draft):
    address = f"/requests/{draft.reference}/save"
    said = {"part": "items-2", "field": "model", "loaded": f'{{"model": "{fingerprint("NK-2")}"}}'}
    assert me.post(address, {**said, "model": "NK-3"}).status_code == 200

    clash = me.post(address, {**said, "model": "NK-4"})

    assert clash.status_code == 409
    assert clash.json()["theirs"] == "NK-3"
    assert now(draft).body["items"][0] == draft.body["items"][0]


def test_an_item_of_the_catalogue_fills_a_line_and_keeps_its_quantity(me, draft):
    item = {"name": "Switch", "manufacturer": "Isarnetz", "model": "S-8"}
    kept = {"kind": Kind.ITEM, "exporter": draft.exporter, "actor": draft.created_by, "at": AT}
    entry = add_entry(body=item, **kept)
    address = f"/requests/{draft.reference}/from-catalogue/items-2"
    assert "Switch" in page(me, address)

    used = me.post(f"{address}/{entry.pk}", {"revision": "0"})

    assert used["Location"] == f"/requests/{draft.reference}/items/2"
    line = now(draft).body["items"][1]
    assert (line["name"], line["quantity"]) == ("Switch", "2")
    stale = me.post(f"{address}/{entry.pk}", {"revision": "0"})
    assert stale.status_code == 422


def test_a_file_that_is_added_as_the_statement_is_chosen_and_taken_off_again(me, draft):
    paper = SimpleUploadedFile("statement.txt", b"For our hospital.", "text/plain")
    place = f"/requests/{draft.reference}"
    me.post(f"{place}/documents", {"file": paper, "nature": "end_use_statement"})
    attachment = draft.attachments.get()
    assert now(draft).body["end_use_statement"]["document"] == str(attachment.pk)
    assert "statement.txt" in page(me, f"{place}/end-use")
    assert "statement.txt" in page(me, f"{place}/check")

    me.post(f"{place}/documents/{attachment.pk}/remove")

    assert "document" not in now(draft).body["end_use_statement"]


def test_it_is_sent_once_and_its_case_shows_what_was_sent(me, draft):
    place = f"/requests/{draft.reference}"
    assert tasks_of(draft)[-1].kind == "active"
    assert me.get(f"/cases/{draft.reference}")["Location"] == place, "a draft is written, not read"

    for _time in range(2):
        assert (
            me.post(f"{place}/check", {"declared": "on"})["Location"] == f"/cases/{draft.reference}/receipt"
        )

    assert AuthorisationRequest.objects.get().status == "submitted"
    case = page(me, f"/cases/{draft.reference}")
    for words in ("Network encryptor", "Key management station", "City Hospital", "Repeat delivery"):
        assert words in case
    assert "Red flags" not in case
    assert me.get(place)["Location"] == f"/cases/{draft.reference}"
    whole = page(me, f"/cases/{draft.reference}/notification")
    assert "Key management station" in whole


def test_lists_show_both_kinds_and_their_drafts(me, draft):
    factories.make_submitted_request(draft.exporter, by=draft.created_by)
    factories.make_notification(draft.exporter, by=draft.created_by)

    drafts = page(me, "/cases?view=drafts")
    assert draft.reference in drafts
    assert "Cell site simulator" in drafts
    me.post(f"/requests/{draft.reference}/check", {"declared": "on"})
    sent = page(me, "/cases")
    assert "Export request" in sent
    assert "Notification" in sent
    assert "Network encryptor" in page(me, "/overview")
    assert me.get("/cases?view=sent&export=csv").status_code == 200


def test_a_copy_takes_the_lines_and_never_the_statement(me, draft):
    me.post(f"/requests/{draft.reference}/withdraw")
    assert draft.reference in page(me, "/requests/copy")

    copied = me.post(f"/requests/{draft.reference}/copy", {"parts": ["items", "parties"]})

    new = RequestDraft.objects.latest("reference")
    assert copied["Location"] == f"/requests/{new.reference}"
    assert new.body["items"] == draft.body["items"]
    assert "end_use_statement" not in new.body
    assert now(draft).status == "withdrawn"
