"""A notification from the first field to the authority: drafted, changed by two people, sent, withdrawn."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from exportctl.core.actions.files import scan_file
from exportctl.core.errors import Forbidden, Invalid, WrongStatus
from exportctl.core.models import AuditEvent
from licensing.actions.drafts import add_attachment, remove_attachment, save_fields
from licensing.errors import Incomplete
from licensing.models import AuthorisationRequest, Document
from licensing.rules.drafts import fingerprint, value_at
from notifications.actions import notifications
from notifications.models import CatchAllNotification, FieldSave
from tests import factories
from tests.core.hostile_files import HOSTILE
from tests.factories import AT, DAY, HOUR

pytestmark = pytest.mark.django_db


def change(draft, patch, *, by=None, at=AT + HOUR, **expected):
    return notifications.change_draft(
        notification_id=draft.pk, body=patch, actor=by or draft.created_by, at=at, **expected
    )


def submit(draft, *, by=None, at=AT + DAY):
    return notifications.submit(notification_id=draft.pk, actor=by or draft.created_by, at=at)


def paper(name: str = "brochure.txt", text: str = "undetectable") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def attach(draft, uploaded=None):
    return add_attachment(
        model=CatchAllNotification,
        draft_id=draft.pk,
        uploaded=uploaded or paper(),
        question="",
        actor=draft.created_by,
        at=AT + HOUR,
    )


def test_an_empty_draft_has_a_reference_and_every_answer_open():
    exporter = factories.make_exporter()
    draft = notifications.create_draft(
        exporter=exporter, body={}, actor=factories.make_filer(exporter), at=AT
    )

    assert draft.reference == "N-2026-000001"
    assert (draft.status, draft.body, draft.revision) == ("draft", {}, 0)
    with pytest.raises(Incomplete) as missing:
        submit(draft)
    assert len(missing.value.errors) > 20
    assert not AuthorisationRequest.objects.exists()


def test_a_wrong_value_keeps_nothing_of_the_call():
    draft = factories.make_notification()

    with pytest.raises(Invalid) as refused:
        change(draft, {"doubt": "Something new.", "destination": "Atlantis"})

    assert [error["pointer"] for error in refused.value.errors] == ["/destination"]
    draft.refresh_from_db()
    assert draft.body["doubt"] == "The buyer asked for bulk identification in city centres."


def test_a_change_merges_and_null_takes_out():
    draft = factories.make_notification(consignee={"name": "Dubai Freight"})

    changed = change(draft, {"item": {"model": "NW-310"}, "consignee": None, "end_user": {"kind": None}})

    assert changed.body["item"]["model"] == "NW-310"
    assert changed.body["item"]["manufacturer"] == "Nordwind Instruments"
    assert "consignee" not in changed.body
    assert "kind" not in changed.body["end_user"]
    assert changed.revision == 1


def test_what_is_read_only_is_passed_over():
    draft = factories.make_notification()

    changed = change(draft, {"reference": "N-1999-000001", "status": "submitted", "doubt": "New."})

    assert (changed.reference, changed.status, changed.body["doubt"]) == (draft.reference, "draft", "New.")


def save(draft, fields, *, shown, by=None, at=AT + HOUR):
    """Save from a page that showed the body `shown`."""
    loaded = {pointer: fingerprint(value_at(shown, pointer)) for pointer in fields}
    return save_fields(
        model=CatchAllNotification,
        draft_id=draft.pk,
        fields=fields,
        loaded=loaded,
        actor=by or draft.created_by,
        at=at,
    )


def test_two_colleagues_at_different_fields_do_not_clash():
    exporter = factories.make_exporter()
    draft = factories.make_notification(exporter)
    shown, colleague = draft.body, factories.make_filer(exporter)
    save(draft, {"/doubt": "By a colleague."}, shown=shown, by=colleague)

    saved = save(draft, {"/end_use": "By me.", "/doubt": shown["doubt"]}, shown=shown)

    assert saved.clashes == ()
    assert (saved.draft.body["doubt"], saved.draft.body["end_use"]) == ("By a colleague.", "By me.")


def test_the_same_field_keeps_the_colleagues_and_saves_the_rest():
    exporter = factories.make_exporter()
    draft = factories.make_notification(exporter)
    shown, colleague = draft.body, factories.make_filer(exporter)
    save(draft, {"/doubt": "By a colleague."}, shown=shown, by=colleague)

    saved = save(draft, {"/doubt": "By me.", "/end_use": "Mine alone."}, shown=shown)

    (clash,) = saved.clashes
    assert (clash.pointer, clash.mine, clash.theirs) == ("/doubt", "By me.", "By a colleague.")
    draft.refresh_from_db()
    assert (draft.body["doubt"], draft.body["end_use"]) == ("By a colleague.", "Mine alone.")
    who = FieldSave.objects.get(notification=draft, pointer="/doubt")
    assert (who.saved_by, who.saved_at) == (colleague, AT + HOUR)


def test_saving_what_is_there_changes_nothing():
    draft = factories.make_notification()

    saved = save(draft, {"/doubt": draft.body["doubt"]}, shown=draft.body, at=AT + DAY)

    assert (saved.draft.revision, saved.draft.changed_at) == (0, AT)
    assert not FieldSave.objects.exists()


def test_two_colleagues_edit_one_value_of_the_same_form_written_differently():
    """`8517 62 00` is what is held already, `85176200`: nobody has to choose."""
    exporter = factories.make_exporter()
    draft = factories.make_notification(exporter)
    shown = {"item": {"cn_code": "11111111"}}

    saved = save(draft, {"/item/cn_code": "8517 62 00"}, shown=shown)

    assert saved.clashes == ()


def test_sending_freezes_the_body_and_opens_the_case():
    draft = factories.make_notification()

    request = submit(draft)

    draft.refresh_from_db()
    assert (draft.status, draft.request) == ("submitted", request)
    assert request.body == draft.body
    with pytest.raises(WrongStatus):
        change(draft, {"doubt": "Too late."})
    with pytest.raises(WrongStatus):
        submit(draft)
    assert AuthorisationRequest.objects.count() == 1


def test_a_colleague_may_send_a_stranger_may_not():
    exporter = factories.make_exporter()
    draft = factories.make_notification(exporter)

    for stranger in (factories.make_filer(factories.make_exporter()), factories.make_officer()):
        with pytest.raises(Forbidden):
            submit(draft, by=stranger)

    assert submit(draft, by=factories.make_filer(exporter)).submitted_by != draft.created_by


def test_a_removed_colleague_may_do_nothing():
    from exportctl.core.actions.seats import remove_seat
    from exportctl.core.models import Seat

    draft = factories.make_notification()
    remove_seat(seat_id=Seat.objects.get(user=draft.created_by).pk, at=AT + HOUR)

    with pytest.raises(Forbidden):
        submit(draft)


def test_a_draft_can_be_withdrawn_and_its_number_is_not_given_again():
    draft = factories.make_notification()

    notifications.withdraw(notification_id=draft.pk, actor=draft.created_by, at=AT + HOUR)

    draft.refresh_from_db()
    assert draft.status == "withdrawn"
    assert factories.make_notification().reference == "N-2026-000002"


def test_withdrawing_what_was_sent_ends_its_case_too():
    request = factories.make_submitted_request()
    notification = request.notification

    notifications.withdraw(notification_id=notification.pk, actor=request.submitted_by, at=AT + HOUR)

    request.refresh_from_db()
    notification.refresh_from_db()
    assert (notification.status, request.status) == ("withdrawn", "withdrawn")


def test_after_the_decision_neither_is_withdrawn():
    proposal = factories.make_proposal()
    factories.approve(proposal)
    notification = CatchAllNotification.objects.get(request=proposal.request)

    with pytest.raises(WrongStatus):
        notifications.withdraw(
            notification_id=notification.pk, actor=notification.created_by, at=AT + 3 * DAY
        )

    notification.refresh_from_db()
    assert notification.status == "submitted"


def test_the_authority_knows_a_notification_only_once_it_is_sent():
    officer = factories.make_officer()
    draft = factories.make_notification()

    assert not CatchAllNotification.objects.visible_to(officer).exists()
    submit(draft)
    assert CatchAllNotification.objects.visible_to(officer).get() == draft
    for stranger in (factories.make_officer("FR"), factories.make_delegate("DE"), factories.make_customs()):
        assert not CatchAllNotification.objects.visible_to(stranger).exists()


# --- files -------------------------------------------------------------------------------------------


def test_files_of_a_draft_become_documents_of_the_case():
    draft = factories.make_notification()
    kept, removed = attach(draft), attach(draft, paper("offer.txt", "two pieces"))
    remove_attachment(
        model=CatchAllNotification,
        draft_id=draft.pk,
        attachment_id=removed.pk,
        actor=draft.created_by,
        at=AT + HOUR,
    )

    request = submit(draft)

    document = Document.objects.get(request=request, kind="attachment")
    assert (document.file, document.name) == (kept.file, "brochure.txt")


def test_a_rejected_file_does_not_go_with_the_notification():
    draft = factories.make_notification()
    scripted = attach(draft, SimpleUploadedFile("plan.pdf", HOSTILE["script.pdf"][0]))
    scan_file(file_id=scripted.file_id, at=AT + HOUR, machine_at=AT + HOUR)

    request = submit(draft)

    assert not Document.objects.filter(request=request, kind="attachment").exists()


def test_a_marked_file_goes_with_it_and_waits_for_an_officer():
    draft = factories.make_notification()
    for name in ("marked.txt", "other.txt"):
        marked = attach(draft, paper(name, "RESTREINT UE/EU RESTRICTED"))
        scan_file(file_id=marked.file_id, at=AT + HOUR, machine_at=AT + HOUR)

    request = submit(draft)

    sent = Document.objects.filter(request=request, kind="attachment")
    assert [document.file.status for document in sent] == ["withheld", "withheld"]


def test_what_was_sent_takes_no_more_files():
    request = factories.make_submitted_request()

    with pytest.raises(WrongStatus):
        attach(request.notification)


def test_the_trail_of_a_notification_names_nobody_and_nothing():
    draft = factories.make_notification()
    change(draft, {"doubt": "A secret doubt."})
    submit(draft)

    trail = list(AuditEvent.objects.about(draft).values_list("event", "facts"))
    assert (trail[0][0], trail[-1][0]) == ("create", "submit")
    for secret in ("secret", "Nordwind", "Aquila", "Directorate"):
        assert secret not in str(trail)
